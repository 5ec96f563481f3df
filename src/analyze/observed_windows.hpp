// Observed windows of an incident, and the alerts that fired in it: what machines saw.
//
// A window of the observations becomes an ImpactWindow of ledger `observed`; the whole of it, with the sums
// and lines behind it, stays in Incident::observed. Finding the windows in the rollups is analyze/observe.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

// Adds windows of ledger `observed` and fills Incident::observed.
void add_observed_windows(Case& incident);

// Fills Case::alerts, earliest first: an alert told by several sources is one, with the end that any tells.
void merge_alerts(Case& incident);

}  // namespace faultline::analyze
