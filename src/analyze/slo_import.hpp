// OpenSLO's objectives as ours: what fits becomes an objective and a policy, what does not is said; and the
// budgets, as exact fractions.
//
//   Occurrences      -> request_ratio
//   Timeslices       -> time; a slice is down where errors / requests > 1 - timeSliceTarget
//   RatioTimeslices  -> interval_error_rate
//
//   95 % of 20160 one-minute slices  -> 1008 may be bad (16 h 48 min)
//   99.95 % of 10080                 -> 5.04: the sixth breaches
//
// The YAML itself is read in ingest/openslo. Nothing is invented: a window that no period of ours is like (a
// week of the calendar, hours) makes no policy.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/policy.hpp"
#include "model/sla.hpp"
#include "model/slo.hpp"

namespace faultline::analyze {

struct SloImport {
  model::Slo slo;
  model::Objective objective;           // its policy is that below
  std::optional<model::Policy> policy;  // absent where the window has no period of ours
  std::vector<std::string> remarks;     // what was taken otherwise than written, what does not fit
};

std::vector<SloImport> import_slos(const std::vector<model::Slo>& slos);

// Length in seconds; absent of months, quarters and years, which have no one length, and where none is told.
std::optional<std::int64_t> window_seconds(const model::SloWindow& window);

// Of `total` events or slices, how many may be bad: (1 - target) * total, in lowest terms.
base::Ratio allowed_bad(std::int64_t total, base::Ratio target);

// RatioTimeslices: how many of `slices` at the ratio `during` bring the mean to the target, where the others
// are at `usual`: (usual - target) / (usual - during) * slices. Absent where they never do.
std::optional<base::Ratio> slices_to_burn(std::int64_t slices, base::Ratio target, base::Ratio usual,
                                          base::Ratio during);

// "of 20160 slices of 1m, 1008 may be bad: 16h 48m"; of events "5 of 100 events may be bad".
std::string budget_words(const model::Slo& slo);

}  // namespace faultline::analyze
