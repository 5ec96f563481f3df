#include "render/page/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace faultline::render {

namespace {

using base::Instant;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

constexpr auto kLeastSpan = minutes(16);

struct Stretch {
  std::optional<Instant> first, last;

  void take(Instant instant) {
    first = first ? std::min(*first, instant) : instant;
    last = last ? std::max(*last, instant) : instant;
  }
  void take(const std::optional<base::Bounds>& bounds) {
    if (!bounds) return;
    take(bounds->earliest);
    take(bounds->latest);
  }
};

bool is_life(model::MilestoneKind kind) {
  return kind != model::MilestoneKind::postmortem_published;
}

Stretch core_of(const model::Incident& incident) {
  Stretch core;
  for (const model::ImpactWindow& window : incident.windows) {
    core.take(window.start.utc);
    if (window.end) core.take(window.end->utc);
  }
  for (const model::ObservedWindow& window : incident.observed) {
    core.take(window.start.utc);
    if (window.end) core.take(window.end->utc);
  }
  for (const model::StatusPost& post : incident.posts) {
    if (post.status != model::PostStatus::postmortem) core.take(post.when.utc);
  }
  if (core.first) return core;
  for (const model::Milestone& milestone : incident.milestones) {
    if (is_life(milestone.kind) && milestone.when) core.take(milestone.when->utc);
  }
  for (const model::TimelineRow& row : incident.timeline) core.take(row.when.utc);
  return core;
}

// Short enough that a day's date, in the writer's calendar, does not become a stretch of it.
bool is_point(const base::Bounds& bounds) {
  return bounds.latest - bounds.earliest < hours(20);
}

}  // namespace

double TimeScale::x(Instant instant) const {
  const auto whole = static_cast<double>((last - first).count());
  const auto offset = static_cast<double>((std::clamp(instant, first, last) - first).count());
  return left + (right - left) * offset / whole;
}

std::optional<TimeScale> scale_of(const model::Incident& incident, Instant now, double left, double right) {
  const Stretch core = core_of(incident);
  if (!core.first) return std::nullopt;
  Stretch shown = core;
  const auto reach = std::max<microseconds>((*core.last - *core.first) / 2, hours(1));
  const auto widen = [&](Instant instant) {
    if (instant >= *core.first - reach && instant <= *core.last + reach) shown.take(instant);
  };
  for (const model::TimelineRow& row : incident.timeline) {
    if (row.when.utc && is_point(*row.when.utc)) widen(row.when.utc->best);
    if (row.until && row.until->utc) widen(row.until->utc->best);
  }
  for (const model::Milestone& milestone : incident.milestones) {
    if (is_life(milestone.kind) && milestone.when && milestone.when->utc && is_point(*milestone.when->utc))
      widen(milestone.when->utc->best);
  }
  for (const model::Suspect& suspect : incident.trigger.suspects) {
    if (!suspect.is_none && suspect.started.utc) widen(suspect.started.utc->best);
  }
  const bool is_open = std::any_of(incident.windows.begin(), incident.windows.end(),
                                   [](const model::ImpactWindow& window) { return !window.end; });
  if (is_open) widen(now);

  const auto span = std::max<microseconds>(*shown.last - *shown.first, kLeastSpan);
  const auto margin = std::max<microseconds>(span / 32, minutes(1));
  Instant first = *shown.first - margin, last = *shown.last + margin;
  if (is_open && now > *shown.last) last += span / 8;  // room to fade out in
  if (last - first < kLeastSpan) last = first + kLeastSpan;
  return TimeScale{base::floor_minute(first), base::floor_minute(last) + minutes(1), left, right};
}

namespace {

constexpr double kClockRoom = 58, kDateRoom = 92;

minutes step_of(const TimeScale& scale) {
  constexpr std::array kSteps{1,   2,    5,    10,   15,    30,    60,    120,    180,   360,
                              720, 1440, 2880, 7200, 14400, 43200, 86400, 172800, 525600};
  const double units_per_minute =
      (scale.right - scale.left) * 60e6 / static_cast<double>((scale.last - scale.first).count());
  for (const int step : kSteps) {
    if (step * units_per_minute >= (step < 1440 ? kClockRoom : kDateRoom)) return minutes(step);
  }
  return minutes(kSteps.back());
}

std::string date_text(base::LocalTime local, bool with_year) {
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(local));
  const unsigned month = static_cast<unsigned>(day.month());
  const std::string text = fmt::format("{} {}", static_cast<unsigned>(day.day()), kMonths[month - 1]);
  return with_year ? fmt::format("{} {}", text, static_cast<int>(day.year())) : text;
}

}  // namespace

std::vector<Tick> ticks_of(const TimeScale& scale, const base::Zone& zone) {
  // In UTC from quarter to quarter, so that an hour the clock repeats has its ticks twice: every offset of
  // today is a multiple of a quarter.
  const minutes step = step_of(scale), stride = std::min(step, minutes(15));
  std::vector<Tick> ticks;
  for (Instant at((scale.first.time_since_epoch() / stride) * stride); at <= scale.last; at += stride) {
    if (at < scale.first) continue;
    const base::LocalTime local = zone.to_local(at);
    if (local.time_since_epoch() % step != std::chrono::seconds(0)) continue;
    const bool is_midnight = local.time_since_epoch() % hours(24) == std::chrono::seconds(0);
    // The day that begins soon after the first tick is worth more than the day that is nearly over.
    if (is_midnight && ticks.size() > 0 && scale.x(at) - scale.x(ticks.front().at) < kDateRoom)
      ticks.front().date.clear();
    const bool is_first =
        std::all_of(ticks.begin(), ticks.end(), [](const Tick& t) { return t.date.empty(); });
    Tick tick{at, step < hours(24) ? base::format_local(local).substr(11, 5) : "", ""};
    if (is_midnight || ticks.empty()) tick.date = date_text(local, is_first || step >= hours(24 * 30));
    ticks.push_back(std::move(tick));
  }
  return ticks;
}

}  // namespace faultline::render
