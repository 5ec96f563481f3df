// One incident's page; its grammar stands in statuspage_html.cpp.
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/prose/document.hpp"
#include "ingest/readers/html.hpp"
#include "ingest/readers/printed_stamp.hpp"
#include "ingest/readers/status_common.hpp"
#include "ingest/readers/statuspage_page.hpp"

namespace faultline::ingest::formats {

namespace {

using std::chrono::seconds;

const GumboNode* first_of_class(const GumboNode& root, std::string_view name) {
  return find_element(root, [&](const GumboNode& node) { return has_class(node, name); });
}

model::Location location_of(const GumboNode& node) {
  return {line_of(node), column_of(node), {}};
}

// data-datetime-unix is in milliseconds, in spite of its name; a value too small for that is in seconds.
std::optional<base::Instant> machine_stamp(const GumboNode& timestamp) {
  const GumboNode* holder = find_element(
      timestamp, [](const GumboNode& node) { return attribute(node, "data-datetime-unix").has_value(); });
  if (!holder) return std::nullopt;
  const std::string_view digits = base::trim(*attribute(*holder, "data-datetime-unix"));
  std::int64_t value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  constexpr std::int64_t kLeastMillis = 100'000'000'000;   // 1973; as seconds it is the year 5138
  constexpr std::int64_t kMostMillis = 9'000'000'000'000;  // 2255, within what an Instant holds
  if (parsed.ec != std::errc{} || value <= 0 || value > kMostMillis) return std::nullopt;
  return base::from_micros(value >= kLeastMillis ? value * 1000 : value * 1'000'000);
}

struct Row {
  const GumboNode* node = nullptr;
  const GumboNode* body = nullptr;
  std::string title;
  base::Moment when;
};

class IncidentPage {
 public:
  IncidentPage(const GumboNode& root, const ReadOptions& options, FactSink& sink)
      : root_(root), options_(options), sink_(sink) {}

  void read() {
    find_names();
    for (const GumboNode* node :
         find_elements(root_, [](const GumboNode& n) { return has_class(n, "update-row"); })) {
      rows_.push_back(row_of(*node));
    }
    find_scopes();
    put_header();
    for (const Row& row : rows_) put_row(row);
  }

 private:
  void find_names() {
    std::string told;
    if (const GumboNode* name = first_of_class(root_, "incident-name")) {
      header_ = name;
      title_ = inner_text(*name);
      for (const char* impact : {"none", "minor", "major", "critical", "maintenance"}) {
        if (has_class(*name, std::string("impact-") + impact)) level_ = model::level_of_impact(impact);
      }
    }
    if (const GumboNode* subheader = first_of_class(root_, "subheader")) {
      const std::string text = inner_text(*subheader);
      constexpr std::string_view kMark = "Report for ";
      if (const auto at = text.find(kMark); at != text.npos) told = text.substr(at + kMark.size());
    }
    if (told.empty()) {
      if (const GumboNode* page =
              find_element(root_, [](const GumboNode& n) { return is_element(n, GUMBO_TAG_TITLE); })) {
        told = organisation_of_title(inner_text(*page));
      }
    }
    organisation_ = organisation_name(told, options_);
    sink_.source().title = title_;
    sink_.source().organisation = organisation_.label;
    find_id();
  }

  void find_id() {
    find_element(root_, [&](const GumboNode& node) {
      for (const char* name : {"href", "content"}) {
        const bool is_own = attribute(node, "rel") == "canonical" || attribute(node, "property") == "og:url";
        if (const auto link = attribute(node, name); is_own && link) {
          url_ = std::string(*link);
          id_ = incident_id_of_link(*link);
        }
      }
      if (id_.empty() && attribute(node, "name") == "incident_code") {
        id_ = std::string(attribute(node, "value").value_or(""));
      }
      return !id_.empty();
    });
  }

  Row row_of(const GumboNode& node) {
    Row row;
    row.node = &node;
    row.body = first_of_class(node, "update-body");
    if (const GumboNode* title = first_of_class(node, "update-title")) row.title = inner_text(*title);
    if (const GumboNode* timestamp = first_of_class(node, "update-timestamp"))
      row.when = stamp_of(*timestamp);
    if (!row.when.is_placed() && !row.when.local) {
      sink_.remark(location_of(node), fmt::format("the post '{}' has no readable time", row.title));
    }
    return row;
  }

