// HTML as the status page readers need it: a parsed tree, and its text as a person would copy it.
//
//   text_of_html("<p>All <b>fine</b></p><ul><li>one</li></ul>")  -> "All fine\n\n- one"
//   text_of_html("latency < 5 s &amp; rising")                   -> "latency < 5 s & rising"
//
// gumbo never fails on bad markup, but it recurses, so a text nested deeper than any page is not parsed
// (is_too_deep). Headings, list items and table rows come out as Markdown, so that a postmortem body keeps
// its structure for prose::read_document.
#pragma once

#include <gumbo.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::ingest::formats {

inline constexpr int kMaxHtmlDepth = 2000;  // real pages stay below 100

bool is_too_deep(std::string_view html);

// Owns the tree and the text that it points into.
class HtmlTree {
 public:
  explicit HtmlTree(std::string text);  // must not be too deep
  const GumboNode& root() const { return *output_->root; }

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

// The first, or every, element in document order for which `wanted` holds.
using NodeTest = std::function<bool(const GumboNode&)>;
const GumboNode* find_element(const GumboNode& root, const NodeTest& wanted);
std::vector<const GumboNode*> find_elements(const GumboNode& root, const NodeTest& wanted);

// Builds text node by node. `hook` sees each element first; where it answers true the element is done.
class HtmlText {
 public:
  using Hook = std::function<bool(const GumboNode& element)>;
  explicit HtmlText(Hook hook = {}) : hook_(std::move(hook)) {}

  void append(const GumboNode& node);
  std::string take();  // trimmed; at most one blank line in a row; the builder is empty again

 private:
  void append_text(std::string_view text);
  void append_children(const GumboNode& node);
  void append_row(const GumboNode& row);
  void break_line(int newlines);

  Hook hook_;
  std::string out_;
  int pending_newlines_ = 0;
  bool pending_space_ = false;
  bool keeps_spaces_ = false;  // inside <pre> or an element of class whitespace-pre-wrap
};

std::string text_of(const GumboNode& node);

// What stands inside the element, on one line and without the mark of a heading.
std::string inner_text(const GumboNode& element);

// Text with markup removed and entities decoded; text without either comes back as it is. A '<' that
// begins no known tag is text.
std::string text_of_html(std::string_view text);

}  // namespace faultline::ingest::formats
