#include "analyze/stated.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "analyze/moments.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"

namespace faultline::analyze {

namespace {

using model::Claim;
using model::ClaimKind;
using model::Event;
using model::EventKind;
using model::FindingSeverity;
using model::ImpactWindow;
using model::Level;
using model::MilestoneKind;

// Two tellings of one edge differ by less; an edge further in is that of a part of the outage.
constexpr std::int64_t kSameEdgeSeconds = 15 * 60;

struct Edge {
  const Claim* claim;
  base::Moment when;
};

// An outage as one document part tells it: each edge with all its tellings.
struct Told {
  std::vector<Edge> starts, ends;
  std::vector<const Claim*> claims;
  Level level = Level::unknown;
  std::vector<model::Scope> scopes;
};

bool is_denial(const Claim& claim) {
  if (claim.level > Level::degraded || claim.level == Level::unknown) return false;
  for (const char* word : {"no ", "not ", "without", "never", "remained", "stayed", "zero"}) {
    if (base::contains_ignoring_case(claim.text, word)) return true;
  }
  return false;
}

// What a claim's text says of the places it names, clause by clause.
class NamedPlaces {
 public:
  explicit NamedPlaces(const Claim& claim) {
    std::string text = ' ' + base::to_lower(base::squeeze(base::fold_typography(claim.text).text)) + ' ';
    for (const char* joint : {"; ", ". ", " but ", " while ", " whereas ", " however "})
      text = base::replace_all(text, joint, "\n");
    for (const auto clause : base::split(text, '\n')) {
      bool spares = false;
      for (const char* word :
           {"fine", "unaffected", "not affected", "not impacted", "unimpacted", "not hit", "no impact",
            "not involved", "untouched", "healthy", "without impact", "operated normally", "normal operation",
            "remained available", "remained operational", "stayed up"}) {
        spares = spares || base::contains_ignoring_case(clause, word);
      }
      clauses_.push_back({bare_text(clause), spares});
    }
  }

  // "Customers on prod-3 were fine": named to say that it was not hit.
  bool spare(const model::Scope& scope) const {
    const model::Name& name = scope.cluster.is_known() ? scope.cluster : scope.service;
    const std::string bare = bare_text(name.label);
    bool is_named = false, is_hit = false;
    for (const Clause& clause : clauses_) {
      if (bare.empty() || clause.bare.find(bare) == std::string::npos) continue;
      is_named = true;
      is_hit = is_hit || !clause.spares;
    }
    return is_named && !is_hit;
  }

 private:
  struct Clause {
    std::string bare;
    bool spares = false;
  };
  std::vector<Clause> clauses_;
};

// Those that the document names only so.
std::vector<model::Scope> spared_places(const Strand& strand) {
  std::vector<model::Scope> spared, hit;
  for (const Claim* claim : strand.claims) {
    if (claim->kind != ClaimKind::scope) continue;
    const NamedPlaces named(*claim);
    std::vector<model::Scope> spared_here, hit_here;
    for (const model::Scope& scope : claim->scopes)
      (named.spare(scope) ? spared_here : hit_here).push_back(scope);
    add_scopes(spared, spared_here);
    add_scopes(hit, hit_here);
  }
  std::erase_if(spared, [&](const model::Scope& scope) {
    return std::find(hit.begin(), hit.end(), scope) != hit.end();
  });
  return spared;
}

class Stater {
 public:
  Stater(Case& incident, const FactTable& table, const Strand& strand)
      : case_(incident), table_(table), strand_(strand) {}

  void run() {
    std::vector<const Claim*> levels;
    for (const Claim* claim : strand_.claims) {
      if (claim->kind == ClaimKind::level) levels.push_back(claim);
    }
    document_level_ = stated_level(levels);
    document_scopes_ = told_places(strand_);
    spared_ = spared_places(strand_);
    for (const Claim* claim : strand_.claims) {
      if (claim->kind != ClaimKind::window) continue;
      if (claim->state == model::MilestoneState::bounded || claim->rule.starts_with("hedged")) continue;
      add_window(*claim);
    }
    add_markers();
    for (const Told& told : told_) put(told);
  }

