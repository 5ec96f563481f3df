// FactTable: the facts as the passes see them: in the order of their content, names replaced by their
// canonical ones, each with the organisation it belongs to.
//
// Promises: the order of `facts` makes no difference; a scope without an organisation takes that of its
// source; evidence is cut at 200 bytes on a character's edge.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/config.hpp"
#include "model/facts.hpp"

namespace faultline::analyze {

class FactTable {
 public:
  FactTable(const model::Facts& facts, const model::Config& config);

  const std::vector<model::Source>& sources() const { return facts_.sources; }
  const std::vector<model::Event>& events() const { return facts_.events; }
  const std::vector<model::Claim>& claims() const { return facts_.claims; }
  const std::vector<model::Annotation>& annotations() const { return facts_.annotations; }

  // Null where no source has the digest.
  const model::Source* source(const std::string& digest) const;
  // The canonical organisation of a source; unknown where it tells none.
  model::Name organisation(const std::string& digest) const;

  model::Evidence evidence(const model::Event& event) const;
  model::Evidence evidence(const model::Claim& claim) const;

 private:
  model::Evidence evidence_of(const std::string& digest, const model::Location& location,
                              std::string_view words) const;
  void canonise(const model::Config& config, const std::string& digest,
                std::vector<model::Scope>& scopes) const;

  model::Facts facts_;
  std::unordered_map<std::string, std::size_t> source_index_;
  std::unordered_map<std::string, model::Name> organisations_;
};

}  // namespace faultline::analyze
