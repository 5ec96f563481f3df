// Rollbacks: which change undoes which, and which is named in a text.
//
// A change undoes an earlier one of the same service where it brings back a version that was there before
// that one, or where its kind is rollback and the earlier one is what its words name ("Revert ..."), else the
// last one before it. A deploy that failed or was cancelled undoes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyze/suspicion/changes.hpp"

namespace faultline::analyze {

// `all` is sorted by time; `later` and `change` are places in it.
bool undoes(const std::vector<Change>& all, std::size_t later, std::size_t change);

// The place of the rollback of `change` that completes within [from, to]; the first of several.
std::optional<std::size_t> rollback_of(const std::vector<Change>& all, std::size_t change, base::Instant from,
                                       base::Instant to);

// What of the change the text names: its version ("v41", "2.3.1", 7 digits of a sha), its pull request
// ("#2466") or its title; whole words only, and nothing as short as "v1". Empty = it does not.
std::string named_in(const Change& change, std::string_view text);

}  // namespace faultline::analyze
