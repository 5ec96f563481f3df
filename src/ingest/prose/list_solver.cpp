#include "ingest/prose/list_solver.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>

namespace faultline::ingest::prose {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::seconds;

constexpr int kUnreachable = std::numeric_limits<int>::max() / 4;

// Enough that the oracle has found no list of which a cheaper assignment was cut off.
constexpr std::size_t kStates = 48;

struct State {
  EntryReading reading;
  int forward = kUnreachable;   // least cost of the list up to here
  int backward = kUnreachable;  // least cost of the rest
  std::size_t parent = 0;
  int total() const { return forward + backward; }
};

bool comes_before(const State& a, const State& b) {
  return std::tie(a.forward, a.reading.day_cost, a.reading.clock, a.reading.day) <
         std::tie(b.forward, b.reading.day_cost, b.reading.clock, b.reading.day);
}

using Layer = std::vector<State>;

// States by their reading: a small hash table that is emptied for each entry of a list. An entry has at most
// kStates * 3 days * its clocks of them, and a list has tens of thousands of entries.
class StateTable {
 public:
  void clear() {
    states_.clear();
    slots_.assign(slots_.size(), 0);
  }
  // The state of this reading; a new one is unreachable.
  State& operator[](const EntryReading& reading) {
    if ((states_.size() + 1) * 2 > slots_.size()) grow();
    const std::size_t slot = slot_of(reading);
    if (slots_[slot] == 0) {
      State state;
      state.reading = reading;
      states_.push_back(state);
      slots_[slot] = states_.size();
    }
    return states_[slots_[slot] - 1];
  }
  const State* find(const EntryReading& reading) const {
    const std::size_t slot = slot_of(reading);
    return slots_[slot] == 0 ? nullptr : &states_[slots_[slot] - 1];
  }
  const std::vector<State>& states() const { return states_; }

 private:
  static bool is_same(const EntryReading& a, const EntryReading& b) {
    return a.day == b.day && a.clock == b.clock && a.day_cost == b.day_cost;
  }
  // Where the reading stands, or the free slot for it.
  std::size_t slot_of(const EntryReading& reading) const {
    const auto day = static_cast<std::uint64_t>(reading.day.time_since_epoch().count());
    const std::uint64_t key = (day * 8 + reading.clock) * 128 + static_cast<std::uint64_t>(reading.day_cost);
    std::size_t slot = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32) & (slots_.size() - 1);
    while (slots_[slot] != 0 && !is_same(states_[slots_[slot] - 1].reading, reading))
      slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  void grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t i = 0; i < states_.size(); ++i) slots_[slot_of(states_[i].reading)] = i + 1;
  }

  std::vector<State> states_;
  std::vector<std::size_t> slots_ = std::vector<std::size_t>(64);  // of a state, counted from 1; 0 = free
};

void add_readings(const Entry& entry, const EntryReading* before, std::optional<local_days> day,
                  Direction direction, std::vector<EntryReading>& readings) {
  const auto add = [&](local_days on, int day_cost, int shift) {
    for (std::size_t clock = 0; clock < entry.clocks.size(); ++clock) {
      readings.push_back(
          {on, clock, day_cost, shift, entry.clocks[clock].of_day, entry.clocks[clock].is_unmarked_half});
    }
  };
  const days onward{direction == Direction::oldest_first ? 1 : -1};
  if (entry.day) {
    add(*entry.day, 0, 0);
    if (entry.day_may_shift) {
      add(*entry.day + days{1}, cost::kDayShift, 1);
      add(*entry.day - days{1}, cost::kDayShift, -1);
    }
  } else if (before != nullptr) {
    add(before->day, 0, 0);
    add(before->day + onward, cost::kRollover, 0);
  } else if (day) {
    add(*day, 0, 0);
    add(*day - onward, cost::kRollover, 0);
  }
}

// What is used again for each entry of a list.
struct Buffers {
  StateTable table;
  std::vector<EntryReading> readings;
};

// The states of the next entry, each with its cheapest parent.
Layer next_layer(const Layer& layer, const Entry& before, const Entry& entry, std::optional<local_days> day,
                 Direction direction, Buffers& buffers) {
  buffers.table.clear();
  for (std::size_t parent = 0; parent < layer.size(); ++parent) {
    const EntryReading& from = layer[parent].reading;
    buffers.readings.clear();
    add_readings(entry, &from, day, direction, buffers.readings);
    for (const EntryReading& to : buffers.readings) {
      const int forward = layer[parent].forward + entry_cost(entry, to, &from) +
                          step_cost(before, from, entry, to, direction);
      State& state = buffers.table[to];
      if (forward >= state.forward) continue;
      state = State{to, forward, kUnreachable, parent};
    }
  }
  Layer next = buffers.table.states();
  std::sort(next.begin(), next.end(), comes_before);
  if (next.size() > kStates) next.resize(kStates);
  return next;
}

