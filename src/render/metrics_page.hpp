// metrics_page: the statistics of a period as one self-contained HTML page: histograms (inline SVG),
// paperwork beside impact, and tables of the same facts.
//
// Promises: those of timeline_page.hpp (nothing is loaded or run, text stays text, equal bytes, nothing only
// in a picture or told by colour alone).
#pragma once

#include <string>

#include "model/statistics.hpp"
#include "render/style.hpp"

namespace faultline::render {

std::string metrics_html(const model::Statistics& statistics, const Style& style);

}  // namespace faultline::render
