#include "analyze/sla_period.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::analyze {
namespace {

using std::chrono::floor;
using std::chrono::year_month;

std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// The years that base::Instant can hold.
std::optional<year_month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5));
  if (!year || !month || *year < 1678 || *year > 2261) return std::nullopt;
  const year_month result{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)}};
  if (!result.ok()) return std::nullopt;
  return result;
}

year_month required_month(std::string_view text, std::string_view whole) {
  if (const auto month = parse_month(text)) return *month;
  throw base::Error(
      fmt::format("'{}' is no period: write a month as '2021-03' or months as '2021-03..2021-04'", whole));
}

}  // namespace

std::pair<year_month, year_month> parse_period(std::string_view text) {
  const std::string_view whole = base::trim(text);
  const auto dots = whole.find("..");
  if (dots == std::string_view::npos) {
    const year_month month = required_month(whole, whole);
    return {month, month};
  }
  const year_month first = required_month(whole.substr(0, dots), whole);
  const year_month last = required_month(whole.substr(dots + 2), whole);
  if (last < first)
    throw base::Error(fmt::format("period '{}' ends before it begins: swap its months", whole));
  return {first, last};
}

SlaPeriod month_period(const base::Zone& zone, year_month month) {
  const auto [start, end] = base::month_bounds(zone, month);
  return {fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month())),
          floor<std::chrono::seconds>(start), floor<std::chrono::seconds>(end)};
}

year_month month_of(const base::Zone& zone, base::Instant instant) {
  const std::chrono::year_month_day day{floor<std::chrono::days>(zone.to_local(instant))};
  return {day.year(), day.month()};
}

}  // namespace faultline::analyze