 private:
  static void add_places(std::vector<model::Scope>& to, const std::vector<model::Scope>& from) {
    for (const model::Scope& scope : from) {
      if (names_a_place(scope)) add_scopes(to, {scope});
    }
  }

  static std::optional<base::Instant> outer_start(const Told& told) {
    std::optional<base::Instant> first;
    for (const Edge& edge : told.starts) {
      const auto at = sort_instant(edge.when);
      if (at && (!first || *at < *first)) first = at;
    }
    return first;
  }
  static std::optional<base::Instant> outer_end(const Told& told) {
    std::optional<base::Instant> last;
    for (const Edge& edge : told.ends) {
      const auto at = sort_instant(edge.when);
      if (at && (!last || *at > *last)) last = at;
    }
    return last;
  }

  static bool same_outage(const Told& a, const Told& b) {
    const auto a_start = outer_start(a), a_end = outer_end(a), b_start = outer_start(b), b_end = outer_end(b);
    if (!a_start || !b_start || !a_end || !b_end) return false;
    const bool overlap = *a_start < *b_end && *b_start < *a_end;
    const bool levels = a.level == b.level || a.level == Level::unknown || b.level == Level::unknown;
    const bool places = a.scopes.empty() || b.scopes.empty() || a.scopes == b.scopes;
    return overlap && levels && places;
  }

  void add_window(const Claim& claim) {
    Told told;
    told.claims.push_back(&claim);
    told.level = claim.level;
    add_places(told.scopes, claim.scopes);
    std::erase_if(told.scopes, [&](const model::Scope& scope) {
      return std::find(spared_.begin(), spared_.end(), scope) != spared_.end();
    });
    if (sort_instant(claim.start) || !claim.start.written.empty())
      told.starts.push_back({&claim, claim.start});
    if (claim.end) told.ends.push_back({&claim, *claim.end});
    for (Told& other : told_) {
      if (!same_outage(other, told)) continue;
      other.starts.insert(other.starts.end(), told.starts.begin(), told.starts.end());
      other.ends.insert(other.ends.end(), told.ends.begin(), told.ends.end());
      other.claims.push_back(&claim);
      other.level = std::max(other.level, told.level);
      add_scopes(other.scopes, told.scopes);
      return;
    }
    told_.push_back(std::move(told));
  }

  // Markers sharpen the windows they lie at; without any window the best of each makes one.
  void add_markers() {
    std::vector<const Claim*> starts, ends;
    for (const Claim* claim : strand_.claims) {
      if (claim->kind != ClaimKind::milestone || claim->state != model::MilestoneState::recorded) continue;
      if (claim->milestone != MilestoneKind::impact_start && claim->milestone != MilestoneKind::impact_end)
        continue;
      if (!sort_instant(claim->start) || sharpen(*claim)) continue;
      (claim->milestone == MilestoneKind::impact_start ? starts : ends).push_back(claim);
    }
    if (!told_.empty()) return;
    const Claim* start = best_of(starts, nullptr);
    const Claim* end = best_of(ends, start);
    if (start == nullptr && end == nullptr) return;
    Told told;
    for (const Claim* claim : {start, end}) {
      if (claim == nullptr) continue;
      (claim == start ? told.starts : told.ends).push_back({claim, claim->start});
      told.claims.push_back(claim);
    }
    told_.push_back(std::move(told));
  }

  // The reader's first choice, or the row that tells the same a little differently; not before `after`.
  const Claim* best_of(const std::vector<const Claim*>& claims, const Claim* after) const {
    std::vector<const Claim*> fit;
    for (const Claim* claim : claims) {
      if (after == nullptr || !base::earlier(claim->start, after->start)) fit.push_back(claim);
    }
    if (fit.empty()) return nullptr;
    if (is_timeline_row(strand_, *fit.front())) return fit.front();
    for (const Claim* claim : fit) {
      const auto apart = seconds_between(fit.front()->start, claim->start);
      if (is_timeline_row(strand_, *claim) && apart && std::abs(*apart) <= kSameEdgeSeconds) return claim;
    }
    return fit.front();
  }

