#include "ingest/prose/blocks.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "ingest/prose/front_matter.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr int kLabelLevel = 7;  // "**Context**:" opens a section below every '#' heading
constexpr std::size_t kBareHeadingBytes = 80;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t indent_of(std::string_view line) {
  std::size_t width = 0;
  for (const char c : line) {
    if (c == ' ')
      ++width;
    else if (c == '\t')
      width += 4;
    else
      break;
  }
  return width;
}

// Bytes of "- ", "* ", "1. ", a bullet sign and the space after it at the head of `text`; 0 for no marker.
std::size_t marker_length(std::string_view text) {
  std::size_t n = 0;
  constexpr std::string_view kSigns[] = {"\xE2\x80\xA2",
                                         "\xE2\x80\xA3",
                                         "\xE2\x97\xA6",
                                         "\xE2\x96\xAA",
                                         "\xE2\x97\x8F",
                                         "\xC2\xB7",
                                         "-",
                                         "*",
                                         "+"};
  for (const auto sign : kSigns) {
    if (text.starts_with(sign)) {
      n = sign.size();
      break;
    }
  }
  if (n == 0) {
    while (n < text.size() && n < 3 && is_digit(text[n])) ++n;
    if (n == 0 || n >= text.size() || (text[n] != '.' && text[n] != ')')) return 0;
    ++n;
  }
  if (n >= text.size()) return 0;
  if (text[n] != ' ' && text[n] != '\t') return 0;
  while (n < text.size() && (text[n] == ' ' || text[n] == '\t')) ++n;
  return n;
}

bool is_delimiter_row(std::string_view text) {
  bool has_dash = false, has_bar = false;
  for (const char c : text) {
    if (c == '-')
      has_dash = true;
    else if (c == '|')
      has_bar = true;
    else if (c != ':' && c != ' ')
      return false;
  }
  return has_dash && has_bar;
}

bool is_rule(std::string_view text) {
  if (text.size() < 3) return false;
  const char c = text.front();
  if (c != '-' && c != '*' && c != '_' && c != '=') return false;
  return std::all_of(text.begin(), text.end(), [c](char d) { return d == c || d == ' '; });
}

class Parser {
 public:
  explicit Parser(const SourceText& source) : source_(source) { out_.sections.emplace_back(); }

  Blocks run() {
    for (std::size_t i = parse_front_matter(source_, out_.front); i < source_.lines().size(); ++i) line(i);
    flush();
    return std::move(out_);
  }

 private:
  void line(std::size_t index) {
    const std::string_view raw = source_.line(index);
    const std::string_view text = base::trim(raw);
    const std::size_t begin =
        text.empty() ? source_.lines()[index]
                     : source_.lines()[index] + static_cast<std::size_t>(text.data() - raw.data());
    const std::size_t end = begin + text.size();
    if (in_comment_) {
      in_comment_ = text.find("-->") == std::string_view::npos;
      return;
    }
    if (text.starts_with("```") || text.starts_with("~~~")) return fence(text);
    if (in_fence_ && !leaves_fence(text)) return code(begin, end);
    in_fence_ = false;
    if (text.starts_with("<!--")) {
      flush();
      in_comment_ = text.find("-->") == std::string_view::npos;
      return;
    }
    if (text.empty()) {
      flush();
      after_blank_ = true;
      return;
    }
    if (hash_heading(text, begin, end)) return;
    if (underline(text)) return;
    if (is_rule(text) && !is_delimiter_row(text)) return flush();
    if (table_line(text, begin, end)) return;
    if (text.front() == '>') return quote(begin, end);
    const std::size_t indent = indent_of(raw);
    if (const std::size_t marker = marker_length(text)) return item(indent, begin + marker, end);
    if (indent >= 4 && after_blank_ && !open_ && indents_.empty() && text.size() > 2 && !plain_text_indents_)
      return code(begin, end);
    paragraph_line(indent, begin, end);
  }

  void fence(std::string_view text) {
    flush();
    const bool has_info = text.find_first_not_of("`~") != std::string_view::npos;
    const bool closes_itself = text.size() > 3 && text.find("```", 3) != std::string_view::npos;
    if (!closes_itself) in_fence_ = has_info || !in_fence_;
  }

