// document: what people wrote about an outage, in Markdown, HTML, reStructuredText or plain text.
//
// There is no grammar; what is looked for, and the rules that read it, are in docs/documents.md. A record is
// a row of the written timeline (an event of kind note); all else becomes claims. Deliberately ignored: rows
// of a template that nobody filled in ("HH:mm"), code blocks and quotes, what stands below "Attendees".
#include <algorithm>
#include <cctype>

#include "base/text.hpp"
#include "ingest/html_tree.hpp"
#include "ingest/prose/document.hpp"
#include "ingest/prose/layout/markup_kind.hpp"
#include "ingest/prose/line_limit.hpp"
#include "ingest/prose/page_text.hpp"
#include "ingest/prose/vocabulary.hpp"
#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest::formats {

namespace {

constexpr std::size_t kSniffBytes = 16384;
constexpr std::size_t kPageSniffBytes = std::size_t{1} << 18;  // a page's styles come before its text
constexpr std::size_t kFewestWords = 8;

bool is_binary(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c == '\0'; });
}

// Words that a text about an outage has and a list of numbers has not.
bool speaks_of_incidents(std::string_view text) {
  for (const auto word :
       {"incident", "outage", "postmortem", "post-mortem", "downtime", "root cause", "timeline"}) {
    if (base::contains_ignoring_case(text, word)) return true;
  }
  return false;
}

}  // namespace

Sniff sniff_document(const Input& input) {
  std::string_view text = std::string_view(input.bytes).substr(0, kSniffBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view head = base::trim(text);
  if (head.empty() || is_binary(text) || head.front() == '{') return Sniff::no;
  if (prose::begins_as_html(head)) {
    return speaks_of_incidents(std::string_view(input.bytes).substr(0, kPageSniffBytes)) ? Sniff::likely
                                                                                         : Sniff::no;
  }
  if (head.front() == '<' && !prose::begins_as_markdown(head)) return Sniff::no;
  if (head.front() == '[' && head.size() > 1 &&
      (head[1] == '{' || head[1] == '\n' || head[1] == ']' || head[1] == ' '))
    return Sniff::no;
  if (prose::words_of(head.substr(0, 2048)).size() < kFewestWords) return Sniff::no;
  if (prose::sniff_page_text(input.bytes) != Sniff::no) return Sniff::generic;  // it knows such a page better
  const bool has_shape = head.starts_with("#") || head.starts_with("---") || head.starts_with("+++") ||
                         head.find("\n\n") != std::string_view::npos ||
                         head.find("\n## ") != std::string_view::npos ||
                         head.find("\r\n\r\n") != std::string_view::npos;
  return has_shape && speaks_of_incidents(head) ? Sniff::likely : Sniff::generic;
}

void read_document(const Input& input, const ReadOptions& options, FactSink& sink) {
  prose::DocumentContext context;
  context.organisation = options.organisation;
  context.file_name = input.name;
  const std::string cut = prose::cut_long_lines(input.bytes, sink);
  std::string_view text = cut.empty() ? std::string_view(input.bytes) : cut;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (prose::begins_as_html(text) && is_too_deep(text))
    return sink.reject({}, "HTML nested deeper than any page; left out");
  prose::read_document(text, context, options, sink);
}

}  // namespace faultline::ingest::formats
