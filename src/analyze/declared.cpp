#include "analyze/declared.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyze/moments.hpp"
#include "analyze/status_order.hpp"

namespace faultline::analyze {

namespace {

using model::Event;
using model::EventKind;
using model::FindingSeverity;
using model::ImpactWindow;
using model::Level;

struct Segment {
  Level level;
  const Event* start;
  const Event* end;  // null = not back to operational
};

bool is_down(Level level) {
  return level > Level::unknown;
}

// A component's levels over time; changes without a change of level are no-ops. `old_level` is not used:
// pages state it wrongly too often (it differs from the level before).
std::vector<Segment> segments_of(std::vector<const Event*> changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Event* a, const Event* b) { return base::earlier(a->when, b->when); });
  std::vector<Segment> segments;
  Level level = Level::operational;
  for (const Event* change : changes) {
    const Level next = change->level.value_or(Level::unknown);
    if (next == level || !change->when.is_placed() || next == Level::unknown) continue;
    if (is_down(level)) segments.back().end = change;
    if (is_down(next)) segments.push_back({next, change, nullptr});
    level = next;
  }
  return segments;
}

// The posts of each page, in order of time: one list, but where a person merged incidents that have nothing
// in common. Strands that share a post, or the page's id, tell the same page.
std::vector<std::vector<std::size_t>> pages_of(const Case& incident) {
  std::vector<std::size_t> page(incident.strands.size());
  for (std::size_t i = 0; i < page.size(); ++i) page[i] = i;
  const auto join = [&](std::size_t a, std::size_t b) {
    const std::size_t from = std::max(page[a], page[b]), to = std::min(page[a], page[b]);
    std::replace(page.begin(), page.end(), from, to);
  };
  std::map<const Event*, std::size_t> strand_of;
  std::map<std::string, std::size_t> by_id;
  for (std::size_t s = 0; s < incident.strands.size(); ++s) {
    for (const Event* event : incident.strands[s]->events) strand_of.emplace(event, s);
    const std::string& id = incident.strands[s]->incident_id;
    if (id.empty()) continue;
    const auto [first, is_new] = by_id.emplace(id, s);
    if (!is_new) join(first->second, s);
  }
  for (const CasePost& post : incident.posts) {
    for (const Event* event : post.events) join(strand_of.at(post.events.front()), strand_of.at(event));
  }
  std::map<std::size_t, std::vector<std::size_t>> posts;
  for (std::size_t i = 0; i < incident.posts.size(); ++i)
    posts[page[strand_of.at(incident.posts[i].events.front())]].push_back(i);
  std::vector<std::vector<std::size_t>> pages;
  for (auto& [first, list] : posts) pages.push_back(std::move(list));
  return pages;
}

class Declarer {
 public:
  Declarer(Case& incident, const FactTable& table) : case_(incident), table_(table) {}

  void run() {
    add_maintenance();
    const bool has_transitions = add_transitions();
    if (case_.posts.empty() || case_.is_maintenance) return;
    check_order();
    if (!has_transitions) add_from_posts();
  }

 private:
  const base::Moment* ending() const {
    return case_.end_post ? &case_.incident.posts[*case_.end_post].when : nullptr;
  }

  void add(ImpactWindow window) {
    window.ledger = model::Ledger::declared;
    for (ImpactWindow& other : case_.incident.windows) {
      const bool same = other.ledger == window.ledger && other.level == window.level &&
                        other.start.utc == window.start.utc &&
                        other.end.has_value() == window.end.has_value() &&
                        (!other.end || other.end->utc == window.end->utc);
      if (!same) continue;
      add_scopes(other.scopes, window.scopes);
      for (model::Evidence& evidence : window.evidence) {
        if (std::find(other.evidence.begin(), other.evidence.end(), evidence) == other.evidence.end()) {
          other.evidence.push_back(std::move(evidence));
        }
      }
      return;
    }
    std::sort(window.scopes.begin(), window.scopes.end());
    case_.incident.windows.push_back(std::move(window));
  }

  void add_maintenance() {
    for (const Event* event : events_of(case_, EventKind::maintenance)) {
      case_.is_maintenance = true;
      if (!event->when.is_placed()) continue;
      ImpactWindow window;
      window.level = Level::maintenance;
      window.scopes = event->scopes;
      window.start = event->when;
      window.end = event->until;
      if (!window.end && ending() != nullptr) window.end = *ending();
      window.rule = "announced maintenance window";
      window.evidence.push_back(table_.evidence(*event));
      add(std::move(window));
    }
    if (case_.is_maintenance || case_.posts.empty()) return;
    case_.is_maintenance = std::all_of(case_.posts.begin(), case_.posts.end(), [](const CasePost& post) {
      return is_maintenance(post.carried) || post.carried == model::PostStatus::postmortem;
    });
  }

