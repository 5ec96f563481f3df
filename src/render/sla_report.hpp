// SLA rows with the policy and the objective they were computed under; nothing is rounded, only truncated.
#pragma once

#include <string>

#include "model/sla.hpp"
#include "render/style.hpp"
#include "render/table.hpp"

namespace faultline::render {

std::string sla_text(const model::SlaResult& result, const Style& style);
std::string sla_json(const model::SlaResult& result);
std::string sla_csv(const model::SlaResult& result);  // integer seconds and exact columns for machines
std::string sla_markdown(const model::SlaResult& result);

// "policy statuspage: fused ledger, weights major 1 partial 0.3 ..., calendar month in UTC, truncated".
std::string policy_text(const model::Policy& policy);

}  // namespace faultline::render
