#include "analyze/candidates.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "analyze/moments.hpp"
#include "analyze/stated.hpp"
#include "analyze/status_order.hpp"

namespace faultline::analyze {

namespace {

using model::Candidate;
using model::Claim;
using model::ClaimKind;
using model::Event;
using model::Ledger;
using model::MilestoneKind;
using model::MilestoneState;
using model::PostStatus;

bool is_told(const base::Moment& moment) {
  return moment.is_placed() || moment.local || !moment.written.empty();
}

// What the page does itself is told best by the page.
bool is_of_the_page(MilestoneKind kind) {
  return kind == MilestoneKind::declared || kind == MilestoneKind::resolved ||
         kind == MilestoneKind::postmortem_published;
}

class Collector {
 public:
  Collector(const Case& incident, const FactTable& table) : case_(incident), table_(table) {}

  CandidateTable run() {
    from_documents();
    from_posts();
    from_logs();
    from_alerts();
    from_components();
    from_deploys();
    for (std::size_t kind = 0; kind < found_.size(); ++kind) order(static_cast<MilestoneKind>(kind));
    return std::move(found_);
  }

 private:
  void add(MilestoneKind kind, Candidate candidate, const Claim* claim = nullptr, bool is_row = false) {
    auto& list = found_[static_cast<std::size_t>(kind)];
    for (const FoundCandidate& other : list) {
      // The same words read by two rules are one telling.
      if (other.candidate.when == candidate.when && other.candidate.evidence == candidate.evidence) return;
    }
    list.push_back({std::move(candidate), claim, is_row});
  }

  void from_documents() {
    for (const Strand* strand : case_.strands) {
      for (const Claim* claim : strand->claims) {
        if (claim->kind == ClaimKind::milestone && claim->milestone && is_told(claim->start)) {
          add(*claim->milestone,
              {claim->start, claim->state, Ledger::stated, claim->rule, table_.evidence(*claim)}, claim,
              is_timeline_row(*strand, *claim));
        }
        if (claim->kind != ClaimKind::window || claim->rule.starts_with("hedged")) continue;
        const bool is_row = is_timeline_row(*strand, *claim);
        if (is_told(claim->start)) {
          add(MilestoneKind::impact_start,
              {claim->start, claim->state, Ledger::stated, "start of the window: " + claim->rule,
               table_.evidence(*claim)},
              claim, is_row);
        }
        if (claim->end && is_told(*claim->end)) {
          add(MilestoneKind::impact_end,
              {*claim->end, claim->state, Ledger::stated, "end of the window: " + claim->rule,
               table_.evidence(*claim)},
              claim, is_row);
        }
      }
    }
  }

  void from_post(MilestoneKind kind, const CasePost& post, MilestoneState state, std::string rule) {
    add(kind, {post.shown.when, state, Ledger::declared, std::move(rule), post.shown.evidence.front()});
  }

  void from_posts() {
    if (case_.first_post && !case_.is_maintenance) {
      const CasePost& first = case_.posts[*case_.first_post];
      const bool is_lone = is_terminal(first.carried);
      from_post(
          MilestoneKind::declared, first, MilestoneState::recorded,
          is_lone ? "first post of the status page, already resolved" : "first post of the status page");
    }
    bool identified = false, monitoring = false;
    for (const CasePost& post : case_.posts) {
      if (post.carried == PostStatus::identified && !identified) {
        from_post(MilestoneKind::identified, post, MilestoneState::recorded, "first 'identified' post");
        identified = true;
      }
      if (post.carried == PostStatus::monitoring && !monitoring) {
        from_post(MilestoneKind::mitigated, post, MilestoneState::bounded,
                  "not after the first 'monitoring' post");
        monitoring = true;
      }
      if (post.carried == PostStatus::postmortem) {
        from_post(MilestoneKind::postmortem_published, post, MilestoneState::recorded, "postmortem post");
      }
    }
    if (case_.end_post) {
      from_post(MilestoneKind::resolved, case_.posts[*case_.end_post], MilestoneState::recorded,
                case_.is_maintenance ? "post that ends the maintenance" : "resolved post of the status page");
    }
  }

