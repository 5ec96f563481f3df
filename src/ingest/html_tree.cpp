#include "ingest/html_tree.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.hpp"

namespace faultline::ingest {

namespace {

// Closed by the next one or never holding anything: they do not nest.
constexpr std::array kFlatTags = {"p",     "li",    "br",  "hr",  "img",    "meta", "link",
                                  "input", "td",    "th",  "tr",  "option", "dt",   "dd",
                                  "tbody", "thead", "col", "wbr", "source"};

bool is_flat(std::string_view name) {
  return std::find(kFlatTags.begin(), kFlatTags.end(), name) != kFlatTags.end();
}

bool visit(const GumboNode& node, const std::function<bool(const GumboNode&)>& stop) {
  if (node.type == GUMBO_NODE_ELEMENT && stop(node)) return true;
  if (const GumboVector* children = children_of(node)) {
    for (unsigned i = 0; i < children->length; ++i) {
      if (visit(child_at(*children, i), stop)) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<HtmlTag> html_tag_at(std::string_view text, std::size_t at) {
  HtmlTag tag;
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

const GumboNode& child_at(const GumboVector& children, unsigned i) {
  return *static_cast<const GumboNode*>(children.data[i]);
}

bool is_too_deep(std::string_view html) {
  int depth = 0;
  for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
    const auto tag = html_tag_at(html, at);
    if (!tag || is_flat(tag->name)) continue;
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

}  // namespace faultline::ingest
