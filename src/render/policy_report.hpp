// Policies for people and as JSON: what the policy command prints.
#pragma once

#include <string>
#include <vector>

#include "model/policy.hpp"
#include "render/style.hpp"

namespace faultline::render {

// A line each: name, what it counts, period, target, whose rule it is.
std::string policies_table(const std::vector<model::Policy>& policies, const Style& style);
// One in full: the sentence, every field, the digest.
std::string policy_text(const model::Policy& policy, const Style& style);
std::string policies_json(const std::vector<model::Policy>& policies);  // {"policies": [...]}

}  // namespace faultline::render
