// The same period under several policies, and the minutes that make them differ.
#pragma once

#include <string>

#include "model/sla.hpp"
#include "render/style.hpp"

namespace faultline::render {

// A table with a line per scope, period and policy.
std::string comparison_table(const model::SlaResult& result, const Style& style);

// Each stretch of time that policies weigh differently, with the weights and why one counts nothing.
std::string differences_text(const model::SlaResult& result, const Style& style);

}  // namespace faultline::render
