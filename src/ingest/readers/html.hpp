// HTML as the status page readers need it: the text of a tree as a person would copy it.
//
//   text_of_html("<p>All <b>fine</b></p><ul><li>one</li></ul>")  -> "All fine\n\n- one"
//   text_of_html("latency < 5 s &amp; rising")                   -> "latency < 5 s & rising"
//
// Headings, list items and table rows come out as Markdown, so that a postmortem body keeps
// its structure for prose::read_document.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/html_tree.hpp"

namespace faultline::ingest::formats {

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
