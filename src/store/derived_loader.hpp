// The report back as it was saved: all but timelines, posts, promises, durations, action items and
// candidates. It comes from the snapshot (snapshot.hpp), not
// from the rows.
#pragma once

#include <optional>
#include <string>

#include "model/observation.hpp"
#include "model/report.hpp"
#include "store/database.hpp"

namespace faultline::store {

// Absent where the derived rows were made from something else, or there are none.
std::optional<model::Report> load_derived(const Database& database, const std::string& key);
std::optional<model::Observations> load_observations(const Database& database, const std::string& key);

}  // namespace faultline::store
