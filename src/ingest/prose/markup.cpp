// plain(): text without its markup, and the places of what is left.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "ingest/prose/blocks.hpp"
#include "ingest/prose/entities.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr auto npos = std::string_view::npos;

// Nothing that closes is looked for farther ahead, so that reading stays linear whatever the text.
constexpr std::size_t kLongestMark = 4096;

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

// The end of what opens at `i` and closes with `close`; npos where it does not.
std::size_t end_of(std::string_view text, std::size_t i, std::string_view close) {
  const std::size_t found = text.substr(0, std::min(text.size(), i + kLongestMark)).find(close, i);
  return found == npos ? npos : found + close.size();
}

// The end of "](target)" or "][label]" that begins at `i`; npos where it is no link.
std::size_t link_target_end(std::string_view text, std::size_t i) {
  if (i + 1 >= text.size() || text[i] != ']') return npos;
  const char open = text[i + 1];
  const char close = open == '(' ? ')' : open == '[' ? ']' : '\0';
  if (close == '\0') return npos;
  int depth = 0;
  const std::size_t limit = std::min(text.size(), i + kLongestMark);
  for (std::size_t j = i + 1; j < limit; ++j) {
    if (text[j] == open) ++depth;
    if (text[j] == close && --depth == 0) return j + 1;
  }
  return npos;
}

constexpr std::array<std::string_view, 45> kTags = {
    "a",     "b",      "br",     "center",  "code", "dd",    "del",   "details", "div",
    "dl",    "dt",     "em",     "font",    "hr",   "i",     "img",   "ins",     "kbd",
    "li",    "mark",   "ol",     "p",       "pre",  "s",     "samp",  "sub",     "span",
    "small", "strike", "strong", "summary", "sup",  "table", "tbody", "td",      "th",
    "thead", "time",   "tr",     "tt",      "u",    "ul",    "var",   "wbr",     "iframe"};

// The end of a tag of HTML, a comment or a template's mark at `i`; npos where there is none.
std::size_t tag_end(std::string_view text, std::size_t i) {
  const std::string_view rest = text.substr(i);
  if (rest.starts_with("<!--")) return end_of(text, i + 4, "-->");
  if (rest.starts_with("<%")) return end_of(text, i + 2, "%>");
  std::size_t j = i + 1;
  if (j < text.size() && text[j] == '/') ++j;
  const std::size_t name = j;
  while (j < text.size() && j - name < 8 && std::isalnum(static_cast<unsigned char>(text[j])) != 0) ++j;
  const bool closes_name = j < text.size() && (text[j] == '>' || text[j] == ' ' || text[j] == '/');
  if (j == name || !closes_name) return npos;
  const std::string tag = base::to_lower(text.substr(name, j - name));
  if (std::find(kTags.begin(), kTags.end(), tag) == kTags.end()) return npos;
  return end_of(text, j, ">");
}

// The time in cState's {{< track "2024-03-05 14:07:00" >}}, which a reader sees: [begin, end).
std::pair<std::size_t, std::size_t> shown_time(std::string_view text, std::size_t i, std::size_t end) {
  const std::size_t open = text.substr(0, end).find('"', i);
  if (open == npos || open + 1 >= end || std::isdigit(static_cast<unsigned char>(text[open + 1])) == 0)
    return {i, i};
  return {open + 1, std::min(text.find('"', open + 1), end)};
}

// "{% include x %}", "{{< figure >}}", "{{% note %}}" of Jekyll, Hugo and Quarto. "{{ 14:07 }}" is text.
std::size_t shortcode_end(std::string_view text, std::size_t i) {
  const std::string_view rest = text.substr(i);
  if (rest.starts_with("{%")) return end_of(text, i + 2, "%}");
  if (rest.starts_with("{{<")) return end_of(text, i + 3, ">}}");
  if (rest.starts_with("{{%")) return end_of(text, i + 3, "%}}");
  return npos;
}

