#include "analyze/timeline.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "analyze/moments.hpp"

namespace faultline::analyze {

namespace {

using model::Event;
using model::EventKind;
using model::TimelineRow;

std::string status_label(model::PostStatus status) {
  std::string label(model::to_string(status));
  std::replace(label.begin(), label.end(), '_', ' ');
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z')
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
  return label;
}

struct Placed {
  std::optional<base::Instant> at;
  TimelineRow row;
};

class TimelineBuilder {
 public:
  TimelineBuilder(Case& incident, const FactTable& table) : case_(incident), table_(table) {}

  void run() {
    for (const CasePost& post : case_.posts) {
      add({post.shown.when, TimelineRow::Kind::post, status_label(post.shown.status), post.shown.body,
           post.shown.evidence.front()});
    }
    add_notes();
    add_components();
    for (const Strand* strand : case_.strands) {
      for (const Event* event : strand->events) add_other(*event);
    }
    add_alerts();
    add_observed();
    add_suspects();
    std::stable_sort(rows_.begin(), rows_.end(), [](const Placed& a, const Placed& b) {
      if (a.at && b.at) return *a.at < *b.at;
      return a.at.has_value() && !b.at.has_value();
    });
    for (Placed& placed : rows_) case_.incident.timeline.push_back(std::move(placed.row));
  }

 private:
  void add(TimelineRow row) {
    const auto at = sort_instant(row.when);
    rows_.push_back({at, std::move(row)});
  }

  void add_notes() {
    std::set<std::pair<std::optional<base::Instant>, std::string>> seen;
    for (const Strand* strand : case_.strands) {
      std::vector<Placed> rows;
      for (const Event* event : strand->events) {
        if (event->kind != EventKind::note) continue;
        // Which row of a document is the same in another is told by time and words.
        const auto minute = sort_instant(event->when);
        if (!seen.insert({minute, bare_text(event->body.empty() ? event->title : event->body)}).second)
          continue;
        rows.push_back({minute,
                        {event->when, TimelineRow::Kind::note, "note",
                         event->body.empty() ? event->title : event->body, table_.evidence(*event)}});
      }
      place_between(rows);
      std::move(rows.begin(), rows.end(), std::back_inserter(rows_));
    }
  }

  // An unplaced row takes the time of the row before it, else of the row after it.
  static void place_between(std::vector<Placed>& rows) {
    const bool newest_first =
        rows.size() > 1 && rows.front().at && rows.back().at && *rows.back().at < *rows.front().at;
    if (newest_first) std::reverse(rows.begin(), rows.end());
    std::optional<base::Instant> last;
    for (Placed& row : rows) {
      if (row.at) last = row.at;
      if (!row.at) row.at = last;
    }
    last.reset();
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
      if (row->at) last = row->at;
      if (!row->at) row->at = last;
    }
  }

  void add_components() {
    // By component: only changes of its level; pages repeat it with every post.
    std::map<model::Scope, std::vector<const Event*>> by_scope;
    for (const Event* event : events_of(case_, EventKind::component_change)) {
      for (const model::Scope& scope : event->scopes) by_scope[scope].push_back(event);
    }
    for (auto& [scope, changes] : by_scope) {
      std::stable_sort(changes.begin(), changes.end(),
                       [](const Event* a, const Event* b) { return base::earlier(a->when, b->when); });
      model::Level level = model::Level::operational;
      for (const Event* change : changes) {
        const model::Level next = change->level.value_or(model::Level::unknown);
        if (next == level) continue;
        level = next;
        add({change->when, TimelineRow::Kind::component,
             fmt::format("{}: {}", model::to_string(scope), model::to_string(next)), change->body,
             table_.evidence(*change)});
      }
    }
  }

  void add_other(const Event& event) {
    std::optional<TimelineRow::Kind> kind;
    if (event.kind == EventKind::maintenance) kind = TimelineRow::Kind::maintenance;
    if (event.kind == EventKind::deploy) kind = TimelineRow::Kind::deploy;
    if (event.kind == EventKind::annotation) kind = TimelineRow::Kind::annotation;
    if (!kind) return;
    const std::string label =
        fmt::format("{}{}{}", model::to_string(event.kind), event.title.empty() ? "" : ": ", event.title);
    if (!seen_.insert({minute_of(event.when), label + bare_text(event.body)}).second) return;
    add({event.when, *kind, label, event.body, table_.evidence(event), event.until, event.scopes});
  }

  void add_alerts() {
    for (const CaseAlert& alert : case_.alerts) {
      const std::string label = "alert: " + alert.event->title;
      std::string text = alert.event->body;
      if (alert.until) text += fmt::format("{}until {}", text.empty() ? "" : "; ", clock_text(*alert.until));
      add({alert.event->when, TimelineRow::Kind::alert, label, text, table_.evidence(*alert.event),
           alert.until, alert.event->scopes});
    }
  }

  void add_observed() {
    for (const model::ObservedWindow& window : case_.incident.observed) {
      const std::string scope = model::to_string(window.scope);
      const model::Evidence evidence = window.evidence.empty() ? model::Evidence{} : window.evidence.front();
      add({window.start, TimelineRow::Kind::observed, "logs", fmt::format("{}: {}", scope, window.rule),
           evidence});
      if (!window.end) continue;
      // Where it ended is seen in the minutes and not in a line.
      model::Evidence end = evidence;
      end.location = {};
      end.excerpt.clear();
      add({*window.end, TimelineRow::Kind::observed, "logs", fmt::format("{}: over", scope), end});
    }
  }

  // A deploy that may have set it off or ended it belongs to the story, however far ahead it was.
  void add_suspects() {
    constexpr double kWorthTelling = 0.1;
    for (const model::Suspicion* suspicion : {&case_.incident.trigger, &case_.incident.mitigation}) {
      for (const model::Suspect& suspect : suspicion->suspects) {
        if (suspect.is_none || suspect.probability < kWorthTelling) continue;
        const bool is_told = std::any_of(rows_.begin(), rows_.end(), [&](const Placed& placed) {
          return placed.row.kind == TimelineRow::Kind::deploy && placed.row.evidence == suspect.evidence;
        });
        if (is_told) continue;
        add({suspect.started,
             TimelineRow::Kind::deploy,
             "deploy: " + suspect.title,
             {},
             suspect.evidence,
             suspect.completed,
             suspect.scopes});
      }
    }
  }

  Case& case_;
  const FactTable& table_;
  std::vector<Placed> rows_;
  std::set<std::pair<std::optional<base::Instant>, std::string>> seen_;
};

}  // namespace

void build_timeline(Case& incident, const FactTable& table) {
  TimelineBuilder(incident, table).run();
}

}  // namespace faultline::analyze
