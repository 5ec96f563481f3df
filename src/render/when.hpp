// Moments and spans as people read them. The width of a time is always visible:
//
//   2023-07-27 11:29              to the minute
//   2023-07-27 11:29-11:32        an interval
//   [2023-07-27 23:50, 2023-07-28 00:10]   one over midnight; in words "between A and B"
//   2023-07-27 ~17:00             approximate
//   2023-07-27 by 17:00           only a limit: not after
//   2023-04-30 (day)              a day; "~2023-04-30" an approximate one
//   2021-03-30 12:30 (zone?)      a wall clock whose zone is unknown
//   not known: '14:??' ...        unplaced
//
// Zones: the style's for placed moments, the writer's own clock where the zone is unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/moment.hpp"
#include "model/milestone.hpp"
#include "model/window.hpp"
#include "render/style.hpp"

namespace faultline::render {

std::string when_text(const base::Moment& moment, const Style& style);

// Where a fact stands, short enough for a table: the file's own name and the line, without its folders.
std::string place_text(const model::Evidence& evidence);

// The same in two columns, for tables grouped by day; `date` is empty where nothing places the moment.
struct DateAndClock {
  std::string date;   // "2023-07-27"
  std::string clock;  // "11:29", "23:50-00:10 (+1 day)", "(day)", "?"
};
DateAndClock date_and_clock(const base::Moment& moment, const Style& style);

// "2023-07-27 15:44" of an instant.
std::string instant_text(base::Instant instant, const Style& style);

// "2023-07-27 15:44:52", to the second.
std::string second_text(base::Instant instant, const Style& style);

// "not after 2023-07-27 15:44" for a bounded milestone; "not known: reason" where there is no time.
std::string milestone_text(const model::Milestone& milestone, const Style& style);

// An upper limit as model::describe prints one: rounded up, so that the same limit reads the same everywhere.
std::string most_text(std::int64_t seconds);

// "25m", "25m (24m to 26m)" where the edges leave room, "open, 3h 2m so far", "not known".
std::string length_text(const model::ImpactWindow& window, const Style& style);

// "2021-03-30 19:30 to 19:55": the date is not said twice.
std::string window_text(const model::ImpactWindow& window, const Style& style);

}  // namespace faultline::render
