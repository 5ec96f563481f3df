#include "render/when.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "model/metric.hpp"

namespace faultline::render {

namespace {

using base::Instant;
using base::Resolution;
using std::chrono::hours;
using std::chrono::minutes;

std::string date_of(base::LocalTime local) {
  return base::format_local(local).substr(0, 10);
}
std::string clock_of(base::LocalTime local) {
  return base::format_local(local).substr(11, 5);
}

bool is_day(const base::Moment& moment) {
  if (moment.resolution == Resolution::day) return true;
  return moment.utc && moment.resolution == Resolution::approximate &&
         moment.utc->latest - moment.utc->earliest >= hours(20);
}

std::string not_known(const base::Moment& moment) {
  const std::string why = one_line(moment.reason);
  if (moment.written.empty()) return why.empty() ? "not known" : "not known: " + why;
  return fmt::format("not known: '{}'{}", one_line(moment.written), why.empty() ? "" : ", " + why);
}

DateAndClock zoneless(const base::Moment& moment) {
  const std::string date = date_of(*moment.local);
  const bool is_rough = moment.resolution == Resolution::approximate;
  if (is_day(moment)) return {date, "(day)"};
  return {date, fmt::format("{}{} (zone?)", is_rough ? "~" : "", clock_of(*moment.local))};
}

// The day as the writer's calendar has it, where that is known; a day has no other zone to be shown in.
DateAndClock whole_day(const base::Moment& moment, const Style& style) {
  const base::LocalTime local = moment.local ? *moment.local : style.zone.to_local(moment.utc->best);
  const bool is_rough =
      moment.resolution == Resolution::approximate || moment.reason.starts_with("approximate");
  return {date_of(local), is_rough ? "(about)" : "(day)"};
}

DateAndClock interval(const base::Bounds& bounds, const Style& style) {
  const base::LocalTime first = style.zone.to_local(bounds.earliest);
  const base::LocalTime last = style.zone.to_local(bounds.latest);
  if (date_of(first) == date_of(last)) {
    return {date_of(first), fmt::format("{}-{}", clock_of(first), clock_of(last))};
  }
  const auto days =
      std::chrono::floor<std::chrono::days>(last) - std::chrono::floor<std::chrono::days>(first);
  return {date_of(first), fmt::format("{}-{} (+{}d)", clock_of(first), clock_of(last), days.count())};
}

std::string bracketed(const base::Bounds& bounds, const Style& style) {
  if (style.spans_in_words)
    return fmt::format("between {} and {}", instant_text(bounds.earliest, style),
                       instant_text(bounds.latest, style));
  return fmt::format("[{}, {}]", instant_text(bounds.earliest, style), instant_text(bounds.latest, style));
}

}  // namespace

std::string place_text(const model::Evidence& evidence) {
  model::Evidence named = evidence;
  named.source_name.erase(0, named.source_name.find_last_of('/') + 1);
  return one_line(model::to_string(named));
}

DateAndClock date_and_clock(const base::Moment& moment, const Style& style) {
  if (!moment.utc) return moment.local ? zoneless(moment) : DateAndClock{"", "?"};
  if (is_day(moment)) return whole_day(moment, style);
  const base::LocalTime best = style.zone.to_local(moment.utc->best);
  const auto width = moment.utc->latest - moment.utc->earliest;
  if (moment.resolution == Resolution::approximate) return {date_of(best), "~" + clock_of(best)};
  if (moment.resolution == Resolution::bounded && width.count() == 0)
    return {date_of(best), "by " + clock_of(best)};
  if (width <= minutes(1)) return {date_of(best), clock_of(best)};
  return interval(*moment.utc, style);
}

std::string when_text(const base::Moment& moment, const Style& style) {
  if (!moment.utc && !moment.local) return not_known(moment);
  const DateAndClock text = date_and_clock(moment, style);
  if (text.clock == "(about)") return (style.spans_in_words ? "about " : "~") + text.date;
  if (text.clock.ends_with("d)")) return bracketed(*moment.utc, style);
  return text.date + ' ' + text.clock;
}

std::string instant_text(Instant instant, const Style& style) {
  const base::LocalTime local = style.zone.to_local(instant);
  return date_of(local) + ' ' + clock_of(local);
}

std::string second_text(base::Instant instant, const Style& style) {
  const auto second = std::chrono::floor<std::chrono::seconds>(instant);
  return base::replace_all(base::format_local(style.zone.to_local(second)), "T", " ");
}

std::string milestone_text(const model::Milestone& milestone, const Style& style) {
  using model::MilestoneState;
  switch (milestone.state) {
    case MilestoneState::recorded:
      if (milestone.when) return when_text(*milestone.when, style);
      break;
    case MilestoneState::bounded:
      if (milestone.when && milestone.when->utc) {
        const base::Bounds& bounds = *milestone.when->utc;
        if (milestone.side == model::BoundSide::not_before)
          return "not before " + instant_text(bounds.best, style);
        if (milestone.side == model::BoundSide::not_after)
          return "not after " + instant_text(bounds.best, style);
        const DateAndClock text = interval(bounds, style);
        if (!text.clock.ends_with("d)")) return "within " + text.date + ' ' + text.clock;
        return (style.spans_in_words ? "" : "within ") + bracketed(bounds, style);
      }
      if (milestone.when) return when_text(*milestone.when, style);
      break;
    case MilestoneState::pending:
      return "pending";
    case MilestoneState::not_applicable:
      return "not applicable";
    case MilestoneState::invalid:
      return "contradictory";
    case MilestoneState::unknown:
      break;
  }
  return "not known";
}

std::string most_text(std::int64_t seconds) {
  constexpr std::string_view kPrefix = "at most ";
  model::Metric limit;
  limit.state = model::MetricState::ranged;
  limit.most_seconds = seconds;
  const std::string text = model::describe(limit);
  return text.starts_with(kPrefix) ? text.substr(kPrefix.size()) : text;
}

std::string length_text(const model::ImpactWindow& window, const Style& style) {
  using std::chrono::duration_cast;
  if (!window.start.utc) return "not known";
  if (!window.end) {
    const auto so_far = duration_cast<base::Seconds>(style.now - window.start.utc->best);
    return so_far.count() < 0 ? "open" : "open, " + base::format_duration(so_far) + " so far";
  }
  if (!window.end->utc) return "not known";
  const base::Bounds &start = *window.start.utc, &end = *window.end->utc;
  const auto best = duration_cast<base::Seconds>(end.best - start.best);
  const auto least = std::max(base::Seconds(0), duration_cast<base::Seconds>(end.earliest - start.latest));
  const auto most = duration_cast<base::Seconds>(end.latest - start.earliest);
  const std::string text = base::format_duration(best);
  if (most - least <= minutes(2)) return text;
  return fmt::format("{} ({} to {})", text, base::format_duration(least), most_text(most.count()));
}

std::string window_text(const model::ImpactWindow& window, const Style& style) {
  const std::string start = when_text(window.start, style);
  if (!window.end) return start + " to now (open)";
  const DateAndClock from = date_and_clock(window.start, style), to = date_and_clock(*window.end, style);
  const bool is_same_day =
      !from.date.empty() && from.date == to.date && to.clock.front() != '(' && !to.clock.ends_with("d)");
  return start + " to " + (is_same_day ? to.clock : when_text(*window.end, style));
}

}  // namespace faultline::render
