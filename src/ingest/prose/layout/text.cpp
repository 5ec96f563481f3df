#include "ingest/prose/layout/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ingest/prose/layout/table_cells.hpp"

namespace faultline::ingest::prose {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::array<std::string_view, 6> kBulletSigns = {"\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x97\xA6",
                                                          "\xE2\x96\xAA", "\xE2\x97\x8F", "\xC2\xB7"};

// `sign` and the blanks after it; 0 where no blank follows.
std::size_t with_blanks(std::string_view text, std::size_t sign) {
  if (sign == 0 || sign >= text.size() || (text[sign] != ' ' && text[sign] != '\t')) return 0;
  while (sign < text.size() && (text[sign] == ' ' || text[sign] == '\t')) ++sign;
  return sign;
}

class TextReader {
 public:
  TextReader(const SourceText& source, BlockBuilder& builder) : source_(source), builder_(builder) {}

  void run(std::size_t first, std::size_t last) {
    last = std::min(last, source_.lines().size());
    after_blank_ = first == 0 || base::trim(source_.line(first - 1)).empty() || builder_.is_empty();
    for (std::size_t i = first; i < last; ++i) line(i);
    flush();
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
    if (indent >= 4 && after_blank_ && !open_ && !builder_.is_in_list() && text.size() > 2 &&
        !builder_.has_labels())
      return code(begin, end);
    paragraph_line(index, indent, begin, end);
  }

  void fence(std::string_view text) {
    flush();
    const bool has_info = text.find_first_not_of("`~") != std::string_view::npos;
    const bool closes_itself = text.size() > 3 && text.find("```", 3) != std::string_view::npos;
    if (!closes_itself) in_fence_ = has_info || !in_fence_;
  }

  void code(std::size_t begin, std::size_t end) {
    continue_with(Block::Kind::code);
    open_->text.add(cut(source_, begin, end), '\n');
  }

  bool hash_heading(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t level = 0;
    while (level < text.size() && text[level] == '#') ++level;
    if (level == 0 || level > 6) return false;
    if (level < text.size() && text[level] != ' ' && level < 2) return false;
    while (end > begin + level && (source_.folded()[end - 1] == '#' || source_.folded()[end - 1] == ' '))
      --end;
    flush();
    builder_.heading(plain(source_, begin + level, end), static_cast<int>(level));
    after_blank_ = false;
    return true;
  }

  // "====" or "----" under one line.
  bool underline(std::string_view text) {
    if (!open_ || open_->kind != Block::Kind::paragraph || open_->text.text.find('\n') != std::string::npos)
      return false;
    if (text.size() < 3 || (text.front() != '=' && text.front() != '-')) return false;
    if (text.find_first_not_of(text.front()) != std::string_view::npos) return false;
    Passage title = std::move(open_->text);
    open_.reset();
    builder_.heading(std::move(title), text.front() == '=' ? 1 : 2);
    after_blank_ = false;
    return true;
  }

  bool table_line(std::string_view text, std::size_t begin, std::size_t end) {
    if (is_delimiter_row(text)) {
      if (open_ && open_->kind == Block::Kind::paragraph) {  // a header without outer bars
        const Passage header = std::move(open_->text);
        open_.reset();
        row(header);
      }
      builder_.mark_header();
      in_bare_table_ = true;
      return true;
    }
    const bool has_bar = text.find('|') != std::string_view::npos;
    if (text.front() != '|' && !(in_bare_table_ && has_bar)) return false;
    if (text.find("| |") != std::string_view::npos && text.front() != '|') return false;
    flush_keeping_table();
    row(cut(source_, begin, end));
    return true;
  }

  void row(const Passage& line) {
    builder_.row(plain(line), cells_of_row(line));
    after_blank_ = false;
  }

  void quote(std::size_t begin, std::size_t end) {
    while (begin < end && (source_.folded()[begin] == '>' || source_.folded()[begin] == ' ')) ++begin;
    continue_with(Block::Kind::quote);
    open_->text.add(plain(source_, begin, end), '\n');
  }

  void item(std::size_t indent, std::size_t begin, std::size_t end) {
    flush();
    const int depth = builder_.depth_at(indent);
    if (depth == 0 && label(begin, end)) return;
    open(Block::Kind::item, depth);
    open_->text = plain(source_, begin, end);
  }

