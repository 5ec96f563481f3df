// Alerts of Prometheus' Alertmanager, and of what speaks its language (Grafana's webhook says more of the
// same).
//
//   {"version": "4", "status": ..., "alerts": [ALERT ...]}   a webhook's payload; also a list of them, or
//   lines [ALERT ...]                                               GET /api/v2/alerts ALERT = {"labels":
//   {...}, "annotations": {...}, "startsAt": ..., "endsAt": ..., "generatorURL": ...,
//            "fingerprint": ..., "status": "firing" | "resolved" | {"state": "active" | ...}}
//
// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config,
// https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml,
// https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
//
// One event per alert, that is per fingerprint and start: a source that has it firing and then resolved gives
// one event with the later state. The end of a firing alert is no end but the time at which Alertmanager
// would give it up; 0001-01-01 is none either. Deliberately not read: groups, receivers, silences, links of
// Grafana.
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/alert_labels.hpp"
#include "ingest/readers/json_documents.hpp"
#include "ingest/readers/readers_list.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace dom = simdjson::dom;

namespace {

// They fire all the time, to show that alerting works (kube-prometheus' runbooks), or only mute others.
constexpr auto kWatchdogs = std::to_array<std::string_view>({"Watchdog", "DeadMansSwitch", "InfoInhibitor"});

enum class State { untold, firing, resolved };

struct Told {
  model::Event event;
  bool is_resolved = false;
};

class AlertReader {
 public:
  AlertReader(const ReadOptions& options, FactSink& sink) : options_(options), sink_(sink) {
    sink.source().organisation = organisation_name({}, options).label;
  }

  void read(const JsonObject& object) {
    if (!object.has("alerts")) return read_alert(object, State::untold);
    const auto alerts = object.array("alerts");
    if (!alerts) return sink_.reject(object.location(), "a payload without a list of alerts");
    const State state = state_of_word(object.text("status"));
    std::size_t i = 0;
    for (const dom::element element : *alerts) {
      dom::object alert;
      model::Location where = object.location();
      where.pointer = fmt::format("{}/{}", object.pointer_to("alerts"), i++);
      if (element.get(alert) == simdjson::SUCCESS) {
        read_alert(JsonObject(alert, where.pointer, sink_, where.line), state);
      } else {
        sink_.reject(where, fmt::format("an alert is {} where an object is expected", type_name(element)));
      }
    }
    if (const auto cut = object.integer("truncatedAlerts"); cut && *cut > 0) {
      model::Location where = object.location();
      where.pointer = object.pointer_to("truncatedAlerts");
      sink_.remark(where, fmt::format("the sender cut off {} alerts of this group (max_alerts)", *cut));
    }
    if (i == 0) sink_.ignore("a payload without alerts");
  }

  void finish() {
    for (Told& told : told_) sink_.event(std::move(told.event));
  }

 private:
  static State state_of_word(std::string_view word) {
    if (word == "resolved") return State::resolved;
    return word == "firing" || word == "active" || word == "suppressed" || word == "unprocessed"
               ? State::firing
               : State::untold;
  }

  // A webhook says it in a word, the API in an object: what it lists is not over (its list leaves out what
  // is).
  State state_of(const JsonObject& alert, State of_payload, std::string& note) {
    std::string_view word;
    if (alert.raw().at_key("status").get(word) == simdjson::SUCCESS) {
      const State state = state_of_word(word);
      if (state == State::untold) note = fmt::format("the status '{}' is not known", base::printable(word));
      return state;
    }
    if (const auto status = alert.object("status")) {
      word = status->text("state");
      if (word == "suppressed") note = "silenced or inhibited: nobody was told";
      return state_of_word(word);
    }
    return of_payload;
  }

  std::optional<std::int64_t> pending_seconds(const AlertLabels& labels, const AlertLabels& annotations,
                                              std::string_view name) const {
    for (const AlertLabels* words : {&labels, &annotations}) {
      if (const auto seconds = parse_alert_duration(words->value("for"))) return seconds;
    }
    for (const model::AlertConfig& alert : options_.alerts) {
      if (alert.name == name) return alert.pending_seconds;
    }
    return std::nullopt;
  }

