// Source strands: one source cut into the incidents it tells. See strands.hpp for the rule.
#pragma once

#include <vector>

#include "analyze/strands.hpp"

namespace faultline::analyze {

struct SourceFactRefs {
  std::vector<const model::Event*> events;  // by ordinal
  std::vector<const model::Claim*> claims;
};

struct SourceStrands {
  std::vector<Strand> strands;
  std::vector<const model::Event*> loose;  // name no incident: component changes, alerts, deploys
};

SourceStrands cut_source(const model::Source& source, const SourceFactRefs& refs, const FactTable& table);

}  // namespace faultline::analyze
