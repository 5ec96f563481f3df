// Status order: what a list of posts amounts to: the status each carries, and the post that ends it.
#pragma once

#include <optional>
#include <vector>

#include "model/event.hpp"

namespace faultline::analyze {

bool is_active(model::PostStatus status);    // investigating, identified, monitoring; in progress, verifying
bool is_terminal(model::PostStatus status);  // resolved, completed
bool is_maintenance(model::PostStatus status);

// What an `update` stands for: the status of the post before it. `statuses` in order of time.
std::vector<model::PostStatus> carried_statuses(const std::vector<model::PostStatus>& statuses);

// The index of the post that ends it: the first terminal one after the last active one, so that a second
// "resolved" that only links a postmortem moves nothing. Absent where it is open.
std::optional<std::size_t> ending_post(const std::vector<model::PostStatus>& carried);

}  // namespace faultline::analyze
