// Presets: the incidents of a period as a vendor counts them, so that a person can reconcile the two.
//
// A preset is rows of a table: a name, two milestones, how the distances are put together, and the formula in
// words. Only what the vendor publishes is here; sources and differences are in docs/metrics-presets.md.
// `devlake` needs deployments and has functions of its own:
//
//   deployments end 10:00, 11:00, 12:00; incident 11:30 -> the one of 11:00, of any age and any service
//   lower_median({10, 20, 30, 40}) -> 20
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analyze/statistics/selection.hpp"

namespace faultline::analyze {

model::PresetResult preset_result(const Selection& selection, const StatisticsQuery& query);

// The last one that ended before the incident was created; null where none did.
const FinishedDeployment* deployment_before(std::span<const FinishedDeployment> deployments,
                                            base::Instant created);

// The greatest value whose percent_rank is at most .5. The values ascend; absent where there are none.
std::optional<std::int64_t> lower_median(std::span<const std::int64_t> values);

// Incidents that fall to deployments of the period, and deployments to which at least one falls.
struct DeploymentFailures {
  std::int64_t deployments = 0;
  std::int64_t incidents = 0;
  std::int64_t failed_deployments = 0;
};
DeploymentFailures deployment_failures(std::span<const FinishedDeployment> deployments,
                                       std::span<const base::Instant> created,
                                       const model::StatisticsPeriod& period);

}  // namespace faultline::analyze
