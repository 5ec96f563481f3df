#include "cli/policy_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"

namespace faultline::cli {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kFolder = "schemas/policies/", kEnding = ".toml";
constexpr std::string_view kWeekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

// A weight in tenths; absent where it has more than one decimal.
std::optional<int> tenths_of(double weight) {
  const double tenths = weight * 10;
  const double whole = std::round(tenths);
  if (std::abs(tenths - whole) > 1e-9) return std::nullopt;
  return static_cast<int>(whole);
}

std::optional<int> minute_of_day(std::string_view text) {  // "09:30", to "24:00"
  if (text.size() != 5) return std::nullopt;
  const int minute = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
  return minute <= 24 * 60 ? std::optional(minute) : std::nullopt;
}

class PolicyReader {
 public:
  PolicyReader(const TomlDocument& document, std::string pointer, std::vector<ConfigProblem>& problems)
      : document_(document),
        pointer_(std::move(pointer)),
        table_(document.json.at(Json::json_pointer(pointer_))),
        problems_(problems) {}

  model::Policy read() {
    const bool has_preset = choose_base();
    const model::Policy base = policy_;
    text("title", policy_.title);
    text("source", policy_.source);
    choice("metric", model::parse_sla_metric, policy_.metric);
    choice("ledger", model::parse_ledger, policy_.ledger);
    choice("partial_minutes", model::parse_partial_minutes, policy_.partial_minutes);
    choice("maintenance", model::parse_maintenance_mode, policy_.maintenance);
    choice("unknown", model::parse_unknown_time, policy_.unknown);
    choice("empty_intervals", model::parse_unknown_time, policy_.empty_intervals);
    read_weights();
    seconds("minimum_consecutive", policy_.minimum_seconds);
    seconds("maintenance_notice", policy_.maintenance_notice_seconds);
    seconds("free_hour_above", policy_.free_hour_seconds);
    read_interval();
    read_error_rate();
    policy_.minimum_requests = table_.value("minimum_requests", policy_.minimum_requests);
    policy_.decimals = table_.value("decimals", policy_.decimals);
    policy_.credit_factor = table_.value("credit_factor", policy_.credit_factor);
    read_period();
    read_zone();
    read_hours();
    read_tiers();
    percent("target", policy_.target, policy_.target_text);
    percent("affected_share", policy_.affected_share, policy_.affected_text);
    if (table_.contains("credit")) policy_.has_proportional_credit = table_["credit"] == "proportional";
    name_it(base, has_preset);
    return std::move(policy_);
  }

 private:
  void problem(const std::string& key, std::string message) {
    const std::string place = pointer_ + "/" + key;
    problems_.push_back({document_.value_place(place), std::move(message), place});
  }

  bool choose_base() {
    if (!table_.contains("preset")) return false;
    const std::string name = table_["preset"].get<std::string>();
    if (auto shipped = preset(name)) {
      policy_ = std::move(*shipped);
      return true;
    }
    const std::vector<std::string> known = preset_names();
    const auto hint = base::nearest(name, known);
    problem("preset", hint ? fmt::format("no preset '{}'; did you mean '{}'?", name, *hint)
                           : fmt::format("no preset '{}'; known: {}", name, base::join(known, ", ")));
    return false;
  }

  void text(const char* key, std::string& target) {
    if (table_.contains(key)) target = table_[key].get<std::string>();
  }

  template <typename Enum, typename Parse>
  void choice(const char* key, Parse parse, Enum& target) {
    if (table_.contains(key)) target = *parse(table_[key].template get_ref<const std::string&>());
  }

  void seconds(const char* key, std::int64_t& target) {
    if (!table_.contains(key)) return;
    if (const auto value = parse_seconds(table_[key].get<std::string>()))
      target = *value;
    else
      problem(key, fmt::format("'{}' cannot be {}; wanted: a duration such as \"5m\" or \"1h30m\"", key,
                               table_[key].dump()));
  }

  void percent(const std::string& key, base::Ratio& target, std::string& written) {
    if (!table_.contains(key)) return;
    if (const auto value = read_percent(table_[key])) {
      target = value->ratio;
      written = value->text;
    } else {
      problem(key, percent_message(key, table_[key]));
    }
  }

  static std::string percent_message(std::string_view key, const Json& value) {
    return fmt::format("'{}' cannot be {}; wanted: a percentage from 0 to 100 such as \"99.95\"",
                       key.substr(key.rfind('/') + 1), value.dump());
  }

