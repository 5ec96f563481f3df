#include "ingest/prose/layout/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "ingest/html_tree.hpp"
#include "ingest/prose/layout/html_layout.hpp"
#include "ingest/prose/layout/markdown_repair.hpp"
#include "ingest/prose/layout/table_cells.hpp"
#include "ingest/prose/layout/text.hpp"

namespace faultline::ingest::prose {

namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree parse(const std::string& text) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  // Blocks alone are read here, marks and links by markup.cpp; cmark's search for bare links takes the square
  // of a line's length.
  for (const char* name : {"table", "tasklist"}) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name))
      cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree(cmark_parser_finish(parser.get()));
}

// The next node in document order that is not below `node`; null behind the last.
cmark_node* after(cmark_node* node) {
  while (node != nullptr && cmark_node_next(node) == nullptr) node = cmark_node_parent(node);
  return node == nullptr ? nullptr : cmark_node_next(node);
}

bool starts_fence(std::string_view text) {
  return text.starts_with("```") || text.starts_with("~~~");
}

// A heading whose blank is missing, a row, a fence: what cmark takes for text and people do not.
bool is_odd_at_head(std::string_view text) {
  return text.starts_with('|') || starts_fence(text) ||
         (text.starts_with("##") && text.find_first_not_of('#') != std::string_view::npos);
}

bool is_underline(std::string_view text) {
  return text.empty() || ((text.front() == '=' || text.front() == '-') &&
                          text.find_first_not_of(text.front()) == std::string_view::npos);
}

// "[label]: https://...", which a reader never sees.
bool is_link_target(std::string_view text) {
  if (!text.starts_with("[") || text.starts_with("[^")) return false;
  const std::size_t close = text.find("]:");
  return close != std::string_view::npos && text.find(']') == close &&
         base::trim(text.substr(close + 2)).find("://") != std::string_view::npos;
}

class MarkdownReader {
 public:
  MarkdownReader(const SourceText& source, std::size_t first, BlockBuilder& builder)
      : source_(source), builder_(builder), repaired_(repair_markdown(source, first)) {}

  void run() {
    const Tree tree = parse(repaired_.text);
    cmark_node* node = cmark_node_first_child(tree.get());
    while (node != nullptr) {
      cmark_node* inside = read(node) ? cmark_node_first_child(node) : nullptr;
      node = inside != nullptr ? inside : after(node);
    }
  }

 private:
  // Lines of the repaired text, from 0; `end` is behind the last.
  struct Lines {
    std::size_t begin = 0, end = 0;
  };

  // Whether what is inside the node is still to be read.
  bool read(cmark_node* node) {
    const std::string_view type = cmark_node_get_type_string(node);
    if (type == "list") return true;
    const Lines lines = lines_of(node);
    if (lines.begin >= lines.end) return false;  // no place of its own: a paragraph that a table took over
    const std::size_t begin = position(lines.begin, cmark_node_get_start_column(node));
    if (type == "item" || type == "tasklist") {
      item_column_ = column_of(lines.begin, cmark_node_get_start_column(node));
      return true;
    }
    if (type == "paragraph") {
      paragraph(lines, begin);
    } else if (type == "heading") {
      heading(lines, begin, cmark_node_get_heading_level(node));
    } else if (type == "table") {
      table(lines, begin);
    } else {
      item_column_.reset();
      if (type == "block_quote") quote(lines);
      if (type == "html_block") html(lines);
      if (type == "code_block") code(node, lines);
    }
    item_column_.reset();
    return false;
  }

  Lines lines_of(cmark_node* node) const {
    const auto begin = cmark_node_get_start_line(node), end = cmark_node_get_end_line(node);
    if (begin < 1) return {};
    const std::size_t count = repaired_.lines.size();
    const std::size_t first = std::min(static_cast<std::size_t>(begin - 1), count);
    std::size_t last = std::clamp(static_cast<std::size_t>(std::max(end, begin)), first, count);
    while (last > first && (repaired_.lines[last - 1].is_empty || text_of(last - 1).empty())) --last;
    return {first, last};
  }

  std::size_t position(std::size_t line, int column) const {
    const auto& where = repaired_.lines[line];
    const std::size_t skipped = column < 1 ? 0 : static_cast<std::size_t>(column - 1);
    return std::min(where.begin + (skipped > where.prefix ? skipped - where.prefix : 0), end_of(line));
  }

  // As the loose reader counts them: a tab is four.
  std::size_t column_of(std::size_t line, int column) const {
    const auto& where = repaired_.lines[line];
    const std::size_t length = column < 1 ? 0 : static_cast<std::size_t>(column - 1);
    const std::string_view before = source_.line(where.source).substr(0, where.prefix > 0 ? 0 : length);
    const auto tabs = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\t'));
    return length + 3 * tabs;
  }

  std::size_t end_of(std::size_t line) const {
    const std::size_t source = repaired_.lines[line].source;
    return source_.lines()[source] + source_.line(source).size();
  }
  // The line's text, from `begin` where that is given.
  std::string_view text_of(std::size_t line, std::size_t begin) const {
    return base::trim(std::string_view(source_.folded()).substr(begin, end_of(line) - begin));
  }
  std::string_view text_of(std::size_t line) const { return text_of(line, repaired_.lines[line].begin); }

  void loosely(Lines lines) {
    if (lines.begin >= lines.end) return;
    read_text(source_, repaired_.lines[lines.begin].source, repaired_.lines[lines.end - 1].source + 1,
              builder_);
  }

