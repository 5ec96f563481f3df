// timeline_page: one incident as one self-contained HTML page: the picture (inline SVG, no JavaScript) and a
// table of the same facts. Everything from a source is escaped.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

std::string timeline_html(const model::Incident& incident, const Style& style);

}  // namespace faultline::render