  void read_weights() {
    if (!table_.contains("weights")) return;
    const Json& weights = table_["weights"];
    for (const auto& [key, target] : {std::pair{"major", &policy_.major_tenths},
                                      {"partial", &policy_.partial_tenths},
                                      {"degraded", &policy_.degraded_tenths},
                                      {"maintenance", &policy_.maintenance_tenths}}) {
      if (!weights.contains(key)) continue;
      if (const auto value = tenths_of(weights[key].get<double>()))
        *target = *value;
      else
        problem(fmt::format("weights/{}", key),
                fmt::format("'{}' cannot be {}; wanted: a number from 0 to 1 with one decimal", key,
                            weights[key].dump()));
    }
  }

  void read_interval() {
    std::int64_t length = policy_.interval_seconds;
    seconds("interval", length);
    if (length < 60 || length > 3600 || 3600 % length != 0)
      problem("interval", fmt::format("'interval' cannot be {}; wanted: whole minutes that divide an hour",
                                      table_["interval"].dump()));
    else
      policy_.interval_seconds = length;
  }

  void read_error_rate() {
    if (!table_.contains("error_rate_above")) return;
    base::Ratio rate;
    percent("error_rate_above", rate, policy_.error_rate_text);
    if (!policy_.error_rate_text.empty()) policy_.error_rate_above = rate;
  }

  void read_period() {
    if (!table_.contains("period")) return;
    if (const auto rule = model::parse_period_rule(table_["period"].get<std::string>()))
      policy_.period = *rule;
    else
      problem("period", fmt::format("'period' cannot be {}; wanted: \"month\", \"quarter\", \"year\" or days "
                                    "such as \"90d\"",
                                    table_["period"].dump()));
  }

  void read_zone() {
    if (!table_.contains("zone")) return;
    const std::string name = table_["zone"].get<std::string>();
    if (base::Zone::find(name))
      policy_.zone = name;
    else
      problem("zone",
              fmt::format("the zone '{}' is unknown; write an IANA name such as \"Europe/Madrid\"", name));
  }

  void read_hours() {
    if (table_.contains("service_hours")) policy_.hours.spans = {};
    for (std::size_t day = 0; day < 7 && table_.contains("service_hours"); ++day) {
      const Json& hours = table_["service_hours"];
      const std::string key(kWeekdays[day]);
      if (!hours.contains(key)) continue;
      for (std::size_t i = 0; i < hours[key].size(); ++i) {
        const std::string written = hours[key][i].get<std::string>();
        const auto from = minute_of_day(std::string_view(written).substr(0, 5));
        const auto to = minute_of_day(std::string_view(written).substr(6));
        if (from && to && *from < *to)
          policy_.hours.spans[day].emplace_back(*from, *to);
        else
          problem(fmt::format("service_hours/{}/{}", key, i),
                  fmt::format("'{}' are no hours of one day; write \"22:00-24:00\", and the rest on the next",
                              written));
      }
    }
    if (!table_.contains("holidays")) return;
    policy_.hours.holidays.clear();
    for (std::size_t i = 0; i < table_["holidays"].size(); ++i) {
      const std::string written = table_["holidays"][i].get<std::string>();
      const auto local = written.size() == 10 ? base::parse_local(written) : std::nullopt;
      if (local)
        policy_.hours.holidays.emplace_back(std::chrono::floor<std::chrono::days>(*local));
      else
        problem(fmt::format("holidays/{}", i),
                fmt::format("'{}' is no day; write one as \"2026-12-25\"", written));
    }
    std::sort(policy_.hours.holidays.begin(), policy_.hours.holidays.end());
  }

  void read_tiers() {
    if (!table_.contains("tier")) return;
    policy_.tiers.clear();
    for (std::size_t i = 0; i < table_["tier"].size(); ++i) {
      const Json& row = table_["tier"][i];
      const std::string place = fmt::format("tier/{}", i);
      model::CreditTier tier;
      read_edge(row, place, "at_least", true, tier.lower, tier.lower_text, tier.is_lower_included);
      read_edge(row, place, "above", false, tier.lower, tier.lower_text, tier.is_lower_included);
      read_edge(row, place, "at_most", true, tier.upper, tier.upper_text, tier.is_upper_included);
      read_edge(row, place, "below", false, tier.upper, tier.upper_text, tier.is_upper_included);
      if (!tier.lower && !tier.upper)
        problem(place, "a tier needs an edge: at_least or above, at_most or below");
      const auto credit = row.contains("credit") ? read_percent(row["credit"]) : std::nullopt;
      if (credit)
        tier.credit_text = credit->text;
      else if (row.contains("credit"))
        problem(place + "/credit", percent_message("credit", row["credit"]));
      policy_.tiers.push_back(std::move(tier));
    }
  }

