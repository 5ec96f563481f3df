// The page's style: colours as a table, so that a test can compute their contrast, and the rules.
//
// Every pair of text and ground has at least 4.5:1, every mark and its ground 3:1 (WCAG 2.2, 1.4.3 and
// 1.4.11), in both schemes; paper gets the light one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace faultline::render {

struct PageColour {
  std::string_view name;  // of the CSS variable, without its dashes
  std::string_view light, dark;
};

std::span<const PageColour> page_colours();

std::string page_style();

}  // namespace faultline::render
