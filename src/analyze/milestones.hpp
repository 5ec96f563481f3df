// Milestones: every candidate from all ledgers, the rule that chose, and a limit where nothing tells it.
// Definitions and limits of each: docs/metrics.md.
//
// A recorded candidate beats a bounded one; a document's row beats its prose, which beats the page, except
// for what the page itself does (declared, resolved, postmortem_published). impact_start is never the
// declaration: without a telling it is bounded, not after the first post.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

// Fills milestones, sides and is_open. Needs posts and windows.
void find_milestones(Case& incident, const FactTable& table);

}  // namespace faultline::analyze
