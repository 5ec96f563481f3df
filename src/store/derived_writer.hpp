// Derived rows of a report into their tables. Call both inside a write transaction.
#pragma once

#include <string>

#include "model/report.hpp"
#include "store/database.hpp"

namespace faultline::store {

// Empties all derived tables.
void clear_derived(const Database& database);

// Writes the rows of one report into empty tables, and its snapshot. Rows get the numbers 1, 2, 3 ... in the
// report's order.
void write_derived(const Database& database, const model::Report& report, const std::string& key);

// Replaces what is kept under another key. Not emptied by clear_derived: a source without rollups changes
// nothing in them.
void write_observations(const Database& database, const model::Observations& observations,
                        const std::string& key);

}  // namespace faultline::store
