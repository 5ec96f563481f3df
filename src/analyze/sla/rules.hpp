// Rules: what a policy makes of the evidence about one scope: which seconds are down, and which are no part
// of the total, as the evidence allows at least, as printed, and at most.
//
// In this order:
//   1  maintenance that is excused takes its seconds out, also from outages over them
//   2  windows are swept with the greatest weight; or intervals of requests above the error rate are down
//   3  runs of downtime shorter than the minimum, or with fewer requests, do not count; partial minutes
//   4  unknown time becomes good, bad, excluded or a range
// Runs are judged over all time: an outage of eight minutes over midnight is one of eight minutes, in
// whichever month. What lies in a period and its service hours is cut out afterwards (account.hpp).
#pragma once

#include <string>
#include <vector>

#include "analyze/sla/requests.hpp"
#include "analyze/sla/windows.hpp"
#include "model/policy.hpp"

namespace faultline::analyze {

// The seconds that maintenance excuses: for certain, as printed, and perhaps.
struct Excused {
  TimeSpans certain, best, possible;
};

struct ScopeTime {
  Charges least, best, most;
  // No part of the total: for certain, as printed, and perhaps. certain is within possible.
  TimeSpans excluded_certain, excluded_best, excluded_possible;
  Excused maintenance;
  TimeSpans dropped;          // downtime that minima and partial minutes take away, as printed
  TimeSpans unknown;          // of which nothing is known, within `known_within`
  bool has_unknown = false;   // the ledger can have unknown time at all
  bool has_requests = false;  // requests decided, not windows
  RequestEvidence requests;   // where the policy counts them
  std::vector<std::string> notes;
};

struct ScopeEvidence {
  std::vector<const SlaWindow*> windows;
  RequestEvidence requests;
};

// `known_within`: where knowledge is asked for, from the first period's start to now at most.
ScopeTime apply_rules(const model::Policy& policy, ScopeEvidence evidence, const TimeSpan& known_within);

}  // namespace faultline::analyze
