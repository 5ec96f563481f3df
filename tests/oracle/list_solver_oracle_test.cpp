// The list solver against every assignment: short random lists, all readings of each entry tried.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <optional>
#include <random>
#include <vector>

#include "ingest/prose/list_solver.hpp"

using namespace faultline::ingest::prose;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;

namespace {

class Exhaustive {
 public:
  Exhaustive(const std::vector<Entry>& entries, std::optional<local_days> day, Direction direction)
      : entries_(entries), day_(first_day(entries, day)), direction_(direction) {}

  // The least cost; where `index` is given, only over the assignments in which that entry shows `local`.
  int least(std::optional<std::size_t> index = std::nullopt, faultline::base::LocalTime local = {}) {
    best_ = std::numeric_limits<int>::max();
    fixed_ = index;
    local_ = local;
    path_.clear();
    extend(0);
    return best_;
  }

 private:
  void extend(int cost) {
    if (cost >= best_) return;
    const std::size_t at = path_.size();
    if (at == entries_.size()) {
      best_ = cost;
      return;
    }
    const auto last = at == 0 ? std::nullopt : std::optional(path_.back());
    const EntryReading* before = last ? &*last : nullptr;
    for (const EntryReading& reading : readings_after(entries_[at], before, day_, direction_)) {
      if (fixed_ == at && reading.local() != local_) continue;
      int more = entry_cost(entries_[at], reading, before);
      if (last) more += step_cost(entries_[at - 1], *last, entries_[at], reading, direction_);
      path_.push_back(reading);
      extend(cost + more);
      path_.pop_back();
    }
  }

  const std::vector<Entry>& entries_;
  std::optional<local_days> day_;
  Direction direction_;
  int best_ = 0;
  std::optional<std::size_t> fixed_;
  faultline::base::LocalTime local_{};
  std::vector<EntryReading> path_;
};

Entry random_entry(std::mt19937& random, local_days base) {
  const auto pick = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
  Entry entry;
  const minutes written{pick(24 * 60)};
  entry.clocks = {{written, 0, false}};
  const minutes other = written < hours{12} ? written + hours{12} : written - hours{12};
  switch (pick(4)) {
    case 0:
      entry.clocks.push_back({other, cost::kWrittenHalf, false});
      break;
    case 1:
      entry.clocks.push_back({other, cost::kOtherHalf, true});
      break;
    case 2:
      entry.clocks.push_back({other, cost::kTwelve, false});
      break;
    default:
      break;
  }
  if (pick(2) == 0) {
    entry.day = base + std::chrono::days{pick(3)};
    entry.day_may_shift = pick(2) == 0;
  }
  if (pick(4) == 0) entry.before = entry.after = minutes{15};
  if (pick(6) == 0) entry.ahead = hours{pick(5) - 2};
  return entry;
}

int path_cost(const std::vector<Entry>& entries, const Solution& solution) {
  int cost = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const EntryReading& reading = solution.entries[i].reading;
    const EntryReading* before = i == 0 ? nullptr : &solution.entries[i - 1].reading;
    cost += entry_cost(entries[i], reading, before);
    if (i > 0) cost += step_cost(entries[i - 1], *before, entries[i], reading, solution.direction);
  }
  return cost;
}

}  // namespace

TEST_CASE("The solver finds the least cost of all assignments") {
  std::mt19937 random(20240812);
  const local_days base = local_days{std::chrono::year{2024} / 8 / 12};
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    std::vector<Entry> entries;
    const std::size_t length = 1 + random() % 6;
    for (std::size_t i = 0; i < length; ++i) entries.push_back(random_entry(random, base));
    const std::optional<local_days> day = random() % 2 == 0 ? std::optional(base) : std::nullopt;
    for (const Direction direction : {Direction::oldest_first, Direction::newest_first}) {
      const Solution solution = solve(entries, day, direction);
      Exhaustive exhaustive(entries, day, direction);
      if (!first_day(entries, day)) {
        CHECK(solution.entries.empty());
        continue;
      }
      REQUIRE(solution.entries.size() == entries.size());
      REQUIRE(solution.cost == exhaustive.least());
      REQUIRE(path_cost(entries, solution) == solution.cost);
    }
  }
}

TEST_CASE("A reading is kept beside the chosen one exactly where it costs nearly the same") {
  std::mt19937 random(7);
  const local_days base = local_days{std::chrono::year{2024} / 8 / 12};
  int intervals = 0;
  for (int round = 0; round < 600; ++round) {
    CAPTURE(round);
    std::vector<Entry> entries;
    const std::size_t length = 1 + random() % 4;
    for (std::size_t i = 0; i < length; ++i) entries.push_back(random_entry(random, base));
    const Solution solution = solve(entries, base, Direction::oldest_first);
    Exhaustive exhaustive(entries, base, Direction::oldest_first);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const EntryReading& chosen = solution.entries[i].reading;
      bool has_near = false;
      for (int minute = -3 * 24 * 60; minute < 7 * 24 * 60; ++minute) {
        const auto local = faultline::base::LocalTime{base} + minutes{minute};
        // Only readings of this entry's clocks can be near.
        bool is_clock = false;
        for (const ClockChoice& clock : entries[i].clocks) {
          is_clock = is_clock || ((local - std::chrono::floor<std::chrono::days>(local)) == clock.of_day);
        }
        if (!is_clock || local == chosen.local()) continue;
        has_near = has_near || exhaustive.least(i, local) < solution.cost + cost::kNear;
      }
      CHECK(solution.entries[i].equal.has_value() == has_near);
      intervals += has_near ? 1 : 0;
    }
  }
  CHECK(intervals > 0);
}

TEST_CASE("The cheaper direction is the list's") {
  std::mt19937 random(99);
  const local_days base = local_days{std::chrono::year{2024} / 8 / 12};
  for (int round = 0; round < 500; ++round) {
    std::vector<Entry> entries;
    const std::size_t length = 2 + random() % 4;
    for (std::size_t i = 0; i < length; ++i) entries.push_back(random_entry(random, base));
    const int oldest = Exhaustive(entries, base, Direction::oldest_first).least();
    const int newest = Exhaustive(entries, base, Direction::newest_first).least() + cost::kNewestFirst;
    const Solution solution = solve(entries, base);
    CHECK(solution.cost == std::min(oldest, newest));
    CHECK((solution.direction == Direction::newest_first) == (newest < oldest));
  }
}