  base::Moment stamp_of(const GumboNode& timestamp) {
    // "Posted 9 months ago. May 08, 2025 - 14:07 BST": a script filled in the first part.
    HtmlText text([](const GumboNode& element) { return has_class(element, "ago"); });
    text.append(timestamp);
    std::string printed = base::squeeze(text.take());
    if (printed.starts_with("Posted ")) printed.erase(0, 7);
    const auto stamp = parse_printed_stamp(printed);
    const auto machine = machine_stamp(timestamp);
    const auto local = stamp && stamp->year ? local_of(stamp->start, *stamp->year) : std::nullopt;
    if (!machine) {
      if (!local) return unplaced(printed);
      return printed_moment(*local, zone_of(stamp->zone, offset_), base::DateBasis::beside_time, stamp->zone,
                            printed);
    }
    base::Moment moment;
    moment.utc = base::Bounds{*machine, *machine, *machine};
    moment.resolution = base::Resolution::second;
    moment.zone_basis = base::ZoneBasis::exact;
    moment.date_basis = base::DateBasis::exact;
    moment.written = printed;
    if (!local) return moment;
    moment.local = *local;
    moment.zone = stamp->zone;
    const auto apart = local->time_since_epoch() - base::floor_minute(*machine).time_since_epoch();
    const auto offset = std::chrono::duration_cast<std::chrono::minutes>(apart);
    if (offset % std::chrono::minutes(15) != std::chrono::minutes(0) ||
        std::chrono::abs(offset) > std::chrono::hours(14)) {
      moment.reason =
          "the printed stamp and the page's own instant are apart by no offset of a zone; the instant is "
          "taken";
      return moment;
    }
    offset_ = offset;
    if (!zone_) {
      zone_ = civil_zone(stamp->zone, offset, *machine);
      sink_.source().zone = zone_->name();
    }
    return moment;
  }

  static base::Moment unplaced(const std::string& written) {
    base::Moment moment;
    moment.written = written;
    return moment;
  }

  // "This incident affected: Prod 1 (API, Builder) and Prod 2 (API)."
  void find_scopes() {
    const GumboNode* affected = first_of_class(root_, "components-affected");
    if (!affected) return;
    const std::string text = inner_text(*affected);
    const auto colon = text.find(':');
    const std::string_view list =
        colon == text.npos ? std::string_view{} : base::trim(std::string_view(text).substr(colon + 1));
    scopes_ = scopes_of_affected(organisation_, list);
    if (scopes_.empty()) {
      sink_.remark(location_of(*affected), "the list of affected components could not be read", text);
    }
  }

  model::Event event_of(model::EventKind kind) const {
    model::Event event;
    event.kind = kind;
    event.incident_id = id_;
    event.incident_title = title_;
    event.url = url_;
    return event;
  }

  void put_header() {
    model::Event event = event_of(model::EventKind::incident);
    if (header_) event.location = location_of(*header_);
    event.title = title_;
    event.scopes = scopes_;
    event.level = level_;
    const Row* oldest = nullptr;
    for (const Row& row : rows_) {
      if (!oldest || base::earlier(row.when, oldest->when)) oldest = &row;
    }
    if (oldest) event.when = oldest->when;
    std::vector<PostTime> times;
    for (const Row& row : rows_) {
      times.push_back({model::parse_post_status(row.title).value_or(model::PostStatus::none), row.when});
    }
    make_maintenance_of_posts(event, times);
    sink_.event(std::move(event));
  }

  void put_row(const Row& row) {
    model::Event event = event_of(model::EventKind::status_update);
    event.location = location_of(*row.node);
    event.when = row.when;
    if (row.body) event.body = text_of(*row.body);
    if (put_printed_post(event, row.title, sink_)) put_document(event);
  }

  void put_document(const model::Event& post) {
    prose::DocumentContext context;
    context.title = title_;
    context.organisation = organisation_.label;
    context.incident_id = id_;
    context.first_line = 0;
    context.page_zone = zone_;
    context.page_scopes = scopes_;
    for (const Row& row : rows_) {
      if (row.when.is_placed()) context.page_stamps.push_back(row.when);
    }
    prose::read_document(post.body, context, options_, sink_);
  }

  const GumboNode& root_;
  const ReadOptions& options_;
  FactSink& sink_;
  const GumboNode* header_ = nullptr;
  std::string title_, id_, url_;
  model::Name organisation_;
  std::optional<model::Level> level_;
  std::optional<base::Zone> zone_;
  std::optional<seconds> offset_;
  std::vector<Row> rows_;
  std::vector<model::Scope> scopes_;
};

}  // namespace

void read_incident_page(const GumboNode& root, const ReadOptions& options, FactSink& sink) {
  IncidentPage(root, options, sink).read();
}

}  // namespace faultline::ingest::formats
