#include "ingest/prose/layout/html_layout.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

#include "ingest/html_tree.hpp"
#include "ingest/prose/layout/html_words.hpp"
#include "ingest/prose/layout/table_cells.hpp"

namespace faultline::ingest::prose {

namespace {

// Of the page, not of the document.
constexpr std::array kFurniture = {
    GUMBO_TAG_NAV,    GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,    GUMBO_TAG_SCRIPT,  GUMBO_TAG_STYLE,
    GUMBO_TAG_FORM,   GUMBO_TAG_BUTTON, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_HEAD,    GUMBO_TAG_SVG,
    GUMBO_TAG_IFRAME, GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_TEMPLATE};

constexpr std::array kInline = {
    GUMBO_TAG_A,    GUMBO_TAG_ABBR,   GUMBO_TAG_B,    GUMBO_TAG_CODE,   GUMBO_TAG_DEL,   GUMBO_TAG_EM,
    GUMBO_TAG_FONT, GUMBO_TAG_I,      GUMBO_TAG_IMG,  GUMBO_TAG_INS,    GUMBO_TAG_KBD,   GUMBO_TAG_MARK,
    GUMBO_TAG_S,    GUMBO_TAG_SAMP,   GUMBO_TAG_SUB,  GUMBO_TAG_SPAN,   GUMBO_TAG_SMALL, GUMBO_TAG_STRONG,
    GUMBO_TAG_SUP,  GUMBO_TAG_STRIKE, GUMBO_TAG_TT,   GUMBO_TAG_U,      GUMBO_TAG_VAR,   GUMBO_TAG_WBR,
    GUMBO_TAG_CITE, GUMBO_TAG_Q,      GUMBO_TAG_TIME, GUMBO_TAG_UNKNOWN};

bool is_one_of(const GumboNode& node, const auto& tags) {
  return std::find(tags.begin(), tags.end(), node.v.element.tag) != tags.end();
}

int heading_level(const GumboNode& node) {
  constexpr std::array kHeadings = {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3,
                                    GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6};
  const auto found = std::find(kHeadings.begin(), kHeadings.end(), node.v.element.tag);
  return found == kHeadings.end() ? 0 : static_cast<int>(found - kHeadings.begin()) + 1;
}

// A document generator's mark beside a heading ("¶") is a link that nobody reads.
bool is_hidden(const GumboNode& node) {
  return attribute(node, "hidden") || attribute(node, "aria-hidden") == "true" ||
         attribute(node, "role") == "navigation" || has_class(node, "headerlink") ||
         has_class(node, "sr-only");
}

// A table that holds headings or other tables is the page's frame.
bool lays_out_a_page(const GumboNode& table) {
  return find_element(table, [&](const GumboNode& node) {
           return &node != &table && (heading_level(node) > 0 || is_element(node, GUMBO_TAG_TABLE));
         }) != nullptr;
}

const GumboNode& root_of(const HtmlTree& tree) {
  const auto find_all = [&](GumboTag tag) {
    return find_elements(tree.root(), [tag](const GumboNode& node) { return is_element(node, tag); });
  };
  for (const GumboTag tag : {GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE}) {
    if (const auto found = find_all(tag); found.size() == 1) return *found.front();
  }
  const auto body = find_all(GUMBO_TAG_BODY);
  return body.empty() ? tree.root() : *body.front();
}

class HtmlReader {
 public:
  HtmlReader(const SourceText& source, std::size_t begin, std::size_t end, BlockBuilder& builder)
      : source_(source),
        begin_(begin),
        tree_(source.folded().substr(begin, end - begin)),
        builder_(builder) {}

  void run() {
    const GumboNode& root = root_of(tree_);
    is_page_ = is_element(root, GUMBO_TAG_BODY);
    const auto is_title = [](const GumboNode& node) { return is_element(node, GUMBO_TAG_H1); };
    if (find_element(root, is_title) == nullptr) title(is_title);
    children(root);
    flush();
  }

 private:
  void title(const NodeTest& is_h1) {
    const GumboNode* found = find_element(tree_.root(), is_h1);
    if (found == nullptr) {
      found =
          find_element(tree_.root(), [](const GumboNode& node) { return is_element(node, GUMBO_TAG_TITLE); });
    }
    if (found == nullptr) return;
    children(*found);
    Passage text = words_.take();
    text = text.part(0, text.text.find(" | "));  // "Search outage | Example engineering blog"
    if (!text.empty()) builder_.heading(std::move(text), 1);
  }

