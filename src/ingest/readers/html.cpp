#include "ingest/readers/html.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.hpp"

namespace faultline::ingest::formats {

namespace {

// Tags that editors of status pages produce; anything else after '<' is text ("Map<String>").
constexpr std::array kInlineTags = {"a",     "abbr", "b",   "code",   "del", "em", "i", "img", "s",
                                    "small", "span", "sub", "strong", "sup", "tt", "u", "var", "font"};
constexpr std::array kBlockTags = {"blockquote", "br",    "center", "dd", "div", "dl",    "dt", "h1", "h2",
                                   "h3",         "h4",    "h5",     "h6", "hr",  "li",    "ol", "p",  "pre",
                                   "section",    "table", "tbody",  "td", "th",  "thead", "tr", "ul"};
template <typename Tags>
bool contains(const Tags& tags, std::string_view name) {
  return std::find(tags.begin(), tags.end(), name) != tags.end();
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
    for (unsigned i = 0; i < children->length; ++i) append(child_at(*children, i));
  }
}

void HtmlText::append_row(const GumboNode& row) {
  break_line(1);
  const GumboVector* cells = children_of(row);
  for (unsigned i = 0; cells && i < cells->length; ++i) {
    const GumboNode& cell = child_at(*cells, i);
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
  for (unsigned i = 0; children && i < children->length; ++i) text.append(child_at(*children, i));
  return base::squeeze(text.take());
}

std::string text_of_html(std::string_view text) {
  if (text.find_first_of("<&") == text.npos || is_too_deep(text)) return std::string(text);
  std::string escaped;
  bool has_blocks = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      const auto tag = html_tag_at(text, i);
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
