// plain(): one line without its markup.
#include <cctype>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

// The end of "](target)" or "][label]" that begins at `i`; npos where it is no link.
std::size_t link_target_end(std::string_view text, std::size_t i, std::size_t end) {
  if (i + 1 >= end || text[i] != ']') return std::string_view::npos;
  const char open = text[i + 1];
  const char close = open == '(' ? ')' : open == '[' ? ']' : '\0';
  if (close == '\0') return std::string_view::npos;
  int depth = 0;
  for (std::size_t j = i + 1; j < end; ++j) {
    if (text[j] == open) ++depth;
    if (text[j] == close && --depth == 0) return j + 1;
  }
  return std::string_view::npos;
}

// The end of a tag of HTML at `i`; `becomes` is what a reader sees of it.
std::size_t tag_end(std::string_view text, std::size_t i, std::size_t end) {
  std::size_t j = i + 1;
  if (j < end && text[j] == '/') ++j;
  const std::size_t name = j;
  while (j < end && std::isalnum(static_cast<unsigned char>(text[j])) != 0) ++j;
  if (j == name) return std::string_view::npos;
  const bool closes_name = j < end && (text[j] == '>' || text[j] == ' ' || text[j] == '/');
  const std::string tag = base::to_lower(text.substr(name, j - name));
  constexpr std::string_view kTags[] = {"br",   "b",       "i",       "em",  "strong", "p",  "span", "div",
                                        "time", "code",    "a",       "var", "small",  "ul", "li",   "sub",
                                        "sup",  "details", "summary", "td",  "tr",     "img"};
  bool known = false;
  for (const auto t : kTags) known = known || t == tag;
  if (!known || !closes_name) return std::string_view::npos;
  const std::size_t close = text.find('>', j);
  return close == std::string_view::npos || close >= end ? std::string_view::npos : close + 1;
}

}  // namespace

Passage plain(const SourceText& source, std::size_t begin, std::size_t end) {
  const std::string_view text = source.folded();
  Passage out;
  int open_brackets = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const char c = text[i];
    const char before = i > begin ? text[i - 1] : ' ';
    const char after = i + 1 < end ? text[i + 1] : ' ';
    if (c == '\\' && std::ispunct(static_cast<unsigned char>(after)) != 0) {
      out.add(after, ++i);
    } else if (c == '*' && (after == '*' || before == '*' || is_word(before) != is_word(after))) {
      continue;
    } else if (c == '_' && is_word(before) != is_word(after)) {
      continue;
    } else if (c == '~' && (after == '~' || before == '~')) {
      continue;
    } else if (c == '`') {
      continue;
    } else if (c == '!' && after == '[') {
      continue;
    } else if (c == '[') {
      const std::size_t close = text.find(']', i);
      const bool is_link = close != std::string_view::npos && close < end &&
                           link_target_end(text, close, end) != std::string_view::npos;
      if (is_link) {
        ++open_brackets;
      } else {
        out.add(c, i);
      }
    } else if (c == ']' && open_brackets > 0 && link_target_end(text, i, end) != std::string_view::npos) {
      --open_brackets;
      i = link_target_end(text, i, end) - 1;
    } else if (c == '<' && tag_end(text, i, end) != std::string_view::npos) {
      out.add(' ', i);
      i = tag_end(text, i, end) - 1;
    } else {
      out.add(c == '\t' ? ' ' : c, i);
    }
  }
  return out.part(0, out.text.size());
}

}  // namespace faultline::ingest::prose
