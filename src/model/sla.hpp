// SLA: objectives, and the rows of a result. Integers in the row's unit until printed. See docs/sla.md.
//
// A row is one policy, period and objective. Its figure is a portion (bad of total), three times: the most
// favourable that the evidence allows, the one printed, and the least favourable. The verdict compares the
// exact ratios of the outer two.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ratio.hpp"
#include "base/time.hpp"
#include "model/level.hpp"
#include "model/policy.hpp"
#include "model/scope.hpp"

namespace faultline::model {

// How the scopes of a composite objective make one figure.
enum class Combination {
  none,   // one scope
  worst,  // each second counts the worst of them
  serial  // the product of their availabilities: all are needed, failing independently
};

struct Objective {
  std::string name;  // empty = none; a composite has one
  Scope scope;       // empty parts match all; a part may be a pattern with '*': "prod-*"
  base::Ratio target{999, 1000};
  std::string target_text = "99.9";
  bool is_default = true;  // printed as such
  std::string policy;      // name; empty = the config's [policy]
  Combination combination = Combination::none;
  std::vector<Scope> members;  // of a composite; of the organisation in `scope`
};

// From when on a service (or cluster) is measured: nothing before it is part of a period.
struct ServiceStart {
  Scope scope;
  std::string written;  // "2020-10-16": the first local day of the policy's zone
  std::chrono::year_month_day day{};
};

// What a portion's integers are.
enum class SlaUnit {
  tenths,          // weighted tenths of seconds: a partial outage (0.3) of 10 s is 30
  pico_intervals,  // 1e-12 of an interval
  requests,
  parts  // of 1e15: a product of ratios
};

struct Portion {
  std::int64_t bad = 0, total = 0;
  friend bool operator==(const Portion&, const Portion&) = default;
};

// A day of a row: of the policy's zone, clipped to the period. As printed (`best`).
struct SlaDay {
  std::chrono::year_month_day day{};
  Portion portion;
  std::int64_t unknown_seconds = 0, maintenance_seconds = 0;
  std::vector<std::string> incidents;  // ids with a share, by beginning
};

// Time that counts as downtime in a row, as printed: half-open, by the first incident that lies over it.
struct SlaStretch {
  base::Instant start{}, end{};
  int tenths = 0;           // its whole weight
  std::string incident_id;  // empty = none lies over it
};

// Time that policies weigh differently: why two of them give different figures for one scope.
struct SlaDifference {
  std::string period;
  Scope scope;
  base::Instant start{}, end{};
  std::string words;  // what it was: "partial outage (corvane-2024-10-31-2fc5)"
  struct Side {
    std::string policy;
    int tenths = 0;
    std::string why;  // of a zero: "partial outage weighs 0", "shorter than 10m"
  };
  std::vector<Side> sides;  // in order of the policies
};

// A rule of a multiwindow burn-rate alert: fires when the budget burns at `factor` over both windows.
// factor = budget share x period / long window (SRE Workbook, chapter 5; sloth's google-30d).
struct BurnRule {
  int budget_percent = 2;  // of the period's budget
  std::int64_t long_seconds = 3600, short_seconds = 300;
  base::Ratio factor{144, 10};
};

// When an alert by such a rule would have fired: the first second after which both windows reach the factor.
struct BurnFiring {
  std::size_t rule = 0;  // place in SlaRow::burn_rules
  std::string incident_id;
  base::Instant fired_at{};
  std::optional<base::Instant> detected;  // the incident's, to compare with
};

struct SlaCredit {
  enum class Kind { none, tier, between_tiers, proportional } kind = Kind::none;
  std::string percent;  // "10": of the bill; "0" where no tier fits above the tiers
  std::string words;    // "99.0 % lies in no tier of the text"
};

struct SlaRow {
  std::string policy;  // name, in SlaResult::policies
  std::string period;  // "2021-03", "2026-Q2", "2026", "2026-04-01..2026-06-29"
  base::Instant period_start{}, period_end{};
  std::int64_t period_seconds = 0;
  base::Instant as_of{};  // what was known: the period's end, or `now` where that comes first
  Scope scope;            // service empty = the cluster's row (or the organisation's)
  Objective objective;
  SlaUnit unit = SlaUnit::tenths;
  Portion least, best, most;      // `least` = least bad; least.bad/total <= best <= most
  std::int64_t down_seconds = 0;  // best, unweighted, of any level that weighs > 0, after the policy's rules
  std::int64_t counted_seconds = 0;      // best: of the period, what is part of the denominator
  std::int64_t maintenance_seconds = 0;  // best: left out of the downtime or of both
  std::int64_t unknown_seconds = 0;      // of the period's service time; 0 where the ledger is complete
  // Share of service time of which anything is known; absent where the ledger is complete for its period.
  std::optional<base::Ratio> coverage;
  std::int64_t requests = 0, failed_requests = 0;  // where requests decide
  std::int64_t budget = 0;                         // (1 - target) * best.total, floor, in the unit
  std::int64_t remaining = 0;                      // budget - best.bad; may be negative
  bool is_provisional = false;                     // an open incident, or the period has not ended at `now`
  enum class Verdict { met = 0, breached = 1, depends = 2, no_data = 3 } verdict = Verdict::met;
  std::string depends_on;  // which edge, level or unknown time, in words
  // What burned the budget; parts sum exactly to best.bad. Overlap goes to the incident that began first.
  // Without an id: `words` says what it is ("requests that failed outside of any incident").
  struct Share {
    std::string incident_id;
    std::int64_t bad = 0;
    std::string words = {};
  };
  std::vector<Share> shares;
  // The same by the deploy that set the incidents off; parts sum to best.bad as well.
  struct DeployShare {
    std::string deploy;  // title; empty = no deploy is held to have set them off
    std::int64_t bad = 0;
    std::vector<std::string> incidents;
  };
  std::vector<DeployShare> deploy_shares;
  SlaCredit credit_least, credit_best, credit_most;
  std::int64_t free_hours = 0;        // hours of the clock that are not charged
  std::vector<std::string> notes;     // what concerns this row alone: "minutes below 2,000 requests: 12"
  std::vector<SlaDay> days;           // where asked for
  std::vector<SlaStretch> stretches;  // where asked for
  std::vector<BurnRule> burn_rules;
  std::vector<BurnFiring> firings;  // by incident, the first of each rule; where asked for
};

// A period that was closed: rows come from it, not from a fresh computation.
struct SealMark {
  std::string period;  // label
  std::string policy;  // name
  std::string id;      // the seal's digest, short
  base::Instant sealed_at{};
  int restatements = 0;
  std::string reason;  // of the last restatement
};

struct SlaResult {
  std::string config_digest;  // of the config's text, short; empty = defaults
  std::vector<Policy> policies;
  std::vector<SlaRow> rows;                // by policy, organisation, cluster, service, period
  std::vector<std::string> notes;          // what was left out and why; assumptions
  std::vector<SealMark> seals;             // of the rows' periods
  std::vector<SlaDifference> differences;  // where several policies were asked for; by scope, period, start

  const Policy& policy_of(const SlaRow& row) const;
  const SealMark* seal_of(const SlaRow& row) const;  // null where not sealed
};

std::string_view to_string(SlaRow::Verdict verdict);
std::string_view to_string(Combination combination);
std::string_view to_string(SlaUnit unit);

// An amount in the row's unit as tenths of weighted seconds, for people. Of intervals and products it is
// their share of the counted time; a request ratio has none: absent.
std::optional<std::int64_t> down_tenths(const SlaRow& row, std::int64_t bad);

}  // namespace faultline::model
