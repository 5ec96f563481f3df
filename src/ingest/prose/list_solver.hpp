// The assignment of least cost over the entries of one list: days carried and rolled over, halves of the
// day, slips. Clock readings only; zones come before (Entry::ahead) and after (placing.hpp).
//
// Every entry has readings; a whole list costs the sum of what its readings and its steps cost. Both
// directions are solved, the cheaper one is the list's. Dynamic programming keeps kStates readings per
// entry, so that a list takes time linear in its length. tests/oracle holds the exhaustive version.
//
// The numbers order the slips that real documents have, from likely to unlikely; only their order and the
// distance kNear matter. They were set so that each of these comes out: a wrong "pm" between two "am"s; an
// unmarked afternoon; a clock that runs past midnight under one date; a few entries out of order as written.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace faultline::ingest::prose {

namespace cost {
constexpr int kOtherHalf = 12;      // an unmarked "2:41" read as the other half of the day; the entries
                                    // that follow one so read are free: the list is by the 12-hour clock
constexpr int kShared = 20;         // against a half that the other end of a range lent
constexpr int kTwelve = 25;         // "12:15 AM" for noon: the commonest wrong half
constexpr int kRollover = 30;       // an entry without a date on the next day
constexpr int kWrittenHalf = 50;    // against a written half of the day
constexpr int kDayShift = 60;       // against a written date
constexpr int kDayShiftAgain = 10;  // the same written date as the entry before, moved the same way: one slip
constexpr int kPadded = 60;         // "02:41" or a list by the 24-hour clock, read as the afternoon
constexpr int kBackSlightly = 25;   // out of order by an hour at most: written down late
constexpr int kBack = 45;           // by three hours at most
constexpr int kBackFar = 80;        // by more
constexpr int kNewestFirst = 21;    // oldest first where both would do
constexpr int kFreeGap = 6;         // hours between entries that cost nothing; each further one costs one
constexpr int kWidestGap = 16;      // overnight; more costs no more
constexpr int kHalfTurn = 10;       // 12 to kWidestGap hours to an entry without a date: the next one, soon
                                    // after, by the other half. A wrong half has such a gap on both sides
constexpr int kNear = 9;            // assignments closer than this cannot be told apart
}  // namespace cost

struct ClockChoice {
  std::chrono::seconds of_day{};  // since 00:00; 24 h = the midnight that ends the day
  int cost = 0;
  bool is_unmarked_half = false;  // the other half of a clock written without one
};

struct Entry {
  std::optional<std::chrono::local_days> day;  // written beside it; absent = carried
  bool day_may_shift = false;                  // the written day may be a slip by one
  std::vector<ClockChoice> clocks;             // the first is as written
  std::chrono::seconds before{}, after{};      // no disorder is seen within [t - before, t + after]
  std::chrono::seconds ahead{};                // of UTC, where the list's zones differ
};

enum class Direction { oldest_first, newest_first };

struct EntryReading {
  std::chrono::local_days day{};
  std::size_t clock = 0;
  int day_cost = 0;
  int shift = 0;  // days by which a written date is moved
  std::chrono::seconds of_day{};
  bool is_unmarked_half = false;

  base::LocalTime local() const { return base::LocalTime{day} + of_day; }
  friend bool operator==(const EntryReading&, const EntryReading&) = default;
};

struct Assigned {
  EntryReading reading;
  std::optional<EntryReading> equal;  // another reading whose best assignment costs nearly the same
};

struct Solution {
  Direction direction = Direction::oldest_first;
  int cost = 0;
  std::vector<Assigned> entries;  // as many as entries; empty where no day is known for the first of them
};

// `day` is that of entries above the first written one; absent = that one's own.
Solution solve(const std::vector<Entry>& entries, std::optional<std::chrono::local_days> day);
Solution solve(const std::vector<Entry>& entries, std::optional<std::chrono::local_days> day,
               Direction direction);

// The parts of the cost, for the oracle: the readings an entry can have behind `before` (null: it is the
// first), and what a step from one to the next costs.
std::vector<EntryReading> readings_after(const Entry& entry, const EntryReading* before,
                                         std::optional<std::chrono::local_days> day, Direction direction);
int entry_cost(const Entry& entry, const EntryReading& reading, const EntryReading* before);
int step_cost(const Entry& before, const EntryReading& from, const Entry& entry, const EntryReading& to,
              Direction direction);

// The day of the first entry: `day`, else that of the first entry that has one.
std::optional<std::chrono::local_days> first_day(const std::vector<Entry>& entries,
                                                 std::optional<std::chrono::local_days> day);

}  // namespace faultline::ingest::prose
