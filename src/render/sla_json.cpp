// The rows of an SLA as JSON: exact integers in the row's unit, and the same as decimals, truncated.
// Shape: schemas/json/sla.schema.json.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "render/policy_json.hpp"
#include "render/sla_report.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {
namespace {

using model::Portion;
using model::SlaRow;

Json portion_json(const Portion& portion) {
  return {{"bad", portion.bad}, {"total", portion.total}};
}

// Weighted seconds with one decimal; null where the unit has none.
Json seconds_json(const SlaRow& row, std::int64_t amount) {
  const auto tenths = model::down_tenths(row, amount);
  return tenths ? Json(base::truncated_quotient(*tenths, 10, 1)) : Json(nullptr);
}

Json scope_or_members(const SlaRow& row) {
  Json json = Json::object();
  const model::Objective& objective = row.objective;
  if (!objective.name.empty()) json["name"] = objective.name;
  json["target_percent"] = objective.target_text;
  json["is_default"] = objective.is_default;
  if (objective.combination != model::Combination::none) {
    json["combination"] = model::to_string(objective.combination);
    json["members"] = Json::array();
    for (const model::Scope& member : objective.members) json["members"].push_back(scope_json(member));
  }
  return json;
}

std::string_view word_of(model::SlaCredit::Kind kind) {
  switch (kind) {
    case model::SlaCredit::Kind::tier:
      return "tier";
    case model::SlaCredit::Kind::between_tiers:
      return "between_tiers";
    case model::SlaCredit::Kind::proportional:
      return "proportional";
    case model::SlaCredit::Kind::none:
      break;
  }
  return "none";
}

Json credit_json(const model::SlaCredit& credit) {
  Json json = {{"kind", word_of(credit.kind)}, {"percent", credit.percent}};
  if (!credit.words.empty()) json["words"] = credit.words;
  return json;
}

Json shares_json(const SlaRow& row) {
  Json list = Json::array();
  for (const SlaRow::Share& share : row.shares) {
    Json json = {{"incident", share.incident_id.empty() ? Json(nullptr) : Json(share.incident_id)}};
    if (!share.words.empty()) json["words"] = share.words;
    json["bad"] = share.bad;
    json["weighted_down_seconds"] = seconds_json(row, share.bad);
    json["burned_percent"] = burned_percent(row, share.bad);
    list.push_back(std::move(json));
  }
  return list;
}

Json deploy_shares_json(const SlaRow& row) {
  Json list = Json::array();
  for (const SlaRow::DeployShare& share : row.deploy_shares) {
    list.push_back({{"deploy", share.deploy.empty() ? Json(nullptr) : Json(share.deploy)},
                    {"bad", share.bad},
                    {"weighted_down_seconds", seconds_json(row, share.bad)},
                    {"burned_percent", burned_percent(row, share.bad)},
                    {"incidents", share.incidents}});
  }
  return list;
}

std::string day_text(const std::chrono::year_month_day& day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

Json days_json(const SlaRow& row, int decimals) {
  Json list = Json::array();
  for (const model::SlaDay& day : row.days) {
    list.push_back({{"day", day_text(day.day)},
                    {"portion", portion_json(day.portion)},
                    {"availability_percent", availability_percent(day.portion, decimals)},
                    {"unknown_seconds", day.unknown_seconds},
                    {"maintenance_seconds", day.maintenance_seconds},
                    {"incidents", day.incidents}});
  }
  return list;
}

Json firings_json(const SlaRow& row) {
  Json list = Json::array();
  for (const model::BurnFiring& firing : row.firings) {
    const model::BurnRule& rule = row.burn_rules[firing.rule];
    list.push_back(
        {{"budget_percent", rule.budget_percent},
         {"long_seconds", rule.long_seconds},
         {"short_seconds", rule.short_seconds},
         {"factor", base::truncated_quotient(rule.factor.numerator, rule.factor.denominator, 4)},
         {"incident", firing.incident_id},
         {"fired_at", base::format_rfc3339(firing.fired_at)},
         {"detected", firing.detected ? Json(base::format_rfc3339(*firing.detected)) : Json(nullptr)}});
  }
  return list;
}

Json stretches_json(const SlaRow& row) {
  Json list = Json::array();
  for (const model::SlaStretch& stretch : row.stretches)
    list.push_back({{"start", base::format_rfc3339(stretch.start)},
                    {"end", base::format_rfc3339(stretch.end)},
                    {"weight_tenths", stretch.tenths},
                    {"incident", stretch.incident_id.empty() ? Json(nullptr) : Json(stretch.incident_id)}});
  return list;
}

Json row_json(const SlaRow& row, int decimals) {
  Json json = {{"policy", row.policy},
               {"period", row.period},
               {"period_start", base::format_rfc3339(row.period_start)},
               {"period_end", base::format_rfc3339(row.period_end)},
               {"period_seconds", row.period_seconds},
               {"as_of", base::format_rfc3339(row.as_of)},
               {"scope", scope_json(row.scope)},
               {"objective", scope_or_members(row)},
               {"down_seconds", row.down_seconds},
               {"counted_seconds", row.counted_seconds},
               {"maintenance_seconds", row.maintenance_seconds},
               {"unknown_seconds", row.unknown_seconds}};
  json["coverage_percent"] =
      row.coverage ? Json(base::truncated_percent(*row.coverage, decimals)) : Json(nullptr);
  if (row.requests > 0) json["requests"] = {{"all", row.requests}, {"failed", row.failed_requests}};
  json["portion"] = {{"unit", model::to_string(row.unit)},
                     {"least", portion_json(row.least)},
                     {"best", portion_json(row.best)},
                     {"most", portion_json(row.most)}};
  json["weighted_down_seconds"] = {{"least", seconds_json(row, row.least.bad)},
                                   {"best", seconds_json(row, row.best.bad)},
                                   {"most", seconds_json(row, row.most.bad)}};
  json["availability_percent"] = {{"least", availability_percent(row.most, decimals)},
                                  {"best", availability_percent(row.best, decimals)},
                                  {"most", availability_percent(row.least, decimals)}};
  json["budget"] = row.budget;
  json["budget_seconds"] = seconds_json(row, row.budget);
  json["remaining"] = row.remaining;
  json["remaining_seconds"] = seconds_json(row, row.remaining);
  json["burned_percent"] = burned_percent(row, row.best.bad);
  json["is_provisional"] = row.is_provisional;
  json["verdict"] = row.verdict == SlaRow::Verdict::no_data ? "no_data" : model::to_string(row.verdict);
  if (!row.depends_on.empty()) json["depends_on"] = row.depends_on;
  json["shares"] = shares_json(row);
  json["deploy_shares"] = deploy_shares_json(row);
  if (row.credit_best.kind != model::SlaCredit::Kind::none)
    json["credit"] = {{"least", credit_json(row.credit_least)},
                      {"best", credit_json(row.credit_best)},
                      {"most", credit_json(row.credit_most)}};
  if (row.free_hours > 0) json["free_hours"] = row.free_hours;
  if (!row.notes.empty()) json["notes"] = row.notes;
  if (!row.days.empty()) json["days"] = days_json(row, decimals);
  if (!row.stretches.empty()) json["stretches"] = stretches_json(row);
  if (!row.burn_rules.empty()) json["burn_rate_alerts"] = firings_json(row);
  return json;
}

Json difference_json(const model::SlaDifference& difference) {
  Json json = {{"period", difference.period},
               {"scope", scope_json(difference.scope)},
               {"start", base::format_rfc3339(difference.start)},
               {"end", base::format_rfc3339(difference.end)},
               {"what", difference.words}};
  json["policies"] = Json::array();
  for (const model::SlaDifference::Side& side : difference.sides) {
    Json one = {{"policy", side.policy}, {"weight_tenths", side.tenths}};
    if (!side.why.empty()) one["why"] = side.why;
    json["policies"].push_back(std::move(one));
  }
  return json;
}

Json seal_json(const model::SealMark& seal) {
  return {{"period", seal.period},
          {"policy", seal.policy},
          {"id", seal.id},
          {"sealed_at", base::format_rfc3339(seal.sealed_at)},
          {"restatements", seal.restatements},
          {"reason", seal.reason}};
}

}  // namespace

std::string sla_json(const model::SlaResult& result) {
  Json json = Json::object();
  json["config_digest"] = result.config_digest;
  json["policies"] = Json::array();
  for (const model::Policy& policy : result.policies) json["policies"].push_back(policy_json(policy));
  json["rows"] = Json::array();
  for (const SlaRow& row : result.rows) json["rows"].push_back(row_json(row, result.policy_of(row).decimals));
  if (!result.differences.empty()) {
    json["differences"] = Json::array();
    for (const model::SlaDifference& each : result.differences)
      json["differences"].push_back(difference_json(each));
  }
  json["seals"] = Json::array();
  for (const model::SealMark& seal : result.seals) json["seals"].push_back(seal_json(seal));
  json["notes"] = result.notes;
  return printed(json);
}

}  // namespace faultline::render
