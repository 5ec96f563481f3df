#include "analyze/sla/request_account.hpp"

#include <algorithm>

#include "analyze/sla/portion.hpp"

namespace faultline::analyze {
namespace {

using model::MaintenanceMode;
using model::Portion;
using model::UnknownTime;

constexpr std::int64_t kWholeInterval = 1'000'000'000'000;

enum class Rounding { down, up };

Portion portion_of(const RequestInterval& interval, const model::Policy& policy, Rounding rounding) {
  if (policy.metric == model::SlaMetric::request_ratio) return {interval.errors, interval.requests};
  const std::int64_t down = scaled(interval.errors, kWholeInterval, interval.requests);
  __extension__ using Wide = __int128;
  const bool is_exact = Wide{down} * interval.requests == Wide{interval.errors} * kWholeInterval;
  return {rounding == Rounding::up && !is_exact ? down + 1 : down, kWholeInterval};
}

// What it is worth where a maintenance excuses it.
Portion excused(Portion portion) {
  return {0, portion.total};
}

void add(Portion& sum, const Portion& more) {
  sum.bad += more.bad;
  sum.total += more.total;
}

// Intervals without a request, as whole ones.
void add_silent(std::int64_t count, UnknownTime how, PeriodAccount& result) {
  const std::int64_t whole = count * kWholeInterval;
  switch (how) {
    case UnknownTime::good:
      for (Portion* portion : {&result.least, &result.best, &result.most}) add(*portion, {0, whole});
      return;
    case UnknownTime::bad:
      for (Portion* portion : {&result.least, &result.best, &result.most}) add(*portion, {whole, whole});
      if (whole > 0) result.by_rank[kNoIncident] += whole;
      return;
    case UnknownTime::excluded:
      return;
    case UnknownTime::range:
      add(result.least, {0, whole});
      add(result.most, {whole, whole});
  }
}

// The incident that began first of those whose windows hold the instant.
std::uint32_t rank_at(const std::vector<const SlaWindow*>& windows, SlaClock at) {
  std::uint32_t rank = kNoIncident;
  for (const SlaWindow* window : windows)
    if (!window->is_maintenance && window->best.start <= at && at < window->best.end)
      rank = std::min(rank, window->rank);
  return rank;
}

}  // namespace

void account_requests(const ScopeTime& time, const std::vector<const SlaWindow*>& windows,
                      const model::Policy& policy, const TimeSpans& measured, PeriodAccount& result) {
  const bool is_by_interval = policy.metric == model::SlaMetric::interval_error_rate;
  result.unit = is_by_interval ? model::SlaUnit::pico_intervals : model::SlaUnit::requests;
  const bool may_leave_out = policy.maintenance == MaintenanceMode::exclude_from_both;
  std::vector<Portion> optional_low, optional_high;
  TimeSpans asked;
  for (const RequestInterval& interval : time.requests.intervals) {
    const std::chrono::seconds length{policy.interval_seconds};
    asked.push_back({interval.start, interval.start + length});
    if (!contains(measured, interval.start)) continue;
    const Portion low = portion_of(interval, policy, Rounding::down);
    const Portion high = portion_of(interval, policy, Rounding::up);
    const bool is_excused = contains(time.maintenance.best, interval.start);
    if (!(is_excused && may_leave_out)) {
      const Portion counted = is_excused ? excused(low) : low;
      add(result.best, counted);
      if (counted.bad > 0) result.by_rank[rank_at(windows, interval.start)] += counted.bad;
      result.requests += interval.requests;
      result.failed_requests += is_excused ? 0 : interval.errors;
    }
    const bool is_perhaps = contains(time.maintenance.possible, interval.start);
    const bool is_certain = is_perhaps && contains(time.maintenance.certain, interval.start);
    if (is_certain && may_leave_out) continue;
    if (is_perhaps && may_leave_out) {
      optional_low.push_back(low);
      optional_high.push_back(high);
      continue;
    }
    add(result.least, is_perhaps ? excused(low) : low);
    add(result.most, is_certain ? excused(high) : high);
  }
  if (is_by_interval) {
    add_silent(grid_points(intersect(measured, time.unknown), policy.interval_seconds), policy.unknown,
               result);
    const TimeSpans empty = subtract(time.requests.known, united(std::move(asked)));
    add_silent(grid_points(intersect(measured, empty), policy.interval_seconds), policy.empty_intervals,
               result);
  }
  result.least = extreme(result.least, std::move(optional_low), Extreme::least_bad);
  result.most = extreme(result.most, std::move(optional_high), Extreme::most_bad);
}

}  // namespace faultline::analyze