  void children(const GumboNode& node) {
    const GumboVector* inside = children_of(node);
    for (unsigned i = 0; inside != nullptr && i < inside->length; ++i) read(child_at(*inside, i));
  }

  void read(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        return text(node.v.text);
      case GUMBO_NODE_ELEMENT:
        return element(node);
      default:
        return;
    }
  }

  void text(const GumboText& text) {
    const std::string_view source = tree_.text();
    const char* data = text.original_text.data;
    const bool is_known = data >= source.data() && data < source.data() + source.size();
    const std::size_t begin = is_known ? static_cast<std::size_t>(data - source.data()) : 0;
    const std::size_t end = std::min(begin + (is_known ? text.original_text.length : 0), source.size());
    words_.add(text.text, source_.folded(), begin_ + begin, begin_ + end, is_code_);
  }

  void element(const GumboNode& node) {
    if (is_one_of(node, kFurniture) || is_hidden(node)) return;
    if (is_page_ && is_element(node, GUMBO_TAG_HEADER)) return;
    if (const int level = heading_level(node)) return heading(node, level);
    switch (node.v.element.tag) {
      case GUMBO_TAG_BR:
        return is_cell_ ? words_.add_space() : words_.break_line();
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
        return list(node);
      case GUMBO_TAG_LI:
        return item(node);
      case GUMBO_TAG_DT:
        return term(node);
      case GUMBO_TAG_DD:
        return definition(node);
      case GUMBO_TAG_PRE:
        return code(node);
      case GUMBO_TAG_BLOCKQUOTE:
        return quote(node);
      case GUMBO_TAG_TABLE:
        return is_cell_ || lays_out_a_page(node) ? block(node) : table(node);
      case GUMBO_TAG_TIME:
        return time(node);
      case GUMBO_TAG_ARTICLE:
      case GUMBO_TAG_MAIN:
        return part_of_page(node);
      case GUMBO_TAG_B:
      case GUMBO_TAG_STRONG:
        return strong(node);
      default:
        return is_one_of(node, kInline) ? children(node) : block(node);
    }
  }

  void block(const GumboNode& node) {
    flush();
    children(node);
    flush();
  }

  void part_of_page(const GumboNode& node) {
    const bool was_page = std::exchange(is_page_, false);
    block(node);
    is_page_ = was_page;
  }

  void heading(const GumboNode& node, int level) {
    if (is_cell_ || is_quote_ || is_item_due_) return block(node);
    flush();
    children(node);
    strong_end_ = 0;
    if (Passage title = words_.take(); !title.empty()) builder_.heading(std::move(title), level);
  }

  void list(const GumboNode& node) {
    flush();
    ++list_depth_;
    children(node);
    flush();
    --list_depth_;
  }

  void item(const GumboNode& node) {
    flush();
    is_item_due_ = true;
    children(node);
    flush();
    is_item_due_ = false;
  }

  // The item of a term is given when its definition is known.
  void term(const GumboNode& node) {
    flush();
    children(node);
    if (!is_cell_ && !is_quote_ && builder_.named_section(without_colon(words_.words()))) {
      words_.take();
      return;
    }
    words_.break_line();
    is_term_open_ = true;
  }

  void definition(const GumboNode& node) {
    if (!std::exchange(is_term_open_, false)) return block(node);
    is_item_due_ = true;
    ++list_depth_;
    children(node);
    flush();
    --list_depth_;
    is_item_due_ = false;
  }

  void code(const GumboNode& node) {
    flush();
    const bool was_code = std::exchange(is_code_, !is_cell_);
    children(node);
    is_code_ = was_code;
    if (is_cell_) return flush();
    Passage text = words_.take();
    is_quote_ ? builder_.quote(std::move(text)) : builder_.code(std::move(text));
  }

  void quote(const GumboNode& node) {
    flush();
    const bool was_quote = std::exchange(is_quote_, true);
    children(node);
    flush();
    is_quote_ = was_quote;
  }

  void strong(const GumboNode& node) {
    const bool is_first = words_.empty();
    children(node);
    if (is_first) strong_end_ = words_.size();
  }

