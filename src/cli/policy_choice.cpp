#include "cli/policy_choice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/parse.hpp"
#include "cli/policy_file.hpp"

namespace faultline::cli {

std::vector<std::string> policy_names(const model::Config& config) {
  std::vector<std::string> names{config.policy.name};
  const auto add = [&](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const model::Policy& policy : config.policies) add(policy.name);
  for (const std::string& name : preset_names()) add(name);
  return names;
}

model::Policy policy_named(const model::Config& config, const std::string& name) {
  if (name == config.policy.name) return config.policy;
  for (const model::Policy& policy : config.policies)
    if (policy.name == name) return policy;
  if (auto shipped = preset(name)) return *shipped;
  if (name == model::Policy{}.name) return {};
  throw base::Error(fmt::format("no policy '{}'{}", name, suggestion(name, policy_names(config))));
}

std::vector<model::Policy> policies_named(const model::Config& config, const std::string& list) {
  std::vector<model::Policy> policies;
  for (const std::string_view part : base::split(list, ',')) {
    const std::string name(base::trim(part));
    if (name.empty()) continue;
    const auto is_it = [&](const model::Policy& policy) { return policy.name == name; };
    if (std::none_of(policies.begin(), policies.end(), is_it)) policies.push_back(policy_named(config, name));
  }
  return policies;
}

}  // namespace faultline::cli
