// Calendar: a cell per day of a service's rows, weeks from left to right, Monday on top; months of several
// periods follow each other. The cell's shade and figure tell how much of the day was down, its hover text
// all of it.
#pragma once

#include <string>
#include <vector>

#include "base/zone.hpp"
#include "model/sla.hpp"

namespace faultline::render {

// How bad a day was: exact comparison of bad / total.
enum class DayMark {
  up,         // no downtime
  slight,     // under 0.1 %: 86 s of a day
  some,       // under 1 %: 14 min
  much,       // 1 % and more
  unknown,    // no downtime is known, but not all of the day is known either
  uncounted,  // not part of the denominator: outside of service hours, maintenance that is excluded
  ahead       // had not begun at `as_of`
};
DayMark mark_of(const model::SlaDay& day);  // never `ahead`, which the row decides

// How many of the row's days had begun at `as_of`, on the clock of the policy's zone.
std::size_t days_begun(const model::SlaRow& row, const base::Zone& zone);

// A place in the grid: column = week since the first day's, row = 0 (Monday) to 6.
struct CalendarPlace {
  int column = 0, row = 0;
  friend bool operator==(const CalendarPlace&, const CalendarPlace&) = default;
};
CalendarPlace place_in_calendar(std::chrono::year_month_day first, std::chrono::year_month_day day);

// Inline SVG with title and description; `id` makes its ids unique on the page. Empty without days.
std::string calendar_svg(const std::vector<const model::SlaRow*>& rows, const base::Zone& zone,
                         const std::string& id, const std::string& name, int decimals);

// What the shades mean, as list items.
std::string calendar_legend();

}  // namespace faultline::render
