// Policies from TOML: the shipped presets, a file of one's own, and the tables of faultline.toml.
//
// A table has the shape of schemas/json/policy_config.schema.json; what the schema cannot say (percentages,
// durations, zones, hours, edges of tiers) is checked here. docs/policies.md tells each field.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config_check.hpp"
#include "model/policy.hpp"

namespace faultline::cli {

// Names of the shipped ones, sorted: schemas/policies/NAME.toml. "default" is not among them.
std::vector<std::string> preset_names();
// Absent where no preset has the name.
std::optional<model::Policy> preset(std::string_view name);
// The TOML text of a preset as shipped; empty where there is none.
std::string_view preset_text(std::string_view name);

// The fields of the table at `pointer` over its preset, or over the default policy. What does not fit is
// added to `problems` and left as it was.
model::Policy read_policy(const TomlDocument& document, const std::string& pointer,
                          std::vector<ConfigProblem>& problems);

// One policy in a file of its own, its fields at the top. Throws base::Error with all problems, a line each.
model::Policy parse_policy_file(std::string_view toml, const std::string& path);

// "90s", "5m", "1h30m", as Prometheus writes them; absent where it is none, or longer than a year.
std::optional<std::int64_t> parse_seconds(std::string_view text);

// A percentage as text or number, as written and as a ratio; absent where it is none.
struct WrittenPercent {
  base::Ratio ratio;
  std::string text;
};
std::optional<WrittenPercent> read_percent(const nlohmann::json& value);

// Throws base::Error with the problems in order of place, a line each.
[[noreturn]] void fail_with(std::vector<ConfigProblem> problems, const std::string& path);

}  // namespace faultline::cli
