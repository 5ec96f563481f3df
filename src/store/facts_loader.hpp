// Facts back from their tables, as they were added: by source digest, then ordinal. Each function reads
// several tables: call it inside a read transaction.
#pragma once

#include <vector>

#include "model/facts.hpp"
#include "store/database.hpp"

namespace faultline::store {

std::vector<model::Source> load_sources(const Database& database);
model::Facts load_facts(const Database& database);
std::vector<base::Diagnostic> load_diagnostics(const Database& database);

}  // namespace faultline::store
