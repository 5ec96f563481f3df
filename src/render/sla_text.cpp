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
  if (row.best.bad == row.least.bad) return fmt::format("{} to {}", low, high);
  return fmt::format("{} ({} to {})", best, low, high);
}

}  // namespace

bool has_range(const model::SlaRow& row) {
  if (row.unit != model::SlaUnit::tenths || row.least.total != row.most.total) return row.least != row.most;
  return row.most.bad - row.least.bad > kPrintedMinutes;
}

std::string availability_percent(const model::Portion& portion, int decimals) {
  if (portion.total <= 0) return "-";
  return base::truncated_percent({std::max<std::int64_t>(0, portion.total - portion.bad), portion.total},
                                 decimals);
}

std::string burned_percent(const model::SlaRow& row, std::int64_t bad) {
  if (row.budget <= 0) return bad > 0 ? "all" : "0.00";
  return base::truncated_quotient(bad, row.budget, 2, 100);
}

std::string minutes_text(std::int64_t tenths) {
  return base::truncated_quotient(tenths, 600, 2);
}

std::string amount_text(const model::SlaRow& row, std::int64_t amount) {
  if (row.unit == model::SlaUnit::requests) return std::to_string(amount);
  return minutes_text(model::down_tenths(row, amount).value_or(0));
}

std::string with_unit(const model::SlaRow& row, const std::string& amount) {
  return amount + (row.unit == model::SlaUnit::requests ? " requests" : " min");
}

SlaText sla_text(const model::SlaRow& row, int decimals) {
  const auto percent = [&](const model::Portion& portion) { return availability_percent(portion, decimals); };
  const auto down = [&](const model::Portion& portion) { return amount_text(row, portion.bad); };
  const auto burned = [&](const model::Portion& portion) { return burned_percent(row, portion.bad); };
  return {with_range(row, percent(row.best), percent(row.most), percent(row.least)),
          with_range(row, down(row.best), down(row.least), down(row.most)),
          with_range(row, burned(row.best), burned(row.least), burned(row.most))};
}

}  // namespace faultline::render