  // Earliest first. One that fired long before anything else tells of an impact did not detect this one.
  void from_alerts() {
    const auto first = first_window();
    for (const CaseAlert& alert : case_.alerts) {
      const base::Moment& fired = alert.event->when;
      if (first && fired.utc->latest + kAlertLead < *first) continue;
      add(MilestoneKind::detected,
          {fired, MilestoneState::recorded, Ledger::observed, "alert fired", table_.evidence(*alert.event)});
      // Its condition held that long before it fired: what it measures was broken by then.
      const base::Seconds pending(alert.pending_seconds);
      base::Moment limit = fired;
      limit.utc =
          base::Bounds{fired.utc->earliest - pending, fired.utc->best - pending, fired.utc->latest - pending};
      if (pending.count() > 0) limit.written.clear();
      add(MilestoneKind::impact_start,
          {limit, MilestoneState::bounded, Ledger::observed,
           pending.count() == 0
               ? std::string("not after the alert fired")
               : fmt::format("not after {} before the alert fired: its condition held that long",
                             base::format_duration(pending)),
           table_.evidence(*alert.event)});
    }
  }

  std::optional<base::Instant> first_window() const {
    std::optional<base::Instant> first;
    for (const model::ImpactWindow& window : case_.incident.windows) {
      if (window.ledger == Ledger::fused || !window.start.utc) continue;
      first = std::min(first.value_or(window.start.utc->earliest), window.start.utc->earliest);
    }
    return first;
  }

  // The first edge and the last: an incident is broken as long as any part of it is.
  void from_logs() {
    const model::ObservedWindow* last = nullptr;
    const model::ObservedWindow* recovered = nullptr;
    bool is_over = true;
    for (const model::ObservedWindow& window : case_.incident.observed) {
      if (!window.end) is_over = false;
      const auto is_later = [](const base::Moment& moment, const base::Moment& than) {
        if (moment.utc->best != than.utc->best) return moment.utc->best > than.utc->best;
        return width_of(moment) < width_of(than);
      };
      if (window.end && (last == nullptr || is_later(*window.end, *last->end))) last = &window;
      if (window.recovered &&
          (recovered == nullptr || base::earlier(*recovered->recovered, *window.recovered)))
        recovered = &window;
    }
    const auto candidate = [](const base::Moment& when, std::string_view what,
                              const model::ObservedWindow& window) {
      return Candidate{when, MilestoneState::recorded, Ledger::observed,
                       fmt::format("{} at {}", what, model::to_string(window.scope)),
                       window.evidence.empty() ? model::Evidence{} : window.evidence.front()};
    };
    for (const model::ObservedWindow& window : case_.incident.observed)
      add(MilestoneKind::impact_start, candidate(window.start, "logs show the first edge", window));
    if (!is_over) return;
    if (last != nullptr)
      add(MilestoneKind::impact_end, candidate(*last->end, "logs show the last edge", *last));
    if (recovered != nullptr)
      add(MilestoneKind::recovered,
          candidate(*recovered->recovered, "logs show the usual rate again", *recovered));
  }

  // A suspicion is told with its probability; a document that names its trigger is believed first.
  void from_deploys() {
    const auto infer = [&](MilestoneKind kind, const model::Suspicion& suspicion, std::string_view verdict) {
      if (suspicion.verdict != model::Suspicion::Verdict::trigger || suspicion.suspects.empty()) return;
      const model::Suspect& suspect = suspicion.suspects.front();
      const base::Moment& when = suspect.completed.value_or(suspect.started);
      add(kind, {when, MilestoneState::recorded, Ledger::observed,
                 fmt::format("deploy '{}' is called the {}", suspect.title, verdict), suspect.evidence});
      found_[static_cast<std::size_t>(kind)].back().is_inferred = true;
    };
    infer(MilestoneKind::trigger, case_.incident.trigger, "trigger");
    infer(MilestoneKind::mitigated, case_.incident.mitigation, "mitigation");
  }

  // The page's own edges limit the impact; they do not tell it.
  void from_components() {
    const model::ImpactWindow* first = nullptr;
    const model::ImpactWindow* last = nullptr;
    for (const model::ImpactWindow& window : case_.incident.windows) {
      const bool is_change = window.rule.starts_with("component changes");
      if (window.ledger != Ledger::declared || !is_change || window.level == model::Level::maintenance)
        continue;
      if (first == nullptr || base::earlier(window.start, first->start)) first = &window;
      if (last == nullptr || (last->end && (!window.end || base::earlier(*last->end, *window.end))))
        last = &window;
    }
    if (first != nullptr) {
      add(MilestoneKind::impact_start, {first->start, MilestoneState::bounded, Ledger::declared,
                                        "not after the first component change", first->evidence.front()});
    }
    if (last != nullptr && last->end) {
      add(MilestoneKind::impact_end,
          {*last->end, MilestoneState::bounded, Ledger::declared,
           "not after the page's components were operational or the incident resolved",
           last->evidence.back()});
    }
  }

