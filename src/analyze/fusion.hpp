// Fusion: the three ledgers -> windows of ledger `fused`: observed, else stated, else declared, per edge.
//
// The best ledger that tells a scope gives its window; what it leaves open (an end, a level, a scope) comes
// from the next. A scope it does not speak of keeps the next ledger's window; so does a window that meets
// none of its windows while another of that ledger does. How far the ledgers differ is said in the rule.
//   stated 11:29..21:02 at prod-1, declared 11:44..09:47 at nine services of prod-1
//     -> 11:29..21:02 at those nine, "stated; the page starts 15m later and ends 12h 45m later"
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

// Adds windows of ledger `fused` and sorts all windows by ledger, start, scopes.
void fuse_windows(Case& incident);

}  // namespace faultline::analyze
