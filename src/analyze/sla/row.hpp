// Row: one scope, period and policy as model::SlaRow, from what the rules made of its evidence.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analyze/sla.hpp"
#include "analyze/sla/account.hpp"
#include "analyze/sla/service_hours.hpp"

namespace faultline::analyze {

// What all rows of a policy share.
struct RowContext {
  const model::Policy& policy;
  const base::Zone& zone;
  const SlaWindows& windows;
  const SlaQuery& query;
  base::Instant now{};
};

// One scope's evidence under the policy, over all time.
struct ScopeBook {
  model::Scope scope;
  model::Objective objective;
  SlaClock service_start{};
  std::vector<const SlaWindow*> windows;
  ScopeTime time;
};

model::SlaRow make_row(const ScopeBook& book, const SlaPeriod& period, const RowContext& context);

// Of a row whose portions are known: budget, verdict, credits. `doubts` is asked what leaves the range open,
// in words, where the verdict depends on it.
void conclude(model::SlaRow& row, const model::Policy& policy, const std::function<std::string()>& doubts);

// The shares of a row by rank: by incident, and by the deploy that set it off.
void share_out(model::SlaRow& row, const std::map<std::uint32_t, std::int64_t>& by_rank,
               const SlaWindows& windows);

}  // namespace faultline::analyze
