// Seal rows: closed periods and their restatements into their table and back, exactly as they were hashed.
#pragma once

#include <vector>

#include "model/seal.hpp"
#include "store/database.hpp"

namespace faultline::store {

// Call inside a write transaction. A digest that is there already adds nothing; another seal of the same
// version of a period throws base::Error.
Added write_seal(const Database& database, const model::Seal& seal);

// By (period, policy, organisation, version).
std::vector<model::Seal> load_seals(const Database& database);

}  // namespace faultline::store
