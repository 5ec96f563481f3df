#include "cli/period_option.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::cli {

namespace {

using std::chrono::day;
using std::chrono::local_days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::years;

using Days = std::pair<local_days, local_days>;  // half-open

constexpr int kFirstYear = 1678, kLastYear = 2261;  // those that base::Instant can hold

std::optional<int> number(std::string_view text, std::size_t digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() != digits || error != std::errc() || end != text.data() + text.size() || value < 0)
    return std::nullopt;
  return value;
}

Days from_month(year_month first, months length) {
  return {local_days{first / day{1}}, local_days{(first + length) / day{1}}};
}

std::optional<Days> calendar_span(std::string_view text) {
  const auto of_year = number(text.substr(0, 4), 4);
  if (!of_year || *of_year < kFirstYear || *of_year >= kLastYear) return std::nullopt;
  const year in{*of_year};
  if (text.size() == 4) return from_month(in / month{1}, months{12});
  if (text[4] != '-') return std::nullopt;
  const std::string_view rest = text.substr(5);
  if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q')) {
    const auto quarter = number(rest.substr(1), 1);
    if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
    return from_month(in / month{static_cast<unsigned>(*quarter * 3 - 2)}, months{3});
  }
  const auto of_month = number(rest.substr(0, 2), 2);
  if (!of_month) return std::nullopt;
  const year_month whole = in / month{static_cast<unsigned>(*of_month)};
  if (!whole.ok()) return std::nullopt;
  if (rest.size() == 2) return from_month(whole, months{1});
  const auto of_day = rest[2] == '-' ? number(rest.substr(3), 2) : std::nullopt;
  if (!of_day) return std::nullopt;
  const auto date = whole / day{static_cast<unsigned>(*of_day)};
  if (!date.ok()) return std::nullopt;
  return Days{local_days{date}, local_days{date} + std::chrono::days{1}};
}

// The label is the period's own name: "last-month" is printed as "2026-04".
std::string resolved(std::string_view text, const base::Zone& zone, base::Instant now) {
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(zone.to_local(now))};
  const year_month current = today.year() / today.month();
  if (text == "last-month") {
    const year_month last = current - months{1};
    return fmt::format("{:04}-{:02}", static_cast<int>(last.year()), static_cast<unsigned>(last.month()));
  }
  if (text == "last-year") return fmt::format("{:04}", static_cast<int>(today.year()) - 1);
  if (text == "last-quarter") {
    const year_month last = current - months{3};
    return fmt::format("{:04}-Q{}", static_cast<int>(last.year()),
                       (static_cast<unsigned>(last.month()) + 2) / 3);
  }
  return std::string(text);
}

}  // namespace

model::StatisticsPeriod parse_period_option(std::string_view text, const base::Zone& zone,
                                            base::Instant now) {
  model::StatisticsPeriod period;
  if (text.empty()) return period;
  const std::string name = resolved(base::trim(text), zone, now);
  const auto dots = name.find("..");
  const auto first = calendar_span(std::string_view(name).substr(0, dots));
  const auto last =
      dots == std::string::npos ? first : calendar_span(std::string_view(name).substr(dots + 2));
  if (!first || !last) {
    throw base::Error(
        fmt::format("--period '{}' is no period; write 2026, 2026-Q2, 2026-04, 2026-01..2026-03, "
                    "2026-01-05..2026-01-20, last-month, last-quarter or last-year",
                    text));
  }
  if (last->second <= first->first)
    throw base::Error(fmt::format("--period '{}' ends before it begins: swap its ends", text));
  period.label = name;
  period.from = zone.to_utc(base::LocalTime(first->first)).first;
  period.to = zone.to_utc(base::LocalTime(last->second)).first;
  return period;
}

}  // namespace faultline::cli