  void paragraph(Lines lines, std::size_t begin) {
    const bool is_item = item_column_.has_value();
    if (!is_item && is_odd_at_head(text_of(lines.begin, begin))) return loosely(lines);
    std::size_t odd = lines.begin + 1;
    while (odd < lines.end && !is_odd_at_head(text_of(odd)) && marker_length(text_of(odd)) == 0 &&
           !is_delimiter_row(text_of(odd)))
      ++odd;
    Passage raw;
    for (std::size_t i = lines.begin; i < odd; ++i) {
      const std::size_t from = i == lines.begin ? begin : repaired_.lines[i].begin;
      const std::string_view text = text_of(i, from);
      if (!is_link_target(text) && !is_rule(text)) raw.add(cut(source_, from, end_of(i)), '\n');
    }
    if (is_item)
      item(raw);
    else
      text(lines, raw);
    loosely({odd, lines.end});
  }

  void item(const Passage& raw) {
    const int depth = builder_.depth_at(*item_column_);
    if (depth == 0) {
      if (const auto rest = builder_.label(raw)) return builder_.paragraph(plain(*rest));
    }
    builder_.item(plain(raw), depth);
  }

  void text(Lines lines, const Passage& raw) {
    const std::size_t line = repaired_.lines[lines.begin].source;
    if (indent_of(source_.line(line)) == 0) builder_.end_list();
    const bool after_blank = line == 0 || builder_.is_empty() || base::trim(source_.line(line - 1)).empty();
    if (after_blank) {
      if (const auto rest = builder_.label(raw)) return builder_.paragraph(plain(*rest));
      if (builder_.bare_heading(plain(raw))) return;
    }
    builder_.paragraph(plain(raw));
  }

  void heading(Lines lines, std::size_t begin, int level) {
    std::size_t end = end_of(lines.begin);
    const std::string& text = source_.folded();
    if (begin < end && text[begin] == '#') {
      begin += static_cast<std::size_t>(level);
      while (end > begin && (text[end - 1] == '#' || text[end - 1] == ' ')) --end;
      Passage title = plain(source_, begin, end);
      if (item_column_) return builder_.item(std::move(title), builder_.depth_at(*item_column_));
      return builder_.heading(std::move(title), level);
    }
    // The lines above "===" or "---".
    constexpr std::size_t kLongestTitle = 120;
    std::size_t last = lines.begin + 1;
    while (last < repaired_.lines.size() && !is_underline(text_of(last))) ++last;
    const Passage title = plain(source_, begin, end);
    const bool is_title = last == lines.begin + 1 && title.text.size() <= kLongestTitle && !item_column_;
    if (is_title) return builder_.heading(title, level);
    paragraph({lines.begin, last}, begin);
  }

  void table(Lines lines, std::size_t begin) {
    std::size_t header = lines.begin;
    while (header + 1 < lines.end && !is_delimiter_row(text_of(header + 1))) ++header;
    if (header + 1 >= lines.end) return loosely(lines);
    if (header > lines.begin) {
      paragraph({lines.begin, header}, begin);
      item_column_.reset();
      begin = repaired_.lines[header].begin;
    }
    for (std::size_t i = header; i < lines.end; ++i) {
      if (i == header + 1) continue;
      const Passage raw = cut(source_, i == header ? begin : repaired_.lines[i].begin, end_of(i));
      if (raw.text.find('|') == std::string::npos) {
        builder_.paragraph(plain(raw));  // text right below a table is no row
        continue;
      }
      builder_.row(plain(raw), cells_of_row(raw));
      if (i == header) builder_.mark_header();
    }
  }

  void quote(Lines lines) {
    Passage text;
    for (std::size_t i = lines.begin; i < lines.end; ++i) {
      std::size_t begin = repaired_.lines[i].begin;
      const std::size_t end = end_of(i);
      while (begin < end && std::string_view("> \t").find(source_.folded()[begin]) != std::string_view::npos)
        ++begin;
      text.add(plain(source_, begin, end), '\n');
    }
    builder_.quote(std::move(text));
  }

  void html(Lines lines) {
    const auto tag = html_tag_at(text_of(lines.begin), 0);
    const bool is_region =
        tag && !tag->is_end &&
        (tag->name == "table" || tag->name == "ul" || tag->name == "ol" || tag->name == "dl" ||
         tag->name == "pre" || tag->name == "script" || tag->name == "style");
    if (!is_region) return loosely(lines);
    read_html(source_, repaired_.lines[lines.begin].begin, end_of(lines.end - 1), builder_);
  }

  bool has_markers(Lines lines) const {
    for (std::size_t i = lines.begin; i < lines.end; ++i) {
      if (marker_length(text_of(i)) > 0 || starts_fence(text_of(i))) return true;
    }
    return false;
  }

  void code(cmark_node* node, Lines lines) {
    int length = 0, offset = 0;
    char mark = 0;
    const bool is_fenced = cmark_node_get_fenced(node, &length, &offset, &mark) != 0;
    if (!is_fenced && (builder_.has_labels() || has_markers(lines))) return loosely(lines);
    Passage text;
    for (std::size_t i = lines.begin + (is_fenced ? 1 : 0); i < lines.end; ++i) {
      const auto& line = repaired_.lines[i];
      const bool closes = is_fenced && i + 1 == lines.end && starts_fence(text_of(i));
      if (!line.is_empty && !closes) text.add(cut(source_, line.begin, end_of(i)), '\n');
    }
    builder_.code(std::move(text));
  }

  const SourceText& source_;
  BlockBuilder& builder_;
  const RepairedMarkdown repaired_;
  std::optional<std::size_t> item_column_;  // of the item that nothing has been read of yet
};

}  // namespace

void read_markdown(const SourceText& source, std::size_t first, BlockBuilder& builder) {
  if (!is_cheap_markdown(source, first)) return read_text(source, first, source.lines().size(), builder);
  MarkdownReader(source, first, builder).run();
}

}  // namespace faultline::ingest::prose