  void read_edge(const Json& row, const std::string& place, const char* key, bool is_included,
                 std::optional<base::Ratio>& edge, std::string& written, bool& included) {
    if (!row.contains(key)) return;
    const auto value = read_percent(row[key]);
    if (!value) {
      problem(fmt::format("{}/{}", place, key), percent_message(key, row[key]));
    } else if (edge) {
      problem(fmt::format("{}/{}", place, key), fmt::format("'{}' is a second edge on the same side", key));
    } else {
      edge = value->ratio;
      written = value->text;
      included = is_included;
    }
  }

  // Other rules under a vendor's or the default's name would be a false label beside the numbers. Whose
  // evidence, which zone, period and digits are not what a name promises.
  void name_it(const model::Policy& base, bool has_preset) {
    if (table_.contains("name")) {
      policy_.name = table_["name"].get<std::string>();
      return;
    }
    model::Policy same = policy_;
    same.zone = base.zone;
    same.ledger = base.ledger;
    same.decimals = base.decimals;
    same.period = base.period;
    same.target = base.target;
    same.target_text = base.target_text;
    if (model::canonical_text(same) != model::canonical_text(base))
      policy_.name = has_preset ? "own, after " + base.name : "own policy";
  }

  const TomlDocument& document_;
  std::string pointer_;
  const Json& table_;
  std::vector<ConfigProblem>& problems_;
  model::Policy policy_;
};

// Problems in a shipped file are our bugs: its test reads every one of them.
model::Policy read_shipped(std::string_view name, std::string_view toml) {
  const TomlDocument document = parse_toml(toml, std::string(name));
  std::vector<ConfigProblem> problems;
  model::Policy policy = read_policy(document, "", problems);
  policy.name = name;
  return policy;
}

}  // namespace

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const base::EmbeddedFile& file : base::embedded_files()) {
    std::string_view path = file.path;
    if (!path.starts_with(kFolder) || !path.ends_with(kEnding)) continue;
    path.remove_prefix(kFolder.size());
    path.remove_suffix(kEnding.size());
    names.emplace_back(path);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string_view preset_text(std::string_view name) {
  for (const base::EmbeddedFile& file : base::embedded_files())
    if (file.path == fmt::format("{}{}{}", kFolder, name, kEnding)) return file.content;
  return {};
}

std::optional<model::Policy> preset(std::string_view name) {
  const std::string_view text = preset_text(name);
  if (text.empty()) return std::nullopt;
  return read_shipped(name, text);
}

model::Policy read_policy(const TomlDocument& document, const std::string& pointer,
                          std::vector<ConfigProblem>& problems) {
  return PolicyReader(document, pointer, problems).read();
}

model::Policy parse_policy_file(std::string_view toml, const std::string& path) {
  TomlDocument document = parse_toml(toml, path);
  std::vector<ConfigProblem> problems = check_policy(document);
  if (!problems.empty()) fail_with(std::move(problems), path);
  model::Policy policy = read_policy(document, "", problems);
  if (!problems.empty()) fail_with(std::move(problems), path);
  return policy;
}

std::optional<std::int64_t> parse_seconds(std::string_view text) {
  constexpr std::int64_t kMost = std::int64_t{366} * 86400;
  std::int64_t sum = 0;
  if (text.empty()) return std::nullopt;
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

std::optional<WrittenPercent> read_percent(const Json& value) {
  // fmt prints the shortest digits that give the same double: 99.9 is "99.9".
  std::string text = value.is_string() ? std::string(base::trim(value.get_ref<const std::string&>()))
                     : value.is_number_integer() ? fmt::format("{}", value.get<std::int64_t>())
                     : value.is_number()         ? fmt::format("{}", value.get<double>())
                                                 : std::string();
  const auto ratio = base::parse_percent(text);
  if (!ratio) return std::nullopt;
  return WrittenPercent{*ratio, std::move(text)};
}

void fail_with(std::vector<ConfigProblem> problems, const std::string& path) {
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  std::vector<std::string> lines;
  for (const ConfigProblem& problem : problems)
    lines.push_back(
        fmt::format("{}:{}:{}: {}", path, problem.place.line, problem.place.column, problem.message));
  throw base::Error(base::join(lines, "\n"));
}

}  // namespace faultline::cli
