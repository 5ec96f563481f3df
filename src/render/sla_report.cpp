#include "render/sla_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {

namespace {

using model::SlaRow;

std::string place_of(const SlaRow& row) {
  if (row.scope.cluster.is_known()) return row.scope.cluster.slug;
  return row.scope.group.is_known() ? row.scope.group.label : "(all)";
}

std::string verdict_text(const SlaRow& row) {
  std::string text(model::to_string(row.verdict));
  if (row.is_provisional) text += " so far";
  return text;
}

Tint tint_of(const SlaRow& row) {
  switch (row.verdict) {
    case SlaRow::Verdict::met:
      return Tint::green;
    case SlaRow::Verdict::breached:
      return Tint::red;
    case SlaRow::Verdict::depends:
    case SlaRow::Verdict::no_data:
      return Tint::yellow;
  }
  return Tint::plain;
}

Table table_of(const model::SlaResult& result) {
  Table table;
  table.columns = {{"period"},
                   {"organisation", Align::left, 12},
                   {"cluster"},
                   {"service", Align::left, 16},
                   {"availability %", Align::left},
                   {"down min", Align::left},
                   {"budget min", Align::right},
                   {"burned %", Align::right},
                   {"objective"},
                   {"verdict"}};
  for (const SlaRow& row : result.rows) {
    const SlaText text = sla_text(row, result.policy_of(row).decimals);
    const std::string organisation = row.scope.organisation.is_known() ? row.scope.organisation.label : "-";
    table.rows.push_back({{row.period},
                          {organisation},
                          {place_of(row)},
                          {row.scope.service.is_known() ? row.scope.service.label : "(all)"},
                          {text.availability},
                          {text.down},
                          {amount_text(row, row.budget)},
                          {text.burned},
                          {objective_text(row.objective)},
                          {verdict_text(row), tint_of(row)}});
  }
  return table;
}

// "2021-03 sealed 2021-04-02 as 1e5f..., restated twice: reason"
std::string seal_line(const model::SealMark& seal) {
  std::string line = fmt::format("{} under {}: sealed {} as {}", seal.period, seal.policy,
                                 base::format_rfc3339(seal.sealed_at).substr(0, 10), seal.id);
  if (seal.restatements == 1) line += ", restated once";
  if (seal.restatements > 1) line += fmt::format(", restated {} times", seal.restatements);
  return seal.reason.empty() ? line : line + ": " + one_line(seal.reason);
}

}  // namespace

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
  std::string text = result.rows.empty() ? "no rows: no window lies in the period and scope asked for\n"
                                         : to_text(table_of(result), style);
  for (const SlaRow& row : result.rows) {
    if (row.depends_on.empty()) continue;
    const std::string what =
        fmt::format("{} {} depends: {}", row.period, one_line(model::to_string(row.scope)), row.depends_on);
    text += '\n' + wrapped(one_line(what), style.width, 2);
  }
  if (std::any_of(result.rows.begin(), result.rows.end(),
                  [](const SlaRow& row) { return !row.depends_on.empty(); }))
    text += '\n';
  text += '\n' + policies_text(result, style.width);
  const bool is_printed_to_minutes =
      std::any_of(result.rows.begin(), result.rows.end(),
                  [](const SlaRow& row) { return row.least.bad != row.most.bad && !has_range(row); });
  if (is_printed_to_minutes)
    text += "edges are printed to the minute: a window's figure holds within a minute\n";
  for (const std::string& note : result.notes)
    text += wrapped("note: " + one_line(note), style.width, 2) + '\n';
  for (const model::SealMark& seal : result.seals) text += wrapped(seal_line(seal), style.width, 2) + '\n';
  return text;
}

std::string sla_markdown(const model::SlaResult& result) {
  std::string text = to_markdown(table_of(result));
  for (const model::Policy& policy : result.policies) text += '\n' + model::describe(policy) + '\n';
  for (const std::string& note : result.notes) text += "\nNote: " + one_line(note) + '\n';
  for (const model::SealMark& seal : result.seals) text += '\n' + seal_line(seal) + '\n';
  return text;
}

}  // namespace faultline::render
