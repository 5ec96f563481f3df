// Which policy a person means: of the config by name, else a shipped one.
#pragma once

#include <string>
#include <vector>

#include "model/config.hpp"

namespace faultline::cli {

// All names: [policy], [policies.*], then the shipped ones.
std::vector<std::string> policy_names(const model::Config& config);

// Throws base::Error with the nearest name where there is none.
model::Policy policy_named(const model::Config& config, const std::string& name);

// "statuspage,ec2,github"; empty = none.
std::vector<model::Policy> policies_named(const model::Config& config, const std::string& list);

}  // namespace faultline::cli
