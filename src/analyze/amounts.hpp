// Amounts: what documents and posts tell of how much was hit, each with its sentence, in the order of the
// strands. Two formats of one text tell an amount once.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

void add_amounts(Case& incident, const FactTable& table);

}  // namespace faultline::analyze
