// Statuspage's incident history as a feed: https://<page>/history.atom and history.rss.
//
//   feed/entry   {title, published, updated, link href, content (HTML, escaped)}
//   rss/channel/item {title, pubDate, link, description (HTML, escaped)}
//   HTML         <p><small>Mar 16, 19:46 UTC</small><br><strong>Resolved</strong> - text</p> ..., newest
//   first;
//                before them for a maintenance: <p><strong>THIS IS A SCHEDULED EVENT Apr 7, 13:00 - 18:00
//                UTC</strong></p>
//
// An entry is one `incident` (or `maintenance`) event with its posts as `status_update`s. Posts carry no
// year: the newest post's is the one nearest to the entry's own date, and an older post lies before the
// newer one. The feed tells no impact and no components. A document type is never expanded.
#include <pugixml.hpp>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/feed_entry.hpp"
#include "ingest/readers/readers_list.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace {

// The name without its namespace prefix: "atom:link" is "link".
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_called(const pugi::xml_node& parent, std::string_view name) {
  for (const pugi::xml_node& child : parent.children()) {
    if (local_name(child) == name) return child;
  }
  return {};
}

class FeedReader {
 public:
  FeedReader(const Input& input, const ReadOptions& options, FactSink& sink)
      : input_(input), options_(options), sink_(sink), lines_(input.bytes) {}

  void read() {
    pugi::xml_document document;
    const auto result = document.load_buffer(input_.bytes.data(), input_.bytes.size());
    has_lines_ = result.encoding == pugi::encoding_utf8;
    mark_bytes_ = input_.bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
    const pugi::xml_node channel = channel_of(document);
    std::vector<pugi::xml_node> entries;
    for (const pugi::xml_node& node : channel.children()) {
      if (local_name(node) == "entry" || local_name(node) == "item") entries.push_back(node);
    }
    if (!result) {
      // What stands before the error is whole, but for the entry that the error is in.
      const auto error_at = static_cast<std::size_t>(result.offset);
      if (!entries.empty() && !entries.back().next_sibling()) entries.pop_back();
      sink_.reject(location(error_at), fmt::format("no valid XML: {}; {} entries before it are read",
                                                   base::to_lower(result.description()), entries.size()));
    } else if (!channel) {
      sink_.reject({}, "an XML document that is neither an Atom nor an RSS feed");
    }
    const std::string title = child_called(channel, "title").text().as_string();
    const model::Name organisation = organisation_name(organisation_of_title(title), options_);
    sink_.source().title = std::string(base::trim(title));
    sink_.source().organisation = organisation.label;
    const auto feed_date = date_of(channel);
    for (const pugi::xml_node& entry : entries) {
      FeedEntry fields = fields_of(entry);
      if (!fields.date) fields.date = feed_date;
      read_feed_entry(fields, organisation, options_, sink_);
    }
  }

 private:
  static pugi::xml_node channel_of(const pugi::xml_document& document) {
    for (const pugi::xml_node& root : document.children()) {
      if (local_name(root) == "feed") return root;
      if (local_name(root) == "rss") return child_called(root, "channel");
      if (local_name(root) == "RDF") return root;
    }
    return {};
  }

  model::Location location(std::size_t offset) const {
    return has_lines_ ? lines_.at(offset + mark_bytes_) : model::Location{};
  }

  FeedEntry fields_of(const pugi::xml_node& entry) const {
    FeedEntry fields;
    // offset_debug is that of the name; the '<' stands before it.
    const auto at = entry.offset_debug();
    fields.location = location(at > 0 ? static_cast<std::size_t>(at) - 1 : 0);
    fields.title = std::string(base::trim(child_called(entry, "title").text().as_string()));
    fields.date = date_of(entry);
    if (const auto edited = feed_date(child_called(entry, "updated").text().as_string()))
      fields.edited = edited->instant;
    for (const pugi::xml_node& link : entry.children()) {
      if (local_name(link) != "link" && local_name(link) != "guid") continue;
      const char* href = link.attribute("href") ? link.attribute("href").value() : link.text().as_string();
      const std::string target(base::trim(href));
      const std::string id = incident_id_of_link(target);
      if (fields.link.empty() || (!id.empty() && fields.incident_id.empty())) fields.link = target;
      if (fields.incident_id.empty()) fields.incident_id = id;
    }
    for (const char* name : {"encoded", "content", "description", "summary"}) {
      const pugi::xml_node content = child_called(entry, name);
      if (!content) continue;
      fields.html = content.text().as_string();
      if (const pugi::xml_node text = content.first_child(); text && has_lines_ && text.offset_debug() >= 0) {
        fields.html_line = location(static_cast<std::size_t>(text.offset_debug())).line;
      }
      if (!base::trim(fields.html).empty()) break;
    }
    return fields;
  }

  static std::optional<FeedDate> date_of(const pugi::xml_node& node) {
    for (const char* name : {"published", "pubDate", "date", "updated"}) {
      if (const auto date = feed_date(child_called(node, name).text().as_string())) return date;
    }
    return std::nullopt;
  }

  const Input& input_;
  const ReadOptions& options_;
  FactSink& sink_;
  LineIndex lines_;
  bool has_lines_ = false;
  std::size_t mark_bytes_ = 0;
};

}  // namespace

Sniff sniff_statuspage_feed(const Input& input) {
  std::string_view text = input.bytes;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  text = base::trim(text);
  if (!text.starts_with('<')) return Sniff::no;
  const std::string_view head = text.substr(0, 4096);
  const bool is_feed = head.find("<feed") != head.npos || head.find("<rss") != head.npos;
  if (!is_feed || base::contains_ignoring_case(head, "<html")) return Sniff::no;
  const bool is_history = head.find("Incident History") != head.npos || text.find("/incidents/") != text.npos;
  return is_history ? Sniff::certain : Sniff::likely;
}

void read_statuspage_feed(const Input& input, const ReadOptions& options, FactSink& sink) {
  FeedReader(input, options, sink).read();
}

}  // namespace faultline::ingest::formats
