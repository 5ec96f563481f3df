#include "ingest/readers/html.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

#include "base/text.hpp"

namespace faultline::ingest::formats {

namespace {

// Tags that editors of status pages produce; anything else after '<' is text ("Map<String>").
constexpr std::array kInlineTags = {"a",     "abbr", "b",   "code",   "del", "em", "i", "img", "s",
                                    "small", "span", "sub", "strong", "sup", "tt", "u", "var", "font"};
constexpr std::array kBlockTags = {"blockquote", "br",    "center", "dd", "div", "dl",    "dt", "h1", "h2",
                                   "h3",         "h4",    "h5",     "h6", "hr",  "li",    "ol", "p",  "pre",
                                   "section",    "table", "tbody",  "td", "th",  "thead", "tr", "ul"};
// Closed by the next one or never holding anything: they do not nest.
constexpr std::array kFlatTags = {"p",     "li",    "br",  "hr",  "img",    "meta", "link",
                                  "input", "td",    "th",  "tr",  "option", "dt",   "dd",
                                  "tbody", "thead", "col", "wbr", "source"};

template <typename Tags>
bool contains(const Tags& tags, std::string_view name) {
  return std::find(tags.begin(), tags.end(), name) != tags.end();
}

struct Tag {
  std::string name;  // lower case
  bool is_end = false;
};

// The tag that begins at text[at] == '<'; absent where none does.
std::optional<Tag> tag_at(std::string_view text, std::size_t at) {
  Tag tag;
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '/') {
    tag.is_end = true;
    ++i;
  }
  const std::size_t begin = i;
  while (i < text.size() && i - begin < 12 && std::isalnum(static_cast<unsigned char>(text[i]))) ++i;
  if (i == begin || i >= text.size()) return std::nullopt;
  if (text[i] != '>' && text[i] != '/' && !std::isspace(static_cast<unsigned char>(text[i])))
    return std::nullopt;
  tag.name = base::to_lower(text.substr(begin, i - begin));
  return tag;
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) return &node.v.element.children;
  if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
  return nullptr;
}

const GumboNode& child(const GumboVector& children, unsigned i) {
  return *static_cast<const GumboNode*>(children.data[i]);
}

bool visit(const GumboNode& node, const std::function<bool(const GumboNode&)>& stop) {
  if (node.type == GUMBO_NODE_ELEMENT && stop(node)) return true;
  if (const GumboVector* children = children_of(node)) {
    for (unsigned i = 0; i < children->length; ++i) {
      if (visit(child(*children, i), stop)) return true;
    }
  }
  return false;
}

std::string_view heading_mark(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return "# ";
    case GUMBO_TAG_H2:
      return "## ";
    case GUMBO_TAG_H3:
      return "### ";
    case GUMBO_TAG_H4:
      return "#### ";
    case GUMBO_TAG_H5:
      return "##### ";
    case GUMBO_TAG_H6:
      return "###### ";
    default:
      return {};
  }
}

}  // namespace

bool is_too_deep(std::string_view html) {
  int depth = 0;
  for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
    const auto tag = tag_at(html, at);
    if (!tag || contains(kFlatTags, tag->name)) continue;
    if (!tag->is_end) {
      if (++depth > kMaxHtmlDepth) return true;
    } else if (depth > 0) {
      --depth;
    }
  }
  return false;
}

HtmlTree::HtmlTree(std::string text)
    : text_(std::move(text)),
      output_(gumbo_parse_with_options(&kGumboDefaultOptions, text_.data(), text_.size())) {}

bool is_element(const GumboNode& node, GumboTag tag) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

std::optional<std::string_view> attribute(const GumboNode& node, const char* name) {
  if (node.type != GUMBO_NODE_ELEMENT) return std::nullopt;
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  if (!found) return std::nullopt;
  return found->value;
}

bool has_class(const GumboNode& node, std::string_view name) {
  const auto classes = attribute(node, "class");
  if (!classes) return false;
  const std::string squeezed = base::squeeze(*classes);
  const auto parts = base::split(squeezed, ' ');
  return std::find(parts.begin(), parts.end(), name) != parts.end();
}

int line_of(const GumboNode& node) {
  return static_cast<int>(node.v.element.start_pos.line);
}
int column_of(const GumboNode& node) {
  return static_cast<int>(node.v.element.start_pos.column);
}

const GumboNode* find_element(const GumboNode& root, const NodeTest& wanted) {
  const GumboNode* found = nullptr;
  visit(root, [&](const GumboNode& node) {
    if (!wanted(node)) return false;
    found = &node;
    return true;
  });
  return found;
}

