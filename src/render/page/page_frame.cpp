#include "render/page/page_frame.hpp"

#include <fmt/format.h>

#include "render/page/escape.hpp"
#include "render/page/page_style.hpp"

namespace faultline::render {

std::string page_begin(std::string_view title, std::string_view more_style) {
  constexpr std::string_view kPolicy =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" "
      "content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n<main>\n",
      kPolicy, escaped(title), page_style(), more_style);
}

std::string page_end() {
  return "</main>\n</body>\n</html>\n";
}

}  // namespace faultline::render
