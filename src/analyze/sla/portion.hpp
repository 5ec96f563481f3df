// Portions: bad of total, and how far they can be moved by seconds of which it is not known whether they are
// part of the total.
#pragma once

#include <vector>

#include "model/sla.hpp"

namespace faultline::analyze {

enum class Extreme { least_bad, most_bad };

// The least (greatest) ratio of bad to total that `fixed` with any choice of `optional` can have. Exact: of
// the optional ones, by their own ratio, those are taken that still move it.
model::Portion extreme(model::Portion fixed, std::vector<model::Portion> optional, Extreme which);

// Sign of a.bad/a.total - b.bad/b.total; nothing of nothing is 0.
int compare(const model::Portion& a, const model::Portion& b);

// numerator * factor / divisor in 128 bits, towards zero.
std::int64_t scaled(std::int64_t numerator, std::int64_t factor, std::int64_t divisor);

// floor((1 - target) * total).
std::int64_t budget_of(const base::Ratio& target, std::int64_t total);

// `total` in proportion to `weights`, integers that sum to it exactly: what is left over by truncation goes
// to the greatest remainders, the first of equals. Without any weight the first takes it all.
std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<std::int64_t>& weights);

}  // namespace faultline::analyze
