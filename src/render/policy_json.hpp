// A policy as JSON: what numbers were counted by. Shape: schemas/json/sla.schema.json.
#pragma once

#include "model/policy.hpp"
#include "render/json.hpp"

namespace faultline::render {

Json policy_json(const model::Policy& policy);

}  // namespace faultline::render
