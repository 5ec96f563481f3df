#include "render/markdown_escape.hpp"

#include <cctype>
#include <cstddef>
#include <vector>

#include "base/text.hpp"

namespace faultline::render {
namespace {

bool is_alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// Part of a word: letters, digits and any non-ASCII byte.
bool is_word(std::string_view text, std::size_t index) {
  return index < text.size() && (is_alnum(text[index]) || static_cast<unsigned char>(text[index]) >= 0x80);
}

// How many bytes at the start would make the line a heading, list, rule or underline, up to the mark itself.
std::size_t block_mark(std::string_view line) {
  if (line.empty()) return std::string_view::npos;
  if (std::string_view("#+-=").find(line.front()) != std::string_view::npos) return 0;
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  const bool is_number =
      digits > 0 && digits <= 9 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
  const bool ends_there =
      is_number && (digits + 1 == line.size() || line[digits + 1] == ' ' || line[digits + 1] == '\t');
  return ends_there ? digits : std::string_view::npos;
}

std::string escape_line(std::string_view line) {
  const std::size_t mark = block_mark(line);
  std::string result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    switch (c) {
      case '&':
        result += "&amp;";
        continue;
      case '<':
        result += "&lt;";
        continue;
      case '>':
        result += "&gt;";
        continue;
      case '\t':
        result += ' ';
        continue;
      default:
        break;
    }
    const bool is_always = std::string_view("\\`*[]|~").find(c) != std::string_view::npos;
    // "_" inside a word is no emphasis; elsewhere it may be.
    const bool is_emphasis = c == '_' && !(i > 0 && is_word(line, i - 1) && is_word(line, i + 1));
    if (is_always || is_emphasis || i == mark) result += '\\';
    result += c;
  }
  return result;
}

std::string escape(std::string_view text, std::string_view line_break) {
  const std::string clean =
      base::printable(base::to_valid_utf8(base::replace_all(std::string(text), "\r", "\n")));
  std::string result;
  for (const std::string_view line : base::split(clean, '\n')) {
    const std::string_view trimmed = base::trim(line);
    if (trimmed.empty()) continue;
    if (!result.empty()) result += line_break;
    result += escape_line(trimmed);
  }
  return result;
}

}  // namespace

std::string escape_inline(std::string_view text) {
  return escape(text, " ");
}

std::string escape_cell(std::string_view text) {
  return escape(text, "<br>");
}

}  // namespace faultline::render
