// Declared windows: what the status page says was down, and when.
//
// Transitions first: each component's level over time until it is operational, or until the ending post.
// Without any that is not operational: one window from the first post to the ending one, at the level of
// the page's impact, else unknown. Windows of the same edges and level are one, with their scopes merged.
// A lone "resolved" has no window (its length is not told, and is not zero); an announced maintenance has
// its own window at level maintenance.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

// Adds windows of ledger `declared`; findings: closed-while-not-operational, lone-resolved, retroactive.
void declare_windows(Case& incident, const FactTable& table);

}  // namespace faultline::analyze
