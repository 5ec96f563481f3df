// What text looks like, made plain: folding of typographic characters, and the making safe of foreign bytes.
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace faultline::base {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// The ASCII character that stands for a typographic one: '\0' where it goes, absent where it stays.
std::optional<char> plain(char32_t value) {
  if (is_unicode_space(value)) return ' ';
  if ((value >= 0x2010 && value <= 0x2015) || value == 0x2212) return '-';
  if (value >= 0x2018 && value <= 0x201B) return '\'';
  if (value >= 0x201C && value <= 0x201F) return '"';
  // Zero-width space, non-joiner, joiner, word joiner, byte order mark.
  if ((value >= 0x200B && value <= 0x200D) || value == 0x2060 || value == 0xFEFF) return '\0';
  return std::nullopt;
}

}  // namespace

Folded fold_typography(std::string_view text) {
  Folded folded;
  folded.text.reserve(text.size());
  folded.columns.reserve(text.size() + 1);
  const auto keep = [&](char c, std::size_t column) {
    folded.text += c;
    folded.columns.push_back(column);
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      ++i;
      continue;
    }
    const CodePoint point = code_point_at(text, i);
    const auto ascii = point.is_valid && point.length > 1 ? plain(point.value) : std::nullopt;
    if (!ascii) {
      for (std::size_t k = 0; k < point.length; ++k) keep(text[i + k], i + k);
    } else if (*ascii != '\0') {
      keep(*ascii, i);
    }
    i += point.length;
  }
  folded.columns.push_back(text.size());
  return folded;
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string result;
  result.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const CodePoint point = code_point_at(bytes, i);
    result += point.is_valid ? bytes.substr(i, point.length) : kReplacement;
    i += point.length;
  }
  return result;
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    // C0, DEL and C1: the last hold a terminal's one-character command introducers.
    const bool is_control = point.is_valid &&
                            (point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0)) &&
                            point.value != '\n' && point.value != '\t';
    // Marks that turn the direction of writing around make a title read as another one.
    const bool is_turn = point.is_valid && ((point.value >= 0x202A && point.value <= 0x202E) ||
                                            (point.value >= 0x2066 && point.value <= 0x2069));
    result += is_control || is_turn ? std::string_view("?") : text.substr(i, point.length);
    i += point.length;
  }
  return result;
}

}  // namespace faultline::base
