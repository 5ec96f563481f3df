#include "render/style.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace faultline::render {

namespace {

std::string_view code_of(Tint tint) {
  switch (tint) {
    case Tint::plain:
      return "";
    case Tint::bold:
      return "\x1b[1m";
    case Tint::dim:
      return "\x1b[2m";
    case Tint::red:
      return "\x1b[31m";
    case Tint::yellow:
      return "\x1b[33m";
    case Tint::green:
      return "\x1b[32m";
    case Tint::cyan:
      return "\x1b[36m";
  }
  return "";
}

// The words that leave room for an ellipsis, then the ellipsis; no punctuation before it.
std::string with_ellipsis(std::string_view text, std::size_t width) {
  std::string cut(text);
  while (base::display_width(cut) + 1 > width && cut.find(' ') != std::string::npos)
    cut.erase(cut.rfind(' '));
  if (base::display_width(cut) + 1 > width) return base::ellipsize(text, width);
  const auto last = cut.find_last_not_of(" .,;:-");
  return (last == std::string::npos ? cut : cut.substr(0, last + 1)) + "…";
}

}  // namespace

std::string tinted(const Style& style, Tint tint, std::string_view text) {
  if (style.colour == Colour::off || tint == Tint::plain || text.empty()) return std::string(text);
  return fmt::format("{}{}\x1b[0m", code_of(tint), text);
}

std::string zone_label(const Style& style) {
  return style.zone.name();
}

std::string one_line(std::string_view text) {
  return base::squeeze(base::printable(base::to_valid_utf8(text)));
}

std::string wrapped(std::string_view text, int width, int indent, int most_lines) {
  const auto columns = static_cast<std::size_t>(std::max(20, width));
  std::vector<std::string> lines(1);
  for (const std::string_view word : base::split(text, ' ')) {
    std::string& line = lines.back();
    if (word.empty()) continue;
    if (line.empty()) {
      line = word;
    } else if (base::display_width(line) + 1 + base::display_width(word) <= columns) {
      line += ' ';
      line += word;
    } else {
      lines.emplace_back(word);
    }
  }
  if (most_lines > 0 && lines.size() > static_cast<std::size_t>(most_lines)) {
    lines.resize(static_cast<std::size_t>(most_lines));
    lines.back() = with_ellipsis(lines.back(), columns);
  }
  return base::join(lines, "\n" + std::string(static_cast<std::size_t>(indent), ' '));
}

std::string shortened(std::string_view text, std::size_t width) {
  return base::display_width(text) <= width ? std::string(text) : with_ellipsis(text, width);
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace faultline::render
