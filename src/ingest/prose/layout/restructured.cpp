#include "ingest/prose/layout/restructured.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ingest/prose/layout/restructured_tables.hpp"
#include "ingest/prose/layout/text.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr int kMaxNesting = 64;  // deeper text is read loosely

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 16> kCode = {
    "code-block", "code",          "sourcecode", "parsed-literal", "prompt",  "console", "literalinclude",
    "highlight",  "raw",           "math",       "graphviz",       "mermaid", "uml",     "doctest",
    "testcode",   "program-output"};
constexpr std::array<std::string_view, 14> kNothing = {
    "image", "figure",     "contents", "toctree", "include",      "meta", "index",
    "tags",  "categories", "author",   "sectnum", "default-role", "role", "youtube"};
constexpr std::array<std::string_view, 3> kQuotes = {"epigraph", "highlights", "pull-quote"};
// Their argument is a title.
constexpr std::array<std::string_view, 6> kTitled = {"topic",  "sidebar",  "admonition",
                                                     "rubric", "dropdown", "tab-item"};
// Their argument begins their text.
constexpr std::array<std::string_view, 12> kAdmonitions = {
    "note",    "warning", "important", "tip",     "hint",         "attention",
    "caution", "danger",  "error",     "seealso", "versionadded", "versionchanged"};
// Fields of the document itself, no text.
constexpr std::array<std::string_view, 16> kOwnFields = {
    "author", "authors", "organization", "contact",    "address", "version",  "date", "copyright",
    "title",  "tags",    "category",     "categories", "slug",    "language", "lang", "orphan"};

struct Field {
  std::string_view name, value;  // in the line
};

// ":name: value"
std::optional<Field> field_of(std::string_view text) {
  if (text.size() < 3 || text.front() != ':' || text[1] == ' ' || text[1] == ':') return std::nullopt;
  const std::size_t close = text.find(':', 1);
  if (close == std::string_view::npos || (close + 1 < text.size() && text[close + 1] != ' '))
    return std::nullopt;
  return Field{text.substr(1, close - 1), base::trim(text.substr(close + 1))};
}

// Where the name of the directive ends in ".. name:: arguments"; npos where it is none.
std::size_t directive_name_end(std::string_view text) {
  if (!text.starts_with(".. ")) return std::string_view::npos;
  const std::size_t close = text.find("::", 3);
  if (close == std::string_view::npos || close == 3) return std::string_view::npos;
  const bool is_name =
      std::all_of(text.begin() + 3, text.begin() + static_cast<std::ptrdiff_t>(close), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == ':' ||
               c == '.';
      });
  return is_name ? close : std::string_view::npos;
}

class RestructuredReader {
 public:
  RestructuredReader(const SourceText& source, BlockBuilder& builder) : source_(source), builder_(builder) {}

  // Blocks of the lines [i, last) that begin in the column `column`.
  void body(std::size_t i, std::size_t last, std::size_t column) {
    if (++nesting_ > kMaxNesting) {
      read_text(source_, i, last, builder_);
    } else {
      while (i < last) i = block(i, last, column);
    }
    --nesting_;
  }

