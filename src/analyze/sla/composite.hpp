// Composites: one figure for several scopes.
//
//   worst    each second counts the worst of the members; where a metric has no seconds, the worst member
//   serial   the product of the members' availabilities, in parts of 1e15: all are needed, failing
//            independently. Of what a product cannot hold the bounds are rounded apart.
#pragma once

#include <vector>

#include "analyze/sla/row.hpp"

namespace faultline::analyze {

// The members' time as one: charges with the greatest weight; excluded or unknown only where all are.
ScopeTime worst_of(const std::vector<const ScopeTime*>& members);

// A row of the objective from its members' rows of the same period.
model::SlaRow serial_row(const std::vector<model::SlaRow>& members,
                         const std::vector<std::map<std::uint32_t, std::int64_t>>& by_rank,
                         const model::Objective& objective, const RowContext& context);
model::SlaRow worst_row(const std::vector<model::SlaRow>& members, const model::Objective& objective,
                        const RowContext& context);

}  // namespace faultline::analyze
