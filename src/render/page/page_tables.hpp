// The page's tables: all that the picture shows, in words, and what has no place in it.
//
// Each is a section with its heading, or empty where there is nothing to say. All text is escaped.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

// Rows of the timeline, milestones and edges of windows in one order of time; those without a time last.
std::string happenings_html(const model::Incident& incident, const Style& style);

// Ledger, scope, level, start, end, length, rule, source.
std::string windows_html(const model::Incident& incident, const Style& style);

// What the logs say: scope, what went wrong, window, the figures in words.
std::string observed_html(const model::Incident& incident, const Style& style);

std::string metrics_html(const model::Incident& incident);

// Trigger and mitigation, a line each, and the suspects with their terms.
std::string suspicion_html(const model::Incident& incident, const Style& style);

std::string findings_html(const model::Incident& incident);

}  // namespace faultline::render
