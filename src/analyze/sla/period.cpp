#include "analyze/sla/period.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::analyze {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using Kind = model::PeriodRule::Kind;

constexpr std::string_view kForms =
    "write '2026-04', '2026-Q2', '2026', a range of them as '2026-04..2026-06', days as "
    "'2026-04-01..2026-04-15', '90d', or last-month, last-quarter, last-year";

std::optional<int> parse_digits(std::string_view text, std::size_t count) {
  if (text.size() != count) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// A calendar period by its first month.
struct Calendar {
  Kind kind = Kind::month;
  year_month first{};
};

int months_in(Kind kind) {
  return kind == Kind::year ? 12 : kind == Kind::quarter ? 3 : 1;
}

// The years that base::Instant can hold.
std::optional<Calendar> parse_calendar(std::string_view text) {
  const auto year_number = parse_digits(text.substr(0, 4), 4);
  if (!year_number || *year_number < 1678 || *year_number > 2261) return std::nullopt;
  const year in{*year_number};
  if (text.size() == 4) return Calendar{Kind::year, in / 1};
  if (text[4] != '-') return std::nullopt;
  const std::string_view rest = text.substr(5);
  if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q') && rest[1] >= '1' && rest[1] <= '4')
    return Calendar{Kind::quarter, in / month(static_cast<unsigned>(rest[1] - '1') * 3 + 1)};
  const auto number = parse_digits(rest, 2);
  if (!number || *number < 1 || *number > 12) return std::nullopt;
  return Calendar{Kind::month, in / month(static_cast<unsigned>(*number))};
}

std::optional<year_month_day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto calendar = parse_calendar(text.substr(0, 7));
  const auto number = parse_digits(text.substr(8), 2);
  if (!calendar || calendar->kind != Kind::month || !number) return std::nullopt;
  const year_month_day result = calendar->first / day(static_cast<unsigned>(*number));
  return result.ok() ? std::optional(result) : std::nullopt;
}

std::string day_text(const year_month_day& date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

SlaPeriod calendar_period(const base::Zone& zone, const Calendar& calendar) {
  const int length = months_in(calendar.kind);
  const year_month last = calendar.first + months(length - 1);
  SlaPeriod period;
  period.start = floor<seconds>(base::month_bounds(zone, calendar.first).first);
  period.end = floor<seconds>(base::month_bounds(zone, last).second);
  const int number = static_cast<int>(calendar.first.year());
  const unsigned first_month = static_cast<unsigned>(calendar.first.month());
  switch (calendar.kind) {
    case Kind::year:
      period.label = fmt::format("{:04}", number);
      break;
    case Kind::quarter:
      period.label = fmt::format("{:04}-Q{}", number, (first_month + 2) / 3);
      break;
    case Kind::month:
    case Kind::rolling:
      period.label = fmt::format("{:04}-{:02}", number, first_month);
  }
  return period;
}

year_month_day day_at(const base::Zone& zone, base::Instant instant) {
  return year_month_day{floor<days>(zone.to_local(instant))};
}

SlaPeriod days_period(const base::Zone& zone, const year_month_day& first, const year_month_day& last) {
  return {first == last ? day_text(first) : fmt::format("{}..{}", day_text(first), day_text(last)),
          floor<seconds>(base::day_bounds(zone, first).first),
          floor<seconds>(base::day_bounds(zone, last).second)};
}

year_month_day plus_days(const year_month_day& date, int count) {
  return year_month_day{local_days(date) + days(count)};
}

Calendar calendar_at(Kind kind, const base::Zone& zone, base::Instant instant) {
  const year_month_day date = day_at(zone, instant);
  const unsigned number = static_cast<unsigned>(date.month());
  const unsigned length = static_cast<unsigned>(months_in(kind));
  return {kind, date.year() / month((number - 1) / length * length + 1)};
}

[[noreturn]] void fail(std::string_view text) {
  throw base::Error(fmt::format("'{}' is no period: {}", text, kForms));
}

[[noreturn]] void fail_backwards(std::string_view text) {
  throw base::Error(fmt::format("period '{}' ends before it begins: swap its ends", text));
}

std::vector<SlaPeriod> parse_range(std::string_view whole, std::string_view first, std::string_view last,
                                   const base::Zone& zone) {
  const auto first_day = parse_day(first), last_day = parse_day(last);
  if (first_day && last_day) {
    if (*last_day < *first_day) fail_backwards(whole);
    return {days_period(zone, *first_day, *last_day)};
  }
  const auto from = first.size() < 4 ? std::nullopt : parse_calendar(first);
  const auto to = last.size() < 4 ? std::nullopt : parse_calendar(last);
  if (!from || !to || from->kind != to->kind) fail(whole);
  if (to->first < from->first) fail_backwards(whole);
  std::vector<SlaPeriod> periods;
  for (Calendar each = *from; each.first <= to->first; each.first += months(months_in(each.kind)))
    periods.push_back(calendar_period(zone, each));
  return periods;
}

}  // namespace

