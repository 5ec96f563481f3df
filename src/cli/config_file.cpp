#include "cli/config_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"
#include "cli/config_check.hpp"
#include "cli/config_toml.hpp"
#include "render/draft.hpp"

namespace faultline::cli {
namespace {

using Json = nlohmann::json;

// A weight in tenths; absent where it has more than one decimal.
std::optional<int> tenths_of(double weight) {
  const double tenths = weight * 10;
  const double whole = std::round(tenths);
  if (std::abs(tenths - whole) > 1e-9) return std::nullopt;
  return static_cast<int>(whole);
}

// "90s", "5m", "1h30m", as Prometheus writes them; absent where it is none.
std::optional<std::int64_t> seconds_of(std::string_view text) {
  constexpr std::int64_t kMost = std::int64_t{366} * 86400;
  std::int64_t sum = 0;
  while (!text.empty()) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (error != std::errc() || text.empty() || number < 0 || number > kMost) return std::nullopt;
    const std::size_t unit = std::string_view("smhd").find(text.front());
    if (unit == std::string_view::npos) return std::nullopt;
    constexpr std::int64_t kSeconds[] = {1, 60, 3600, 86400};
    sum += number * kSeconds[unit];
    text.remove_prefix(1);
  }
  return sum <= kMost ? std::optional(sum) : std::nullopt;
}

model::Name cluster_of(const std::string& label) {
  const auto known = model::cluster_name(label);
  return known ? *known : model::make_name(label);
}

// Reads a document that has the schema's shape (or lacks parts); what the schema cannot say is checked here.
class Builder {
 public:
  explicit Builder(const TomlDocument& document) : document_(document) {}

  model::Config build(const std::string& path) {
    const Json& json = document_.json;
    config_.path = path;
    config_.zone = zone(json, "/zone", "zone");
    for (std::size_t i = 0; i < list(json, "organisation").size(); ++i) add_organisation(i);
    add_aliases("cluster", config_.clusters);
    add_aliases("service", config_.services);
    if (json.contains("policy")) read_policy(json["policy"]);
    for (std::size_t i = 0; i < list(json, "objective").size(); ++i) add_objective(i);
    if (json.contains("logs")) read_logs(json["logs"]);
    for (std::size_t i = 0; i < list(json, "service").size(); ++i) add_calls(i);
    for (std::size_t i = 0; i < list(json, "alert").size(); ++i) add_alert(i);
    if (json.contains("observed")) read_observed(json["observed"]);
    if (json.contains("words")) {
      for (const auto& [about, phrases] : json["words"].items())
        config_.words.push_back({about, phrases.get<std::vector<std::string>>()});
    }
    if (json.contains("draft") && json["draft"].contains("template"))
      read_template(json["draft"]["template"]);
    return std::move(config_);
  }

  std::vector<ConfigProblem> problems;

 private:
  static const Json& list(const Json& object, const char* key) {
    static const Json kEmpty = Json::array();
    return object.contains(key) ? object[key] : kEmpty;
  }

  static std::string text(const Json& object, const char* key) { return object.value(key, std::string()); }

  std::string zone(const Json& object, const std::string& pointer, const char* key) {
    const std::string name = text(object, key);
    if (!name.empty() && !base::Zone::find(name))
      problem(pointer,
              fmt::format("the zone '{}' is unknown; write an IANA name such as \"Europe/Madrid\"", name));
    return name;
  }

  void problem(const std::string& pointer, std::string message) {
    problems.push_back({document_.value_place(pointer), std::move(message), pointer});
  }

  // One alias, one meaning: the second is an error.
  void claim(std::map<std::string, std::string>& owners, const std::string& organisation,
             const model::Name& alias, const std::string& owner, const std::string& pointer) {
    const auto [place, is_new] = owners.emplace(base::slug(organisation) + "/" + alias.slug, owner);
    if (!is_new && place->second != owner)
      problem(pointer, fmt::format("'{}' already stands for '{}'; one name cannot stand for two", alias.label,
                                   place->second));
  }

  void add_organisation(std::size_t index) {
    const Json& table = document_.json["organisation"][index];
    const std::string pointer = fmt::format("/organisation/{}", index);
    model::OrganisationConfig organisation{text(table, "name"),
                                           table.value("aliases", std::vector<std::string>()),
                                           zone(table, pointer + "/zone", "zone")};
    claim(organisations_, "", model::make_name(organisation.name), organisation.name, pointer + "/name");
    for (std::size_t i = 0; i < organisation.aliases.size(); ++i)
      claim(organisations_, "", model::make_name(organisation.aliases[i]), organisation.name,
            fmt::format("{}/aliases/{}", pointer, i));
    config_.organisations.push_back(std::move(organisation));
  }

