// Candidates: what each source says of each milestone, best first. The rules that choose are milestones.hpp.
#pragma once

#include <array>
#include <vector>

#include "analyze/case.hpp"

namespace faultline::analyze {

struct FoundCandidate {
  model::Candidate candidate;
  const model::Claim* claim = nullptr;  // where a document says it
  bool is_row = false;                  // it stands in a written timeline
  bool is_inferred = false;             // from a suspected deploy: told by nobody
};

using CandidateTable = std::array<std::vector<FoundCandidate>, model::kMilestoneCount>;

CandidateTable collect_candidates(const Case& incident, const FactTable& table);

}  // namespace faultline::analyze
