// Account: what of a scope's time counts in one period, as three portions bad of total, with the shares.
//
// The metric decides the unit: tenths of weighted seconds; intervals, each by its error ratio, in 1e-12; or
// requests. Seconds (intervals, requests) of which it is not known whether a maintenance excuses them are
// taken as is least, and most, favourable: the exact bounds of what the evidence allows.
#pragma once

#include <map>
#include <vector>

#include "analyze/sla/rules.hpp"
#include "model/sla.hpp"

namespace faultline::analyze {

struct PeriodAccount {
  model::SlaUnit unit = model::SlaUnit::tenths;
  model::Portion least, best, most;
  std::int64_t service_seconds = 0;  // of the period, within service hours
  std::int64_t counted_seconds = 0;  // best: of those, what is part of the total
  std::int64_t down_seconds = 0;     // best, unweighted
  std::int64_t maintenance_seconds = 0, unknown_seconds = 0;
  std::int64_t requests = 0, failed_requests = 0;  // best, where requests decide
  std::map<std::uint32_t, std::int64_t> by_rank;   // sums to best.bad
};

// Bounds and calendar of what is measured.
struct Measure {
  SlaClock start{}, end{};   // the period, or a day of it
  SlaClock service_start{};  // nothing before it counts
  const base::Zone* zone = nullptr;
};

PeriodAccount account(const ScopeTime& time, const std::vector<const SlaWindow*>& windows,
                      const model::Policy& policy, const Measure& measure);

}  // namespace faultline::analyze
