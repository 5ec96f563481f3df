// Burn-down: what is left of a row's budget from day to day, in percent of it, with the incidents that took
// it.
#pragma once

#include <string>
#include <vector>

#include "model/sla.hpp"

namespace faultline::render {

// After each day: the share of the budget that is left, in hundredths of a percent, truncated; may be
// negative. Days after `as_of` are not there. Empty without days or budget.
std::vector<std::int64_t> budget_left(const model::SlaRow& row);

// Inline SVG with title and description; empty where budget_left is.
std::string burn_down_svg(const model::SlaRow& row, const std::string& id, const std::string& name);

}  // namespace faultline::render