  static std::string body_of(const AlertLabels& labels, const AlertLabels& annotations) {
    std::vector<std::string> lines;
    for (const char* name : {"summary", "description", "message"}) {
      const std::string text(base::trim(annotations.value(name)));
      if (!text.empty() && std::find(lines.begin(), lines.end(), text) == lines.end()) lines.push_back(text);
    }
    if (const auto severity = labels.value("severity"); !severity.empty()) {
      lines.push_back(fmt::format("severity: {}", severity));
    }
    return base::join(lines, "\n");
  }

  void set_end(model::Event& event, const JsonObject& alert, State state) {
    const std::string_view written = alert.text("endsAt");
    const bool is_open = written.empty() || written.starts_with("0001-01-01");
    if (state == State::firing || is_open) {
      if (state == State::resolved && event.note.empty()) event.note = "resolved, but its end is not told";
      return;
    }
    if (state == State::untold) {
      if (event.note.empty())
        event.note = "no status: its endsAt may be a time-out and is not taken as its end";
      return;
    }
    const auto end = alert.time("endsAt");
    if (end && *end < event.when.utc->best) {
      event.note = "its end is before its start and is left out";
    } else if (end) {
      event.until = base::exact_moment(*end, written);
    }
  }

  void read_alert(const JsonObject& alert, State of_payload) {
    const auto fields = alert.object("labels");
    if (!fields) return sink_.reject(alert.location(), "an alert without labels");
    const AlertLabels labels(*fields);
    const std::string name(labels.value("alertname"));
    if (std::find(kWatchdogs.begin(), kWatchdogs.end(), name) != kWatchdogs.end()) {
      return sink_.ignore("an alert that fires all the time by design");
    }
    const auto start = alert.time("startsAt");
    if (!start) return sink_.reject(alert.location(), "an alert without a time in startsAt");
    AlertLabels annotations;
    if (const auto words = alert.object("annotations")) annotations = AlertLabels(*words);

    Told told;
    model::Event& event = told.event;
    event.kind = model::EventKind::alert;
    event.location = alert.location();
    event.when = base::exact_moment(*start, alert.text("startsAt"));
    const State state = state_of(alert, of_payload, event.note);
    told.is_resolved = state == State::resolved;
    set_end(event, alert, state);
    event.title = alert_title(labels);
    event.body = body_of(labels, annotations);
    event.scopes = alert_scopes(labels, options_);
    event.fingerprint = std::string(alert.text("fingerprint"));
    if (event.fingerprint.empty()) event.fingerprint = labels.fingerprint();
    event.url = std::string(alert.text("generatorURL"));
    event.pending_seconds = pending_seconds(labels, annotations, name);
    put(std::move(told), *start);
  }

  void put(Told told, base::Instant start) {
    const auto [known, is_new] = by_alert_.emplace(std::pair(told.event.fingerprint, start), told_.size());
    if (is_new) {
      told_.push_back(std::move(told));
      return;
    }
    sink_.ignore("an earlier state of the same alert");
    Told& other = told_[known->second];
    if (is_later(told, other)) other = std::move(told);
  }

  // Resolved is later than firing, a later end than an earlier one; else the one that stands later.
  static bool is_later(const Told& a, const Told& b) {
    if (a.is_resolved != b.is_resolved) return a.is_resolved;
    if (a.event.until && b.event.until) return a.event.until->utc->best >= b.event.until->utc->best;
    return a.event.until.has_value() || !b.event.until.has_value();
  }

  const ReadOptions& options_;
  FactSink& sink_;
  std::vector<Told> told_;
  std::map<std::pair<std::string, base::Instant>, std::size_t> by_alert_;
};

}  // namespace

Sniff sniff_alertmanager(const Input& input) {
  const JsonShape shape(input.bytes);
  for (const std::string prefix : {"alerts[].", "[].alerts[].", "[]."}) {
    const auto has = [&](std::string_view name) { return shape.has(prefix + std::string(name)); };
    if (has("labels") && has("startsAt")) return Sniff::certain;
  }
  return Sniff::no;
}

void read_alertmanager(const Input& input, const ReadOptions& options, FactSink& sink) {
  AlertReader reader(options, sink);
  for_each_json_document(input.bytes, sink, [&](dom::element root, int line) {
    for_each_object(root, line, "an alert", sink, [&](const JsonObject& object) { reader.read(object); });
  });
  reader.finish();
}

}  // namespace faultline::ingest::formats
