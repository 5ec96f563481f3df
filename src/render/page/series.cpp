#include "render/page/series.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace faultline::render {

namespace {

using base::Instant;
using model::Channel;
using model::ObservedMinute;
using std::chrono::minutes;

constexpr double kLeastColumn = 2;  // units

minutes column_width(const TimeScale& scale) {
  const double per_unit =
      static_cast<double>((scale.last - scale.first).count()) / 60e6 / (scale.right - scale.left);
  return minutes(std::max(1L, std::lround(std::ceil(per_unit * kLeastColumn))));
}

SeriesColumn column_of(const std::vector<ObservedMinute>& minutes_of, Instant from, minutes width,
                       Channel channel) {
  SeriesColumn column{from, from + width, {}, {}, false};
  std::int64_t requests = 0, bad = 0, known = 0;
  double expected = 0;
  for (const ObservedMinute& minute : minutes_of) {
    if (!minute.is_known) continue;
    ++known;
    requests += minute.requests;
    bad += channel == Channel::latency ? minute.slow : minute.errors;
    expected += minute.expected;
  }
  if (known == 0) {
    column.is_unknown = true;
  } else if (channel == Channel::traffic) {
    column.value = static_cast<double>(requests) / static_cast<double>(known);
    if (expected > 0) column.expected = expected / static_cast<double>(known);
  } else if (requests > 0) {
    column.value = 100.0 * static_cast<double>(bad) / static_cast<double>(requests);
  }
  return column;
}

void fill(Series& series, const TimeScale& scale) {
  std::map<Instant, ObservedMinute> known;  // two windows' excerpts may overlap
  for (const model::ObservedWindow* window : series.windows) {
    for (const ObservedMinute& minute : window->minutes) {
      if (scale.shows(minute.minute)) known.insert({minute.minute, minute});
    }
  }
  const minutes width = column_width(scale);
  std::map<Instant, std::vector<ObservedMinute>> by_column;
  for (const auto& [at, minute] : known)
    by_column[scale.first + ((at - scale.first) / width) * width].push_back(minute);
  double most = 0;
  for (const auto& [from, minutes_of] : by_column) {
    series.columns.push_back(column_of(minutes_of, from, width, series.channel));
    most =
        std::max({most, series.columns.back().value.value_or(0), series.columns.back().expected.value_or(0)});
  }
  series.top = round_top(most, series.channel);
}

}  // namespace

double round_top(double value, Channel channel) {
  if (value <= 0) return 1;
  double unit = std::pow(10.0, std::floor(std::log10(value)));
  if (unit * 10 <= value) unit *= 10;  // log10 may fall just short
  double top = 10 * unit;
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * unit >= value) {
      top = step * unit;
      break;
    }
  }
  return channel == Channel::traffic ? top : std::min(100.0, top);
}

std::vector<Series> series_of(const std::vector<model::ObservedWindow>& observed, const TimeScale& scale) {
  std::vector<Series> all;
  for (const model::ObservedWindow& window : observed) {
    if (window.minutes.empty()) continue;
    auto same = std::find_if(all.begin(), all.end(), [&](const Series& series) {
      return series.scope == window.scope && series.channel == window.channel;
    });
    if (same == all.end()) {
      all.push_back({window.scope, window.channel, {}, {}, 1});
      same = all.end() - 1;
    }
    same->windows.push_back(&window);
  }
  for (Series& series : all) fill(series, scale);
  all.erase(
      std::remove_if(all.begin(), all.end(), [](const Series& series) { return series.columns.empty(); }),
      all.end());
  return all;
}

}  // namespace faultline::render
