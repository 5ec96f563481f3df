#include "render/sla_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace faultline::render {

namespace {

constexpr std::int64_t kPrintedMinutes = 2 * 600;  // tenths of seconds

// `best` beside its range, or the range alone where nothing tells the best from the least.
std::string with_range(const model::SlaRow& row, const std::string& best, const std::string& low,
                       const std::string& high) {
  if (!has_range(row) || low == high) return best;
  if (row.down_tenths.best == row.down_tenths.least) return fmt::format("{} to {}", low, high);
  return fmt::format("{} ({} to {})", best, low, high);
}

}  // namespace

bool has_range(const model::SlaRow& row) {
  return row.down_tenths.most - row.down_tenths.least > kPrintedMinutes;
}

std::string availability_percent(const model::SlaRow& row, std::int64_t down_tenths, int decimals) {
  const std::int64_t whole = row.period_seconds * 10;
  if (whole <= 0) return "-";
  return base::truncated_percent({std::max<std::int64_t>(0, whole - down_tenths), whole}, decimals);
}

std::string burned_percent(const model::SlaRow& row, std::int64_t down_tenths) {
  if (row.budget_tenths <= 0) return down_tenths > 0 ? "all" : "0.00";
  return base::truncated_quotient(down_tenths * 100, row.budget_tenths, 2);
}

std::string minutes_text(std::int64_t tenths) {
  return base::truncated_quotient(tenths, 600, 2);
}

SlaText sla_text(const model::SlaRow& row, int decimals) {
  const auto& [least, best, most] = row.down_tenths;
  const auto percent = [&](std::int64_t down) { return availability_percent(row, down, decimals); };
  const auto burned = [&](std::int64_t down) { return burned_percent(row, down); };
  return {with_range(row, percent(best), percent(most), percent(least)),
          with_range(row, minutes_text(best), minutes_text(least), minutes_text(most)),
          with_range(row, burned(best), burned(least), burned(most))};
}

}  // namespace faultline::render
