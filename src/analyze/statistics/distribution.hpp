// Distribution: one metric of one group of incidents.
//
// Known durations enter with their best figure. A pending one is censored at `now` less its start; where even
// the start has no time it is unknown. A ranged one enters the two ranges only: all ranged ones at their
// least, then all at their most, an open end as censored. Two thirds known and a third ranged:
//
//   known 10m 20m, ranged 5m to 30m   median 15m, with the ranged one 10m to 20m
#pragma once

#include <vector>

#include "analyze/statistics/selection.hpp"
#include "model/statistics.hpp"

namespace faultline::analyze {

model::Distribution distribution_of(const std::vector<SelectedIncident>& incidents, model::MetricKind kind,
                                    const model::StatisticsPeriod& period, base::Instant now);

model::PairedDurations paired_durations(const std::vector<SelectedIncident>& incidents);

}  // namespace faultline::analyze
