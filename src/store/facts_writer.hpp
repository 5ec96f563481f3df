// FactsWriter: one source's facts into their tables. Works inside a transaction of its caller and must not
// outlive it; its statements are prepared once and serve many sources.
#pragma once

#include <optional>

#include "base/time.hpp"
#include "model/facts.hpp"
#include "store/codec.hpp"
#include "store/database.hpp"
#include "store/rollup_rows.hpp"

namespace faultline::store {

class FactsWriter {
 public:
  FactsWriter(const Database& database, std::optional<base::Instant> ingest_time);

  // A source whose content is known adds nothing but its name, where that is new.
  Added write(const model::SourceFacts& facts);

 private:
  void write_source(const model::SourceFacts& facts);
  void write_event(std::int64_t source, const model::Event& event);
  void write_claim(std::int64_t source, const model::Claim& claim);

  std::optional<base::Instant> ingest_time_;
  std::string facts_key_;
  ScopeWriter scopes_;
  Statement find_source_, source_, name_, event_, event_scope_, claim_, claim_scope_, diagnostic_, ignored_;
  RollupWriter rollups_;
};

}  // namespace faultline::store
