// The list of incidents, newest first: a table for people, JSON with windows, milestones and metrics.
#pragma once

#include <string>
#include <vector>

#include "model/incident.hpp"
#include "render/style.hpp"
#include "render/table.hpp"

namespace faultline::render {

using Incidents = std::vector<const model::Incident*>;

// id, start, duration, level, clusters, title. "(page)" after a figure = from the page's posts alone.
Table incidents_table(const Incidents& incidents, const Style& style);
std::string incidents_text(const Incidents& incidents, const Style& style);
std::string incidents_json(const Incidents& incidents);

}  // namespace faultline::render
