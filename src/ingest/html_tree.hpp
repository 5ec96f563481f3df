// HtmlTree: a page of HTML as gumbo reads it, for the readers of status pages and of documents.
//
// gumbo never fails on bad markup, but it recurses, so a text nested deeper than any page is not parsed
// (is_too_deep). Every node knows the bytes that it came from: text() is what gumbo's pointers point into.
#pragma once

#include <gumbo.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::ingest {

inline constexpr int kMaxHtmlDepth = 2000;  // real pages stay below 100

bool is_too_deep(std::string_view html);

// The name of the tag, lower case, and whether it ends an element; of what begins at text[at] == '<'.
struct HtmlTag {
  std::string name;
  bool is_end = false;
};
std::optional<HtmlTag> html_tag_at(std::string_view text, std::size_t at);

// Owns the tree and the text that it points into.
class HtmlTree {
 public:
  explicit HtmlTree(std::string text);  // must not be too deep
  const GumboNode& root() const { return *output_->root; }
  std::string_view text() const { return text_; }

 private:
  struct Destroy {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
  };
  std::string text_;
  std::unique_ptr<GumboOutput, Destroy> output_;
};

bool is_element(const GumboNode& node, GumboTag tag);
bool has_class(const GumboNode& node, std::string_view name);
std::optional<std::string_view> attribute(const GumboNode& node, const char* name);
int line_of(const GumboNode& node);    // 1-based; of the start tag
int column_of(const GumboNode& node);  // 1-based

// Null where the node can have none.
const GumboVector* children_of(const GumboNode& node);
const GumboNode& child_at(const GumboVector& children, unsigned i);

// The first, or every, element in document order for which `wanted` holds.
using NodeTest = std::function<bool(const GumboNode&)>;
const GumboNode* find_element(const GumboNode& root, const NodeTest& wanted);
std::vector<const GumboNode*> find_elements(const GumboNode& root, const NodeTest& wanted);

}  // namespace faultline::ingest