  // "**Impact**: text" at the top: a heading "Impact" and a paragraph "text".
  bool label(std::size_t begin, std::size_t end) {
    auto rest = builder_.label(cut(source_, begin, end));
    if (!rest) return false;
    after_blank_ = false;
    if (rest->empty()) return true;
    open(Block::Kind::paragraph, 0);
    open_->text = plain(*rest);
    return true;
  }

  void paragraph_line(std::size_t index, std::size_t indent, std::size_t begin, std::size_t end) {
    if (open_ && (open_->kind == Block::Kind::paragraph || open_->kind == Block::Kind::item)) {
      open_->text.add(plain(source_, begin, end), '\n');
      return;
    }
    flush();
    if (indent == 0) builder_.end_list();
    if (after_blank_ || builder_.is_empty()) {
      if (label(begin, end) || bare_heading(index, begin, end)) return;
    }
    open(Block::Kind::paragraph, 0);
    open_->text = plain(source_, begin, end);
    after_blank_ = false;
  }

  // A line on its own, in plain text, that is the name of a section.
  bool bare_heading(std::size_t index, std::size_t begin, std::size_t end) {
    const std::size_t next = index + 1;
    const bool stands_alone = next >= source_.lines().size() || base::trim(source_.line(next)).empty();
    if (!stands_alone || !builder_.bare_heading(plain(source_, begin, end))) return false;
    after_blank_ = false;
    return true;
  }

  void open(Block::Kind kind, int level) {
    open_ = Block{};
    open_->kind = kind;
    open_->level = level;
  }
  void continue_with(Block::Kind kind) {
    if (open_ && open_->kind == kind) return;
    flush();
    open(kind, 0);
  }
  void flush_keeping_table() {
    if (!open_) return;
    Block block = std::move(*open_);
    open_.reset();
    after_blank_ = false;
    switch (block.kind) {
      case Block::Kind::item:
        return builder_.item(std::move(block.text), block.level);
      case Block::Kind::quote:
        return builder_.quote(std::move(block.text));
      case Block::Kind::code:
        return builder_.code(std::move(block.text));
      default:
        return builder_.paragraph(std::move(block.text));
    }
  }
  void flush() {
    flush_keeping_table();
    in_bare_table_ = false;
  }

  const SourceText& source_;
  BlockBuilder& builder_;
  std::optional<Block> open_;
  bool in_fence_ = false, in_comment_ = false, in_bare_table_ = false, after_blank_ = true;
};

}  // namespace

std::size_t bullet_sign_length(std::string_view text) {
  for (const auto sign : kBulletSigns) {
    if (text.starts_with(sign)) return with_blanks(text, sign.size());
  }
  return 0;
}

std::size_t marker_length(std::string_view text) {
  if (const std::size_t sign = bullet_sign_length(text)) return sign;
  if (text.empty()) return 0;
  if (text.front() == '-' || text.front() == '*' || text.front() == '+') return with_blanks(text, 1);
  std::size_t n = 0;
  while (n < text.size() && n < 3 && is_digit(text[n])) ++n;
  if (n == 0 || n >= text.size() || (text[n] != '.' && text[n] != ')')) return 0;
  return with_blanks(text, n + 1);
}

bool is_rule(std::string_view text) {
  if (text.size() < 3) return false;
  const char c = text.front();
  if (c != '-' && c != '*' && c != '_' && c != '=') return false;
  return std::all_of(text.begin(), text.end(), [c](char d) { return d == c || d == ' '; });
}

bool leaves_fence(std::string_view text) {
  std::size_t level = 0;
  while (level < text.size() && text[level] == '#') ++level;
  if (level < 2 || level > 6 || level >= text.size() || text[level] != ' ') return false;
  auto rest = base::trim(text.substr(level));
  rest = rest.substr(std::min(rest.find_first_not_of("{[(*~` "), rest.size()));  // "### {{ 14:07 }}"
  return !rest.empty() && (is_digit(rest.front()) || section_kind(rest) != SectionKind::other);
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

void read_text(const SourceText& source, std::size_t first, std::size_t last, BlockBuilder& builder) {
  TextReader(source, builder).run(first, last);
}

}  // namespace faultline::ingest::prose