  // False where no component left operational.
  bool add_transitions() {
    std::map<model::Scope, std::vector<const Event*>> by_scope;
    for (const Event* event : events_of(case_, EventKind::component_change)) {
      for (const model::Scope& scope : event->scopes) by_scope[scope].push_back(event);
      if (event->scopes.empty()) by_scope[model::Scope{}].push_back(event);
    }
    bool has_any = false;
    std::vector<model::Scope> left_down;
    std::vector<model::Evidence> left_evidence;
    for (const auto& [scope, changes] : by_scope) {
      for (const Segment& segment : segments_of(changes)) {
        has_any = true;
        ImpactWindow window;
        window.level = segment.level;
        if (names_a_place(scope) || scope.organisation.is_known()) window.scopes = {scope};
        window.start = segment.start->when;
        window.rule = "component changes of the status page";
        window.evidence.push_back(table_.evidence(*segment.start));
        if (segment.end != nullptr) {
          window.end = segment.end->when;
          window.evidence.push_back(table_.evidence(*segment.end));
        } else if (ending() != nullptr && base::earlier(segment.start->when, *ending())) {
          window.end = *ending();
          window.rule += "; still not operational when the incident was resolved, closed there";
          left_down.push_back(scope);
          left_evidence.push_back(table_.evidence(*segment.start));
        } else if (ending() != nullptr) {
          // It went down after the incident had ended: another story, told by the incident that follows.
          window.end = window.start;
          left_down.push_back(scope);
          left_evidence.push_back(table_.evidence(*segment.start));
          continue;
        }
        add(std::move(window));
      }
    }
    if (!left_down.empty()) {
      std::string names;
      for (const model::Scope& scope : left_down)
        names += (names.empty() ? "" : ", ") + model::to_string(scope);
      case_.find(
          "closed-while-not-operational", FindingSeverity::warning,
          fmt::format(
              "{} not operational when the incident was resolved; the declared window is closed at the "
              "resolved post",
              names),
          std::move(left_evidence));
    }
    return has_any;
  }

  void check_order() {
    for (const Event* event : events_of(case_, EventKind::incident)) {
      if (event->until && event->until->utc && event->when.utc &&
          event->until->utc->latest < event->when.utc->earliest) {
        retroactive(fmt::format("resolved at {}, before its start at {}", clock_text(*event->until),
                                clock_text(event->when)),
                    table_.evidence(*event));
      }
    }
    // A header's own start after the post that ends it: the page's record was made later.
    for (const Event* event : events_of(case_, EventKind::incident)) {
      if (ending() == nullptr || !ending()->utc || !event->when.utc) continue;
      if (ending()->utc->latest >= event->when.utc->earliest) continue;
      retroactive(fmt::format("the resolved post of {} precedes the incident's start {}",
                              clock_text(*ending()), clock_text(event->when)),
                  table_.evidence(*event));
    }
  }

  void retroactive(const std::string& what, model::Evidence evidence) {
    for (const model::Finding& finding : case_.incident.findings) {
      if (finding.rule == "retroactive") return;
    }
    case_.find("retroactive", FindingSeverity::warning,
               fmt::format("entered afterwards: {}; no duration is taken from these times", what),
               {std::move(evidence)});
  }

  // Pages that a person merged tell one window each: between them nothing was down, as far as they say.
  void add_from_posts() {
    if (!case_.first_post) return;
    for (const std::vector<std::size_t>& posts : pages_of(case_)) add_from_page(posts);
  }

  void add_from_page(const std::vector<std::size_t>& posts) {
    std::optional<std::size_t> first;
    std::vector<model::PostStatus> carried;
    for (const std::size_t i : posts) {
      const CasePost& post = case_.posts[i];
      carried.push_back(post.carried);
      if (!first && post.carried != model::PostStatus::postmortem && post.shown.when.is_placed()) first = i;
    }
    if (!first) return;
    const auto end = ending_post(carried);
    const CasePost& opening = case_.posts[*first];
    if (is_terminal(opening.carried)) {
      case_.find("lone-resolved", FindingSeverity::warning,
                 "the page has a resolved post and none before it: how long it lasted is not told there",
                 {opening.shown.evidence.front()});
      return;
    }
    ImpactWindow window;
    window.start = opening.shown.when;
    if (end) window.end = case_.posts[posts[*end]].shown.when;
    for (const Strand* strand : case_.strands) {
      if (strand->kind != Strand::Kind::page || !tells_any(*strand, posts)) continue;
      for (const Event* event : strand->events) {
        if (event->kind != EventKind::note) add_scopes(window.scopes, event->scopes);
        if (event->kind == EventKind::incident && event->level && *event->level != Level::operational) {
          window.level = std::max(window.level, *event->level);
        }
      }
    }
    window.rule = window.level == Level::unknown
                      ? "first post to resolved post; the page tells no level"
                      : "first post to resolved post; level from the page's impact, no component changed";
    window.evidence.push_back(opening.shown.evidence.front());
    if (end) window.evidence.push_back(case_.posts[posts[*end]].shown.evidence.front());
    add(std::move(window));
  }

  bool tells_any(const Strand& strand, const std::vector<std::size_t>& posts) const {
    return std::any_of(posts.begin(), posts.end(), [&](std::size_t i) {
      return std::any_of(case_.posts[i].events.begin(), case_.posts[i].events.end(), [&](const Event* event) {
        return std::find(strand.events.begin(), strand.events.end(), event) != strand.events.end();
      });
    });
  }

  Case& case_;
  const FactTable& table_;
};

}  // namespace

void declare_windows(Case& incident, const FactTable& table) {
  Declarer(incident, table).run();
}

}  // namespace faultline::analyze
