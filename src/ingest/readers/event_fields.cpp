#include "ingest/readers/event_fields.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/prose/document.hpp"

namespace faultline::ingest::formats {

namespace {

using nlohmann::json;

constexpr std::array kFields = {
    "kind",        "at",    "until",    "organisation", "cluster", "service",     "group",
    "title",       "body",  "incident", "status",       "level",   "old_level",   "version",
    "deploy_kind", "actor", "url",      "id",           "outcome", "fingerprint", "pending_seconds"};
constexpr std::array kOutcomes = {"success", "failure", "cancelled", "in_progress"};
constexpr std::array kDeployKinds = {"code",           "config", "flag",     "migration",
                                     "infrastructure", "scale",  "rollback", "docs"};
constexpr std::array kKinds = {"status_update", "component_change", "maintenance", "deploy", "alert",
                               "note",          "annotation",       "incident"};
constexpr std::array kLevels = {"operational", "unknown",        "maintenance",
                                "degraded",    "partial_outage", "major_outage"};
constexpr std::array kStatuses = {"investigating", "identified", "monitoring",  "resolved",  "postmortem",
                                  "update",        "scheduled",  "in_progress", "verifying", "completed"};

// What is wrong with the record; caught in read_event_fields, where it becomes its diagnostic.
struct Wrong {
  std::string field;
  std::string message;
};

template <typename Names>
std::string choices(std::string_view text, const Names& names) {
  const std::vector<std::string> candidates(names.begin(), names.end());
  const auto near = base::nearest(text, candidates);
  return near ? fmt::format("did you mean '{}'?", *near) : "there are " + base::join(candidates, ", ");
}

class Fields {
 public:
  explicit Fields(const json& fields) : fields_(fields) {}

  std::string text(const char* name) const {
    const auto found = fields_.find(name);
    if (found == fields_.end() || found->is_null()) return {};
    if (!found->is_string())
      throw Wrong{name, fmt::format("'{}' is {}, a string is expected", name, type_of(*found))};
    return found->get<std::string>();
  }

  template <typename Parse, typename Names>
  auto choice(const char* name, const Parse& parse, const Names& names) const
      -> decltype(parse(std::string_view{})) {
    const std::string written = text(name);
    if (written.empty()) return std::nullopt;
    auto parsed = parse(written);
    if (!parsed) {
      throw Wrong{name,
                  fmt::format("'{}' is no {}; {}", base::printable(written), name, choices(written, names))};
    }
    return parsed;
  }

  // One of `names`, or empty.
  template <typename Names>
  std::string word(const char* name, const Names& names) const {
    std::string written = text(name);
    if (!written.empty() && std::find(names.begin(), names.end(), written) == names.end()) {
      throw Wrong{name,
                  fmt::format("'{}' is no {}; {}", base::printable(written), name, choices(written, names))};
    }
    return written;
  }

  std::optional<std::int64_t> seconds(const char* name) const {
    const auto found = fields_.find(name);
    if (found == fields_.end() || found->is_null()) return std::nullopt;
    if (!found->is_number_integer() || found->get<std::int64_t>() < 0) {
      throw Wrong{name, fmt::format("'{}' is {}, a whole number of seconds is expected", name,
                                    found->is_string() ? "a string" : type_of(*found))};
    }
    return found->get<std::int64_t>();
  }

  std::optional<base::Moment> moment(const char* name) const {
    const auto found = fields_.find(name);
    if (found == fields_.end() || found->is_null()) return std::nullopt;
    if (found->is_object()) return interval(name, *found);
    const std::string written = text(name);
    if (written.empty()) return std::nullopt;
    return stamp(name, written);
  }

 private:
  static std::string type_of(const json& value) {
    if (value.is_number()) return "a number";
    if (value.is_array()) return "a list";
    return value.is_object() ? "an object" : "true or false";
  }

  static base::Instant instant(const char* name, const std::string& written) {
    const auto parsed = base::parse_rfc3339(written);
    if (!parsed) {
      throw Wrong{name, fmt::format("'{}' is no time with an offset such as 2026-05-05T01:17:00Z",
                                    base::printable(written))};
    }
    return *parsed;
  }

  // Written to the minute it is that minute, with seconds it is that instant.
  static base::Moment stamp(const char* name, const std::string& written) {
    base::Moment moment = base::exact_moment(instant(name, written), written);
    if (std::count(written.begin(), written.begin() + std::min<std::ptrdiff_t>(std::ssize(written), 19),
                   ':') < 2) {
      moment.utc = base::minute_bounds(moment.utc->best);
      moment.resolution = base::Resolution::minute;
    }
    return moment;
  }

