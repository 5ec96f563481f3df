#include "render/sla_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "render/sla_compare.hpp"
#include "render/sla_text.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::SlaRow;

bool has_credits(const model::SlaResult& result) {
  return std::any_of(result.rows.begin(), result.rows.end(),
                     [](const SlaRow& row) { return row.credit_best.kind != model::SlaCredit::Kind::none; });
}

bool has_coverage(const model::SlaResult& result) {
  return std::any_of(result.rows.begin(), result.rows.end(),
                     [](const SlaRow& row) { return row.coverage.has_value(); });
}

Table table_of(const model::SlaResult& result) {
  const bool has_requests = std::any_of(result.rows.begin(), result.rows.end(), [](const SlaRow& row) {
    return row.unit == model::SlaUnit::requests;
  });
  const std::string unit = has_requests ? "" : " min";
  const bool tells_coverage = has_coverage(result), tells_credits = has_credits(result);
  Table table;
  table.columns = {{"period"},
                   {"organisation", Align::left, 12},
                   {"cluster"},
                   {"service", Align::left, 16},
                   {"availability %", Align::left}};
  if (tells_coverage) table.columns.push_back({"known %", Align::right});
  table.columns.insert(table.columns.end(), {{"down" + unit, Align::left},
                                             {"budget" + unit, Align::right},
                                             {"burned %", Align::right},
                                             {"objective"},
                                             {"verdict"}});
  if (tells_credits) table.columns.push_back({"credit %", Align::right});
  if (result.policies.size() > 1) table.columns.push_back({"policy"});
  for (const SlaRow& row : result.rows) {
    const SlaText text = sla_text(row, result.policy_of(row).decimals);
    const std::string organisation = row.scope.organisation.is_known() ? row.scope.organisation.label : "-";
    const auto amount = [&](const std::string& words) {
      return has_requests ? with_unit(row, words) : words;
    };
    std::vector<Cell> cells{
        {row.period}, {organisation}, {place_of(row)}, {service_of(row)}, {text.availability}};
    if (tells_coverage) cells.push_back({row.coverage ? base::truncated_percent(*row.coverage, 2) : "-"});
    cells.insert(cells.end(), {{amount(text.down)},
                               {amount(amount_text(row, row.budget))},
                               {text.burned},
                               {objective_text(row.objective)},
                               {verdict_text(row), tint_of(row)}});
    if (tells_credits) cells.push_back({credit_text(row)});
    if (result.policies.size() > 1) cells.push_back({row.policy});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

// The same scope and period under several policies.
bool has_common_rows(const model::SlaResult& result) {
  std::set<std::tuple<model::Scope, std::string, std::string>> seen;
  return std::any_of(result.rows.begin(), result.rows.end(), [&](const SlaRow& row) {
    return !seen.insert({row.scope, row.objective.name, row.period}).second;
  });
}

std::string doubts_text(const model::SlaResult& result, const Style& style) {
  std::string text;
  for (const SlaRow& row : result.rows) {
    if (row.depends_on.empty()) continue;
    const std::string policy = result.policies.size() > 1 ? fmt::format(" under {}", row.policy) : "";
    text += wrapped(one_line(fmt::format("{} {}{} depends: {}", row.period, model::to_string(row.scope),
                                         policy, row.depends_on)),
                    style.width, 2) +
            '\n';
  }
  return text;
}

// "2 % of the budget in 1h: 12:31:52 (3m before detection)".
std::string alerts_text(const model::SlaResult& result, const Style& style) {
  Table table;
  table.columns = {{"period"}, {"scope"},      {"incident", Align::left, 16},
                   {"alert"},  {"would fire"}, {"detected"}};
  bool is_asked = false;
  for (const SlaRow& row : result.rows) {
    is_asked = is_asked || !row.burn_rules.empty();
    for (const model::BurnFiring& firing : row.firings) {
      const model::BurnRule& rule = row.burn_rules[firing.rule];
      table.rows.push_back(
          {{row.period},
           {model::to_string(row.scope)},
           {firing.incident_id},
           {fmt::format("{} % of the budget in {}h, factor {}", rule.budget_percent, rule.long_seconds / 3600,
                        base::truncated_quotient(rule.factor.numerator, rule.factor.denominator, 2))},
           {second_text(firing.fired_at, style)},
           {firing.detected ? second_text(*firing.detected, style) : "not known"}});
    }
  }
  if (!is_asked) return {};
  if (table.rows.empty()) return "no burn-rate alert would have fired\n";
  return to_text(table, style);
}

}  // namespace

// Those of the whole, then those of rows: one that many rows have is told once, with how many.
std::vector<std::string> notes_of(const model::SlaResult& result) {
  std::map<std::string, std::vector<std::string>> places;
  for (const SlaRow& row : result.rows)
    for (const std::string& note : row.notes)
      places[note].push_back(fmt::format("{}, {}", model::to_string(row.scope), row.period));
  std::vector<std::string> notes = result.notes;
  for (const auto& [note, rows] : places)
    notes.push_back(rows.size() <= 2
                        ? fmt::format("{}: {}", base::join(rows, "; "), note)
                        : fmt::format("{} rows, {} among them: {}", rows.size(), rows.front(), note));
  return notes;
}

// "2021-03 sealed 2021-04-02 as 1e5f..., restated twice: reason"
std::string seal_text(const model::SealMark& seal) {
  std::string line = fmt::format("{} under {}: sealed {} as {}", seal.period, seal.policy,
                                 base::format_rfc3339(seal.sealed_at).substr(0, 10), seal.id);
  if (seal.restatements == 1) line += ", restated once";
  if (seal.restatements > 1) line += fmt::format(", restated {} times", seal.restatements);
  return seal.reason.empty() ? line : line + ": " + one_line(seal.reason);
}

std::string objective_text(const model::Objective& objective) {
  return objective.target_text + " %" + (objective.is_default ? " (default)" : "");
}

std::string policies_text(const model::SlaResult& result, int width) {
  std::string text;
  for (const model::Policy& policy : result.policies)
    text += wrapped(model::describe(policy), width, 2) + '\n';
  return text;
}

std::string sla_text(const model::SlaResult& result, const Style& style) {
  const bool is_comparison = !result.differences.empty() || has_common_rows(result);
  std::string text = result.rows.empty() ? "no rows: no window lies in the period and scope asked for\n"
                     : is_comparison     ? comparison_table(result, style)
                                         : to_text(table_of(result), style);
  const std::string doubts = doubts_text(result, style);
  if (!doubts.empty()) text += '\n' + doubts;
  if (const std::string alerts = alerts_text(result, style); !alerts.empty()) text += '\n' + alerts;
  if (is_comparison) text += '\n' + differences_text(result, style);
  text += '\n' + policies_text(result, style.width);
  const bool is_printed_to_minutes =
      std::any_of(result.rows.begin(), result.rows.end(),
                  [](const SlaRow& row) { return row.least.bad != row.most.bad && !has_range(row); });
  if (is_printed_to_minutes)
    text += "edges are printed to the minute: a window's figure holds within a minute\n";
  for (const std::string& note : notes_of(result))
    text += wrapped("note: " + one_line(note), style.width, 2) + '\n';
  for (const model::SealMark& seal : result.seals) text += wrapped(seal_text(seal), style.width, 2) + '\n';
  return text;
}

std::string sla_markdown(const model::SlaResult& result) {
  std::string text = to_markdown(table_of(result));
  for (const model::Policy& policy : result.policies) text += '\n' + model::describe(policy) + '\n';
  for (const std::string& note : notes_of(result)) text += "\nNote: " + one_line(note) + '\n';
  for (const model::SealMark& seal : result.seals) text += '\n' + seal_text(seal) + '\n';
  return text;
}

}  // namespace faultline::render
