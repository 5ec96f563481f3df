#include "analyze/sla/burn_rate.hpp"

#include <algorithm>
#include <numeric>

namespace faultline::analyze {
namespace {

__extension__ using Wide = __int128;
using std::chrono::seconds;

// The charges' weight up to an instant, for the difference of two instants.
class Cumulative {
 public:
  explicit Cumulative(const Charges& charges) {
    for (const Charge& charge : charges) {
      if (!starts_.empty() && starts_.back() == charge.start) {
        weights_.back() += charge.added_tenths;
        continue;
      }
      if (!starts_.empty()) sums_.push_back(at(charge.start));
      if (sums_.empty()) sums_.push_back(0);
      starts_.push_back(charge.start);
      ends_.push_back(charge.end);
      weights_.push_back(charge.added_tenths);
    }
  }

  std::int64_t at(SlaClock instant) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), instant);
    if (after == starts_.begin()) return 0;
    const auto i = static_cast<std::size_t>(after - starts_.begin()) - 1;
    return sums_[i] + weights_[i] * (std::min(instant, ends_[i]) - starts_[i]).count();
  }

  void add_edges(SlaClock from, SlaClock to, seconds shift, std::vector<SlaClock>& edges) const {
    for (const auto* list : {&starts_, &ends_})
      for (const SlaClock edge : *list)
        if (edge + shift > from && edge + shift < to) edges.push_back(edge + shift);
  }

 private:
  std::vector<SlaClock> starts_, ends_;
  std::vector<std::int64_t> weights_, sums_;  // sums_[i]: up to starts_[i]
};

// Whether the window of `length` seconds that ends at an instant is bad enough.
struct Condition {
  const Cumulative& downtime;
  seconds length;
  Wide threshold;  // in tenths, times `divisor`
  Wide divisor;

  Wide excess(SlaClock at) const {
    return Wide{downtime.at(at) - downtime.at(at - length)} * divisor - threshold;
  }
};

Wide ceil_div(Wide numerator, Wide divisor) {  // divisor > 0
  return numerator >= 0 ? (numerator + divisor - 1) / divisor : -(-numerator / divisor);
}

Wide floor_div(Wide numerator, Wide divisor) {
  return -ceil_div(-numerator, divisor);
}

// The seconds of [first, last] at which a function holds >= 0 that is linear there, from its values at both.
struct Part {
  std::int64_t from = 0, to = -1;
};

Part where_met(Wide at_first, Wide at_last, std::int64_t length) {
  if (at_first >= 0 && at_last >= 0) return {0, length};
  if (at_first < 0 && at_last < 0) return {};
  const Wide slope = at_last - at_first;  // over `length` seconds
  if (slope > 0) return {static_cast<std::int64_t>(ceil_div(-at_first * length, slope)), length};
  return {0, static_cast<std::int64_t>(floor_div(at_first * length, -slope))};
}

Condition condition_of(const Cumulative& downtime, std::int64_t length, const model::BurnRule& rule,
                       const base::Ratio& target) {
  const Wide divisor = Wide{rule.factor.denominator} * target.denominator;
  const Wide threshold = Wide{rule.factor.numerator} * (target.denominator - target.numerator) * length * 10;
  return {downtime, seconds{length}, threshold, divisor};
}

}  // namespace

std::vector<model::BurnRule> burn_rules(std::int64_t period_seconds) {
  std::vector<model::BurnRule> rules;
  for (const auto& [percent, hours] : {std::pair{2, 1}, {5, 6}, {10, 24}, {10, 72}}) {
    const std::int64_t length = std::int64_t{hours} * 3600;
    const std::int64_t numerator = percent * period_seconds, denominator = 100 * length;
    const std::int64_t common = std::gcd(numerator, denominator);
    rules.push_back({percent, length, length / 12, {numerator / common, denominator / common}});
  }
  return rules;
}

std::vector<HeldRule> pyrra_rules(std::int64_t period_seconds) {
  struct Row {
    std::int64_t long_seconds, short_seconds;  // of 28 days
    std::int64_t factor;
    std::int64_t hold_seconds;
  };
  constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;
  constexpr Row kRows[] = {{kHour, 5 * kMinute, 14, 2 * kMinute},
                           {6 * kHour, 30 * kMinute, 7, 15 * kMinute},
                           {kDay, 2 * kHour, 2, kHour},
                           {4 * kDay, 6 * kHour, 1, 3 * kHour}};
  std::vector<HeldRule> rules;
  for (const Row& row : kRows) {
    const auto share = [&](std::int64_t seconds) { return seconds * period_seconds / (28 * kDay); };
    rules.push_back(
        {{0, share(row.long_seconds), share(row.short_seconds), {row.factor, 1}}, share(row.hold_seconds)});
  }
  return rules;
}

std::optional<SlaClock> first_firing(const Charges& charges, const model::BurnRule& rule,
                                     const base::Ratio& target, SlaClock from, SlaClock to,
                                     std::int64_t hold_seconds) {
  if (from > to || target.numerator == target.denominator) return std::nullopt;
  const seconds look_back{rule.long_seconds};
  const Cumulative downtime(clipped(charges, from - look_back, to));
  const Condition of_long = condition_of(downtime, rule.long_seconds, rule, target);
  const Condition of_short = condition_of(downtime, rule.short_seconds, rule, target);
  std::vector<SlaClock> edges{from, to};
  for (const std::int64_t shift : {std::int64_t{0}, rule.long_seconds, rule.short_seconds})
    downtime.add_edges(from, to, seconds{shift}, edges);
  std::sort(edges.begin(), edges.end());
  TimeSpan held{from, from - seconds{1}};  // both ends included; empty at first
  for (std::size_t i = 0; i < edges.size(); ++i) {
    // Between two edges both shares are linear; the last edge is a stretch of no length.
    const SlaClock next = i + 1 < edges.size() ? edges[i + 1] : edges[i];
    const std::int64_t length = (next - edges[i]).count();
    const Part a = where_met(of_long.excess(edges[i]), of_long.excess(next), length);
    const Part b = where_met(of_short.excess(edges[i]), of_short.excess(next), length);
    const std::int64_t first = std::max(a.from, b.from), last = std::min(a.to, b.to);
    if (first > last) continue;
    const TimeSpan met{edges[i] + seconds{first}, edges[i] + seconds{last}};
    if (held.end < held.start || met.start > held.end + seconds{1}) held.start = met.start;
    held.end = met.end;
    if (held.end - held.start >= seconds{hold_seconds}) return held.start + seconds{hold_seconds};
  }
  return std::nullopt;
}

base::Ratio seconds_to_fire(const model::BurnRule& rule, const base::Ratio& target) {
  return {rule.factor.numerator * (target.denominator - target.numerator) * rule.long_seconds,
          rule.factor.denominator * target.denominator};
}

}  // namespace faultline::analyze
