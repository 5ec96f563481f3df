#include "analyze/observe/wording.hpp"

#include <fmt/format.h>

#include "base/grouped.hpp"

#include <algorithm>
#include <cmath>

namespace faultline::analyze::observing {

namespace {

using std::chrono::minutes;

std::string clock(base::Instant instant) {
  return base::format_rfc3339(instant);
}

base::Moment moment_of(const base::Bounds& bounds, base::Resolution resolution, std::string reason) {
  base::Moment moment;
  moment.utc = bounds;
  moment.resolution = resolution;
  moment.zone_basis = base::ZoneBasis::exact;
  moment.date_basis = base::DateBasis::exact;
  moment.zone = "UTC";
  moment.written = clock(bounds.best);
  moment.reason = std::move(reason);
  return moment;
}

base::Moment interval(const base::Bounds& bounds) {
  return moment_of(
      bounds, base::Resolution::bounded,
      fmt::format("any edge from {} to {} is within 1.92 of the best likelihood: the 95 % interval",
                  clock(bounds.earliest), clock(bounds.latest)));
}

// The end after the last broken place: just after that minute, not after the unknown ones that follow.
std::int64_t minute_after(const Series& series, std::size_t place) {
  return place == 0 ? series.minutes[0] : series.minutes[place - 1] + 1;
}

std::string in_words(const Finding& finding) {
  if (finding.channel == model::Channel::traffic)
    return fmt::format("traffic {} of the usual, {} of {} expected requests", percent(finding.rate),
                       base::grouped(finding.requests), base::grouped(std::llround(finding.expected)));
  return fmt::format("{} {} against {}, {} of {} requests",
                     finding.channel == model::Channel::latency ? "slow requests" : "errors",
                     percent(finding.rate), percent(finding.baseline), base::grouped(finding.bad),
                     base::grouped(finding.requests));
}

}  // namespace

base::Moment start_moment(const Series& series, const Edge& edge) {
  const base::Instant best = instant_of(series.minutes[edge.best]);
  if (edge.earliest == edge.latest) {
    return moment_of({best, best, best + minutes{1}}, base::Resolution::minute,
                     "no other minute is within 1.92 of the best likelihood");
  }
  return interval({instant_of(series.minutes[edge.earliest]), best, instant_of(series.minutes[edge.latest])});
}

base::Moment end_moment(const Series& series, const Edge& edge) {
  const base::Instant best = instant_of(minute_after(series, edge.best));
  if (edge.earliest == edge.latest) {
    return moment_of({best - minutes{1}, best, best}, base::Resolution::minute,
                     "no other minute is within 1.92 of the best likelihood");
  }
  return interval(
      {instant_of(minute_after(series, edge.earliest)), best, instant_of(minute_after(series, edge.latest))});
}

base::Moment minute_moment(std::int64_t minute) {
  return moment_of(base::minute_bounds(instant_of(minute)), base::Resolution::minute,
                   "the first of five minutes within 10 % of the usual");
}

std::string rule_of(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    if (!text.empty()) text += "; ";
    text += in_words(finding);
  }
  return text;
}

std::string percent(double share) {
  const double value = share * 100;
  if (value <= 0) return "0 %";
  const int digits = value >= 10 ? 0 : std::clamp(1 - static_cast<int>(std::floor(std::log10(value))), 0, 6);
  std::string text = fmt::format("{:.{}f}", value, digits);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text + " %";
}

}  // namespace faultline::analyze::observing
