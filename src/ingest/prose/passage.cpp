#include "ingest/prose/passage.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}
bool is_upper(char c) {
  return std::isupper(static_cast<unsigned char>(c)) != 0;
}
bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool is_alpha(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

constexpr std::array<std::string_view, 16> kAbbreviations = {"ca", "approx", "e.g", "i.e", "etc", "vs",
                                                             "no", "misc",   "a.m", "p.m", "st",  "mr",
                                                             "ms", "dr",     "inc", "resp"};

// The word that ends before `stop`, lower case, inner full stops kept.
std::string word_before(std::string_view text, std::size_t stop) {
  std::size_t begin = stop;
  while (begin > 0 && (is_alpha(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  return base::to_lower(text.substr(begin, stop - begin));
}

// The letters from `begin` on.
std::string_view word_from(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_alpha(text[end])) ++end;
  return text.substr(begin, end - begin);
}

bool ends_sentence(std::string_view text, std::size_t i) {
  const char c = text[i];
  if (c != '.' && c != '!' && c != '?') return false;
  std::size_t next = i + 1;
  while (next < text.size() && (text[next] == ')' || text[next] == '"' || text[next] == '\'')) ++next;
  if (next >= text.size()) return true;
  if (!is_space(text[next])) return false;
  while (next < text.size() && is_space(text[next])) ++next;
  if (next >= text.size()) return true;
  if (c != '.') return true;
  const std::string word = word_before(text, i);
  const bool is_clock_half = word == "a.m" || word == "p.m";
  if (is_clock_half) return is_upper(text[next]) && !(next + 1 < text.size() && is_upper(text[next + 1]));
  if (std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end()) return false;
  // "Sept. 18th": a month cut short before its day.
  if (word.size() <= 4 && is_digit(text[next]) && month_of(word)) return false;
  // "19. April": an ordinal day; "until 14. Then" is rarer. The digits of "prod-1." end a word.
  if (i > 0 && is_digit(text[i - 1]) && i + 1 < text.size() && word.empty()) {
    std::size_t digits = i;
    while (digits > 0 && is_digit(text[digits - 1])) --digits;
    const char joint = digits == 0 ? ' ' : text[digits - 1];
    const bool is_part_of_word = joint == '-' || joint == '_' || is_alpha(joint);
    if (i - digits <= 2 && joint != ':' && !is_part_of_word) return false;
    if (is_part_of_word && month_of(word_from(text, next))) return false;
  }
  return is_upper(text[next]) || is_digit(text[next]) || text[next] == '"' || text[next] == '[' ||
         text[next] == '(' || text[next] == '~' || text[next] == '`';
}

// Rules look at all times and all words of a sentence together: one without an end would cost its square.
// What people write is a tenth as long.
constexpr std::size_t kLongestSentence = 4096;

// At white space; where there is none for as long again, before any byte that is no letter, digit or part of
// one.
bool may_cut(std::string_view text, std::size_t i, std::size_t length) {
  const bool is_part = is_alpha(text[i]) || is_digit(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80;
  return is_space(text[i]) || (length >= 2 * kLongestSentence && !is_part);
}

// Line breaks and the blanks around them become one space; all other bytes stay as written.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : base::trim(text)) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// Nothing but tags of HTML and white space, which nobody wrote to be read.
bool is_tags(std::string_view gap) {
  bool is_inside = false;
  for (const char c : gap) {
    if (c == '<') {
      is_inside = true;
    } else if (c == '>' && is_inside) {
      is_inside = false;
    } else if (!is_inside && !is_space(c) && c != '\r') {
      return false;
    }
  }
  return !is_inside && gap.find('<') != std::string_view::npos;
}

}  // namespace

void Passage::add(char c, std::size_t position) {
  text += c;
  at.push_back(static_cast<std::uint32_t>(position));
}

void Passage::add(const Passage& other, char separator) {
  if (other.empty()) return;
  if (!text.empty()) add(separator, at.back());
  text += other.text;
  at.insert(at.end(), other.at.begin(), other.at.end());
}

Passage Passage::part(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  while (begin < end && is_space(text[begin])) ++begin;
  while (end > begin && is_space(text[end - 1])) --end;
  Passage out;
  out.text = text.substr(begin, end - begin);
  out.at.assign(at.begin() + static_cast<std::ptrdiff_t>(begin),
                at.begin() + static_cast<std::ptrdiff_t>(end));
  return out;
}

SourceText::SourceText(std::string_view original, int first_line, std::string pointer)
    : original_(original),
      folded_(base::fold_typography(original)),
      first_line_(first_line),
      pointer_(std::move(pointer)) {
  std::size_t begin = 0;
  while (begin < folded_.text.size()) {
    lines_.push_back(begin);
    const std::size_t end = folded_.text.find('\n', begin);
    if (end == std::string::npos) break;
    begin = end + 1;
  }
}

std::string_view SourceText::line(std::size_t index) const {
  const std::size_t begin = lines_[index];
  std::size_t end = index + 1 < lines_.size() ? lines_[index + 1] : folded_.text.size();
  while (end > begin && (folded_.text[end - 1] == '\n' || folded_.text[end - 1] == '\r')) --end;
  return std::string_view(folded_.text).substr(begin, end - begin);
}

std::size_t SourceText::original_position(std::size_t folded_position) const {
  return folded_position < folded_.columns.size() ? folded_.columns[folded_position] : original_.size();
}

model::Location SourceText::location(std::size_t folded_position) const {
  model::Location where;
  where.pointer = pointer_;
  if (first_line_ == 0) return where;
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), folded_position);
  const auto index = next == lines_.begin() ? 0 : std::distance(lines_.begin(), next) - 1;
  where.line = first_line_ + static_cast<int>(index);
  if (!lines_.empty()) {
    const std::size_t begin = original_position(lines_[static_cast<std::size_t>(index)]);
    where.column = static_cast<int>(original_position(folded_position) -
                                    std::min(begin, original_position(folded_position))) +
                   1;
  }
  return where;
}

model::Location SourceText::location(const Passage& passage) const {
  return location(passage.at.empty() ? std::size_t{0} : passage.at.front());
}

std::string SourceText::written(const Passage& passage) const {
  return written(passage, 0, passage.text.size());
}

std::string SourceText::written(const Passage& passage, std::size_t begin, std::size_t end) const {
  end = std::min(end, passage.at.size());
  if (begin >= end) return {};
  const auto after = [&](std::size_t i) { return original_position(std::size_t{passage.at[i]} + 1); };
  std::string out;
  std::size_t from = original_position(passage.at[begin]);
  for (std::size_t i = begin + 1; i < end; ++i) {
    const std::size_t gap = after(i - 1), next = original_position(passage.at[i]);
    if (passage.at[i] < passage.at[i - 1]) {  // put together in another order than they stand
      out += original_.substr(from, std::max(gap, from) - from);
      out += ' ';
      from = next;
      continue;
    }
    if (next <= gap || !is_tags(original_.substr(gap, next - gap))) continue;
    out += original_.substr(from, gap - from);
    from = next;
  }
  out += original_.substr(from, std::max(after(end - 1), from) - from);
  return on_one_line(out);
}

namespace {

// "14:07** UTC": a mark of bold, italic or code inside a time is no part of it.
std::string without_marks(std::string written) {
  std::erase_if(written, [](char c) { return c == '*' || c == '`'; });
  return written;
}

}  // namespace

std::vector<TimeMention> times_of(const SourceText& source, const Passage& passage) {
  auto mentions = scan_times(passage.text);
  for (auto& mention : mentions)
    mention.written = without_marks(source.written(passage, mention.begin, mention.end));
  return mentions;
}

std::vector<DurationMention> durations_of(const SourceText& source, const Passage& passage) {
  auto mentions = scan_durations(passage.text);
  for (auto& mention : mentions) mention.written = source.written(passage, mention.begin, mention.end);
  return mentions;
}

std::vector<Extent> sentences_of(std::string_view text) {
  std::vector<Extent> out;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    std::size_t first = begin;
    while (first < end && is_space(text[first])) ++first;
    while (end > first && is_space(text[end - 1])) --end;
    if (end > first) out.push_back({first, end});
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i - begin >= kLongestSentence && may_cut(text, i, i - begin)) {
      close(i);
      begin = i;
    }
    if (!ends_sentence(text, i)) continue;
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] == ')' || text[end] == '"' || text[end] == '\'')) ++end;
    close(end);
    begin = end;
    i = end - 1;
  }
  close(text.size());
  return out;
}

}  // namespace faultline::ingest::prose
