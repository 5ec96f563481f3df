// Calendar: a cell per day of a service's rows, weeks from left to right, Monday on top; months of several
// periods follow each other. The cell's shade and figure tell how much of the day was down, its hover text
// all of it.
#pragma once

#include <string>
#include <vector>

#include "model/sla.hpp"

namespace faultline::render {

// How bad a day was: exact comparison of bad / total.
enum class DayMark {
  up,      // no downtime
  slight,  // under 0.1 %: 86 s of a day
  some,    // under 1 %: 14 min
  much,    // 1 % and more
  unknown  // nothing is known of it
};
DayMark mark_of(const model::SlaDay& day);

// A place in the grid: column = week since the first day's, row = 0 (Monday) to 6.
struct CalendarPlace {
  int column = 0, row = 0;
  friend bool operator==(const CalendarPlace&, const CalendarPlace&) = default;
};
CalendarPlace place_in_calendar(std::chrono::year_month_day first, std::chrono::year_month_day day);

// Inline SVG with title and description; `id` makes its ids unique on the page. Empty without days.
std::string calendar_svg(const std::vector<const model::SlaRow*>& rows, const std::string& id,
                         const std::string& name, int decimals);

// What the shades mean, as list items.
std::string calendar_legend();

}  // namespace faultline::render
