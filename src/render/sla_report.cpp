#include "render/sla_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "render/json.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {

namespace {

using model::SlaRow;

std::string objective_text(const model::Objective& objective) {
  return objective.target_text + " %" + (objective.is_default ? " (default)" : "");
}

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
    const SlaText text = sla_text(row, result.policy.decimals);
    const std::string organisation = row.scope.organisation.is_known() ? row.scope.organisation.label : "-";
    table.rows.push_back({{row.period},
                          {organisation},
                          {place_of(row)},
                          {row.scope.service.is_known() ? row.scope.service.label : "(all)"},
                          {text.availability},
                          {text.down},
                          {minutes_text(row.budget_tenths)},
                          {text.burned},
                          {objective_text(row.objective)},
                          {verdict_text(row), tint_of(row)}});
  }
  return table;
}

std::string weight_text(int tenths) {
  return tenths % 10 == 0 ? std::to_string(tenths / 10) : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

Json row_json(const SlaRow& row, int decimals) {
  Json json = {{"period", row.period},
               {"period_start", base::format_rfc3339(row.period_start)},
               {"period_end", base::format_rfc3339(row.period_end)},
               {"period_seconds", row.period_seconds},
               {"scope", scope_json(row.scope)}};
  json["objective"] = {{"target_percent", row.objective.target_text},
                       {"is_default", row.objective.is_default}};
  json["down_seconds"] = row.down_seconds;
  json["weighted_down_seconds"] = {{"least", base::truncated_quotient(row.down_tenths.least, 10, 1)},
                                   {"best", base::truncated_quotient(row.down_tenths.best, 10, 1)},
                                   {"most", base::truncated_quotient(row.down_tenths.most, 10, 1)}};
  json["availability_percent"] = {{"least", availability_percent(row, row.down_tenths.most, decimals)},
                                  {"best", availability_percent(row, row.down_tenths.best, decimals)},
                                  {"most", availability_percent(row, row.down_tenths.least, decimals)}};
  json["budget_seconds"] = base::truncated_quotient(row.budget_tenths, 10, 1);
  json["remaining_seconds"] = base::truncated_quotient(row.remaining_tenths, 10, 1);
  json["burned_percent"] = burned_percent(row, row.down_tenths.best);
  json["is_provisional"] = row.is_provisional;
  json["verdict"] = model::to_string(row.verdict);
  if (!row.depends_on.empty()) json["depends_on"] = row.depends_on;
  json["shares"] = Json::array();
  for (const SlaRow::Share& share : row.shares) {
    json["shares"].push_back({{"incident", share.incident_id},
                              {"weighted_down_seconds", base::truncated_quotient(share.down_tenths, 10, 1)}});
  }
  return json;
}

}  // namespace

std::string policy_text(const model::Policy& policy) {
  return fmt::format(
      "policy {}: {} ledger; a second weighs {} in a major outage, {} partial, {} degraded, {} maintenance; "
      "calendar month in {}; truncated to {} decimals",
      policy.name, model::to_string(policy.ledger), weight_text(policy.major_tenths),
      weight_text(policy.partial_tenths), weight_text(policy.degraded_tenths),
      weight_text(policy.maintenance_tenths), policy.zone, policy.decimals);
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
  text += '\n' + wrapped(policy_text(result.policy), style.width, 2) + '\n';
  const bool is_printed_to_minutes = std::any_of(
      result.rows.begin(), result.rows.end(),
      [](const SlaRow& row) { return row.down_tenths.least != row.down_tenths.most && !has_range(row); });
  if (is_printed_to_minutes)
    text += "edges are printed to the minute: a window's figure holds within a minute\n";
  for (const std::string& note : result.notes)
    text += wrapped("note: " + one_line(note), style.width, 2) + '\n';
  return text;
}

std::string sla_json(const model::SlaResult& result) {
  const model::Policy& policy = result.policy;
  Json json = Json::object();
  json["policy"] = {{"name", policy.name},
                    {"ledger", model::to_string(policy.ledger)},
                    {"weights",
                     {{"major_outage", weight_text(policy.major_tenths)},
                      {"partial_outage", weight_text(policy.partial_tenths)},
                      {"degraded", weight_text(policy.degraded_tenths)},
                      {"maintenance", weight_text(policy.maintenance_tenths)}}},
                    {"period", "calendar month"},
                    {"zone", policy.zone},
                    {"rounding", "truncate"},
                    {"decimals", policy.decimals}};
  json["rows"] = Json::array();
  for (const SlaRow& row : result.rows) json["rows"].push_back(row_json(row, policy.decimals));
  json["notes"] = result.notes;
  return printed(json);
}

std::string sla_csv(const model::SlaResult& result) {
  Table table;
  for (const char* title : {"period",
                            "period_start",
                            "period_end",
                            "organisation",
                            "cluster",
                            "group",
                            "service",
                            "objective_percent",
                            "objective_is_default",
                            "period_seconds",
                            "down_seconds",
                            "weighted_down_seconds",
                            "weighted_down_least",
                            "weighted_down_most",
                            "availability_percent",
                            "availability_least",
                            "availability_most",
                            "budget_seconds",
                            "remaining_seconds",
                            "burned_percent",
                            "verdict",
                            "provisional",
                            "policy",
                            "ledger"}) {
    table.columns.push_back({title});
  }
  const int decimals = result.policy.decimals;
  const auto tenth = [](std::int64_t tenths) { return base::truncated_quotient(tenths, 10, 1); };
  for (const SlaRow& row : result.rows) {
    table.rows.push_back({{row.period},
                          {base::format_rfc3339(row.period_start)},
                          {base::format_rfc3339(row.period_end)},
                          {row.scope.organisation.label},
                          {row.scope.cluster.slug},
                          {row.scope.group.label},
                          {row.scope.service.label},
                          {row.objective.target_text},
                          {row.objective.is_default ? "true" : "false"},
                          {std::to_string(row.period_seconds)},
                          {std::to_string(row.down_seconds)},
                          {tenth(row.down_tenths.best)},
                          {tenth(row.down_tenths.least)},
                          {tenth(row.down_tenths.most)},
                          {availability_percent(row, row.down_tenths.best, decimals)},
                          {availability_percent(row, row.down_tenths.most, decimals)},
                          {availability_percent(row, row.down_tenths.least, decimals)},
                          {tenth(row.budget_tenths)},
                          {tenth(row.remaining_tenths)},
                          {burned_percent(row, row.down_tenths.best)},
                          {std::string(model::to_string(row.verdict))},
                          {row.is_provisional ? "true" : "false"},
                          {result.policy.name},
                          {std::string(model::to_string(result.policy.ledger))}});
  }
  return to_csv(table);
}

std::string sla_markdown(const model::SlaResult& result) {
  std::string text = to_markdown(table_of(result)) + '\n' + policy_text(result.policy) + '\n';
  for (const std::string& note : result.notes) text += "\nNote: " + one_line(note) + '\n';
  return text;
}

}  // namespace faultline::render
