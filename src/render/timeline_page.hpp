// timeline_page: one incident as one self-contained HTML page: the picture (inline SVG) and tables of the
// same facts.
//
// Promises:
//  1. The page loads, runs and sends nothing: no script, no font, no link; its Content-Security-Policy says
//  so.
//  2. Text of a source stays text: escaped for its place, valid UTF-8, no control or direction characters.
//  3. Equal incidents and styles give equal bytes.
//  4. Nothing is only in the picture, and nothing in the picture is told by colour alone.
//
// Its parts are in render/page: time to x (axis), what collides (placement), lanes, series, drawing, tables.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

// Times in the style's zone, which the page names; the style's colours and width are a terminal's and unused.
std::string timeline_html(const model::Incident& incident, const Style& style);

}  // namespace faultline::render
