// plain_restructured(): inline markup of reStructuredText.
#include <algorithm>
#include <cctype>

#include "ingest/prose/layout/restructured.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr std::size_t kLongestMark = 4096;
constexpr auto npos = std::string_view::npos;

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

class Inline {
 public:
  explicit Inline(const Passage& raw) : raw_(raw), text_(raw.text) {}

  Passage run() {
    for (std::size_t i = 0; i < text_.size();) i = step(i);
    return out_.part(0, out_.text.size());
  }

 private:
  std::size_t step(std::size_t i) {
    const char c = text_[i];
    const char before = i > 0 ? text_[i - 1] : ' ';
    const char after = i + 1 < text_.size() ? text_[i + 1] : ' ';
    if (c == '\\') {
      if (i + 1 < text_.size() && after != ' ') out_.add(after, raw_.at[i + 1]);
      return i + 2;
    }
    if (c == '`') return interpreted(i);
    if (c == ':') {
      if (const std::size_t name = role_end(i); name != npos) return name;
    }
    if (c == '*' && (after == '*' || before == '*' || is_word(before) != is_word(after))) return i + 1;
    if (c == '[') {
      if (const std::size_t mark = footnote_end(i); mark != npos) return mark;
    }
    // "the runbook_ says"
    if (c == '_' && is_word(before) && !is_word(after) && after != '_') return i + 1;
    out_.add(c == '\t' ? ' ' : c, raw_.at[i]);
    return i + 1;
  }

  // "``literal``", "`text <target>`_", "`text`": the words between.
  std::size_t interpreted(std::size_t i) {
    const std::string_view mark = text_.substr(i).starts_with("``") ? "``" : "`";
    const std::size_t begin = i + mark.size();
    const std::size_t close = text_.substr(0, std::min(text_.size(), begin + kLongestMark)).find(mark, begin);
    if (close == npos) return begin;
    std::size_t end = close;
    if (mark.size() == 1 && end > begin && text_[end - 1] == '>') {
      const std::size_t target = text_.rfind('<', end);
      if (target != npos && target > begin) end = target;
    }
    while (end > begin && text_[end - 1] == ' ') --end;
    for (std::size_t j = begin; j < end; ++j) out_.add(text_[j], raw_.at[j]);
    std::size_t next = close + mark.size();
    if (mark.size() == 1) next = skip_role(skip_underlines(next));
    return next;
  }

  std::size_t skip_underlines(std::size_t i) const {
    while (i < text_.size() && text_[i] == '_') ++i;
    return i;
  }
  // A role behind its text: "`text`:role:".
  std::size_t skip_role(std::size_t i) const {
    if (i + 2 >= text_.size() || text_[i] != ':' || !is_word(text_[i + 1])) return i;
    std::size_t end = i + 1;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '-')) ++end;
    return end < text_.size() && text_[end] == ':' ? end + 1 : i;
  }

  // Behind ":role:" where "`" follows.
  std::size_t role_end(std::size_t i) const {
    std::size_t end = i + 1;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '-' || text_[end] == '+')) ++end;
    const bool is_role = end > i + 1 && end + 1 < text_.size() && text_[end] == ':' && text_[end + 1] == '`';
    return is_role ? end + 1 : npos;
  }

  // "[1]_", "[#note]_"
  std::size_t footnote_end(std::size_t i) const {
    const std::size_t close = text_.substr(0, std::min(text_.size(), i + 40)).find("]_", i);
    const bool is_plain = close != npos && text_.substr(i, close - i).find(' ') == npos;
    return is_plain ? close + 2 : npos;
  }

  const Passage& raw_;
  std::string_view text_;
  Passage out_;
};

}  // namespace

Passage plain_restructured(const Passage& raw) {
  return Inline(raw).run();
}

}  // namespace faultline::ingest::prose
