// Corrections: what people set right (model/annotation.hpp), applied over what follows from the sources.
//
//  - merge and split change the groups, in the order in which they were made;
//  - scope and level change the fused windows; impact_start and impact_end their outer edges, since the SLA
//    counts them;
//  - a milestone that a person set wins over all candidates, which stay for explain;
//  - cause is told.
// Undone ones do nothing. An annotation whose incident is not there any more is a finding, never dropped.
#pragma once

#include <string>
#include <vector>

#include "analyze/case.hpp"
#include "analyze/grouping.hpp"
#include "model/annotation.hpp"

namespace faultline::analyze {

class Corrections {
 public:
  Corrections(const std::vector<model::Annotation>& annotations, const std::vector<Strand>& strands);

  // Merges and splits; groups keep their order, new ones come last.
  void regroup(std::vector<Group>& groups) const;

  // After fusion.
  void correct_windows(Case& incident) const;
  // After each choice of milestones.
  void correct_milestones(Case& incident) const;
  // Fills cause and corrections, last of all.
  void tell(Case& incident) const;

  // Those that found no incident.
  std::vector<model::Finding> findings() const;

 private:
  struct Placed {
    const model::Annotation* annotation = nullptr;
    std::vector<std::size_t> anchors, others;  // strands
  };
  std::vector<std::size_t> strands_at(const std::vector<std::string>& anchors) const;
  std::vector<const model::Annotation*> of(const Case& incident) const;

  const std::vector<Strand>& strands_;
  std::vector<Placed> placed_;  // oldest first
};

}  // namespace faultline::analyze
