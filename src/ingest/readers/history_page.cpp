// The history page's JSON; its grammar stands in statuspage_html.cpp.
#include <simdjson.h>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/html.hpp"
#include "ingest/readers/json_fields.hpp"
#include "ingest/readers/printed_stamp.hpp"
#include "ingest/readers/status_common.hpp"
#include "ingest/readers/statuspage_page.hpp"

namespace faultline::ingest::formats {

namespace dom = simdjson::dom;

namespace {

class HistoryPage {
 public:
  HistoryPage(const GumboNode& index, const ReadOptions& options, FactSink& sink)
      : index_(index), options_(options), sink_(sink) {}

  void read(const JsonObject& props) {
    std::string told;
    if (const auto status = props.object("page_status")) {
      if (const auto page = status->object("page")) told = std::string(page->text("name"));
    }
    organisation_ = organisation_name(told, options_);
    sink_.source().organisation = organisation_.label;
    sink_.source().title = organisation_.is_known() ? organisation_.label + " incident history" : "";
    const auto months = props.array("months");
    if (!months) return sink_.reject(location({}), "the history page's data has no 'months'");
    std::size_t i = 0;
    for (const dom::element element : *months) {
      const std::string at = fmt::format("/months/{}", i++);
      dom::object object;
      std::int64_t year = 0;
      if (element.get(object) != simdjson::SUCCESS || object.at_key("year").get(year) != simdjson::SUCCESS) {
        sink_.reject(location(at), "a month without a year");
        continue;
      }
      const JsonObject month(object, at, sink_);
      if (const auto incidents = month.array("incidents"))
        read_incidents(*incidents, month.pointer_to("incidents"), static_cast<int>(year));
    }
  }

 private:
  model::Location location(std::string pointer) const {
    return {line_of(index_), column_of(index_), std::move(pointer)};
  }

  void read_incidents(dom::array incidents, const std::string& pointer, int year) {
    std::size_t i = 0;
    for (const dom::element element : incidents) {
      const std::string at = fmt::format("{}/{}", pointer, i++);
      dom::object object;
      if (element.get(object) == simdjson::SUCCESS) {
        put_incident(JsonObject(object, at, sink_), year);
      } else {
        sink_.reject(location(at),
                     fmt::format("an incident is {} where an object is expected", type_name(element)));
      }
    }
  }

  void put_incident(const JsonObject& fields, int year) {
    model::Event event;
    const std::string_view impact = fields.text("impact");
    event.kind = impact == "maintenance" ? model::EventKind::maintenance : model::EventKind::incident;
    event.location = location(fields.pointer());
    event.incident_id = std::string(fields.text("code"));
    event.incident_title = text_of_html(fields.text("name"));
    event.title = event.incident_title;
    event.body = text_of_html(fields.text("message"));
    if (!impact.empty()) event.level = model::level_of_impact(impact);
    event.note = "from a history page: range and last message only";
    put_range(event, fields, year);
    sink_.event(std::move(event));
  }

  // "Feb 29, 22:00 - 23:00 GMT" in a month whose year is known; a range may cross into another year.
  void put_range(model::Event& event, const JsonObject& fields, int year) {
    const std::string printed = base::squeeze(text_of_html(fields.text("timestamp")));
    const auto stamp = parse_printed_stamp(printed);
    const auto start = stamp ? local_of(stamp->start, stamp->year.value_or(year)) : std::nullopt;
    event.when.written = printed;
    if (!start) {
      return sink_.remark(
          location(fields.pointer_to("timestamp")),
          fmt::format("'{}' is no stamp such as 'Feb 29, 22:00 - 23:00 GMT'", base::printable(printed)));
    }
    const PrintedZone zone = zone_of(stamp->zone, std::nullopt);
    const auto basis = stamp->year ? base::DateBasis::beside_time : base::DateBasis::list;
    event.when = printed_moment(*start, zone, basis, stamp->zone, printed);
    if (zone.offset && sink_.source().zone.empty()) {
      sink_.source().zone = civil_zone(stamp->zone, *zone.offset, event.when.utc->best).name();
    }
    if (!stamp->end) return;
    auto end = local_of(*stamp->end, stamp->year.value_or(year));
    if (end && *end < *start) {
      const bool has_own_date =
          stamp->end->month != stamp->start.month || stamp->end->day != stamp->start.day;
      end = has_own_date ? local_of(*stamp->end, year + 1) : std::optional(*end + std::chrono::hours(24));
    }
    if (end) event.until = printed_moment(*end, zone, basis, stamp->zone, printed);
  }

  const GumboNode& index_;
  const ReadOptions& options_;
  FactSink& sink_;
  model::Name organisation_;
};

}  // namespace

void read_history_page(const GumboNode& index, const ReadOptions& options, FactSink& sink) {
  const model::Location where{line_of(index), column_of(index), {}};
  const std::string props(attribute(index, "data-react-props").value_or(""));
  dom::parser parser;
  dom::object root;
  const auto error = parser.parse(props).get(root);
  if (error != simdjson::SUCCESS) {
    return sink.reject(
        where, fmt::format("the history page's data is no valid JSON: {}", simdjson::error_message(error)));
  }
  HistoryPage(index, options, sink).read(JsonObject(root, "", sink));
}

}  // namespace faultline::ingest::formats