  void add_aliases(const char* kind, std::vector<model::AliasConfig>& result) {
    std::map<std::string, std::string> owners;
    const bool is_cluster = std::string_view(kind) == "cluster";
    const auto name_of = [&](const std::string& label) {
      return is_cluster ? cluster_of(label) : model::make_name(label);
    };
    const Json& tables = list(document_.json, kind);
    for (std::size_t index = 0; index < tables.size(); ++index) {
      const std::string pointer = fmt::format("/{}/{}", kind, index);
      model::AliasConfig entry{text(tables[index], "organisation"), text(tables[index], "name"),
                               tables[index].value("aliases", std::vector<std::string>())};
      claim(owners, entry.organisation, name_of(entry.name), entry.name, pointer + "/name");
      for (std::size_t i = 0; i < entry.aliases.size(); ++i)
        claim(owners, entry.organisation, name_of(entry.aliases[i]), entry.name,
              fmt::format("{}/aliases/{}", pointer, i));
      result.push_back(std::move(entry));
    }
  }

  void read_policy(const Json& table) {
    model::Policy& policy = config_.policy;
    if (table.contains("ledger")) policy.ledger = *model::parse_ledger(text(table, "ledger"));
    if (const std::string name = zone(table, "/policy/zone", "zone"); !name.empty()) policy.zone = name;
    policy.decimals = table.value("decimals", policy.decimals);
    if (table.contains("weights")) {
      const Json& weights = table["weights"];
      read_weight(weights, "major", policy.major_tenths);
      read_weight(weights, "partial", policy.partial_tenths);
      read_weight(weights, "degraded", policy.degraded_tenths);
      read_weight(weights, "maintenance", policy.maintenance_tenths);
    }
    // Other weights under the default's name would be a false label beside the numbers.
    const model::Policy usual;
    const bool has_usual_weights = policy.major_tenths == usual.major_tenths &&
                                   policy.partial_tenths == usual.partial_tenths &&
                                   policy.degraded_tenths == usual.degraded_tenths &&
                                   policy.maintenance_tenths == usual.maintenance_tenths;
    policy.name = table.value("name", has_usual_weights ? usual.name : std::string("own weights"));
  }

  void read_weight(const Json& weights, const char* key, int& tenths) {
    if (!weights.contains(key)) return;
    if (const auto value = tenths_of(weights[key].get<double>())) {
      tenths = *value;
      return;
    }
    problem(fmt::format("/policy/weights/{}", key),
            fmt::format("'{}' cannot be {}; wanted: a number from 0 to 1 with one decimal", key,
                        weights[key].dump()));
  }

  void add_objective(std::size_t index) {
    const Json& table = document_.json["objective"][index];
    model::Objective objective;
    objective.is_default = false;
    objective.scope.organisation = model::make_name(text(table, "organisation"));
    objective.scope.cluster = cluster_of(text(table, "cluster"));
    objective.scope.service = model::make_name(text(table, "service"));
    static const Json kMissing;
    // fmt prints the shortest digits that give the same double: 99.9 is "99.9".
    const Json& target = table.contains("target") ? table["target"] : kMissing;
    if (target.is_null()) return;  // already told
    objective.target_text = target.is_string() ? std::string(base::trim(target.get_ref<const std::string&>()))
                            : target.is_number_integer() ? fmt::format("{}", target.get<std::int64_t>())
                                                         : fmt::format("{}", target.get<double>());
    if (const auto ratio = base::parse_percent(objective.target_text))
      objective.target = *ratio;
    else
      problem(fmt::format("/objective/{}/target", index),
              fmt::format("'target' cannot be {}; wanted: a percentage from 0 to 100 such as \"99.95\"",
                          target.dump()));
    config_.objectives.push_back(std::move(objective));
  }