std::vector<const GumboNode*> find_elements(const GumboNode& root, const NodeTest& wanted) {
  std::vector<const GumboNode*> found;
  visit(root, [&](const GumboNode& node) {
    if (wanted(node)) found.push_back(&node);
    return false;
  });
  return found;
}

void HtmlText::break_line(int newlines) {
  pending_newlines_ = std::max(pending_newlines_, newlines);
}

void HtmlText::append_text(std::string_view text) {
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) && (!keeps_spaces_ || c == '\r')) {
      pending_space_ = true;
      continue;
    }
    if (keeps_spaces_ && c == '\n') {
      ++pending_newlines_;
      pending_space_ = false;
      continue;
    }
    if (pending_newlines_ > 0) {
      if (!out_.empty()) out_.append(static_cast<std::size_t>(std::min(pending_newlines_, 2)), '\n');
    } else if (pending_space_ && !out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
      out_.push_back(' ');
    }
    pending_newlines_ = 0;
    pending_space_ = false;
    out_.push_back(c);
  }
}

void HtmlText::append_children(const GumboNode& node) {
  if (const GumboVector* children = children_of(node)) {
    for (unsigned i = 0; i < children->length; ++i) append(child(*children, i));
  }
}

void HtmlText::append_row(const GumboNode& row) {
  break_line(1);
  const GumboVector* cells = children_of(row);
  for (unsigned i = 0; cells && i < cells->length; ++i) {
    const GumboNode& cell = child(*cells, i);
    if (!is_element(cell, GUMBO_TAG_TD) && !is_element(cell, GUMBO_TAG_TH)) continue;
    append_text("| " + base::squeeze(text_of(cell)));
    pending_space_ = true;
  }
  append_text("|");
  break_line(1);
}

void HtmlText::append(const GumboNode& node) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
    append_text(node.v.text.text);
    return;
  }
  if (node.type == GUMBO_NODE_DOCUMENT) return append_children(node);
  if (node.type != GUMBO_NODE_ELEMENT) return;
  if (hook_ && hook_(node)) return;
  const bool kept_spaces = keeps_spaces_;
  switch (node.v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_HEAD:
      return;
    case GUMBO_TAG_BR:
      ++pending_newlines_;
      pending_space_ = false;
      return;
    case GUMBO_TAG_TR:
      append_row(node);
      return;
    case GUMBO_TAG_LI:
      break_line(1);
      append_text("- ");
      pending_space_ = true;
      append_children(node);
      break_line(1);
      return;
    case GUMBO_TAG_PRE:
      keeps_spaces_ = true;
      [[fallthrough]];
    case GUMBO_TAG_P:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_HR:
      break_line(2);
      append_children(node);
      break_line(2);
      break;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
      break_line(1);
      append_children(node);
      break_line(1);
      break;
    default: {
      if (has_class(node, "whitespace-pre-wrap")) keeps_spaces_ = true;
      const std::string_view mark = heading_mark(node.v.element.tag);
      if (!mark.empty()) {
        break_line(2);
        append_text(mark);
        pending_space_ = true;
      }
      append_children(node);
      if (!mark.empty()) break_line(2);
    }
  }
  keeps_spaces_ = kept_spaces;
}

std::string HtmlText::take() {
  std::string text(base::trim(out_));
  out_.clear();
  pending_newlines_ = 0;
  pending_space_ = false;
  return text;
}

std::string text_of(const GumboNode& node) {
  HtmlText text;
  text.append(node);
  return text.take();
}

std::string inner_text(const GumboNode& element) {
  HtmlText text;
  const GumboVector* children = children_of(element);
  for (unsigned i = 0; children && i < children->length; ++i) text.append(child(*children, i));
  return base::squeeze(text.take());
}

std::string text_of_html(std::string_view text) {
  if (text.find_first_of("<&") == text.npos || is_too_deep(text)) return std::string(text);
  std::string escaped;
  bool has_blocks = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      const auto tag = tag_at(text, i);
      const bool is_block = tag && contains(kBlockTags, tag->name);
      has_blocks = has_blocks || is_block;
      if (!is_block && !(tag && contains(kInlineTags, tag->name))) {
        escaped += "&lt;";
        continue;
      }
    }
    escaped.push_back(text[i]);
  }
  // Without blocks the line breaks are the writer's own.
  if (!has_blocks) escaped = "<span class=whitespace-pre-wrap>" + escaped + "</span>";
  const HtmlTree tree(std::move(escaped));
  return text_of(tree.root());
}

}  // namespace faultline::ingest::formats