  void time(const GumboNode& node) {
    const GumboAttribute* when = gumbo_get_attribute(&node.v.element.attributes, "datetime");
    const std::string_view source = tree_.text();
    const std::string_view value = when == nullptr ? "" : when->value;
    const bool is_date =
        value.size() >= 10 && std::isdigit(static_cast<unsigned char>(value.front())) != 0 && value[4] == '-';
    const char* data = when == nullptr ? nullptr : when->original_value.data;
    if (!is_date || data < source.data() || data >= source.data() + source.size()) return children(node);
    const std::size_t begin = static_cast<std::size_t>(data - source.data());
    const bool is_quoted = *data == '"' || *data == '\'';
    words_.add_space();
    words_.add(value, source_.folded(), begin_ + begin + (is_quoted ? 1 : 0),
               begin_ + std::min(begin + when->original_value.length, source.size()), false);
    words_.add_space();
  }

  void table(const GumboNode& node) {
    flush();
    bool is_first = true;
    const auto rows =
        find_elements(node, [](const GumboNode& inside) { return is_element(inside, GUMBO_TAG_TR); });
    for (const GumboNode* row : rows) {
      bool has_data_cell = false;
      std::vector<Passage> cells;
      const GumboVector* inside = children_of(*row);
      for (unsigned i = 0; i < inside->length; ++i) {
        const GumboNode& cell = child_at(*inside, i);
        if (!is_element(cell, GUMBO_TAG_TD) && !is_element(cell, GUMBO_TAG_TH)) continue;
        has_data_cell = has_data_cell || is_element(cell, GUMBO_TAG_TD);
        is_cell_ = true;
        children(cell);
        is_cell_ = false;
        strong_end_ = 0;
        cells.push_back(words_.take());
      }
      const bool is_header = is_first && (!has_data_cell || is_element(*row->parent, GUMBO_TAG_THEAD));
      is_first = false;
      Passage line = joined_cells(cells);
      const bool is_row = !line.empty();
      builder_.row(std::move(line), std::move(cells));
      if (is_row && is_header) builder_.mark_header();
    }
  }

  static Passage without_colon(const Passage& text) {
    std::size_t end = text.text.size();
    while (end > 0 && (text.text[end - 1] == ':' || text.text[end - 1] == ' ')) --end;
    return text.part(0, end);
  }

  // What was collected becomes a block.
  void flush() {
    if (is_cell_) return words_.add_space();
    const std::size_t strong_end = std::exchange(strong_end_, 0);
    Passage text = words_.take();
    is_term_open_ = false;
    if (text.empty()) return;
    if (is_quote_) return builder_.quote(std::move(text));
    const bool is_item = std::exchange(is_item_due_, false);
    const int depth = std::max(list_depth_ - 1, 0);
    if ((!is_item || depth == 0) && strong_end > 0 && label(text, strong_end)) return;
    if (is_item) return builder_.item(std::move(text), depth);
    if (list_depth_ == 0 && builder_.bare_heading(text)) return;
    builder_.paragraph(std::move(text));
  }

  // "<b>Impact:</b> text", "<b>Impact</b>: text" or the bold words alone.
  bool label(const Passage& text, std::size_t end) {
    const Passage title = without_colon(text.part(0, end));
    std::size_t rest = end;
    while (rest < text.text.size() &&
           std::string_view(": \n").find(text.text[rest]) != std::string_view::npos)
      ++rest;
    const bool has_colon =
        text.text.substr(title.text.size(), rest - title.text.size()).find(':') != std::string::npos;
    if (!has_colon && rest < text.text.size()) return false;
    if (!builder_.named_section(title)) return false;
    builder_.paragraph(text.part(rest, text.text.size()));
    return true;
  }

  const SourceText& source_;
  const std::size_t begin_;
  const HtmlTree tree_;
  BlockBuilder& builder_;
  HtmlWords words_;
  std::size_t strong_end_ = 0;  // of the bold words at the head of what is collected
  int list_depth_ = 0;
  bool is_page_ = false;  // outside the article: a <header> is the page's
  bool is_cell_ = false, is_quote_ = false, is_code_ = false, is_item_due_ = false, is_term_open_ = false;
};

}  // namespace

void read_html(const SourceText& source, std::size_t begin, std::size_t end, BlockBuilder& builder) {
  end = std::min(end, source.folded().size());
  if (begin >= end || is_too_deep(std::string_view(source.folded()).substr(begin, end - begin))) return;
  HtmlReader(source, begin, end, builder).run();
}

}  // namespace faultline::ingest::prose