  bool sharpen(const Claim& marker) {
    const bool begins = marker.milestone == MilestoneKind::impact_start;
    const base::Instant at = *sort_instant(marker.start);
    for (Told& told : told_) {
      const auto start = outer_start(told), end = outer_end(told);
      const auto edge = begins ? start : end;
      const auto near = [&](std::optional<base::Instant> other) {
        return other && std::chrono::abs(at - *other) <= base::Seconds(kSameEdgeSeconds);
      };
      const bool fills = !edge && ((begins && end && at < *end) || (!begins && start && *start < at));
      if (!near(edge) && !fills) continue;
      (begins ? told.starts : told.ends).push_back({&marker, marker.start});
      told.claims.push_back(&marker);
      return true;
    }
    return false;
  }

  // Of the tellings near the outermost edge the best one.
  const Edge* choose(const std::vector<Edge>& edges, std::optional<base::Instant> outermost) const {
    const Edge* best = nullptr;
    for (const Edge& edge : edges) {
      const auto at = sort_instant(edge.when);
      if (outermost && (!at || std::chrono::abs(*at - *outermost) > base::Seconds(kSameEdgeSeconds)))
        continue;
      if (best == nullptr || better_claim(strand_, *edge.claim, *best->claim)) best = &edge;
    }
    return best;
  }

  void put(const Told& told) {
    const Edge* start = choose(told.starts, outer_start(told));
    const Edge* end = choose(told.ends, outer_end(told));
    ImpactWindow window;
    window.ledger = model::Ledger::stated;
    window.rule = told.claims.front()->rule;
    for (const Claim* claim : told.claims) window.evidence.push_back(table_.evidence(*claim));
    if (start != nullptr) {
      window.start = start->when;
      if (window.rule.find(start->claim->rule) == std::string::npos)
        window.rule += fmt::format("; start: {}", start->claim->rule);
    }
    if (end != nullptr) {
      window.end = end->when;
      if (window.rule.find(end->claim->rule) == std::string::npos)
        window.rule += fmt::format("; end: {}", end->claim->rule);
    }
    if (start == nullptr && !bound_start(window)) return;
    if (end == nullptr && !bound_end(window)) return;
    const auto length = window.end ? seconds_between(window.start, *window.end) : std::nullopt;
    if (length && *length < 0) {
      case_.find("window-runs-backwards", FindingSeverity::contradiction,
                 fmt::format("the stated end {} is before the stated start {}; the window is left out",
                             clock_text(*window.end), clock_text(window.start)),
                 window.evidence);
      return;
    }
    if (!window.start.is_placed() || (window.end && !window.end->is_placed())) {
      const bool is_end = window.start.is_placed();
      case_.find("unplaced-window", FindingSeverity::warning,
                 missing_place(is_end ? *window.end : window.start) + ": the window has no place in time",
                 window.evidence);
    }
    window.level = told.level != Level::unknown ? told.level : document_level_;
    window.scopes = !told.scopes.empty() ? told.scopes : document_scopes_;
    if (window.scopes.empty()) add_page_scopes(window.scopes);
    case_.incident.windows.push_back(std::move(window));
  }

  void add_page_scopes(std::vector<model::Scope>& scopes) const {
    for (const Strand* strand : case_.strands) {
      for (const Event* event : strand->events) {
        if (event->kind != EventKind::note && event->kind != EventKind::deploy)
          add_places(scopes, event->scopes);
      }
    }
  }

  bool bound_start(ImpactWindow& window) {
    if (!case_.first_post || !window.end || !window.end->utc) return false;
    const base::Moment& first = case_.posts[*case_.first_post].shown.when;
    if (!first.utc || first.utc->best >= window.end->utc->best) return false;
    window.start = limit_moment(first.utc->best, first, "the text tells no start; not after the first post");
    window.rule += "; start: not after the first post";
    return true;
  }

