// Metrics: interval arithmetic between milestones (model/metric.hpp). Definitions: docs/metrics.md.
//
// known where both ends are recorded and finer than a day; ranged where an end is bounded or a whole day;
// pending, unknown and invalid with a reason. "Not after" leaves one end of the range open.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

void compute_metrics(Case& incident);

}  // namespace faultline::analyze
