// Facts: everything ingest produced and the store keeps; the only input of analyze beside Config and now.
//
// Sorted on load by (source digest, ordinal), so that no result depends on the order of ingest.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/annotation.hpp"
#include "model/claim.hpp"
#include "model/event.hpp"
#include "model/rollup.hpp"
#include "model/source.hpp"

namespace faultline::model {

struct Facts {
  std::vector<Source> sources;          // by digest
  std::vector<Event> events;            // by (source digest, ordinal)
  std::vector<Claim> claims;            // by (source digest, ordinal)
  std::vector<Annotation> annotations;  // by (made_at, id)

  const Source* source(const std::string& digest) const;  // binary search; null where absent
};

// The rollups of all sources, by digest; apart from Facts, since they are large and few passes need them.
struct Rollups {
  std::vector<Source> sources;  // by digest; those that have rollups
  std::vector<SourceRollups> rollups;
};

// What reading one source gave, in one piece: written to the store in one transaction.
struct SourceFacts {
  Source source;
  std::vector<Event> events;
  std::vector<Claim> claims;
  SourceRollups rollups;
  std::vector<base::Diagnostic> diagnostics;
  struct Ignored {
    std::string reason;
    std::int64_t count = 0;
  };
  std::vector<Ignored> ignored;
};

}  // namespace faultline::model
