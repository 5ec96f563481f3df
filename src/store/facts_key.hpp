// Facts key: names a set of facts by the exclusive or of their digests, so that it is the same for every
// order in which they came, and a new fact needs no look at the others.
#pragma once

#include <string>
#include <string_view>

#include "store/database.hpp"

namespace faultline::store {

inline constexpr std::string_view kNoFacts = "00000000000000000000000000000000";

// The key of the set with `name` (a digest, an annotation's id) added to it.
std::string combined_key(std::string key, std::string_view name);

// Of the sources there are, of the annotations there are, of both.
std::string sources_key(const Database& database);
std::string annotations_key(const Database& database);
std::string facts_key(const Database& database);

}  // namespace faultline::store
