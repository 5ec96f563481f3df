// SLA: policy, objective, and one row of a result. Integers (seconds) until printed. See docs/sla.md.
//
// Default policy "statuspage": time metric, weights 1 / 0.3 / 0 for major / partial / degraded and
// maintenance (Statuspage's rule, reproduced on 65 of 65 real components), calendar month, UTC, fused
// ledger, truncation. Default objective: 99.9 %.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ratio.hpp"
#include "base/time.hpp"
#include "model/level.hpp"
#include "model/milestone.hpp"
#include "model/scope.hpp"

namespace faultline::model {

struct Policy {
  std::string name = "statuspage";
  // Weight of a second at a level, in tenths: major 10, partial 3, degraded 0, maintenance 0.
  int major_tenths = 10, partial_tenths = 3, degraded_tenths = 0, maintenance_tenths = 0;
  Ledger ledger = Ledger::fused;
  std::string zone = "UTC";
  int decimals = 4;
};

struct Objective {
  Scope scope;  // empty parts match all
  base::Ratio target{999, 1000};
  std::string target_text = "99.9";
  bool is_default = true;  // printed as such
};

// A whole of seconds with the range its interval-valued edges and unknown levels leave. Weighted tenths
// of seconds: a partial outage of 10 s is 30.
struct WeightedRange {
  std::int64_t least = 0, best = 0, most = 0;
};

struct SlaRow {
  std::string period;  // "2021-03"
  base::Instant period_start{}, period_end{};
  std::int64_t period_seconds = 0;
  Scope scope;  // service empty = the cluster's row (or the organisation's)
  Objective objective;
  WeightedRange down_tenths;          // weighted downtime, 1/10 s
  std::int64_t down_seconds = 0;      // best, whole seconds, unweighted, of any level that weighs > 0
  std::int64_t budget_tenths = 0;     // (1 - target) * period, floor
  std::int64_t remaining_tenths = 0;  // may be negative
  bool is_provisional = false;        // an open incident, or the period has not ended at `now`
  enum class Verdict { met = 0, breached = 1, depends = 2 } verdict = Verdict::met;
  std::string depends_on;  // which edge or level, in words
  // What burned the budget; parts sum exactly to down_tenths.best. Overlap goes to the incident that
  // began first.
  struct Share {
    std::string incident_id;
    std::int64_t down_tenths = 0;
  };
  std::vector<Share> shares;
};

struct SlaResult {
  Policy policy;
  std::vector<SlaRow> rows;        // by organisation, cluster, service, period
  std::vector<std::string> notes;  // what was left out and why; assumptions
};

std::string_view to_string(SlaRow::Verdict verdict);

}  // namespace faultline::model
