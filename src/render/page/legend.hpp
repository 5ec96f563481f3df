// Legend: what the marks of a picture mean, those that occur in it, each with a swatch drawn as they are; and
// the patterns and gradients that swatches and picture share.
#pragma once

#include <set>
#include <string>

#include "render/page/canvas.hpp"

namespace faultline::render {

// <defs>; its ids are of the page, so a page has one picture.
std::string picture_definitions();

std::string legend_html(const std::set<LegendItem>& items);

}  // namespace faultline::render
