// Health: counts and the integrity of the file, for `doctor`. Reads the whole file: never on the way of
// another command.
#pragma once

#include "store/database.hpp"

namespace faultline::store {

// Damage is a result here, not an error.
Store::Health check_health(const Database& database);

}  // namespace faultline::store
