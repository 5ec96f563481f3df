// Identity: the title, organisation, scopes and the id of an incident, from its content alone.
//
// id = "<organisation or 'incident'>-<date of the first post, else of the stated start>-<4 hex>", the hex
// from a digest of (organisation, folded title, that minute, part): the same whichever formats were read, and
// in any order. Two incidents that would share an id get 12 hex digits each. Without a time:
// "<...>-undated-<hex>".
#pragma once

#include <vector>

#include "analyze/case.hpp"

namespace faultline::analyze {

// Title, organisation, scopes, external ids, sources, description. Needs posts.
void describe_case(Case& incident, const FactTable& table);

// Needs windows and milestones.
void name_cases(std::vector<Case>& cases);

}  // namespace faultline::analyze
