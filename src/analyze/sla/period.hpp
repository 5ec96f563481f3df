// Periods of an SLA: what a person asks for by name, as bounds in a zone.
//
// Bounds are local midnights, lengths are distances of instants: March 2026 in New York has 743 hours.
//
//   2026-04  2026-Q2  2026        a calendar month, quarter, year
//   2026-04..2026-06              each of them from the first to the last
//   2026-04-01..2026-04-15        one period of these days, the last one included
//   90d                           the last 90 local days, that of `now` included and counted whole
//   last-month  last-quarter  last-year       the last complete one before `now`
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/zone.hpp"
#include "model/policy.hpp"

namespace faultline::analyze {

using SlaClock = std::chrono::sys_seconds;

// Half-open [start, end).
struct SlaPeriod {
  std::string label;  // "2021-03", "2026-Q2", "2026", "2026-04-01..2026-06-29"
  SlaClock start{}, end{};

  std::int64_t seconds() const { return (end - start).count(); }
  friend bool operator==(const SlaPeriod&, const SlaPeriod&) = default;
  friend auto operator<=>(const SlaPeriod& a, const SlaPeriod& b) { return a.start <=> b.start; }
};

// In order of time. Throws base::Error where malformed or backwards.
std::vector<SlaPeriod> parse_periods(std::string_view text, const base::Zone& zone, base::Instant now);

// The period of the rule that holds `instant`; of a rolling rule the one that ends with its day.
SlaPeriod period_at(const model::PeriodRule& rule, const base::Zone& zone, base::Instant instant);
// The one that follows at once; of a rolling rule a day later.
SlaPeriod next_period(const model::PeriodRule& rule, const base::Zone& zone, const SlaPeriod& period);
// The last complete ones before `now`, at most `count`, oldest first. Of a rolling rule: the last alone.
std::vector<SlaPeriod> complete_periods(const model::PeriodRule& rule, const base::Zone& zone,
                                        base::Instant now, int count);

SlaPeriod month_period(const base::Zone& zone, std::chrono::year_month month);

// The local days that a period holds a part of, in order; a day that the zone skipped is none.
struct SlaDayBounds {
  std::chrono::year_month_day day{};
  SlaClock start{}, end{};  // clipped to the period
};
std::vector<SlaDayBounds> days_of(const SlaPeriod& period, const base::Zone& zone);

}  // namespace faultline::analyze
