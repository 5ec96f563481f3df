// Which objective a scope has, and from when on it is measured.
#pragma once

#include <optional>

#include "analyze/sla/period.hpp"
#include "base/zone.hpp"
#include "model/config.hpp"

namespace faultline::analyze {

// The first [[objective]] whose scope fits: each known part equals the scope's, or is a pattern with '*' that
// fits its label or slug ("prod-*"). Composites fit no scope. Absent where none fits.
const model::Objective* objective_for(const model::Config& config, const model::Scope& scope);

// [policy] where the name is empty or its own, else the one of [policies.*]; null where there is none.
const model::Policy* policy_by_name(const model::Config& config, const std::string& name);

// The policy's own target, marked as the default.
model::Objective default_objective(const model::Policy& policy, const model::Scope& scope);

// The first instant that counts for the scope: the latest `since` of its service and its cluster, at local
// midnight. The beginning of time where none is configured.
SlaClock service_start(const model::Config& config, const model::Scope& scope, const base::Zone& zone);

// "prod-*" fits "prod-2"; '*' stands for any text, also none; all else is compared without case.
bool fits_pattern(std::string_view pattern, std::string_view text);

}  // namespace faultline::analyze
