// Compare: the minutes that policies weigh differently, which is why their figures differ.
#pragma once

#include <vector>

#include "model/report.hpp"
#include "model/sla.hpp"

namespace faultline::analyze {

// Of rows with stretches, same scope and period under several policies; adjoining minutes that differ in the
// same way are one. Rows that count requests have no minutes and are left out.
std::vector<model::SlaDifference> differences_of(const model::SlaResult& result, const model::Report& report);

}  // namespace faultline::analyze
