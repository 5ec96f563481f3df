#include "analyze/case.hpp"

#include <algorithm>

namespace faultline::analyze {

std::string plain_name(model::MilestoneKind kind) {
  std::string text(model::to_string(kind));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::vector<const model::Claim*> claims_of(const Case& incident, model::ClaimKind kind) {
  std::vector<const model::Claim*> claims;
  for (const Strand* strand : incident.strands) {
    for (const model::Claim* claim : strand->claims) {
      if (claim->kind == kind) claims.push_back(claim);
    }
  }
  return claims;
}

std::vector<const model::Event*> events_of(const Case& incident, model::EventKind kind) {
  std::vector<const model::Event*> events;
  for (const Strand* strand : incident.strands) {
    for (const model::Event* event : strand->events) {
      if (event->kind == kind) events.push_back(event);
    }
  }
  return events;
}

}  // namespace faultline::analyze
