// What the logs show of an incident, for people and machines: the share that failed against the usual one,
// the sum that raised the alarm, the edge with its interval, the minutes around it and the lines behind it.
//
// How the figures come about: docs/observed.md.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "render/json.hpp"
#include "render/style.hpp"

namespace faultline::render {

// The block of `show`: a line per window; empty where no logs reach the incident.
std::string observed_section(const model::Incident& incident, const Style& style);

// The chain of `explain` for the edges of the impact.
std::string observed_chain(const model::ObservedWindow& window, const Style& style);

Json observed_json(const model::ObservedWindow& window);

// Corrections by people, with who, why and how to take them back; empty where there are none.
std::string corrections_section(const model::Incident& incident, const Style& style);
Json correction_json(const model::Correction& correction);

}  // namespace faultline::render