  static base::Moment interval(const char* name, const json& value) {
    std::array<std::optional<base::Instant>, 3> ends;
    constexpr std::array<const char*, 3> kEnds = {"earliest", "best", "latest"};
    for (const auto& [key, end] : value.items()) {
      const auto which = std::find(kEnds.begin(), kEnds.end(), key);
      if (which == kEnds.end() || !end.is_string()) {
        throw Wrong{name,
                    fmt::format("'{}' of '{}' is not expected; it has earliest, latest and best as strings",
                                base::printable(key), name)};
      }
      ends[static_cast<std::size_t>(which - kEnds.begin())] = instant(name, end.get<std::string>());
    }
    if (!ends[0] || !ends[2]) throw Wrong{name, fmt::format("'{}' needs both earliest and latest", name)};
    if (!ends[1]) ends[1] = *ends[0] + (*ends[2] - *ends[0]) / 2;
    if (*ends[0] > *ends[1] || *ends[1] > *ends[2]) {
      throw Wrong{name, fmt::format("'{}' must have earliest <= best <= latest", name)};
    }
    base::Moment moment = base::exact_moment(*ends[1], value.dump());
    moment.utc = base::Bounds{*ends[0], *ends[1], *ends[2]};
    moment.resolution = base::Resolution::bounded;
    moment.reason = "given as an interval";
    return moment;
  }

  const json& fields_;
};

std::vector<model::Scope> scopes_of(const Fields& fields, const ReadOptions& options) {
  std::string organisation = fields.text("organisation");
  if (organisation.empty()) organisation = options.organisation;
  model::Scope scope{model::make_name(organisation),
                     {},
                     model::make_name(fields.text("service")),
                     model::make_name(fields.text("group"))};
  const std::string cluster = fields.text("cluster");
  scope.cluster = model::cluster_name(cluster).value_or(model::make_name(cluster));
  if (scope == model::Scope{}) return {};
  return {scope};
}

model::Event event_of(const Fields& fields, const ReadOptions& options) {
  model::Event event;
  const auto kind = fields.choice("kind", model::parse_event_kind, kKinds);
  if (!kind) throw Wrong{"kind", "'kind' is missing"};
  event.kind = *kind;
  const auto at = fields.moment("at");
  if (!at) throw Wrong{"at", "'at' is missing"};
  event.when = *at;
  event.until = fields.moment("until");
  if (event.until && event.until->utc->latest < event.when.utc->earliest)
    throw Wrong{"until", "'until' is before 'at'"};
  event.scopes = scopes_of(fields, options);
  event.incident_id = fields.text("incident");
  event.title = fields.text("title");
  const bool is_of_incident = *kind == model::EventKind::incident || *kind == model::EventKind::maintenance ||
                              *kind == model::EventKind::status_update;
  if (is_of_incident) event.incident_title = event.title;
  event.body = fields.text("body");
  event.status =
      fields.choice("status", model::parse_post_status, kStatuses).value_or(model::PostStatus::none);
  event.level = fields.choice("level", model::parse_level, kLevels);
  event.old_level = fields.choice("old_level", model::parse_level, kLevels);
  if (*kind == model::EventKind::component_change && !event.level) {
    throw Wrong{"level", "a component_change needs the 'level' that the component has from then on"};
  }
  event.version = fields.text("version");
  event.deploy_kind = fields.word("deploy_kind", kDeployKinds);
  event.outcome = fields.word("outcome", kOutcomes);
  event.fingerprint = fields.text("fingerprint");
  event.pending_seconds = fields.seconds("pending_seconds");
  event.actor = fields.text("actor");
  event.url = fields.text("url");
  event.update_id = fields.text("id");
  return event;
}

int column_of(std::string_view line, const std::string& field) {
  const auto at = line.find('"' + field + '"');
  return at == line.npos ? 1 : static_cast<int>(at) + 1;
}

}  // namespace

bool is_event_field(std::string_view name) {
  return std::find(kFields.begin(), kFields.end(), name) != kFields.end();
}

json csv_value(std::string_view name, std::string_view cell) {
  constexpr std::size_t kMostDigits = 18;  // of an int64, whatever they are
  const bool is_number = name == "pending_seconds" && cell.size() <= kMostDigits &&
                         cell.find_first_not_of("0123456789") == cell.npos;
  if (!is_number) return base::to_valid_utf8(cell);
  return std::stoll(std::string(cell));
}

void tell_unknown_field(std::string_view name, std::string_view line, model::Location where, FactSink& sink) {
  if (is_event_field(name)) return;
  where.column = column_of(line, std::string(name));
  sink.remark(where,
              fmt::format("the field '{}' is not known and left out; {}", base::printable(name),
                          choices(name, kFields)),
              line);
}

void read_event_fields(const json& fields, std::string_view line, model::Location where,
                       const ReadOptions& options, FactSink& sink) {
  if (!fields.is_object()) return sink.reject(where, "one object per line is expected", line);
  try {
    model::Event event = event_of(Fields(fields), options);
    event.location = where;
    for (const auto& [name, value] : fields.items()) tell_unknown_field(name, line, where, sink);
    const bool is_post = event.kind == model::EventKind::status_update;
    const int ordinal = sink.event(event);
    if (is_post) prose::read_post(event, ordinal, sink);
  } catch (const Wrong& wrong) {
    where.column = column_of(line, wrong.field);
    sink.reject(where, wrong.message, line);
  }
}

}  // namespace faultline::ingest::formats
