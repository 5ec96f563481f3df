#include "cli/export_schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace faultline::cli {

namespace {

constexpr int kMonthsInYear = 12;

int months_of(Every every) {
  return every == Every::month ? 1 : every == Every::quarter ? 3 : kMonthsInYear;
}

// Months since the year 0.
std::chrono::year_month month_at(int number) {
  return std::chrono::year(number / kMonthsInYear) /
         std::chrono::month(static_cast<unsigned>(number % kMonthsInYear) + 1);
}

// Periods since the year 0 that are complete in the zone.
int count_complete(const base::Zone& zone, Every every, base::Instant now) {
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(zone.to_local(now))};
  int month =
      static_cast<int>(today.year()) * kMonthsInYear + static_cast<int>(static_cast<unsigned>(today.month()));
  // From the month after, as a clock that is set back at midnight shows the old month once more.
  while (base::month_bounds(zone, month_at(month)).first > now) --month;
  return month / months_of(every);
}

std::string label_of(Every every, int number) {
  if (every == Every::year) return fmt::format("{:04}", number);
  if (every == Every::quarter) return fmt::format("{:04}-Q{}", number / 4, number % 4 + 1);
  return fmt::format("{:04}-{:02}", number / kMonthsInYear, number % kMonthsInYear + 1);
}

}  // namespace

std::optional<Every> parse_every(std::string_view text) {
  if (text == "month") return Every::month;
  if (text == "quarter") return Every::quarter;
  if (text == "year") return Every::year;
  return std::nullopt;
}

std::vector<std::string> complete_periods(std::span<const base::Zone> zones, Every every, base::Instant now,
                                          int count) {
  int end = std::numeric_limits<int>::max();
  for (const base::Zone& zone : zones) end = std::min(end, count_complete(zone, every, now));
  if (zones.empty()) end = count_complete(base::Zone::utc(), every, now);
  std::vector<std::string> labels;
  for (int number = std::max(0, end - count); number < end; ++number)
    labels.push_back(label_of(every, number));
  return labels;
}

}  // namespace faultline::cli
