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
  if (row.best.bad == row.least.bad || row.best.total == 0) return fmt::format("{} to {}", low, high);
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

std::string place_of(const model::SlaRow& row) {
  if (row.scope.cluster.is_known()) return row.scope.cluster.slug;
  return row.scope.group.is_known() ? row.scope.group.label : "(all)";
}

std::string service_of(const model::SlaRow& row) {
  if (row.objective.combination != model::Combination::none) return row.objective.name;
  return row.scope.service.is_known() ? row.scope.service.label : "(all)";
}

std::string credit_text(const model::SlaRow& row) {
  const auto word = [](const model::SlaCredit& credit) {
    return credit.kind == model::SlaCredit::Kind::none            ? std::string("-")
           : credit.kind == model::SlaCredit::Kind::between_tiers ? std::string("no tier")
                                                                  : credit.percent;
  };
  const std::string low = word(row.credit_least), best = word(row.credit_best), high = word(row.credit_most);
  return low == high || low == "-" || high == "-" ? best : fmt::format("{} to {}", low, high);
}

std::string verdict_text(const model::SlaRow& row) {
  std::string text(model::to_string(row.verdict));
  if (row.is_provisional) text += " so far";
  return text;
}

Tint tint_of(const model::SlaRow& row) {
  switch (row.verdict) {
    case model::SlaRow::Verdict::met:
      return Tint::green;
    case model::SlaRow::Verdict::breached:
      return Tint::red;
    case model::SlaRow::Verdict::depends:
    case model::SlaRow::Verdict::no_data:
      return Tint::yellow;
  }
  return Tint::plain;
}

}  // namespace faultline::render
