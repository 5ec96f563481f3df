#include "analyze/sla/account.hpp"

#include <algorithm>

#include "analyze/sla/portion.hpp"
#include "analyze/sla/request_account.hpp"
#include "analyze/sla/service_hours.hpp"

namespace faultline::analyze {
namespace {

using model::Portion;

bool is_whole(const TimeSpans& measured, const Measure& measure) {
  return measured.size() == 1 && measured.front() == TimeSpan{measure.start, measure.end};
}

Charges measured_part(const Charges& charges, const TimeSpans& measured, const Measure& measure) {
  Charges part = clipped(charges, measure.start, measure.end);
  return is_whole(measured, measure) ? part : within(part, measured);
}

std::int64_t weight_of(const Charges& charges) {
  std::int64_t sum = 0;
  for (const Charge& charge : charges) sum += charge.added_tenths * (charge.end - charge.start).count();
  return sum;
}

// The seconds of `zone` by their weight: charges over common seconds add up.
std::vector<Portion> by_weight(const Charges& charges, const TimeSpans& zone) {
  std::map<int, std::int64_t> seconds;
  std::int64_t weightless = total_seconds(zone);
  const Charges inside = within(charges, zone);
  for (std::size_t i = 0; i < inside.size();) {
    const std::int64_t length = (inside[i].end - inside[i].start).count();
    int weight = 0;
    std::size_t next = i;
    for (; next < inside.size() && inside[next].start == inside[i].start; ++next)
      weight += inside[next].added_tenths;
    seconds[weight] += length;
    weightless -= length;
    i = next;
  }
  seconds[0] += weightless;
  std::vector<Portion> portions;
  for (const auto& [weight, length] : seconds) portions.push_back({weight * length, length * 10});
  return portions;
}

struct TimeBounds {
  const TimeSpans& measured;
  const TimeSpans& always_counted;  // measured, without what may be excluded
  const TimeSpans& perhaps;         // what may be excluded and may not
};

Portion bound(const Charges& charges, const TimeBounds& bounds, const Measure& measure, Extreme which) {
  const Charges part = measured_part(charges, bounds.measured, measure);
  const std::int64_t total = total_seconds(bounds.always_counted) * 10;
  if (bounds.perhaps.empty()) return {weight_of(part), total};
  return extreme({weight_of(within(part, bounds.always_counted)), total}, by_weight(part, bounds.perhaps),
                 which);
}

void account_time(const ScopeTime& time, const TimeSpans& measured, const Measure& measure,
                  PeriodAccount& result) {
  const Charges best = measured_part(time.best, measured, measure);
  const ChargeTotal total = total_of(best);
  result.best = {total.weighted_tenths, result.counted_seconds * 10};
  result.down_seconds = total.seconds;
  result.by_rank = total.by_rank;
  const TimeSpans always = subtract(measured, time.excluded_possible);
  const TimeSpans perhaps = intersect(measured, subtract(time.excluded_possible, time.excluded_certain));
  const TimeBounds bounds{measured, always, perhaps};
  result.least = bound(time.least, bounds, measure, Extreme::least_bad);
  result.most = bound(time.most, bounds, measure, Extreme::most_bad);
}

}  // namespace

PeriodAccount account(const ScopeTime& time, const std::vector<const SlaWindow*>& windows,
                      const model::Policy& policy, const Measure& measure) {
  PeriodAccount result;
  const TimeSpans service = service_time(policy.hours, *measure.zone, measure.start, measure.end);
  const TimeSpans measured = clipped(service, std::max(measure.start, measure.service_start), measure.end);
  result.service_seconds = total_seconds(service);
  result.counted_seconds = time.excluded_best.empty() ? total_seconds(measured)
                                                      : total_seconds(subtract(measured, time.excluded_best));
  if (!time.maintenance.best.empty())
    result.maintenance_seconds = total_seconds(intersect(measured, time.maintenance.best));
  if (!time.unknown.empty()) result.unknown_seconds = total_seconds(intersect(measured, time.unknown));
  if (policy.metric == model::SlaMetric::time)
    account_time(time, measured, measure, result);
  else if (time.has_requests)
    account_requests(time, windows, policy, measured, result);
  else
    result.unit = model::SlaUnit::requests;  // nothing of nothing
  // Of a period of which no log tells anything there is a range and no figure: what its windows tell is
  // downtime alone.
  if (policy.unknown == model::UnknownTime::range && time.has_unknown && result.unknown_seconds > 0 &&
      clipped(time.requests.known, measure.start, measure.end).empty()) {
    result.best = {};
    result.by_rank.clear();
  }
  // Unknown time that is left out of the figure is good or bad at its ends; where the rules drop short runs
  // of it, leaving it out can weigh more than either.
  if (result.best.total == 0) return result;
  if (compare(result.best, result.most) > 0) result.most = result.best;
  if (compare(result.best, result.least) < 0) result.least = result.best;
  return result;
}

}  // namespace faultline::analyze
