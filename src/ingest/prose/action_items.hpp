// Action items: bullets, rows and paragraphs below "Action Items", "Preventive actions", "Next steps" ...
//
// Where no section of that name has any, the bullets below "Lessons" and "Improvements" are taken. Owner, due
// date, ticket and state come from the item's words (action_item_marks.hpp), from columns so called, and from
// the bullets below it ("Owner: Bo").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/blocks.hpp"
#include "model/claim.hpp"

namespace faultline::ingest::prose {

struct ActionItemText {
  Passage text;
  std::string owner, due, ticket;
  std::optional<model::ActionState> state;
  std::string rule;
};

std::vector<ActionItemText> find_action_items(const SourceText& source, const Blocks& blocks);

}  // namespace faultline::ingest::prose
