#include "ingest/prose/layout/html_words.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/text.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // for bytes that are no text

std::size_t length_of_letter(std::string_view text, std::size_t i) {
  std::size_t end = i + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end - i;
}

// The end of "&amp;" or "&#160" at `i`.
std::size_t entity_end(std::string_view source, std::size_t i, std::size_t end) {
  std::size_t j = i + 1;
  if (j < end && source[j] == '#') ++j;
  while (j < end && std::isalnum(static_cast<unsigned char>(source[j])) != 0) ++j;
  return j < end && source[j] == ';' ? j + 1 : j;
}

bool is_escaped_ampersand(std::string_view source, std::size_t i) {
  const auto rest = source.substr(i, 6);
  return rest.starts_with("&amp") || rest.starts_with("&#38") || rest.starts_with("&#x26") ||
         rest.starts_with("&AMP");
}

}  // namespace

void HtmlWords::put(char c, std::size_t position, bool keeps_spaces) {
  const bool is_space = std::isspace(static_cast<unsigned char>(c)) != 0;
  if (is_space && !(keeps_spaces && c == '\n')) {
    if (!is_space_due_) space_position_ = position;
    is_space_due_ = !words_.empty();
    return;
  }
  if (is_space_due_ && !is_space && words_.text.back() != '\n') words_.add(' ', space_position_);
  is_space_due_ = false;
  words_.add(c, position);
}

void HtmlWords::add(std::string_view decoded, std::string_view source, std::size_t begin, std::size_t end,
                    bool keeps_spaces) {
  std::size_t at = begin;
  for (std::size_t i = 0; i < decoded.size();) {
    const std::size_t length = length_of_letter(decoded, i);
    const std::string_view letter = decoded.substr(i, length);
    i += length;
    std::size_t position = std::max(end, begin + 1) - 1, next = end;
    bool is_entity = false;
    for (; at < end; ++at) {
      if (source[at] == '&' && (letter != "&" || is_escaped_ampersand(source, at))) {
        is_entity = true;
        position = at;
        next = entity_end(source, at, end);
        break;
      }
      if (source[at] == letter.front() || letter == kReplacement) {
        position = at;
        next = at + (letter == kReplacement ? 1 : length);
        break;
      }
      if (source[at] == '<') at = std::min(source.find('>', at), end);
    }
    at = std::min(next, end);
    const std::string folded = is_entity ? base::fold_typography(letter).text : std::string(letter);
    for (std::size_t k = 0; k < folded.size(); ++k)
      put(folded[k], is_entity ? position : std::min(position + k, std::max(end, begin + 1) - 1),
          keeps_spaces);
  }
}

void HtmlWords::add_space() {
  if (!is_space_due_ && !words_.empty()) space_position_ = words_.at.back();
  is_space_due_ = !words_.empty();
}

void HtmlWords::break_line() {
  is_space_due_ = false;
  if (!words_.empty() && words_.text.back() != '\n') words_.add('\n', words_.at.back());
}

Passage HtmlWords::take() {
  Passage out = words_.part(0, words_.text.size());
  words_ = {};
  is_space_due_ = false;
  return out;
}

}  // namespace faultline::ingest::prose
