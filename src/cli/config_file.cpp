#include "cli/config_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"
#include "cli/config_check.hpp"
#include "cli/config_toml.hpp"
#include "cli/policy_file.hpp"
#include "render/draft.hpp"

namespace faultline::cli {
namespace {

using Json = nlohmann::json;

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
    read_policies(json);
    for (std::size_t i = 0; i < list(json, "objective").size(); ++i) add_objective(i);
    for (const char* kind : {"cluster", "service"})
      for (std::size_t i = 0; i < list(json, kind).size(); ++i) add_start(kind, i);
    for (std::size_t i = 0; i < list(json, "export").size(); ++i) add_export(i);
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

  void read_policies(const Json& json) {
    if (json.contains("policy")) config_.policy = read_policy(document_, "/policy", problems);
    if (!json.contains("policies")) return;
    for (const auto& [name, table] : json["policies"].items()) {
      const std::string pointer =
          "/policies/" + base::replace_all(base::replace_all(name, "~", "~0"), "/", "~1");
      config_.policies.push_back(read_policy(document_, pointer, problems));
      config_.policies.back().name = name;
      if (name == config_.policy.name)
        problem(pointer, fmt::format("'{}' is the name of [policy] as well; choose another", name));
    }
  }

  // Those of the config, then the shipped ones; a shipped one that is used becomes one of the config's.
  bool knows_policy(const std::string& name) {
    const auto is_it = [&](const model::Policy& policy) { return policy.name == name; };
    if (name == config_.policy.name) return true;
    if (std::any_of(config_.policies.begin(), config_.policies.end(), is_it)) return true;
    auto shipped = preset(name);
    if (!shipped) return false;
    config_.policies.push_back(std::move(*shipped));
    return true;
  }

  void check_policy_name(const std::string& name, const std::string& pointer) {
    if (name.empty() || knows_policy(name)) return;
    std::vector<std::string> known = preset_names();
    for (const model::Policy& policy : config_.policies) known.push_back(policy.name);
    const auto hint = base::nearest(name, known);
    problem(pointer, fmt::format("no policy '{}'; {}", name,
                                 hint ? fmt::format("did you mean '{}'?", *hint)
                                      : "known: " + base::join(known, ", ")));
  }

  void add_objective(std::size_t index) {
    const Json& table = document_.json["objective"][index];
    const std::string pointer = fmt::format("/objective/{}", index);
    model::Objective objective;
    objective.is_default = false;
    objective.name = text(table, "name");
    objective.scope.organisation = pattern_or_name(text(table, "organisation"));
    objective.scope.cluster = pattern_or_cluster(text(table, "cluster"));
    objective.scope.service = pattern_or_name(text(table, "service"));
    objective.policy = text(table, "policy");
    check_policy_name(objective.policy, pointer + "/policy");
    read_members(table, pointer, objective);
    if (!table.contains("target")) return;  // already told
    if (const auto target = read_percent(table["target"])) {
      objective.target = target->ratio;
      objective.target_text = target->text;
    } else {
      problem(pointer + "/target",
              fmt::format("'target' cannot be {}; wanted: a percentage from 0 to 100 such as \"99.95\"",
                          table["target"].dump()));
    }
    config_.objectives.push_back(std::move(objective));
  }

  void read_members(const Json& table, const std::string& pointer, model::Objective& objective) {
    const std::string combine = text(table, "combine");
    const Json& scopes = list(table, "scopes");
    if (combine.empty() != scopes.empty())
      problem(pointer, "an objective over several scopes needs both 'combine' and 'scopes'");
    if (combine.empty()) return;
    objective.combination = combine == "serial" ? model::Combination::serial : model::Combination::worst;
    if (objective.name.empty()) problem(pointer, "an objective over several scopes needs a 'name'");
    for (const Json& scope : scopes)
      objective.members.push_back(
          {{}, cluster_of(text(scope, "cluster")), model::make_name(text(scope, "service")), {}});
  }

  // A pattern keeps its star, which a slug would lose.
  static model::Name pattern_or_name(const std::string& label) {
    return label.find('*') == std::string::npos ? model::make_name(label) : model::Name{label, label};
  }

  static model::Name pattern_or_cluster(const std::string& label) {
    return label.find('*') == std::string::npos ? cluster_of(label) : model::Name{label, label};
  }

  void add_start(const char* kind, std::size_t index) {
    const Json& table = document_.json[kind][index];
    const std::string written = text(table, "since");
    if (written.empty()) return;
    const auto local = written.size() == 10 ? base::parse_local(written) : std::nullopt;
    if (!local) {
      problem(fmt::format("/{}/{}/since", kind, index),
              fmt::format("'{}' is no day; write one as \"2026-04-10\"", written));
      return;
    }
    model::ServiceStart start;
    start.written = written;
    start.day = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(*local)};
    start.scope.organisation = model::make_name(text(table, "organisation"));
    if (std::string_view(kind) == "cluster")
      start.scope.cluster = cluster_of(text(table, "name"));
    else
      start.scope.service = model::make_name(text(table, "name"));
    config_.starts.push_back(std::move(start));
  }

  void add_export(std::size_t index) {
    const Json& table = document_.json["export"][index];
    model::ExportConfig schedule;
    schedule.directory = text(table, "to");
    schedule.name = table.value("name", schedule.directory);
    schedule.every = table.value("every", schedule.every);
    schedule.formats = table.value("as", std::vector<std::string>{"csv"});
    schedule.policies = table.value("under", std::vector<std::string>());
    for (std::size_t i = 0; i < schedule.policies.size(); ++i)
      check_policy_name(schedule.policies[i], fmt::format("/export/{}/under/{}", index, i));
    schedule.organisation = text(table, "organisation");
    schedule.cluster = text(table, "cluster");
    schedule.service = text(table, "service");
    schedule.catch_up = table.value("catch_up", schedule.catch_up);
    config_.exports.push_back(std::move(schedule));
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
    if (const auto seconds = parse_seconds(written))
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

}  // namespace

model::Config parse_config(std::string_view toml, const std::string& path) {
  TomlDocument document = parse_toml(toml, path);
  std::vector<ConfigProblem> problems = check_config(document);
  for (const ConfigProblem& problem : problems) prune(document.json, problem.pointer);
  Builder builder(document);
  model::Config config = builder.build(path);
  problems.insert(problems.end(), builder.problems.begin(), builder.problems.end());
  if (!problems.empty()) fail_with(std::move(problems), path);
  return config;
}

}  // namespace faultline::cli
