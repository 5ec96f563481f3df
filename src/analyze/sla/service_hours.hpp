// Service hours: the seconds in which a policy measures at all, from its weekly calendar and holidays.
//
// Hours are of the local clock: 09:00 to 17:00 is eight hours on every day, but on one whose clock changes in
// between; a clock time that is skipped is the instant after the gap, one that comes twice its first.
#pragma once

#include "analyze/sla/spans.hpp"
#include "model/policy.hpp"

namespace faultline::analyze {

// The service time within [start, end); the whole of it without a calendar.
TimeSpans service_time(const model::ServiceHours& hours, const base::Zone& zone, SlaClock start,
                       SlaClock end);

}  // namespace faultline::analyze
