// Snapshot: a report, or observations, in one piece of bytes, for a fast start.
//
// The derived tables are for people and for dump(); reading a thousand incidents back from their forty
// thousand rows takes several times as long as from here. What load_derived does not promise (timeline,
// posts, promises, durations, action items, candidates) is not in it.
//
// The form is private to one version of the program: the key under which it is stored holds that version.
#pragma once

#include <string>
#include <string_view>

#include "model/observation.hpp"
#include "model/report.hpp"

namespace faultline::store {

std::string pack(const model::Report& report);
std::string pack(const model::Observations& observations);

// Throw base::Error where the bytes are not what pack gave.
model::Report unpack(std::string_view bytes);
model::Observations unpack_observations(std::string_view bytes);

}  // namespace faultline::store
