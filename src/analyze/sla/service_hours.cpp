#include "analyze/sla/service_hours.hpp"

#include <algorithm>

namespace faultline::analyze {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

SlaClock at_minute(const base::Zone& zone, std::chrono::local_days day, int minute) {
  const base::LocalTime local{(day + minutes(minute)).time_since_epoch()};
  return std::chrono::floor<seconds>(zone.to_utc(local).first);
}

}  // namespace

TimeSpans service_time(const model::ServiceHours& hours, const base::Zone& zone, SlaClock start,
                       SlaClock end) {
  if (start >= end) return {};
  if (hours.is_always() && hours.holidays.empty()) return {{start, end}};
  TimeSpans result;
  for (const SlaDayBounds& bounds : days_of({{}, start, end}, zone)) {
    if (std::binary_search(hours.holidays.begin(), hours.holidays.end(), bounds.day)) continue;
    if (hours.is_always()) {
      result.push_back({bounds.start, bounds.end});
      continue;
    }
    const std::chrono::local_days day{bounds.day};
    const std::chrono::weekday weekday{day};
    for (const auto& [from, to] : hours.spans[weekday.c_encoding()]) {
      const SlaClock opens = at_minute(zone, day, from), closes = at_minute(zone, day, to);
      result.push_back({std::max(opens, start), std::min(closes, end)});
    }
  }
  return united(std::move(result));
}

}  // namespace faultline::analyze