  bool leaves_fence(std::string_view text) const {
    std::size_t level = 0;
    while (level < text.size() && text[level] == '#') ++level;
    if (level < 2 || level > 6 || level >= text.size() || text[level] != ' ') return false;
    const auto rest = base::trim(text.substr(level));
    return !rest.empty() && (is_digit(rest.front()) || section_kind(rest) != SectionKind::other);
  }

  void code(std::size_t begin, std::size_t end) {
    if (!open_ || open_->kind != Block::Kind::code) {
      flush();
      open_ = Block{};
      open_->kind = Block::Kind::code;
    }
    Passage line;
    for (std::size_t i = begin; i < end; ++i) line.add(source_.folded()[i], i);
    open_->text.add(line, '\n');
  }

  bool hash_heading(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t level = 0;
    while (level < text.size() && text[level] == '#') ++level;
    if (level == 0 || level > 6) return false;
    if (level < text.size() && text[level] != ' ' && !(level >= 2 && text[level] != '#')) return false;
    while (end > begin + level && (source_.folded()[end - 1] == '#' || source_.folded()[end - 1] == ' '))
      --end;
    flush();
    heading(plain(source_, begin + level, end), static_cast<int>(level));
    return true;
  }

  // "====" or "----" under one line.
  bool underline(std::string_view text) {
    if (!open_ || open_->kind != Block::Kind::paragraph || open_->text.text.find('\n') != std::string::npos)
      return false;
    if (text.size() < 3 || (text.front() != '=' && text.front() != '-')) return false;
    if (text.find_first_not_of(text.front()) != std::string_view::npos) return false;
    const int level = text.front() == '=' ? 1 : 2;
    Passage title = std::move(open_->text);
    open_.reset();
    heading(std::move(title), level);
    return true;
  }

  // "What we learned from two outages" at the head is the document's title, no section of lessons.
  bool may_be_title(std::string_view title) const {
    constexpr std::size_t kSectionNameWords = 2;
    return out_.blocks.empty() && words_of(title).size() > kSectionNameWords;
  }

  void heading(Passage title, int level) {
    indents_.clear();
    Section section;
    section.kind = may_be_title(title.text) ? SectionKind::other : section_kind(title.text);
    section.title = title.text;
    section.level = level;
    std::size_t parent = section_;
    while (parent != 0 && out_.sections[parent].level >= level) parent = out_.sections[parent].parent;
    section.parent = parent;
    section.heading = out_.blocks.size();
    out_.sections.push_back(std::move(section));
    section_ = out_.sections.size() - 1;
    Block block;
    block.kind = Block::Kind::heading;
    block.level = level;
    block.text = std::move(title);
    push(std::move(block));
  }

  bool table_line(std::string_view text, std::size_t begin, std::size_t end) {
    if (is_delimiter_row(text)) {
      if (open_ && open_->kind == Block::Kind::paragraph) {  // a header without outer bars
        const Passage header = open_->text;
        open_.reset();
        row(header);
      }
      if (!out_.blocks.empty() && out_.blocks.back().kind == Block::Kind::row)
        out_.blocks.back().is_header = true;
      in_bare_table_ = true;
      return true;
    }
    const bool has_bar = text.find('|') != std::string_view::npos;
    if (text.front() != '|' && !(in_bare_table_ && has_bar)) return false;
    if (text.find("| |") != std::string_view::npos && text.front() != '|') return false;
    flush_keeping_table();
    row(plain(source_, begin, end));
    return true;
  }

  void row(const Passage& line) {
    Block block;
    block.kind = Block::Kind::row;
    std::size_t begin = !line.empty() && line.text.front() == '|' ? 1 : 0;
    while (begin <= line.text.size()) {
      std::size_t bar = line.text.find('|', begin);
      if (bar == std::string::npos) bar = line.text.size();
      if (bar < line.text.size() || begin < line.text.size()) block.cells.push_back(line.part(begin, bar));
      begin = bar + 1;
    }
    block.text = line;
    push(std::move(block));
  }

  void quote(std::size_t begin, std::size_t end) {
    while (begin < end && (source_.folded()[begin] == '>' || source_.folded()[begin] == ' ')) ++begin;
    if (!open_ || open_->kind != Block::Kind::quote) {
      flush();
      open_ = Block{};
      open_->kind = Block::Kind::quote;
    }
    open_->text.add(plain(source_, begin, end), '\n');
  }

