// Survival: quantiles of durations of which some are only known to be longer than they are so far.
//
// Kaplan-Meier: S(t) = product over the ended durations x <= t of (1 - ended at x / at risk at x); what is
// censored at x is still at risk at x. The quantile q is the least t with S(t) <= 1 - q; where S(t) is 1 - q
// to the next step, the middle of the two. Without censoring that is the order statistic of the averaged
// inverse distribution (Hyndman and Fan 1996, type 2):
//
//   quantile({10, 20, 30, 40}, 1/2) -> 25        quantile({10, 20, 30+, 40+}, 9/10) -> not reached
//
// Source: Kaplan and Meier 1958. Which samples enter is decided in statistics.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ratio.hpp"
#include "model/statistics.hpp"

namespace faultline::analyze {

inline constexpr base::Ratio kMedian{1, 2}, kNinetieth{9, 10};

// Each sample counts as often as `weights` says (a resample); an empty `weights` = once each. The samples
// ascend. Not reached where there is no sample.
model::Quantile quantile(std::span<const model::DurationSample> samples, base::Ratio q,
                         std::span<const std::uint32_t> weights = {});

}  // namespace faultline::analyze
