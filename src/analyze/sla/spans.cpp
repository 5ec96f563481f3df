#include "analyze/sla/spans.hpp"

#include <algorithm>

namespace faultline::analyze {
namespace {

std::int64_t floor_div(std::int64_t value, std::int64_t step) {
  return value >= 0 ? value / step : -((-value + step - 1) / step);
}

// The first span that ends after `at`.
TimeSpans::const_iterator first_after(const TimeSpans& spans, SlaClock at) {
  return std::partition_point(spans.begin(), spans.end(),
                              [&](const TimeSpan& span) { return span.end <= at; });
}

}  // namespace

TimeSpans united(TimeSpans spans) {
  std::erase_if(spans, [](const TimeSpan& span) { return span.end <= span.start; });
  std::sort(spans.begin(), spans.end(),
            [](const TimeSpan& a, const TimeSpan& b) { return a.start < b.start; });
  TimeSpans result;
  for (const TimeSpan& span : spans) {
    if (!result.empty() && span.start <= result.back().end)
      result.back().end = std::max(result.back().end, span.end);
    else
      result.push_back(span);
  }
  return result;
}

TimeSpans intersect(const TimeSpans& a, const TimeSpans& b) {
  TimeSpans result;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const TimeSpan common{std::max(i->start, j->start), std::min(i->end, j->end)};
    if (common.start < common.end) result.push_back(common);
    (i->end < j->end ? i : j)++;
  }
  return result;
}

TimeSpans subtract(const TimeSpans& a, const TimeSpans& b) {
  TimeSpans result;
  auto next = b.begin();
  for (TimeSpan span : a) {
    while (next != b.end() && next->end <= span.start) ++next;
    for (auto hole = next; hole != b.end() && hole->start < span.end; ++hole) {
      if (hole->start > span.start) result.push_back({span.start, hole->start});
      span.start = std::max(span.start, hole->end);
    }
    if (span.start < span.end) result.push_back(span);
  }
  return result;
}

std::int64_t total_seconds(const TimeSpans& spans) {
  std::int64_t sum = 0;
  for (const TimeSpan& span : spans) sum += span.seconds();
  return sum;
}

std::int64_t grid_points(const TimeSpans& spans, std::int64_t step) {
  std::int64_t count = 0;
  for (const TimeSpan& span : spans)
    count += floor_div(span.end.time_since_epoch().count() - 1, step) -
             floor_div(span.start.time_since_epoch().count() - 1, step);
  return count;
}

bool contains(const TimeSpans& spans, SlaClock at) {
  const auto found = first_after(spans, at);
  return found != spans.end() && found->start <= at;
}

TimeSpans clipped(const TimeSpans& spans, SlaClock start, SlaClock end) {
  TimeSpans result;
  for (auto span = first_after(spans, start); span != spans.end() && span->start < end; ++span) {
    const TimeSpan part{std::max(span->start, start), std::min(span->end, end)};
    if (part.start < part.end) result.push_back(part);
  }
  return result;
}

}  // namespace faultline::analyze
