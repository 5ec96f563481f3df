// Strand spans: when a strand says it was, for grouping only. Windows are computed later, from all strands.
#pragma once

#include <vector>

#include "analyze/strands.hpp"

namespace faultline::analyze {

// A strand's status posts, oldest first; posts of the same minute in the order in which they were posted.
std::vector<const model::Event*> posts_in_order(const Strand& strand);

// page: from the first post or change to the ending post; document: each stated window, else from the
// impact's start to the last of its ends; others: their own times. Empty where nothing is placed.
std::vector<Span> spans_of(const Strand& strand);

}  // namespace faultline::analyze
