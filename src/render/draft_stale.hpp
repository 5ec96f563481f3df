// Stale quotes: sentences outside the blocks that repeat a fact which has since changed.
#pragma once

#include <vector>

#include "render/draft.hpp"
#include "render/draft_marks.hpp"

namespace faultline::render {

// `was` = the facts that stand in the edited draft, `now` = the fresh ones. A fact that is told no more has
// changed too. In the order of the text, one per place.
std::vector<StaleQuote> find_stale_quotes(const std::vector<DraftPiece>& edited, const DraftFacts& was,
                                          const DraftFacts& now);

}  // namespace faultline::render
