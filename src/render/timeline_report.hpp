// The timeline of one incident: bars of the windows per ledger and scope over one axis, then every row with
// its time and its source.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

std::string timeline_text(const model::Incident& incident, const Style& style);
std::string timeline_markdown(const model::Incident& incident, const Style& style);
std::string timeline_json(const model::Incident& incident);

}  // namespace faultline::render
