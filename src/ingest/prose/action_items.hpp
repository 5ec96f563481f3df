// Action items: bullets, rows and paragraphs below "Action Items", "Preventive actions", "Next steps" ...
//
// Where no section of that name has any, the bullets below "Lessons" and "Improvements" are taken. An owner
// is read from "(owner: name)", "@name" at an end, and a column called so; a due date from "due: ...".
#pragma once

#include <string>
#include <vector>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

struct ActionItemText {
  Passage text;
  std::string owner, due;
  std::string rule;
};

std::vector<ActionItemText> find_action_items(const Blocks& blocks);

}  // namespace faultline::ingest::prose
