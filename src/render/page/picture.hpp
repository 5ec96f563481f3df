// Picture: one incident over one time axis as inline SVG, and its legend as HTML.
//
//   axis          days and hours of the display zone, round
//   milestones    vertical lines, their labels staggered
//   marks         posts, deploys, alerts, notes, changes of the page: a lane each
//   windows       for each cluster and service a row per ledger (picture_windows.cpp)
//   charts        what the logs say, per observed stream (picture_charts.cpp)
//
// Every mark has its full text, interval and source as hover text. The same facts stand in the page's
// tables (page_tables.hpp), so that the picture is no one's only source.
#pragma once

#include <cstdint>
#include <string>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

struct Picture {
  std::string svg;          // empty where nothing of the incident has a time
  std::string legend;       // list items of HTML
  std::int64_t beyond = 0;  // rows and milestones with a time that the axis does not reach
};

Picture picture_of(const model::Incident& incident, const Style& style);

}  // namespace faultline::render
