#include "model/metric.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/time.hpp"
#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;

// Two times printed to the minute leave a range of two minutes: that is how people write, not doubt.
constexpr std::int64_t kPrintedWidth = 2 * kMinute;
// Up to here ranges read best in minutes: "95 to 110 min", then "2h 1m to 3h".
constexpr std::int64_t kMinutesUpTo = 2 * kHour;

struct Row {
  MetricKind kind;
  std::string_view name, title;
  MetricEnds ends;
};

constexpr auto kMetrics = std::to_array<Row>({{MetricKind::time_to_detect,
                                               "time_to_detect",
                                               "time to detect",
                                               {MilestoneKind::impact_start, MilestoneKind::detected}},
                                              {MetricKind::time_to_notify,
                                               "time_to_notify",
                                               "time to notify",
                                               {MilestoneKind::impact_start, MilestoneKind::declared}},
                                              {MetricKind::time_to_engage,
                                               "time_to_engage",
                                               "time to engage",
                                               {MilestoneKind::detected, MilestoneKind::acknowledged}},
                                              {MetricKind::time_to_identify,
                                               "time_to_identify",
                                               "time to identify",
                                               {MilestoneKind::impact_start, MilestoneKind::identified}},
                                              {MetricKind::time_to_mitigate,
                                               "time_to_mitigate",
                                               "time to mitigate",
                                               {MilestoneKind::impact_start, MilestoneKind::mitigated}},
                                              {MetricKind::time_to_resolve,
                                               "time_to_resolve",
                                               "time to resolve",
                                               {MilestoneKind::impact_start, MilestoneKind::resolved}},
                                              {MetricKind::impact_duration,
                                               "impact_duration",
                                               "impact duration",
                                               {MilestoneKind::impact_start, MilestoneKind::impact_end}},
                                              {MetricKind::declared_duration,
                                               "declared_duration",
                                               "declared duration",
                                               {MilestoneKind::declared, MilestoneKind::resolved}},
                                              {MetricKind::trigger_to_impact,
                                               "trigger_to_impact",
                                               "trigger to impact",
                                               {MilestoneKind::trigger, MilestoneKind::impact_start}}});
static_assert(kMetrics.size() == kMetricCount);

constexpr auto kStates = std::to_array<EnumName<MetricState>>({{MetricState::known, "known"},
                                                               {MetricState::ranged, "ranged"},
                                                               {MetricState::pending, "pending"},
                                                               {MetricState::unknown, "unknown"},
                                                               {MetricState::invalid, "invalid"}});

const Row& row_of(MetricKind kind) {
  return kMetrics[static_cast<std::size_t>(kind)];
}

std::string lower_limit(std::int64_t seconds) {
  return base::format_duration(base::Seconds(seconds));
}

// Printing truncates to two units; an upper limit must not become smaller by that.
std::string upper_limit(std::int64_t seconds) {
  const std::int64_t unit = seconds >= kDay ? kHour : seconds >= kHour ? kMinute : 1;
  const std::int64_t rounded = seconds % unit == 0 ? seconds : (seconds / unit + 1) * unit;
  return base::format_duration(base::Seconds(rounded));
}

std::string describe_range(std::optional<std::int64_t> least, std::optional<std::int64_t> most) {
  if (least && *least <= 0) least.reset();  // no metric is negative: nothing is known from below
  if (least && most) {
    if (*least == *most) return lower_limit(*least);
    if (*most <= kMinutesUpTo && *least % kMinute == 0 && *most % kMinute == 0) {
      return fmt::format("{} to {} min", *least / kMinute, *most / kMinute);
    }
    return fmt::format("{} to {}", lower_limit(*least), upper_limit(*most));
  }
  if (most) return "at most " + upper_limit(*most);
  if (least) return "at least " + lower_limit(*least);
  return "not known";
}

std::string with_reason(std::string_view state, const std::string& reason) {
  return reason.empty() ? std::string(state) : fmt::format("{}: {}", state, reason);
}

}  // namespace

MetricEnds ends_of(MetricKind kind) {
  return row_of(kind).ends;
}

std::string_view to_string(MetricKind kind) {
  return row_of(kind).name;
}

std::string_view title_of(MetricKind kind) {
  return row_of(kind).title;
}

std::string_view to_string(MetricState state) {
  return name_of(kStates, state);
}

std::optional<MetricKind> parse_metric_kind(std::string_view text) {
  const std::string wanted = base::slug(text);
  const auto row = std::find_if(kMetrics.begin(), kMetrics.end(),
                                [&](const Row& candidate) { return base::slug(candidate.name) == wanted; });
  return row != kMetrics.end() ? std::optional(row->kind) : std::nullopt;
}

std::string describe(const Metric& metric) {
  const auto& [kind, state, best, least, most, reason] = metric;
  switch (state) {
    case MetricState::known: {
      if (!best) return describe_range(least, most);
      const std::string figure = base::format_duration(base::Seconds(*best));
      if (!least || !most || *most - *least <= kPrintedWidth) return figure;
      return fmt::format("{} ({})", figure, describe_range(least, most));
    }
    case MetricState::ranged:
      if (!most && least.value_or(0) <= 0) return with_reason("not known", reason);
      return describe_range(least, most);
    case MetricState::pending:
      return "pending";
    case MetricState::invalid:
      return with_reason("invalid", reason);
    case MetricState::unknown:
      break;
  }
  return with_reason("not known", reason);
}

}  // namespace faultline::model
