// Statuspage's public API, version 2 (https://metastatuspage.com/api), and its compatible answers.
//
//   {page, incidents: [...]}                       incidents.json, incidents/unresolved.json
//   {page, scheduled_maintenances: [...]}          scheduled-maintenances.json and its relatives
//   {page, components, incidents, scheduled_maintenances, status}   summary.json
//   {page, incident: {...}}, a bare incident, a list of incidents
//
// Each incident is one `incident` event (a scheduled one a `maintenance`), each update a `status_update` at
// its display_at, each affected component whose state changed a `component_change`. incident.io's answer
// lacks started_at, components, affected_components and shortlink. Deliberately not read: the page's
// current status, the list of components (names and groups only), notification and tweet fields.
#include <simdjson.h>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/json_fields.hpp"
#include "ingest/readers/readers_list.hpp"
#include "ingest/readers/status_common.hpp"
#include "ingest/readers/statuspage_incident.hpp"

namespace faultline::ingest::formats {

namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kMaxJsonDepth = 64;  // docs/ingest.md, "Limits"

std::string_view without_mark(std::string_view bytes) {
  return bytes.starts_with("\xef\xbb\xbf") ? bytes.substr(3) : bytes;
}

class PageReader {
 public:
  PageReader(const ReadOptions& options, FactSink& sink) : options_(options), sink_(sink) {}

  void read(dom::element root) {
    StatuspageContext page{options_, sink_, organisation_name({}, options_), {}, {}, {}};
    dom::array list;
    dom::object object;
    if (root.get(list) == simdjson::SUCCESS) {
      add_organisation(page);
      return read_list(page, list, "");
    }
    if (root.get(object) != simdjson::SUCCESS) {
      return sink_.reject({}, fmt::format("the JSON is {} where an object is expected", type_name(root)));
    }
    const JsonObject top(object, "", sink_);
    if (top.has("incident_updates") || (top.has("name") && top.has("impact"))) {
      add_organisation(page);
      return read_statuspage_incident(page, top);
    }
    read_page(page, top);
    add_organisation(page);
    if (const auto components = top.array("components")) {
      read_components(page, *components, top.pointer_to("components"));
      sink_.ignore("current state of a component", static_cast<std::int64_t>(components->size()));
    }
    if (const auto incident = top.object("incident")) read_statuspage_incident(page, *incident);
    for (const char* key : {"incidents", "scheduled_maintenances"}) {
      if (const auto incidents = top.array(key)) read_list(page, *incidents, top.pointer_to(key));
    }
    if (const auto maintenance = top.object("scheduled_maintenance"))
      read_statuspage_incident(page, *maintenance);
    if (top.has("status") && !top.has("incident")) sink_.ignore("current status of the page");
  }

 private:
  void add_organisation(const StatuspageContext& page) {
    sink_.source().organisation = page.organisation.label;
  }

  void read_page(StatuspageContext& page, const JsonObject& top) {
    const auto fields = top.object("page");
    if (!fields) return;
    page.organisation = organisation_name(fields->text("name"), options_);
    sink_.source().title = page.organisation.is_known() ? page.organisation.label + " status page" : "";
    const std::string zone(fields->text("time_zone"));
    if (zone.empty()) return;
    page.zone = base::Zone::find(zone);
    if (page.zone) {
      sink_.source().zone = zone;
    } else {
      sink_.remark({0, 0, fields->pointer_to("time_zone")},
                   fmt::format("the time zone '{}' is not known; the instants are UTC all the same", zone));
    }
  }

  void read_list(const StatuspageContext& page, dom::array list, const std::string& pointer) {
    std::size_t i = 0;
    for (const dom::element element : list) {
      const std::string at = fmt::format("{}/{}", pointer, i++);
      dom::object incident;
      if (element.get(incident) == simdjson::SUCCESS) {
        read_statuspage_incident(page, JsonObject(incident, at, sink_));
      } else {
        sink_.reject({0, 0, at},
                     fmt::format("an incident is {} where an object is expected", type_name(element)));
      }
    }
  }

  void read_components(StatuspageContext& page, dom::array list, const std::string& pointer) {
    std::size_t i = 0;
    for (const dom::element element : list) {
      const std::string at = fmt::format("{}/{}", pointer, i++);
      dom::object object;
      if (element.get(object) != simdjson::SUCCESS) {
        sink_.remark({0, 0, at},
                     fmt::format("a component is {} where an object is expected", type_name(element)));
        continue;
      }
      page.add_component(JsonObject(object, at, sink_));
    }
  }

  const ReadOptions& options_;
  FactSink& sink_;
};

}  // namespace

Sniff sniff_statuspage_json(const Input& input) {
  const std::string_view text = base::trim(without_mark(input.bytes));
  if (!text.starts_with('{') && !text.starts_with('[')) return Sniff::no;
  const auto has = [&](std::string_view mark) { return text.find(mark) != text.npos; };
  if (has("\"incident_updates\"")) return Sniff::certain;
  if (!has("\"page\"")) return Sniff::no;
  for (const char* key : {"\"incidents\"", "\"scheduled_maintenances\"", "\"components\"", "\"incident\""}) {
    if (has(key)) return Sniff::likely;
  }
  return Sniff::no;
}

void read_statuspage_json(const Input& input, const ReadOptions& options, FactSink& sink) {
  const std::string_view text = without_mark(input.bytes);
  dom::parser parser;
  dom::element root;
  auto error = parser.allocate(std::max<std::size_t>(text.size(), 64), kMaxJsonDepth);
  if (error == simdjson::SUCCESS) error = parser.parse(text.data(), text.size(), true).get(root);
  if (error != simdjson::SUCCESS) {
    if (error == simdjson::DEPTH_ERROR) {
      return sink.reject({}, fmt::format("JSON nested deeper than {}; left out", kMaxJsonDepth));
    }
    JsonError where = locate_json_error(text, simdjson::error_message(error));
    return sink.reject(std::move(where.where), std::move(where.message), where.excerpt);
  }
  PageReader(options, sink).read(root);
}

}  // namespace faultline::ingest::formats
