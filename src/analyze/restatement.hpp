// What differs between the rows of a sealed period and those that the facts give today, and what may be the
// reason.
//
//   compare_rows(sealed, fresh)   -> row by row: added, removed, changed; figure by figure, before -> after
//   compare_inputs(sealed, fresh) -> sources and corrections that are new or gone, another config or policy
//
// Figures are compared exactly, in the row's unit. Wording (notes, what a verdict depends on) is no figure: a
// program that says the same in other words changes no sealed period.
//
// What is sealed and when is decided in cli; how a seal is kept in model/seal.
#pragma once

#include <string>
#include <vector>

#include "model/report.hpp"
#include "model/seal.hpp"

namespace faultline::analyze {

// Of the incidents of the organisation (slug; empty = all) with a window in [start, end).
model::SealInputs inputs_of(const model::Report& report, const std::string& organisation, base::Instant start,
                            base::Instant end, const std::string& config_digest);

// In the order of `sealed`, added rows last. Both are of one policy and period. `decimals` = of percentages.
std::vector<model::RowDifference> compare_rows(const std::vector<model::SlaRow>& sealed,
                                               const std::vector<model::SlaRow>& fresh, int decimals);

model::InputsDifference compare_inputs(const model::SealInputs& sealed, const model::SealInputs& fresh,
                                       const std::string& sealed_policy, const std::string& fresh_policy);

// True where both are of the same scope and objective.
bool is_same_row(const model::SlaRow& a, const model::SlaRow& b);

}  // namespace faultline::analyze
