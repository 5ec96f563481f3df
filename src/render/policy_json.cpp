#include "render/policy_json.hpp"

#include <nlohmann/json.hpp>

namespace faultline::render {

Json policy_json(const model::Policy& policy) {
  return {{"name", policy.name},
          {"title", policy.title},
          {"source", policy.source},
          {"digest", model::digest_of(policy)},
          {"words", model::describe(policy)},
          {"metric", model::to_string(policy.metric)},
          {"ledger", model::to_string(policy.ledger)},
          {"period", model::to_string(policy.period)},
          {"zone", policy.zone},
          {"target_percent", policy.target_text},
          {"rounding", "truncate"},
          {"decimals", policy.decimals},
          {"canonical", model::canonical_text(policy)}};
}

}  // namespace faultline::render