class Plain {
 public:
  explicit Plain(const Passage& raw) : raw_(raw), text_(raw.text) {}

  Passage run() {
    for (std::size_t i = 0; i < text_.size();) i = step(i);
    return out_.part(0, out_.text.size());
  }

 private:
  // Reads what stands at `i`; where the next begins.
  std::size_t step(std::size_t i) {
    const char c = text_[i];
    const char before = i > 0 ? text_[i - 1] : ' ';
    const char after = i + 1 < text_.size() ? text_[i + 1] : ' ';
    switch (c) {
      case '\\':
        if (std::ispunct(static_cast<unsigned char>(after)) == 0) break;
        out_.add(after, raw_.at[i + 1]);
        return i + 2;
      case '*':
        if (after == '*' || before == '*' || is_word(before) != is_word(after)) return i + 1;
        break;
      case '_':
        if (is_word(before) != is_word(after)) return i + 1;
        break;
      case '~':
        if (after == '~' || before == '~') return i + 1;
        break;
      case '`':
        return i + 1;
      case '!':
        if (after == '[') return i + 1;
        break;
      case '[':
        if (!opens_link(i)) break;
        ++open_brackets_;
        return i + 1;
      case ']':
        if (open_brackets_ == 0) break;
        if (const std::size_t end = link_target_end(text_, i); end != npos) {
          --open_brackets_;
          return end;
        }
        break;
      case '<':
        if (const std::size_t end = tag_end(text_, i); end != npos) {
          if (!is_line_break(i)) return space(i, end);
          out_.add('\n', raw_.at[i]);
          return end;
        }
        break;
      case '{':
        if (const std::size_t end = shortcode_end(text_, i); end != npos) {
          const auto [first, last] = shown_time(text_, i, end);
          for (std::size_t k = first; k < last; ++k) out_.add(text_[k], raw_.at[k]);
          return space(i, end);
        }
        if (after != '{') break;
        ++open_braces_;
        return i + 2;
      case '}':
        if (after != '}' || open_braces_ == 0) break;
        --open_braces_;
        return i + 2;
      case '&':
        if (const auto entity = entity_at(text_, i)) {
          for (const char decoded : entity->text) out_.add(decoded, raw_.at[i]);
          return entity->end;
        }
        break;
      default:
        break;
    }
    out_.add(c == '\t' ? ' ' : c, raw_.at[i]);
    return i + 1;
  }

  // "<br>" ends a line, but not inside a table's row.
  bool is_line_break(std::size_t i) const {
    return base::equals_ignoring_case(text_.substr(i, 3), "<br") && text_.find('|') == npos;
  }

  std::size_t space(std::size_t i, std::size_t end) {
    out_.add(' ', raw_.at[i]);
    return end;
  }

  bool opens_link(std::size_t i) const {
    const std::size_t close = end_of(text_, i, "]");
    return close != npos && link_target_end(text_, close - 1) != npos;
  }

  const Passage& raw_;
  std::string_view text_;
  Passage out_;
  int open_brackets_ = 0, open_braces_ = 0;
};

}  // namespace

Passage cut(const SourceText& source, std::size_t begin, std::size_t end) {
  const std::string_view text = source.folded();
  Passage out;
  end = std::min(end, text.size());
  begin = std::min(begin, end);
  while (begin < end && std::isspace(static_cast<unsigned char>(text[begin])) != 0) ++begin;
  while (end > begin && std::isspace(static_cast<unsigned char>(text[end - 1])) != 0) --end;
  out.text = text.substr(begin, end - begin);
  out.at.resize(end - begin);
  for (std::size_t i = 0; i < out.at.size(); ++i) out.at[i] = static_cast<std::uint32_t>(begin + i);
  return out;
}

Passage plain(const Passage& raw) {
  return Plain(raw).run();
}

Passage plain(const SourceText& source, std::size_t begin, std::size_t end) {
  return plain(cut(source, begin, end));
}

}  // namespace faultline::ingest::prose