std::vector<SlaPeriod> parse_periods(std::string_view text, const base::Zone& zone, base::Instant now) {
  const std::string_view whole = base::trim(text);
  for (const auto& [name, kind] :
       {std::pair{"last-month", Kind::month}, {"last-quarter", Kind::quarter}, {"last-year", Kind::year}})
    if (whole == name) return complete_periods({kind, 0}, zone, now, 1);
  if (const auto dots = whole.find(".."); dots != std::string_view::npos)
    return parse_range(whole, whole.substr(0, dots), whole.substr(dots + 2), zone);
  if (const auto rule = model::parse_period_rule(whole); rule && rule->kind == Kind::rolling)
    return {period_at(*rule, zone, now)};
  if (const auto date = parse_day(whole)) return {days_period(zone, *date, *date)};
  const auto calendar = whole.size() < 4 ? std::nullopt : parse_calendar(whole);
  if (!calendar) fail(whole);
  return {calendar_period(zone, *calendar)};
}

SlaPeriod period_at(const model::PeriodRule& rule, const base::Zone& zone, base::Instant instant) {
  if (rule.kind != Kind::rolling) return calendar_period(zone, calendar_at(rule.kind, zone, instant));
  const year_month_day last = day_at(zone, instant);
  return days_period(zone, plus_days(last, 1 - rule.days), last);
}

SlaPeriod next_period(const model::PeriodRule& rule, const base::Zone& zone, const SlaPeriod& period) {
  return period_at(rule, zone, base::Instant(period.end));
}

std::vector<SlaPeriod> complete_periods(const model::PeriodRule& rule, const base::Zone& zone,
                                        base::Instant now, int count) {
  SlaPeriod current = period_at(rule, zone, now);
  if (rule.kind == Kind::rolling)
    return {period_at(rule, zone, base::Instant(current.end) - std::chrono::hours(36))};
  std::vector<SlaPeriod> periods;
  for (int i = 0; i < count; ++i) {
    current = period_at(rule, zone, base::Instant(current.start) - seconds(1));
    periods.push_back(current);
  }
  std::reverse(periods.begin(), periods.end());
  return periods;
}

SlaPeriod month_period(const base::Zone& zone, year_month month) {
  return calendar_period(zone, {Kind::month, month});
}

std::vector<SlaDayBounds> days_of(const SlaPeriod& period, const base::Zone& zone) {
  std::vector<SlaDayBounds> result;
  const year_month_day last = day_at(zone, base::Instant(period.end) - seconds(1));
  for (year_month_day date = day_at(zone, base::Instant(period.start)); date <= last;
       date = plus_days(date, 1)) {
    const auto [start, end] = base::day_bounds(zone, date);
    const SlaDayBounds bounds{date, std::max(floor<seconds>(start), period.start),
                              std::min(floor<seconds>(end), period.end)};
    if (bounds.start < bounds.end) result.push_back(bounds);
  }
  return result;
}

}  // namespace faultline::analyze
