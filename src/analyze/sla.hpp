// SLA per cluster, service and period from the fused (or another) ledger, by a max-weight sweep.
//
// Arithmetic (docs/sla.md): integers until printed; overlaps of one scope count their greatest weight, never
// a sum; a window over a period's edge is clipped; an open incident counts up to `now` and makes the row
// provisional; a window without a service counts for its cluster's row; edges that are intervals and levels
// that are unknown make a range, and the verdict may be `depends`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/config.hpp"
#include "model/report.hpp"
#include "model/sla.hpp"

namespace faultline::analyze {

struct SlaQuery {
  // "2021-03" or "2021-03..2021-04"; empty = for each scope the months of which a source that names it tells.
  std::string period;
  // Slugs; empty = all.
  std::string organisation, cluster, service;
  std::optional<model::Ledger> ledger;  // empty = the policy's
};

// Throws base::Error on a malformed period or an unknown zone in the policy.
model::SlaResult compute_sla(const model::Report& report, const model::Config& config, const SlaQuery& query,
                             base::Instant now);

}  // namespace faultline::analyze
