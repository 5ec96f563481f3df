// The schema check of faultline.toml: every problem with its place and what was wanted instead.
#pragma once

#include <string>
#include <vector>

#include "cli/config_toml.hpp"

namespace faultline::cli {

struct ConfigProblem {
  TomlPlace place;
  std::string message;
  std::string pointer;  // of the value that does not fit; empty where a key is missing
  friend auto operator<=>(const ConfigProblem&, const ConfigProblem&) = default;
};

// Against schemas/json/config.schema.json: unknown keys (with the nearest known one), missing ones, wrong
// types and values. In no order. Empty = the document has the schema's shape; zones, percentages and names
// are checked by parse_config.
std::vector<ConfigProblem> check_config(const TomlDocument& document);

// The same of a policy in a file of its own, against schemas/json/policy_config.schema.json.
std::vector<ConfigProblem> check_policy(const TomlDocument& document);

}  // namespace faultline::cli