// Least cost from each state to the end of the list.
void cost_backwards(std::vector<Layer>& layers, const std::vector<Entry>& entries,
                    std::optional<local_days> day, Direction direction, Buffers& buffers) {
  for (State& state : layers.back()) state.backward = 0;
  for (std::size_t i = layers.size() - 1; i-- > 0;) {
    buffers.table.clear();
    for (const State& state : layers[i + 1]) buffers.table[state.reading] = state;
    for (State& state : layers[i]) {
      buffers.readings.clear();
      add_readings(entries[i + 1], &state.reading, day, direction, buffers.readings);
      for (const EntryReading& to : buffers.readings) {
        const State* rest = buffers.table.find(to);
        if (rest == nullptr) continue;
        const int step = entry_cost(entries[i + 1], to, &state.reading) +
                         step_cost(entries[i], state.reading, entries[i + 1], to, direction);
        state.backward = std::min(state.backward, rest->backward + step);
      }
    }
  }
}

// The cheapest other clock reading of this entry that keeps the list within kNear of the best.
std::optional<EntryReading> near_equal(const Layer& layer, const EntryReading& chosen, int best) {
  const State* other = nullptr;
  for (const State& state : layer) {
    if (state.reading.local() == chosen.local() || state.total() >= best + cost::kNear) continue;
    if (other == nullptr || state.total() < other->total()) other = &state;
  }
  if (other == nullptr) return std::nullopt;
  return other->reading;
}

}  // namespace

std::optional<local_days> first_day(const std::vector<Entry>& entries, std::optional<local_days> day) {
  if (day) return day;
  for (const Entry& entry : entries) {
    if (entry.day) return entry.day;
  }
  return std::nullopt;
}

std::vector<EntryReading> readings_after(const Entry& entry, const EntryReading* before,
                                         std::optional<local_days> day, Direction direction) {
  std::vector<EntryReading> readings;
  add_readings(entry, before, day, direction, readings);
  return readings;
}

int entry_cost(const Entry& entry, const EntryReading& reading, const EntryReading* before) {
  const ClockChoice& choice = entry.clocks[reading.clock];
  const bool is_free = choice.is_unmarked_half && before != nullptr && before->is_unmarked_half;
  const bool is_same_slip =
      reading.shift != 0 && before != nullptr && before->shift == reading.shift && before->day == reading.day;
  return (is_same_slip ? cost::kDayShiftAgain : reading.day_cost) + (is_free ? 0 : choice.cost);
}

int step_cost(const Entry& before, const EntryReading& from, const Entry& entry, const EntryReading& to,
              Direction direction) {
  const auto earliest = [](const Entry& which, const EntryReading& reading) {
    return reading.local() - which.before - which.ahead;
  };
  const auto latest = [](const Entry& which, const EntryReading& reading) {
    return reading.local() + which.after - which.ahead;
  };
  const bool is_onward = direction == Direction::oldest_first;
  const seconds back =
      is_onward ? earliest(before, from) - latest(entry, to) : earliest(entry, to) - latest(before, from);
  if (back > seconds{0}) {
    if (back <= hours{1}) return cost::kBackSlightly;
    return back <= hours{3} ? cost::kBack : cost::kBackFar;
  }
  const seconds gap =
      is_onward ? earliest(entry, to) - latest(before, from) : earliest(before, from) - latest(entry, to);
  const auto whole_hours = std::chrono::duration_cast<hours>(gap).count();
  const bool is_half_turn = whole_hours >= 12 && whole_hours < cost::kWidestGap && !entry.day;
  return static_cast<int>(std::clamp<std::int64_t>(whole_hours, cost::kFreeGap, cost::kWidestGap)) -
         cost::kFreeGap + (is_half_turn ? cost::kHalfTurn : 0);
}

Solution solve(const std::vector<Entry>& entries, std::optional<local_days> day, Direction direction) {
  Solution solution;
  solution.direction = direction;
  if (entries.empty()) return solution;
  const auto start = first_day(entries, day);
  Buffers buffers;
  std::vector<Layer> layers;
  Layer first;
  for (const EntryReading& reading : readings_after(entries.front(), nullptr, start, direction)) {
    first.push_back(State{reading, entry_cost(entries.front(), reading, nullptr), kUnreachable, 0});
  }
  if (first.empty()) return solution;
  layers.push_back(std::move(first));
  for (std::size_t i = 1; i < entries.size(); ++i) {
    layers.push_back(next_layer(layers.back(), entries[i - 1], entries[i], start, direction, buffers));
  }
  cost_backwards(layers, entries, start, direction, buffers);

  const Layer& last = layers.back();
  std::size_t at =
      static_cast<std::size_t>(std::min_element(last.begin(), last.end(), comes_before) - last.begin());
  solution.cost = last[at].forward;
  solution.entries.resize(entries.size());
  for (std::size_t i = entries.size(); i-- > 0;) {
    const State& state = layers[i][at];
    solution.entries[i] = {state.reading, near_equal(layers[i], state.reading, solution.cost)};
    at = state.parent;
  }
  return solution;
}

Solution solve(const std::vector<Entry>& entries, std::optional<local_days> day) {
  Solution oldest = solve(entries, day, Direction::oldest_first);
  if (entries.size() < 2 || oldest.entries.empty()) return oldest;
  Solution newest = solve(entries, day, Direction::newest_first);
  newest.cost += cost::kNewestFirst;
  return newest.cost < oldest.cost ? newest : oldest;
}

}  // namespace faultline::ingest::prose
