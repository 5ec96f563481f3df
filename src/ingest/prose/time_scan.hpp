// Time mentions: every notation of a clock time or a date that people write, found in running text.
//
// scan_times finds mentions; it places none of them. What a mention means (which day, which zone, which
// half of the day) is resolve.hpp. Grammar and traps: docs/documents.md, "Notations".
//
//   "07/27 11:32pm ET"            -> date {-, 7, 27}, clock {11:32, pm}, zone "ET"
//   "2022-06-20 15:29"            -> date {2022, 6, 20}, clock {15:29}
//   "~5:00pm"                     -> clock {5:00, pm}, approximate
//   "14:??"                       -> clock {14, minute unknown}
//   "HH:mm"                       -> is_placeholder
//   "from 12:30 to 12:55 PST"     -> two mentions, the first with joins_next, both zone "PST"
// Not times: versions ("1.20.3"), IPs, ratios ("3:1"), durations ("25 minutes"), ports ("host:8080").
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace faultline::ingest::prose {

struct DateParts {
  std::optional<int> year;  // four digits as meant: '22025' -> 2025 with repaired
  std::optional<unsigned> month, day;
  std::optional<std::chrono::weekday> weekday;
  bool order_is_ambiguous = false;  // "03/04" with both <= 12; month first is assumed where alone
  bool repaired = false;            // "22025-03-18", "3th May"
  bool is_day_first = false;        // "27/07": proof of the writer's order for the ambiguous ones beside it
};

struct ClockParts {
  enum class Half { none, am, pm } half = Half::none;
  int hour = 0;               // as written, 0..24
  std::optional<int> minute;  // absent: "14:??", "at 5 pm" (then resolution says which)
  std::optional<int> second;
  bool minute_is_unknown = false;  // "14:??": the text leaves it open
  bool is_named = false;           // "noon", "midnight" (hour 12 and 24): no half to be mistaken about
  bool is_padded = false;          // "09:30", "0930": the 24-hour clock's leading zero
};

struct TimeMention {
  std::size_t begin = 0, end = 0;  // bytes of the scanned text
  std::string written;
  std::optional<DateParts> date;
  std::optional<ClockParts> clock;
  std::string zone;                    // as written: "ET", "UTC", "+02:00", "GMT+1"; empty = none beside it
  bool zone_is_shared = false;         // taken from the other end of the same range
  std::optional<base::Instant> exact;  // ISO with offset, epoch in a link
  bool approximate = false;            // "~", "ca.", "around", "about", "approximately"
  bool is_placeholder = false;         // "HH:mm", "--:--" and the like
  bool joins_next = false;             // this and the next mention are the ends of one range
  bool joins_previous = false;         // the second end of that range
  bool date_is_shared = false;         // the date was taken from the other end of the same range
  bool half_is_shared = false;         // so was the half of the day: "from 3:04 to 4:05 PM"
};

// Mentions in the order of the text, not overlapping. The text should be folded (base::fold_typography).
std::vector<TimeMention> scan_times(std::string_view text);

// "25 minutes", "9 hours and 18 minutes", "3h 8m", "1h50m", "2d 1h 29m", "just under an hour", "two hours".
struct DurationMention {
  std::size_t begin = 0, end = 0;
  std::string written;
  std::chrono::seconds length{};
  std::chrono::seconds tolerance{};  // half width: 0 for "25 minutes", 15 min for "about an hour"
};
std::vector<DurationMention> scan_durations(std::string_view text);

}  // namespace faultline::ingest::prose
