#include "analyze/sla.hpp"

#include <algorithm>

#include "analyze/sla/objectives.hpp"
#include "analyze/sla/other_readings.hpp"
#include "analyze/sla/rows.hpp"

namespace faultline::analyze {

std::vector<model::Policy> policies_of(const model::Config& config, const SlaQuery& query) {
  std::vector<model::Policy> policies = query.under;
  if (policies.empty()) {
    policies.push_back(config.policy);
    for (const model::Objective& objective : config.objectives) {
      const model::Policy* wanted = policy_by_name(config, objective.policy);
      if (wanted != nullptr && std::none_of(policies.begin(), policies.end(),
                                            [&](const auto& known) { return known.name == wanted->name; }))
        policies.push_back(*wanted);
    }
  }
  if (query.ledger)
    for (model::Policy& policy : policies) policy.ledger = *query.ledger;
  return policies;
}

bool needs_rollups(const std::vector<model::Policy>& policies) {
  return std::any_of(policies.begin(), policies.end(), model::counts_requests);
}

model::SlaResult compute_sla(const SlaInput& input, const model::Config& config, const SlaQuery& query,
                             base::Instant now) {
  model::SlaResult result = compute_rows(input, config, query, now);
  for (std::string& note : other_readings(input, config, query, result, now))
    result.notes.push_back(std::move(note));
  return result;
}

model::SlaResult compute_sla(const model::Report& report, const model::Config& config, const SlaQuery& query,
                             base::Instant now) {
  return compute_sla(SlaInput{report, nullptr, nullptr}, config, query, now);
}

}  // namespace faultline::analyze