  void item(std::size_t indent, std::size_t begin, std::size_t end) {
    flush();
    while (!indents_.empty() && indents_.back() >= indent + 1) indents_.pop_back();
    if (indents_.empty() || indents_.back() < indent) indents_.push_back(indent);
    const int depth = static_cast<int>(indents_.size()) - 1;
    if (depth == 0 && label(begin, end)) return;
    Block block;
    block.kind = Block::Kind::item;
    block.level = depth;
    block.text = plain(source_, begin, end);
    open_ = std::move(block);
  }

  // "**Impact**: text" at the top: a heading "Impact" and a paragraph "text".
  bool label(std::size_t begin, std::size_t end) {
    const std::string_view text = std::string_view(source_.folded()).substr(begin, end - begin);
    if (!text.starts_with("**")) return false;
    const std::size_t close = text.find("**", 2);
    if (close == std::string_view::npos || close > kBareHeadingBytes) return false;
    std::string_view title = base::trim(text.substr(2, close - 2));
    if (!title.empty() && title.back() == ':') title.remove_suffix(1);
    if (section_kind(title) == SectionKind::other) return false;
    std::size_t rest = close + 2;
    while (rest < text.size() && (text[rest] == ':' || text[rest] == ' ')) ++rest;
    heading(plain(source_, begin + 2, begin + 2 + title.size()), kLabelLevel);
    if (rest < text.size()) paragraph_line(0, begin + rest, end);
    plain_text_indents_ = true;
    return true;
  }

  void paragraph_line(std::size_t indent, std::size_t begin, std::size_t end) {
    if (open_ && (open_->kind == Block::Kind::paragraph || open_->kind == Block::Kind::item)) {
      open_->text.add(plain(source_, begin, end), '\n');
      return;
    }
    flush();
    if (indent == 0) indents_.clear();
    if (after_blank_ || out_.blocks.empty()) {
      if (label(begin, end) || bare_heading(begin, end)) return;
    }
    Block block;
    block.text = plain(source_, begin, end);
    open_ = std::move(block);
    after_blank_ = false;
  }

  // A line on its own, in plain text, that is the name of a section.
  bool bare_heading(std::size_t begin, std::size_t end) {
    const std::size_t next = static_cast<std::size_t>(
        std::upper_bound(source_.lines().begin(), source_.lines().end(), begin) - source_.lines().begin());
    const bool stands_alone = next >= source_.lines().size() || base::trim(source_.line(next)).empty();
    if (!stands_alone || end - begin > kBareHeadingBytes) return false;
    Passage title = plain(source_, begin, end);
    if (title.empty() || title.text.back() == '.' || may_be_title(title.text)) return false;
    if (section_kind(title.text) == SectionKind::other && !is_numbered_part(title.text)) return false;
    heading(std::move(title), 2);
    return true;
  }

  static bool is_numbered_part(std::string_view title) {
    const auto words = words_of(title);
    if (words.size() < 2 || words.size() > 8) return false;
    const std::string_view first = words[0].text;
    if (first != "issue" && first != "incident" && first != "outage") return false;
    std::string_view second = words[1].text;
    if (!second.empty() && second.front() == '#') second.remove_prefix(1);
    return second.size() == 1 && is_digit(second.front());
  }

  void push(Block block) {
    block.section = section_;
    out_.blocks.push_back(std::move(block));
    after_blank_ = false;
  }
  void flush_keeping_table() {
    if (open_) push(std::move(*open_));
    open_.reset();
  }
  void flush() {
    flush_keeping_table();
    in_bare_table_ = false;
  }

  const SourceText& source_;
  Blocks out_;
  std::optional<Block> open_;
  std::vector<std::size_t> indents_;
  std::size_t section_ = 0;
  bool in_fence_ = false, in_comment_ = false, in_bare_table_ = false, after_blank_ = true,
       plain_text_indents_ = false;
};

}  // namespace

bool Blocks::is_within(std::size_t section, SectionKind kind) const {
  for (;; section = sections[section].parent) {
    if (sections[section].kind == kind) return true;
    if (section == 0) return false;
  }
}

SectionKind Blocks::kind_of(const Block& block) const {
  for (std::size_t section = block.section;; section = sections[section].parent) {
    if (sections[section].kind != SectionKind::other || section == 0) return sections[section].kind;
  }
}

Blocks parse_blocks(const SourceText& source) {
  return Parser(source).run();
}

}  // namespace faultline::ingest::prose