  void read_logs(const Json& table) {
    config_.logs.latency_unit = text(table, "latency_unit");
    if (table.contains("fields")) {
      model::LogFields& fields = config_.logs.fields;
      for (const auto& [key, names] : {std::pair{"time", &fields.time},
                                       {"cluster", &fields.cluster},
                                       {"service", &fields.service},
                                       {"status", &fields.status},
                                       {"level", &fields.level},
                                       {"latency", &fields.latency},
                                       {"version", &fields.version},
                                       {"message", &fields.message}})
        *names = table["fields"].value(key, std::vector<std::string>());
    }
    const Json& paths = list(table, "paths");
    for (std::size_t i = 0; i < paths.size(); ++i) {
      model::PathRule rule{text(paths[i], "prefix"), text(paths[i], "service"), text(paths[i], "cluster")};
      if (rule.prefix.empty() || rule.service.empty()) continue;  // already told
      const auto is_same = [&](const model::PathRule& known) { return known.prefix == rule.prefix; };
      if (std::any_of(config_.logs.paths.begin(), config_.logs.paths.end(), is_same))
        problem(fmt::format("/logs/paths/{}/prefix", i),
                fmt::format("the prefix '{}' stands twice", rule.prefix));
      config_.logs.paths.push_back(std::move(rule));
    }
  }

  void add_calls(std::size_t index) {
    const Json& table = document_.json["service"][index];
    model::CallConfig entry{text(table, "organisation"), text(table, "name"),
                            table.value("calls", std::vector<std::string>())};
    for (std::size_t i = 0; i < entry.calls.size(); ++i) {
      if (model::make_name(entry.calls[i]) == model::make_name(entry.service))
        problem(fmt::format("/service/{}/calls/{}", index, i),
                fmt::format("'{}' calls itself; list the other services that it calls", entry.service));
    }
    if (!entry.calls.empty()) config_.calls.push_back(std::move(entry));
  }

  void add_alert(std::size_t index) {
    const Json& table = document_.json["alert"][index];
    const std::string written = text(table, "for");
    if (written.empty()) return;  // already told
    if (const auto seconds = seconds_of(written))
      config_.alerts.push_back({text(table, "name"), *seconds});
    else
      problem(fmt::format("/alert/{}/for", index),
              fmt::format("'for' cannot be \"{}\"; wanted: a duration such as \"5m\" or \"1h30m\"", written));
  }

  void read_observed(const Json& table) {
    model::ObservedConfig& observed = config_.observed;
    observed.partial_share = table.value("partial_share", observed.partial_share);
    observed.major_share = table.value("major_share", observed.major_share);
    observed.allowed_false_alarms = table.value("allowed_false_alarms", observed.allowed_false_alarms);
    if (observed.major_share < observed.partial_share)
      problem(table.contains("major_share") ? "/observed/major_share" : "/observed/partial_share",
              fmt::format("'major_share' is {} and 'partial_share' {}; a major outage has the greater share",
                          observed.major_share, observed.partial_share));
  }

  void read_template(const std::string& name) {
    config_.draft_template = name;
    const std::vector<std::string> known = render::draft_templates();
    if (name.ends_with(".mustache") || std::find(known.begin(), known.end(), name) != known.end()) return;
    const auto hint = base::nearest(name, known);
    problem("/draft/template", fmt::format("unknown template '{}'; {}", name,
                                           hint ? fmt::format("did you mean '{}'?", *hint)
                                                : fmt::format("known: {}, or the path of a .mustache file",
                                                              base::join(known, ", "))));
  }

  const TomlDocument& document_;
  model::Config config_;
  std::map<std::string, std::string> organisations_;
};

// Takes away what does not fit the schema, so that the rest can still be checked. Of a list with a bad item
// all goes: the places of the others must stay.
void prune(Json& json, const std::string& pointer) {
  if (pointer.empty()) return;
  const Json::json_pointer place(pointer);
  if (!json.contains(place)) return;
  Json& parent = json.at(place.parent_pointer());
  if (parent.is_object())
    parent.erase(place.back());
  else
    prune(json, place.parent_pointer().to_string());
}

[[noreturn]] void fail(std::vector<ConfigProblem> problems, const std::string& path) {
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  std::vector<std::string> lines;
  for (const ConfigProblem& problem : problems)
    lines.push_back(
        fmt::format("{}:{}:{}: {}", path, problem.place.line, problem.place.column, problem.message));
  throw base::Error(base::join(lines, "\n"));
}

}  // namespace

model::Config parse_config(std::string_view toml, const std::string& path) {
  TomlDocument document = parse_toml(toml, path);
  std::vector<ConfigProblem> problems = check_config(document);
  for (const ConfigProblem& problem : problems) prune(document.json, problem.pointer);
  Builder builder(document);
  model::Config config = builder.build(path);
  problems.insert(problems.end(), builder.problems.begin(), builder.problems.end());
  if (!problems.empty()) fail(std::move(problems), path);
  return config;
}

}  // namespace faultline::cli
