// Ratio: integers until printed.
//
// Availability is a pair (good, total) of integers; it becomes decimal digits here and nowhere else, by
// truncation, so that an outage is never printed as 100 and a breach never as its target.
//
//   truncated_percent({2676900, 2678400}, 4) -> "99.9439"      (25 minutes of March)
//   truncated_percent({x, x}, 4)             -> "100"
//
// Comparisons are exact: is_at_least cross-multiplies in 128 bits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace faultline::base {

struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;  // > 0
};

// 100 * r with `decimals` digits after the point, truncated towards zero; "100" only if exactly one.
std::string truncated_percent(Ratio ratio, int decimals);

// value * 10^-scale, truncated to `decimals`: for minutes from seconds and the like.
// `factor` multiplies it first, in 128 bits: 100 for percent.
std::string truncated_quotient(std::int64_t numerator, std::int64_t denominator, int decimals,
                               std::int64_t factor = 1);

// r >= target, exactly.
bool is_at_least(Ratio ratio, Ratio target);

// "99.95" (percent) -> {9995, 10000}; absent where malformed, above 100 or with over 9 decimals.
std::optional<Ratio> parse_percent(std::string_view text);

}  // namespace faultline::base
