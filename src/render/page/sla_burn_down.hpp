// Burn-down: what is left of a row's budget from day to day, in percent of it, with the incidents that took
// it.
#pragma once

#include <string>
#include <vector>

#include "base/zone.hpp"
#include "model/sla.hpp"

namespace faultline::render {

// After each day: the share of the budget that is left, in hundredths of a percent, truncated; may be
// negative. Days that had not begun at `as_of`, on the zone's clock, are not there. Empty without days or
// budget.
std::vector<std::int64_t> budget_left(const model::SlaRow& row, const base::Zone& zone);

// Inline SVG with title and description; empty where budget_left is.
std::string burn_down_svg(const model::SlaRow& row, const base::Zone& zone, const std::string& id,
                          const std::string& name);

// Centres of marks that want to stand at `wishes` (ascending), moved as little as needed so that they lie
// within [first, last] and `gap` apart; nearer to each other where there are more than fit.
std::vector<double> spread(std::vector<double> wishes, double gap, double first, double last);

}  // namespace faultline::render
