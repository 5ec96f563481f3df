#include "model/sla_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::model {

namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

template <typename Enum>
Enum enum_at(const Json& json, const char* key, Enum last) {
  const int value = json.at(key).get<int>();
  if (value < 0 || value > static_cast<int>(last)) throw base::Error(fmt::format("'{}' is {}", key, value));
  return static_cast<Enum>(value);
}

Json to_json(const Name& name) {
  return Json::array({name.slug, name.label});
}

Name name_from(const Json& json) {
  return {json.at(0).get<std::string>(), json.at(1).get<std::string>()};
}

Json to_json(const Scope& scope) {
  return {{"organisation", to_json(scope.organisation)},
          {"cluster", to_json(scope.cluster)},
          {"service", to_json(scope.service)},
          {"group", to_json(scope.group)}};
}

Scope scope_from(const Json& json) {
  return {name_from(json.at("organisation")), name_from(json.at("cluster")), name_from(json.at("service")),
          name_from(json.at("group"))};
}

Json to_json(base::Ratio ratio) {
  return Json::array({ratio.numerator, ratio.denominator});
}

base::Ratio ratio_from(const Json& json) {
  const base::Ratio ratio{json.at(0).get<std::int64_t>(), json.at(1).get<std::int64_t>()};
  if (ratio.denominator <= 0) throw base::Error("a ratio has no denominator");
  return ratio;
}

Json to_json(const Portion& portion) {
  return Json::array({portion.bad, portion.total});
}

Portion portion_from(const Json& json) {
  return {json.at(0).get<std::int64_t>(), json.at(1).get<std::int64_t>()};
}

Json to_json(const Objective& objective) {
  Json members = Json::array();
  for (const Scope& member : objective.members) members.push_back(to_json(member));
  return {{"name", objective.name},
          {"scope", to_json(objective.scope)},
          {"target", to_json(objective.target)},
          {"target_text", objective.target_text},
          {"is_default", objective.is_default},
          {"policy", objective.policy},
          {"combination", static_cast<int>(objective.combination)},
          {"members", std::move(members)}};
}

Objective objective_from(const Json& json) {
  Objective objective;
  objective.name = json.at("name").get<std::string>();
  objective.scope = scope_from(json.at("scope"));
  objective.target = ratio_from(json.at("target"));
  objective.target_text = json.at("target_text").get<std::string>();
  objective.is_default = json.at("is_default").get<bool>();
  objective.policy = json.at("policy").get<std::string>();
  objective.combination = enum_at(json, "combination", Combination::serial);
  for (const Json& member : json.at("members")) objective.members.push_back(scope_from(member));
  return objective;
}

Json to_json(const SlaCredit& credit) {
  return Json::array({static_cast<int>(credit.kind), credit.percent, credit.words});
}

SlaCredit credit_from(const Json& json) {
  const int kind = json.at(0).get<int>();
  if (kind < 0 || kind > static_cast<int>(SlaCredit::Kind::proportional)) throw base::Error("no such credit");
  return {static_cast<SlaCredit::Kind>(kind), json.at(1).get<std::string>(), json.at(2).get<std::string>()};
}

Json to_json(const SlaRow& row) {
  Json json = {{"policy", row.policy},
               {"period", row.period},
               {"start", base::format_rfc3339(row.period_start)},
               {"end", base::format_rfc3339(row.period_end)},
               {"period_seconds", row.period_seconds},
               {"as_of", base::format_rfc3339(row.as_of)},
               {"scope", to_json(row.scope)},
               {"objective", to_json(row.objective)},
               {"unit", static_cast<int>(row.unit)},
               {"least", to_json(row.least)},
               {"best", to_json(row.best)},
               {"most", to_json(row.most)},
               {"down_seconds", row.down_seconds},
               {"counted_seconds", row.counted_seconds},
               {"maintenance_seconds", row.maintenance_seconds},
               {"unknown_seconds", row.unknown_seconds}};
  json["coverage"] = row.coverage ? to_json(*row.coverage) : Json(nullptr);
  json["requests"] = row.requests;
  json["failed_requests"] = row.failed_requests;
  json["budget"] = row.budget;
  json["remaining"] = row.remaining;
  json["is_provisional"] = row.is_provisional;
  json["verdict"] = static_cast<int>(row.verdict);
  json["depends_on"] = row.depends_on;
  json["shares"] = Json::array();
  for (const SlaRow::Share& share : row.shares)
    json["shares"].push_back({{"incident", share.incident_id}, {"bad", share.bad}, {"words", share.words}});
  json["deploy_shares"] = Json::array();
  for (const SlaRow::DeployShare& share : row.deploy_shares)
    json["deploy_shares"].push_back(
        {{"deploy", share.deploy}, {"bad", share.bad}, {"incidents", share.incidents}});
  json["credits"] =
      Json::array({to_json(row.credit_least), to_json(row.credit_best), to_json(row.credit_most)});
  json["free_hours"] = row.free_hours;
  json["notes"] = row.notes;
  return json;
}

base::Instant instant_from(const Json& json) {
  const auto instant = base::parse_rfc3339(json.get<std::string>());
  if (!instant) throw base::Error("a time cannot be read");
  return *instant;
}

