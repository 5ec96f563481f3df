// Periods of an SLA: calendar months in the policy's zone.
//
// Bounds are local midnights, lengths are distances of instants: March 2026 in New York has 743 hours.
//
//   parse_period("2021-03..2021-04")  -> {2021-03, 2021-04}
//
// Quarters, years and rolling windows are not read here yet: parse_period refuses them by name.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.hpp"
#include "base/zone.hpp"

namespace faultline::analyze {

using SlaClock = std::chrono::sys_seconds;

// Half-open [start, end).
struct SlaPeriod {
  std::string label;  // "2021-03"
  SlaClock start{}, end{};

  std::int64_t seconds() const { return (end - start).count(); }
};

// First and last month, both included. Throws base::Error where malformed or backwards.
std::pair<std::chrono::year_month, std::chrono::year_month> parse_period(std::string_view text);

SlaPeriod month_period(const base::Zone& zone, std::chrono::year_month month);

// The month in which a clock of the zone stands at `instant`.
std::chrono::year_month month_of(const base::Zone& zone, base::Instant instant);

}  // namespace faultline::analyze