 private:
  std::string_view text_of(std::size_t line) const { return base::trim(source_.line(line)); }
  bool is_blank(std::size_t line) const { return text_of(line).empty(); }
  std::size_t column_of(std::size_t line) const { return indent_of(source_.line(line)); }
  // Where `part` of the folded text begins in it.
  std::size_t position(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - source_.folded().data());
  }
  Passage cut_of(std::string_view part) const {
    return part.empty() ? Passage{} : cut(source_, position(part), position(part) + part.size());
  }

  // The end of what is indented farther than `column`, blank lines between included.
  std::size_t region_end(std::size_t i, std::size_t last, std::size_t column) const {
    std::size_t end = i;
    for (; i < last; ++i) {
      if (is_blank(i)) continue;
      if (column_of(i) <= column) break;
      end = i + 1;
    }
    return end;
  }
  void indented_body(std::size_t i, std::size_t end) {
    while (i < end && is_blank(i)) ++i;
    if (i < end) body(i, end, column_of(i));
  }

  // Reads the block at `i` and gives the line behind it.
  std::size_t block(std::size_t i, std::size_t last, std::size_t column) {
    const std::string_view text = text_of(i);
    if (text.empty()) return i + 1;
    if (column_of(i) > column) return quote(i, region_end(i, last, column));
    if (column_of(i) == 0) {
      if (const std::size_t behind = title(i, last); behind > i) return behind;
    }
    if (is_simple_border(text) || is_grid_border(text)) return table(i, last);
    if (is_adornment(text)) return i + 1;  // a line across the page
    if (text == ".." || text.starts_with(".. ")) return explicit_markup(i, last);
    if (text.starts_with("__ ")) return i + 1;
    if (const auto found = field_of(text)) return field(i, last, *found);
    if (text.starts_with("| ") || text == "|") return line_block(i, last);
    if (text.starts_with(">>> ")) return code(i, paragraph_end(i, last));
    if (const std::size_t marker = marker_of(text)) return item(i, last, marker);
    if (i + 1 < last && !is_blank(i + 1) && column_of(i + 1) > column_of(i)) return definition(i, last);
    return paragraph(i, last);
  }

  void head_ends() { is_head_ = false; }

  std::size_t table(std::size_t i, std::size_t last) {
    head_ends();
    return is_simple_border(text_of(i)) ? read_simple_table(source_, i, last, builder_)
                                        : read_grid_table(source_, i, last, builder_);
  }

  // ---- titles
  std::size_t title(std::size_t i, std::size_t last) {
    const std::string_view line = source_.line(i);
    if (is_adornment(line) && !is_simple_border(line)) {
      const bool is_over = i + 2 < last && !is_blank(i + 1) && is_adornment(source_.line(i + 2)) &&
                           source_.line(i + 2).front() == line.front();
      if (!is_over) return i;
      heading(text_of(i + 1), line.front(), true);
      return i + 3;
    }
    const bool is_under =
        i + 1 < last && is_adornment(source_.line(i + 1)) && !is_adornment(line) && !line.starts_with(".. ");
    if (!is_under) return i;
    heading(text_of(i), source_.line(i + 1).front(), false);
    return i + 2;
  }

  void heading(std::string_view text, char sign, bool is_over) {
    const std::pair<char, bool> style{sign, is_over};
    const auto known = std::find(styles_.begin(), styles_.end(), style);
    const auto level = known - styles_.begin() + 1;
    if (known == styles_.end()) styles_.push_back(style);
    builder_.heading(plain_restructured(cut_of(text)), static_cast<int>(std::min<std::ptrdiff_t>(level, 6)));
  }

  // ---- what begins with ".."
  std::size_t explicit_markup(std::size_t i, std::size_t last) {
    const std::string_view text = text_of(i);
    const std::size_t end = std::max(region_end(i + 1, last, column_of(i)), i + 1);
    if (text == ".." && i + 1 < last && is_blank(i + 1)) return i + 1;
    const std::size_t name_end = directive_name_end(text);
    if (name_end != std::string_view::npos) {
      directive(base::to_lower(text.substr(3, name_end - 3)), base::trim(text.substr(name_end + 2)), i + 1,
                end);
      return end;
    }
    if (text.starts_with(".. [")) {  // a footnote
      const std::size_t close = text.find(']');
      if (close != std::string_view::npos) put_paragraph(cut_of(base::trim(text.substr(close + 1))));
    }
    return end;
  }

  struct Options {
    Passage header;
    int header_rows = 0;
  };

  void directive(const std::string& name, std::string_view arguments, std::size_t i, std::size_t end) {
    if (name == "post" && is_head_) return front_field("date", cut_of(arguments));
    head_ends();
    if (is_one_of(name, kNothing)) return;
    Options options;
    const std::size_t begin = skip_options(i, end, options);
    if (is_one_of(name, kCode)) return void(code(begin, end));
    if (name == "list-table") return read_list_table(source_, begin, end, options.header_rows, builder_);
    if (name == "csv-table")
      return read_csv_table(source_, begin, end, options.header, options.header_rows, builder_);
    if (is_one_of(name, kQuotes)) return void(quote(begin, end));
    if (is_one_of(name, kTitled)) {
      Passage title = plain_restructured(cut_of(arguments));
      if (!builder_.bare_heading(title)) builder_.paragraph(std::move(title));
    } else if (is_one_of(name, kAdmonitions) && !arguments.empty()) {
      Passage text = cut_of(arguments);
      std::size_t next = i;
      for (; next < end && !is_blank(next); ++next) text.add(cut_of(text_of(next)), '\n');
      put_paragraph(text);
      return indented_body(next, end);
    }
    indented_body(begin, end);
  }

  std::size_t skip_options(std::size_t i, std::size_t end, Options& options) const {
    for (; i < end && !is_blank(i); ++i) {
      const auto option = field_of(text_of(i));
      if (!option) break;
      if (option->name == "header") options.header = cut_of(option->value);
      if (option->name == "header-rows" && !option->value.empty() &&
          std::isdigit(static_cast<unsigned char>(option->value.front())) != 0)
        options.header_rows = option->value.front() - '0';
    }
    return i;
  }

  // ---- fields
  std::size_t field(std::size_t i, std::size_t last, const Field& field) {
    const std::size_t end = std::max(region_end(i + 1, last, column_of(i)), i + 1);
    const Passage name = plain_restructured(cut_of(field.name));
    Passage value = cut_of(field.value);
    const bool is_own = is_one_of(base::to_lower(name.text), kOwnFields);
    if (is_head_) {
      Passage whole = value;
      for (std::size_t j = i + 1; j < end; ++j) whole.add(cut_of(text_of(j)), ' ');
      front_field(base::to_lower(name.text), whole);
      if (is_own) return end;
    }
    if (builder_.named_section(name)) {
      put_paragraph(value);
    } else {
      Passage text = name;
      if (!text.empty()) text.add(':', text.at.back());
      text.add(value, ' ');
      builder_.paragraph(plain_restructured(text));
    }
    indented_body(i + 1, end);
    return end;
  }

  void front_field(std::string key, const Passage& value) {
    builder_.front().fields.push_back({std::move(key), plain_restructured(value)});
  }

  // ---- text
  std::size_t paragraph_end(std::size_t i, std::size_t last) const {
    const std::size_t column = column_of(i);
    std::size_t end = i + 1;
    while (end < last && !is_blank(end) && column_of(end) == column && !text_of(end).starts_with(".. "))
      ++end;
    return end;
  }

  std::size_t paragraph(std::size_t i, std::size_t last) {
    const std::size_t end = paragraph_end(i, last);
    if (column_of(i) == 0) builder_.end_list();
    Passage raw;
    for (std::size_t j = i; j < end; ++j) raw.add(cut_of(text_of(j)), '\n');
    return with_literal(raw, end, last, column_of(i), [&](const Passage& text) {
      if (is_quote_) return builder_.quote(plain_restructured(text));
      put_paragraph(text);
    });
  }

  void put_paragraph(const Passage& raw) {
    if (raw.empty()) return;
    head_ends();
    if (const auto rest = builder_.label(raw)) return builder_.paragraph(plain_restructured(*rest));
    Passage text = plain_restructured(raw);
    if (!builder_.bare_heading(text)) builder_.paragraph(std::move(text));
  }

  // "as follows::" says that the indented lines below are code; gives the line behind them.
  template <typename Put>
  std::size_t with_literal(Passage raw, std::size_t end, std::size_t last, std::size_t column, Put put) {
    const bool is_literal = raw.text.ends_with("::");
    if (is_literal) raw = raw.text == "::" ? Passage{} : raw.part(0, raw.text.size() - 1);
    put(raw);
    if (!is_literal) return end;
    const std::size_t behind = region_end(end, last, column);
    if (behind <= end) return end;
    return code(end, behind);
  }

  std::size_t code(std::size_t i, std::size_t end) {
    Passage text;
    for (; i < end; ++i) text.add(cut_of(text_of(i)), '\n');
    builder_.code(std::move(text));
    return end;
  }

  // Indented farther than what is around: bullets stay bullets, text is a quote outside lists.
  std::size_t quote(std::size_t i, std::size_t end) {
    const bool was_quote = std::exchange(is_quote_, is_quote_ || !builder_.is_in_list());
    indented_body(i, end);
    is_quote_ = was_quote;
    return end;
  }

  std::size_t line_block(std::size_t i, std::size_t last) {
    Passage text;
    for (; i < last && text_of(i).starts_with('|'); ++i)
      text.add(plain_restructured(cut_of(base::trim(text_of(i).substr(1)))), '\n');
    head_ends();
    builder_.paragraph(std::move(text));
    return i;
  }

  // ---- lists
  static std::size_t marker_of(std::string_view text) {
    if (text.starts_with("#. ")) return 3;
    return marker_length(text);
  }

  std::size_t item(std::size_t i, std::size_t last, std::size_t marker) {
    head_ends();
    const std::size_t column = column_of(i);
    const std::size_t end = std::max(region_end(i + 1, last, column), i + 1);
    Passage raw = cut_of(text_of(i).substr(marker));
    std::size_t next = i + 1;
    while (next < end && !is_blank(next) && marker_of(text_of(next)) == 0 &&
           !text_of(next).starts_with(".. "))
      raw.add(cut_of(text_of(next++)), '\n');
    const int depth = builder_.depth_at(column);
    next = with_literal(raw, next, end, column + marker, [&](const Passage& text) {
      if (depth == 0) {
        if (const auto rest = builder_.label(text)) return builder_.paragraph(plain_restructured(*rest));
      }
      builder_.item(plain_restructured(text), depth);
    });
    const bool was_quote = std::exchange(is_quote_, false);
    indented_body(next, end);
    is_quote_ = was_quote;
    return end;
  }

  // A term and what is indented below it.
  std::size_t definition(std::size_t i, std::size_t last) {
    head_ends();
    const std::size_t column = column_of(i);
    const std::size_t end = region_end(i + 1, last, column);
    const Passage term = plain_restructured(cut_of(text_of(i)));
    std::size_t next = i + 1;
    if (!builder_.named_section(term)) {
      const std::size_t inner = column_of(next);
      Passage raw = cut_of(text_of(i));
      while (next < end && !is_blank(next) && column_of(next) == inner && marker_of(text_of(next)) == 0 &&
             !text_of(next).starts_with(".. "))
        raw.add(cut_of(text_of(next++)), '\n');
      const int depth = builder_.depth_at(column);
      next = with_literal(raw, next, end, inner,
                          [&](const Passage& text) { builder_.item(plain_restructured(text), depth); });
    }
    const bool was_quote = std::exchange(is_quote_, false);
    indented_body(next, end);
    is_quote_ = was_quote;
    return end;
  }

  const SourceText& source_;
  BlockBuilder& builder_;
  std::vector<std::pair<char, bool>> styles_;  // of the titles so far; the level is the place
  int nesting_ = 0;
  bool is_head_ = true;  // nothing but titles and fields so far
  bool is_quote_ = false;
};

}  // namespace

bool is_adornment(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  if (line.size() < 3 || std::ispunct(static_cast<unsigned char>(line.front())) == 0) return false;
  if (line.size() == 3 && (line == "..." || line == "```")) return false;
  return line.find_first_not_of(line.front()) == std::string_view::npos;
}

bool is_directive(std::string_view line) {
  return directive_name_end(base::trim(line)) != std::string_view::npos;
}

void read_restructured(const SourceText& source, std::size_t first, BlockBuilder& builder) {
  RestructuredReader(source, builder).body(first, source.lines().size(), 0);
}

}  // namespace faultline::ingest::prose
