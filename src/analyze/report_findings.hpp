// Findings about the whole: names that look like slips of each other, sources without an incident, events
// that belong to none.
#pragma once

#include <vector>

#include "analyze/case.hpp"

namespace faultline::analyze {

// Damerau-Levenshtein (adjacent swaps), or `limit` + 1 where it is more.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// Names of clusters and services that an alias might join: asked for, never merged. Numbers tell names
// apart, so "prod-1" and "prod-2" are no slip; "prod-primary" beside "prod-1" is asked for.
std::vector<model::Finding> find_similar_names(const FactTable& table);

// `strands`: those in no incident (alerts and deploys); `cases`: all incidents.
std::vector<model::Finding> find_left_over(const std::vector<Case>& cases,
                                           const std::vector<const Strand*>& strands, const FactTable& table);

}  // namespace faultline::analyze
