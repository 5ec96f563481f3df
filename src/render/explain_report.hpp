// The chain behind a figure: value <- interval arithmetic <- milestones <- chosen candidate and its rule <-
// the source's line. Rejected candidates and readings are told with their reasons.
#pragma once

#include <string>
#include <vector>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

// What to explain; the milestones at the ends of a metric are added by themselves.
struct Subject {
  std::vector<model::MetricKind> metrics;
  std::vector<model::MilestoneKind> milestones;
};

Subject whole_incident();

std::string explain_text(const model::Incident& incident, const Subject& subject, const Style& style);
std::string explain_json(const model::Incident& incident, const Subject& subject);

}  // namespace faultline::render
