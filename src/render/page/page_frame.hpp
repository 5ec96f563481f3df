// Page frame: the head and the end that every page has. Nothing is loaded, run or sent; only the style in the
// page itself applies.
#pragma once

#include <string>
#include <string_view>

namespace faultline::render {

// From <!doctype> to <main>; `title` is text, `more_style` the page's own rules after the common ones.
std::string page_begin(std::string_view title, std::string_view more_style = {});
std::string page_end();

}  // namespace faultline::render
