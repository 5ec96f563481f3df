// Request account: the two metrics that count requests, over the measured part of one period.
//
//   interval_error_rate  each interval counts 1, its bad part is errors / requests
//   request_ratio        each request counts 1
//
// An interval belongs where it begins. Of a fraction that 1e-12 does not hold exactly the least case has it
// rounded down and the most case up, so that the bounds hold.
#pragma once

#include "analyze/sla/account.hpp"

namespace faultline::analyze {

void account_requests(const ScopeTime& time, const std::vector<const SlaWindow*>& windows,
                      const model::Policy& policy, const TimeSpans& measured, PeriodAccount& result);

}  // namespace faultline::analyze
