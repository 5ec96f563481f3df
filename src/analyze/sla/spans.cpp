#include "analyze/sla/spans.hpp"

#include <algorithm>

namespace faultline::analyze {
namespace {

std::int64_t floor_div(std::int64_t value, std::int64_t step) {
  return value >= 0 ? value / step : -((-value + step - 1) / step);
}

// The first span that ends after `at`.
Spans::const_iterator first_after(const Spans& spans, SlaClock at) {
  return std::partition_point(spans.begin(), spans.end(), [&](const Span& span) { return span.end <= at; });
}

}  // namespace

Spans united(Spans spans) {
  std::erase_if(spans, [](const Span& span) { return span.end <= span.start; });
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.start < b.start; });
  Spans result;
  for (const Span& span : spans) {
    if (!result.empty() && span.start <= result.back().end)
      result.back().end = std::max(result.back().end, span.end);
    else
      result.push_back(span);
  }
  return result;
}

Spans intersect(const Spans& a, const Spans& b) {
  Spans result;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const Span common{std::max(i->start, j->start), std::min(i->end, j->end)};
    if (common.start < common.end) result.push_back(common);
    (i->end < j->end ? i : j)++;
  }
  return result;
}

Spans subtract(const Spans& a, const Spans& b) {
  Spans result;
  auto next = b.begin();
  for (Span span : a) {
    while (next != b.end() && next->end <= span.start) ++next;
    for (auto hole = next; hole != b.end() && hole->start < span.end; ++hole) {
      if (hole->start > span.start) result.push_back({span.start, hole->start});
      span.start = std::max(span.start, hole->end);
    }
    if (span.start < span.end) result.push_back(span);
  }
  return result;
}

std::int64_t total_seconds(const Spans& spans) {
  std::int64_t sum = 0;
  for (const Span& span : spans) sum += span.seconds();
  return sum;
}

std::int64_t grid_points(const Spans& spans, std::int64_t step) {
  std::int64_t count = 0;
  for (const Span& span : spans)
    count += floor_div(span.end.time_since_epoch().count() - 1, step) -
             floor_div(span.start.time_since_epoch().count() - 1, step);
  return count;
}

bool contains(const Spans& spans, SlaClock at) {
  const auto found = first_after(spans, at);
  return found != spans.end() && found->start <= at;
}

Spans clipped(const Spans& spans, SlaClock start, SlaClock end) {
  Spans result;
  for (auto span = first_after(spans, start); span != spans.end() && span->start < end; ++span) {
    const Span part{std::max(span->start, start), std::min(span->end, end)};
    if (part.start < part.end) result.push_back(part);
  }
  return result;
}

}  // namespace faultline::analyze