  // Documents give their candidates best first; a day is worse than a minute; posts are in order of time.
  void order(MilestoneKind kind) {
    const auto key = [&](const FoundCandidate& found) {
      const Candidate& c = found.candidate;
      const bool by_page = c.ledger == Ledger::declared;
      const int home = is_of_the_page(kind)           ? (by_page ? 0 : 1)
                       : found.is_inferred            ? 2
                       : c.ledger == Ledger::observed ? 0
                       : by_page                      ? 2
                                                      : 1;
      return std::make_tuple(c.state != MilestoneState::recorded, home, !c.when.is_placed(),
                             width_of(c.when) > kWideMicroseconds);
    };
    auto& list = found_[static_cast<std::size_t>(kind)];
    // Of limits the tightest counts, whoever gives it.
    const auto is_limit = [](const FoundCandidate& found) {
      return found.candidate.state == MilestoneState::bounded && found.candidate.when.utc;
    };
    if (kind == MilestoneKind::impact_start) {
      std::stable_sort(list.begin(), list.end(), [&](const FoundCandidate& a, const FoundCandidate& b) {
        if (!is_limit(a) || !is_limit(b)) return is_limit(b) && !is_limit(a);
        return a.candidate.when.utc->best < b.candidate.when.utc->best;
      });
      if (!list.empty() && is_limit(list.front())) return;
    }
    std::stable_sort(list.begin(), list.end(),
                     [&](const FoundCandidate& a, const FoundCandidate& b) { return key(a) < key(b); });
    if (kind == MilestoneKind::detected) first_to_notice(list);
    if (kind == MilestoneKind::mitigated) distrust_early_relief(list);
    // The timeline's row is finer than a sentence that tells the same a little differently.
    if (list.empty() || list.front().claim == nullptr || list.front().is_row) return;
    const auto row = std::find_if(list.begin(), list.end(), [&](const FoundCandidate& other) {
      const auto apart = seconds_between(list.front().candidate.when, other.candidate.when);
      return other.is_row && key(other) == key(list.front()) && apart &&
             std::abs(*apart) <= kSameEventSeconds;
    });
    if (row != list.end()) std::rotate(list.begin(), row, row + 1);
  }

  // An alert is exact, but a customer may have been faster: what a document tells before the first alert, and
  // not before the impact, is when somebody noticed.
  void first_to_notice(std::vector<FoundCandidate>& list) const {
    const auto is_told = [](const FoundCandidate& found) {
      return found.candidate.ledger == Ledger::stated && found.candidate.state == MilestoneState::recorded &&
             found.candidate.when.utc && width_of(found.candidate.when) <= kWideMicroseconds;
    };
    const auto told = std::find_if(list.begin(), list.end(), is_told);
    if (told == list.end() || told == list.begin()) return;
    const Candidate& alert = list.front().candidate;
    if (alert.ledger != Ledger::observed || !alert.when.utc) return;
    const auto first = first_window();
    const bool is_of_this = !first || told->candidate.when.utc->latest >= *first;
    if (is_of_this && told->candidate.when.utc->latest <= alert.when.utc->earliest)
      std::rotate(list.begin(), told, told + 1);
  }

  // Where logs show that it went on, a telling of relief long before is of a part of it.
  void distrust_early_relief(std::vector<FoundCandidate>& list) const {
    std::optional<base::Instant> last;
    for (const model::ObservedWindow& window : case_.incident.observed) {
      if (!window.end || !window.end->utc) return;
      last = std::max(last.value_or(window.end->utc->earliest), window.end->utc->earliest);
    }
    if (!last) return;
    std::stable_partition(list.begin(), list.end(), [&](const FoundCandidate& found) {
      const bool is_early = found.candidate.when.utc &&
                            found.candidate.when.utc->latest + base::Seconds(kSameEventSeconds) < *last;
      return found.candidate.state == MilestoneState::recorded && !is_early;
    });
  }

  static constexpr std::int64_t kSameEventSeconds = 15 * 60;
  // As grouping's look-back: an alert further ahead is of something else.
  static constexpr base::Seconds kAlertLead{15 * 60};
  // Wider than an hour: a day, "around April 30".
  static constexpr std::int64_t kWideMicroseconds = 3'600'000'000;

  const Case& case_;
  const FactTable& table_;
  CandidateTable found_;
};

}  // namespace

CandidateTable collect_candidates(const Case& incident, const FactTable& table) {
  return Collector(incident, table).run();
}

}  // namespace faultline::analyze
