// Durations: what a document says how long something lasted, beside the times of the same incident.
//
// A duration that names its two ends is held against those milestones; one inside a row of the timeline
// against the distances to that row; any other against the stated windows and the impact's start and end.
//   supported      a pair it should equal does, within its tolerance and a minute
//   contradicted   none does; `equals` names the pair of events it does equal, if any
//   unsupported    it speaks of the impact, and there are times, but no impact window to hold it against; or
//                  it is under half of the window and names no ends, so that it may be of a part of it
//   not_checkable  nothing to compare with, or it is about something else
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

void audit_durations(Case& incident, const FactTable& table);

}  // namespace faultline::analyze