  bool bound_end(ImpactWindow& window) {
    if (case_.has_page && !case_.end_post) return true;  // open: the page has not ended it
    if (case_.end_post && window.start.utc) {
      const base::Moment& last = case_.posts[*case_.end_post].shown.when;
      if (last.utc && last.utc->latest > window.start.utc->earliest) {
        window.end = limit_moment(std::min(window.start.utc->earliest, last.utc->best), last,
                                  "the text tells no end; not after the resolved post");
        window.rule += "; end: not after the resolved post";
        return true;
      }
    }
    case_.find("no-impact-end", FindingSeverity::warning,
               fmt::format(
                   "the text tells when the impact began ({}) and not when it ended: no window is made of it",
                   clock_text(window.start)),
               window.evidence);
    return false;
  }

  Case& case_;
  const FactTable& table_;
  const Strand& strand_;
  std::vector<model::Scope> document_scopes_, spared_;
  Level document_level_ = Level::unknown;
  std::vector<Told> told_;
};

}  // namespace

std::vector<model::Scope> told_places(const Strand& strand) {
  std::vector<model::Scope> own, shared;
  for (const Claim* claim : strand.claims) {
    if (claim->kind != ClaimKind::scope) continue;
    const NamedPlaces named(*claim);
    std::vector<model::Scope> told;
    for (const model::Scope& scope : claim->scopes) {
      if (names_a_place(scope) && !named.spare(scope)) told.push_back(scope);
    }
    add_scopes(strand.part == 0 || claim->part == strand.part ? own : shared, told);
  }
  if (!own.empty()) return own;
  return shared.size() == 1 ? shared : std::vector<model::Scope>();
}

std::string missing_place(const base::Moment& moment) {
  if (!moment.local)
    return fmt::format("the text gives no year or date for '{}' (give --published)", moment.written);
  constexpr const char* kFix = "give --zone NAME, or the organisation's zone in faultline.toml";
  if (moment.zone.empty()) return fmt::format("the text gives no zone for '{}' ({})", moment.written, kFix);
  const auto known = base::abbreviation(moment.zone);
  if (!known || !known->is_ambiguous)
    return fmt::format("no zone is known as '{}' for '{}' ({})", moment.zone, moment.written, kFix);
  std::string meanings = base::Zone::fixed(known->offset).name();
  for (const std::chrono::minutes offset : known->other_offsets)
    meanings += " or " + base::Zone::fixed(offset).name();
  return fmt::format("'{}' of '{}' is ambiguous, {} ({})", known->text, moment.written, meanings, kFix);
}

bool is_timeline_row(const Strand& strand, const Claim& claim) {
  if (base::contains_ignoring_case(claim.rule, "row") || base::contains_ignoring_case(claim.rule, "timeline"))
    return true;
  return std::any_of(strand.events.begin(), strand.events.end(), [&](const Event* event) {
    return event->kind == EventKind::note && event->source_digest == claim.source_digest &&
           (event->ordinal == claim.event_ordinal ||
            (claim.location.line > 0 && event->location.line == claim.location.line));
  });
}

bool better_claim(const Strand& strand, const Claim& a, const Claim& b) {
  const auto key = [&](const Claim& claim) {
    return std::make_tuple(claim.state != model::MilestoneState::recorded, !is_timeline_row(strand, claim),
                           width_of(claim.start), claim.source_digest, claim.ordinal);
  };
  return key(a) < key(b);
}

Level stated_level(const std::vector<const Claim*>& level_claims) {
  Level worst = Level::unknown;
  bool is_denied = false;
  for (const Claim* claim : level_claims) {
    worst = std::max(worst, claim->level);
    is_denied = is_denied || is_denial(*claim);
  }
  return is_denied ? Level::degraded : worst;
}

void state_windows(Case& incident, const FactTable& table) {
  for (const Strand* strand : incident.strands) {
    if (!strand->claims.empty()) Stater(incident, table, *strand).run();
  }
}

}  // namespace faultline::analyze