SlaRow row_from(const Json& json) {
  SlaRow row;
  row.policy = json.at("policy").get<std::string>();
  row.period = json.at("period").get<std::string>();
  row.period_start = instant_from(json.at("start"));
  row.period_end = instant_from(json.at("end"));
  row.period_seconds = json.at("period_seconds").get<std::int64_t>();
  row.as_of = instant_from(json.at("as_of"));
  row.scope = scope_from(json.at("scope"));
  row.objective = objective_from(json.at("objective"));
  row.unit = enum_at(json, "unit", SlaUnit::parts);
  row.least = portion_from(json.at("least"));
  row.best = portion_from(json.at("best"));
  row.most = portion_from(json.at("most"));
  row.down_seconds = json.at("down_seconds").get<std::int64_t>();
  row.counted_seconds = json.at("counted_seconds").get<std::int64_t>();
  row.maintenance_seconds = json.at("maintenance_seconds").get<std::int64_t>();
  row.unknown_seconds = json.at("unknown_seconds").get<std::int64_t>();
  if (!json.at("coverage").is_null()) row.coverage = ratio_from(json.at("coverage"));
  row.requests = json.at("requests").get<std::int64_t>();
  row.failed_requests = json.at("failed_requests").get<std::int64_t>();
  row.budget = json.at("budget").get<std::int64_t>();
  row.remaining = json.at("remaining").get<std::int64_t>();
  row.is_provisional = json.at("is_provisional").get<bool>();
  row.verdict = enum_at(json, "verdict", SlaRow::Verdict::no_data);
  row.depends_on = json.at("depends_on").get<std::string>();
  for (const Json& share : json.at("shares"))
    row.shares.push_back({share.at("incident").get<std::string>(), share.at("bad").get<std::int64_t>(),
                          share.at("words").get<std::string>()});
  for (const Json& share : json.at("deploy_shares"))
    row.deploy_shares.push_back({share.at("deploy").get<std::string>(), share.at("bad").get<std::int64_t>(),
                                 share.at("incidents").get<std::vector<std::string>>()});
  const Json& credits = json.at("credits");
  row.credit_least = credit_from(credits.at(0));
  row.credit_best = credit_from(credits.at(1));
  row.credit_most = credit_from(credits.at(2));
  row.free_hours = json.at("free_hours").get<std::int64_t>();
  row.notes = json.at("notes").get<std::vector<std::string>>();
  return row;
}

Json to_json(const RowDifference& difference) {
  Json json = {{"kind", to_string(difference.kind)}, {"row", difference.row}};
  json["figures"] = Json::array();
  for (const FigureChange& change : difference.figures)
    json["figures"].push_back(
        {{"figure", change.figure}, {"before", change.before}, {"after", change.after}});
  json["incidents"] = difference.incidents;
  return json;
}

RowDifference difference_from(const Json& json) {
  RowDifference difference;
  const std::string kind = json.at("kind").get<std::string>();
  if (kind == "added") difference.kind = RowDifference::Kind::added;
  if (kind == "removed") difference.kind = RowDifference::Kind::removed;
  difference.row = json.at("row").get<std::string>();
  for (const Json& change : json.at("figures"))
    difference.figures.push_back({change.at("figure").get<std::string>(),
                                  change.at("before").get<std::string>(),
                                  change.at("after").get<std::string>()});
  difference.incidents = json.at("incidents").get<std::vector<std::string>>();
  return difference;
}

template <typename Value>
std::string lines_of(const std::vector<Value>& values) {
  std::string text;
  for (const Value& value : values) text += line_of(to_json(value));
  return text;
}

// One value a line; anything else means that somebody wrote into the database.
template <typename Value, typename From>
std::vector<Value> values_of(std::string_view text, std::string_view what, From from) {
  std::vector<Value> values;
  try {
    for (const std::string_view line : base::split_lines(text)) values.push_back(from(Json::parse(line)));
  } catch (const Json::exception& error) {
    throw base::Error(fmt::format("the {} of a seal cannot be read: {}", what, error.what()));
  } catch (const base::Error& error) {
    throw base::Error(fmt::format("the {} of a seal cannot be read: {}", what, error.what()));
  }
  return values;
}

}  // namespace

std::string rows_to_text(const std::vector<SlaRow>& rows) {
  return lines_of(rows);
}

std::vector<SlaRow> rows_from_text(std::string_view text) {
  return values_of<SlaRow>(text, "rows", row_from);
}

std::string inputs_to_text(const SealInputs& inputs) {
  return line_of(
      {{"config", inputs.config_digest}, {"sources", inputs.sources}, {"annotations", inputs.annotations}});
}

SealInputs inputs_from_text(std::string_view text) {
  const auto all = values_of<SealInputs>(text, "inputs", [](const Json& json) {
    SealInputs inputs;
    inputs.config_digest = json.at("config").get<std::string>();
    inputs.sources = json.at("sources").get<std::vector<std::string>>();
    inputs.annotations = json.at("annotations").get<std::vector<std::string>>();
    return inputs;
  });
  if (all.size() != 1) throw base::Error("the inputs of a seal cannot be read: not one line");
  return all.front();
}

std::string differences_to_text(const std::vector<RowDifference>& differences) {
  return lines_of(differences);
}

std::vector<RowDifference> differences_from_text(std::string_view text) {
  return values_of<RowDifference>(text, "difference", difference_from);
}

}  // namespace faultline::model
