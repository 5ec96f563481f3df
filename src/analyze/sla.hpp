// SLA per scope and period under one or several policies: what a support engineer sends to a customer.
//
//   windows.hpp    which windows of the report count, with their three readings
//   requests.hpp   what the logs' rollups tell, for policies that count requests
//   rules.hpp      what a policy makes of both: seconds down, excused, unknown
//   account.hpp    one period of it as bad of total
//   row.hpp        verdicts, shares, credits, days, alerts; composite.hpp: one figure for several scopes
//   compare.hpp    which minutes make policies differ
//
// Arithmetic (docs/sla.md): integers until printed; overlaps of one scope count their greatest weight, never
// a sum; a window over a period's edge is clipped; an open incident counts up to `now` and makes the row
// provisional; a window without a service counts for its cluster's row; edges that are intervals, levels and
// time that are unknown make a range, and the verdict may be `depends`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/config.hpp"
#include "model/facts.hpp"
#include "model/observation.hpp"
#include "model/report.hpp"
#include "model/sla.hpp"

namespace faultline::analyze {

struct SlaInput {
  const model::Report& report;
  const model::Observations* observations = nullptr;  // for coverage; null = none
  const model::Rollups* rollups = nullptr;            // for policies that count requests; null = none
};

enum class SlaDetail { none, with };

struct SlaQuery {
  // period.hpp tells the forms; empty = for each scope the periods of which a source that names it tells.
  std::string period = {};
  // Slugs; empty = all.
  std::string organisation = {}, cluster = {}, service = {};
  std::optional<model::Ledger> ledger = {};  // empty = the policy's
  std::vector<model::Policy> under = {};     // empty = the objective's policy, else the config's
  SlaDetail days = SlaDetail::none;          // SlaRow::days
  SlaDetail burn_rates = SlaDetail::none;    // SlaRow::burn_rules, firings
  SlaDetail stretches = SlaDetail::none;     // SlaRow::stretches
};

// Throws base::Error on a malformed period or an unknown zone in a policy.
model::SlaResult compute_sla(const SlaInput& input, const model::Config& config, const SlaQuery& query,
                             base::Instant now);
model::SlaResult compute_sla(const model::Report& report, const model::Config& config, const SlaQuery& query,
                             base::Instant now);

// The policies that compute_sla would use; whether any of them needs the rollups.
// With several policies under `query.under` the result has their differences; without a period they share the
// rule of the config's policy.
std::vector<model::Policy> policies_of(const model::Config& config, const SlaQuery& query);
bool needs_rollups(const std::vector<model::Policy>& policies);

}  // namespace faultline::analyze
