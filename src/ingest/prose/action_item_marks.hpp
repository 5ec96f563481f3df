// Marks of an action item: who, until when, which ticket, whether it is done, from the words of its line.
//
//   "Add a canary (owner: Bo, due: 2024-03-20)"      owner "Bo", due "2024-03-20"
//   "[x] Add a canary - @bo - due 20 March"          owner "@bo", due "20 March", done
//   "@bo: Add a canary, see #123"                    owner "@bo", ticket "#123"
//   "OPS-12 Add a canary by 2024-03-20 (DRI: Bo)"    owner "Bo", due "2024-03-20", ticket "OPS-12"
//
// A name alone ("Bo to add a canary", "(Bo)") is no owner: it may be a product or a team that is spoken of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/claim.hpp"

namespace faultline::ingest::prose {

std::string owner_in(std::string_view text);   // "" = none; several "@names" joined with ", "
std::string due_in(std::string_view text);     // as written; "due to" tells a reason and no day
std::string ticket_in(std::string_view text);  // the first

// "[x]", "[ ]" at the beginning, "(done)" at the end, "Done:" at the beginning.
std::optional<model::ActionState> state_in(std::string_view text);
// The cell of a column "Status": "Completed", "In progress".
std::optional<model::ActionState> state_of_cell(std::string_view text);

// What stands for no name: "TBD", "none", "-", "?".
bool is_nobody(std::string_view name);

}  // namespace faultline::ingest::prose
