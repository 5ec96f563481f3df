// Statuspage's pages as HTML, saved from a browser or fetched.
//
//   incident page  h1.incident-name.impact-*, .subheader "Report for <organisation>", newest first
//                  .update-row {.update-title, .update-body, .update-timestamp "Posted <stamp>" with
//                  span.ago[data-datetime-unix] in milliseconds}, .components-affected "... affected:
//                  <list>."
//   history page   [data-react-class=HistoryIndex][data-react-props]: JSON {page_status, components,
//                  months: [{name, year, incidents: [{code, name, message, impact, timestamp}]}]}
//
// A post's instant is that of data-datetime-unix; its printed stamp gives the page's zone. The history page
// tells of an incident only its range, its impact and its last message. Deliberately ignored: everything
// around (menus, subscription forms, the footer).
#include "ingest/readers/statuspage_page.hpp"

#include "base/text.hpp"
#include "ingest/readers/html.hpp"
#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest::formats {

Sniff sniff_statuspage_html(const Input& input) {
  const std::string_view text = input.bytes;
  const auto begin = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (begin == text.npos || text[begin] != '<') return Sniff::no;
  const auto has = [&](std::string_view mark) { return text.find(mark) != text.npos; };
  if (has("data-react-class=\"HistoryIndex\"")) return Sniff::certain;
  if (has("incident-name") && has("update-row")) return Sniff::certain;
  return Sniff::no;
}

void read_statuspage_html(const Input& input, const ReadOptions& options, FactSink& sink) {
  if (is_too_deep(input.bytes)) return sink.reject({}, "HTML nested deeper than any page; left out");
  const HtmlTree tree(input.bytes);
  const GumboNode* props = find_element(tree.root(), [](const GumboNode& node) {
    return attribute(node, "data-react-class") == "HistoryIndex";
  });
  if (props) return read_history_page(*props, options, sink);
  if (find_element(tree.root(), [](const GumboNode& node) { return has_class(node, "update-row"); })) {
    return read_incident_page(tree.root(), options, sink);
  }
  sink.reject({}, "neither an incident page nor a history page of Statuspage");
}

}  // namespace faultline::ingest::formats
