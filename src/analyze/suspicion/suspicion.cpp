// Both questions, from the same parts: which changes are candidates, their terms, and the conclusion.
#include "analyze/suspicion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyze/suspicion/base_rate.hpp"
#include "analyze/suspicion/changes.hpp"
#include "analyze/suspicion/ranking.hpp"
#include "analyze/suspicion/rollbacks.hpp"
#include "analyze/suspicion/scope_term.hpp"
#include "analyze/suspicion/terms.hpp"
#include "base/text.hpp"

namespace faultline::analyze {

namespace {

using base::Bounds;
using base::Instant;
using model::SuspicionTerm;
using Micros = std::chrono::microseconds;

constexpr auto kLookBack = std::chrono::hours(48);  // the tail of the time term is gone long before
constexpr auto kLookAhead = std::chrono::hours(1);  // after the edge: for wrong clocks and slow edges
constexpr auto kRollbackSlack = std::chrono::minutes(5);
constexpr auto kOpenWindow = std::chrono::hours(24);  // where a rollback is looked for while no end is known
constexpr auto kShortestHistory = std::chrono::hours(24);  // below it a base rate says little
constexpr double kRolledBack = 2.3, kNamed = .7, kHelps = .7;
constexpr double kTellingVersions = 1;  // a versions term from which on it is evidence of its own

model::Suspicion not_assessed(std::string reason) {
  model::Suspicion result;
  result.reason = std::move(reason);
  return result;
}

std::vector<Change> begun(const DeployHistory& history) {
  std::vector<Change> all = changes_of(history);
  std::erase_if(all, [](const Change& change) { return change.never_began(); });
  return all;
}

// Why the history says nothing about this time; empty = it reaches it. A history that covers the time and has
// no deploy near says something: that no deploy did it.
std::string out_of_reach(const std::vector<Change>& all, const Bounds& edge, std::string_view name) {
  if (all.empty()) return "no deploy history";
  Instant last = all.front().done;
  for (const Change& change : all) last = std::max(last, change.done);
  if (last < edge.earliest - kLookBack)
    return fmt::format("the deploy history ends {} before the {}", gap_text(edge.earliest - last), name);
  const Instant first = all.front().began;
  if (first > edge.latest + kClockSlack)
    return fmt::format("the deploy history begins {} after the {}", gap_text(first - edge.latest), name);
  return {};
}

struct Named {
  std::string what, text;
};
std::optional<Named> naming(const Change& change, const std::vector<std::string>& texts) {
  for (const std::string& text : texts)
    if (std::string what = named_in(change, text); !what.empty()) return Named{what, text};
  return std::nullopt;
}

// R, and who rolled it back.
SuspicionTerm rollback_term(const std::vector<Change>& all, std::size_t place, const SuspicionCase& incident,
                            model::Suspect& suspect) {
  const Bounds& start = *incident.start->utc;
  SuspicionTerm term{"rollback", 0, ""};
  std::vector<std::string> reasons;
  const Instant to = incident.end && incident.end->is_placed() ? incident.end->utc->latest + kRollbackSlack
                                                               : start.latest + kOpenWindow;
  if (const auto later = rollback_of(all, place, start.earliest, to)) {
    const Change& back = all[*later];
    suspect.rolled_back_by = back.label();
    term.value += kRolledBack;
    reasons.push_back(fmt::format("rolled back by {} {} after the start", back.label(),
                                  gap_text(std::max(Micros{0}, Micros(back.done - start.best)))));
  }
  if (const auto named = naming(all[place], incident.texts)) {
    term.value += kNamed;
    reasons.push_back(fmt::format("a text names {}", named->what));
  }
  term.reason = reasons.empty() ? "not rolled back, not named" : base::join(reasons, "; ");
  return term;
}

Scored scored_trigger(const std::vector<Change>& all, std::size_t place, const SuspicionCase& incident,
                      const ScopeScorer& scorer) {
  const Change& change = all[place];
  const Bounds& start = *incident.start->utc;
  Scored scored;
  scored.place = place;
  scored.suspect = suspect_of(change);
  const ScopeMatch match = scorer.match(change);
  scored.scope_factor = match.factor;
  auto& terms = scored.suspect.terms;
  terms = {trigger_time(change, start), scope_term(match)};
  if (is_after(change, start)) {
    // What the logs, a rollback or a text say of it, they say of something that came later.
    scored.excluded = "it began after the start";
    terms.push_back({"versions", 0, "not looked at: it began after the start"});
    terms.push_back(kind_term(change));
    terms.push_back({"rollback", 0, "not looked at: it began after the start"});
  } else {
    terms.push_back(version_term(change, incident));
    terms.push_back(kind_term(change));
    terms.push_back(rollback_term(all, place, incident, scored.suspect));
  }
  scored.has_own_evidence = terms[2].value >= kTellingVersions || terms[4].value >= kNamed;
  add_up(scored.suspect);
  return scored;
}

bool is_long_enough(const std::vector<Change>& all) {
  return all.back().began - all.front().began >= kShortestHistory;
}

// All changes at least as near in scope: the others could not have led as this one does.
std::vector<Run> rivals(const std::vector<Change>& all, const ScopeScorer& scorer, double factor) {
  std::vector<Run> runs;
  for (const Change& change : all)
    if (scorer.match(change).factor >= factor) runs.push_back({change.began, change.done});
  return runs;
}

std::optional<double> trigger_base_rate(const std::vector<Change>& all, const Scored& leading,
                                        const ScopeScorer& scorer, const Bounds& start) {
  if (leading.suspect.is_none) return std::nullopt;
  const Change& change = all[leading.place];
  // One within the width of the start is compared by the latest start.
  const Instant edge = change.began > start.best ? start.latest : start.best;
  if (change.began > edge) return std::nullopt;
  // Nearer than any that is done is one that still runs: both are in the one share, so that the bound holds
  // for the two together.
  const Micros gap = std::max(Micros{0}, Micros(edge - change.done));
  return share_near(rivals(all, scorer, leading.scope_factor), Micros{0}, gap);
}

bool speaks_of_relief(const Change& change) {
  static constexpr std::string_view kWords[] = {"failover", "fail over", "failed over", "scale up",
                                                "scaled up"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view words) {
    return base::contains_ignoring_case(change.title, words);
  });
}

SuspicionTerm helps_term(const std::vector<Change>& all, std::size_t place,
                         std::optional<std::size_t> trigger, const SuspicionCase& incident) {
  const Change& change = all[place];
  double value = 0;
  std::vector<std::string> reasons;
  if (trigger && undoes(all, place, *trigger)) {
    value += kRolledBack;
    reasons.push_back("rolls back " + all[*trigger].label());
  }
  const bool is_relief_kind = change.kind == "rollback" || change.kind == "flag" || change.kind == "scale";
  if (is_relief_kind || speaks_of_relief(change)) {
    value += kHelps;
    reasons.push_back(is_relief_kind ? "kind " + change.kind + " is what ends incidents"
                                     : "its title tells of relief");
  }
  if (const auto named = naming(change, incident.texts)) {
    value += kNamed;
    reasons.push_back("a text names " + named->what);
  }
  return {"helps", value, reasons.empty() ? "nothing says that it helps" : base::join(reasons, "; ")};
}

Scored scored_mitigation(const std::vector<Change>& all, std::size_t place,
                         std::optional<std::size_t> trigger, const SuspicionCase& incident,
                         const ScopeScorer& scorer) {
  const Change& change = all[place];
  Scored scored;
  scored.place = place;
  scored.suspect = suspect_of(change);
  const ScopeMatch match = scorer.match(change);
  scored.scope_factor = match.factor;
  auto& terms = scored.suspect.terms;
  terms = {mitigation_time(change, *incident.end->utc), scope_term(match)};
  // What makes a rollback or more replicas unlikely to break things makes them likely to mend them.
  if (change.kind == "docs") terms.push_back(kind_term(change));
  terms.push_back(helps_term(all, place, trigger, incident));
  scored.has_own_evidence = terms.back().value > 0;
  add_up(scored.suspect);
  return scored;
}

std::optional<std::size_t> leading_place(const std::vector<Change>& all, const model::Suspicion& trigger) {
  if (trigger.suspects.empty() || trigger.suspects.front().is_none) return std::nullopt;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].evidence.front() == trigger.suspects.front().evidence) return i;
  return std::nullopt;
}

bool is_placed(const std::optional<base::Moment>& moment) {
  return moment && moment->is_placed();
}

}  // namespace

model::Suspicion suspect_trigger(const SuspicionCase& incident, const DeployHistory& history,
                                 const model::Config& config) {
  if (!is_placed(incident.start)) return not_assessed("the start of the impact is not known");
  const Bounds& start = *incident.start->utc;
  const std::vector<Change> all = begun(history);
  if (std::string why = out_of_reach(all, start, "start"); !why.empty()) return not_assessed(why);
  const ScopeScorer scorer(incident, config);
  std::vector<Scored> scored;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].done >= start.earliest - kLookBack && all[i].began <= start.latest + kLookAhead)
      scored.push_back(scored_trigger(all, i, incident, scorer));
  scored = ranked(std::move(scored), kLookBack + (start.latest - start.earliest) + kLookAhead);
  const auto base_rate = trigger_base_rate(all, scored.front(), scorer, start);
  return concluded(std::move(scored), {start, "start", base_rate, is_long_enough(all)});
}

model::Suspicion suspect_mitigation(const SuspicionCase& incident, const model::Suspicion& trigger,
                                    const DeployHistory& history, const model::Config& config) {
  if (!is_placed(incident.end)) return not_assessed("the end of the impact is not known");
  const Bounds& end = *incident.end->utc;
  const std::vector<Change> all = begun(history);
  if (std::string why = out_of_reach(all, end, "end"); !why.empty()) return not_assessed(why);
  const ScopeScorer scorer(incident, config);
  const Instant from = is_placed(incident.start) ? incident.start->utc->best : end.earliest - kLookBack;
  const Instant to =
      is_placed(incident.recovered) ? incident.recovered->utc->latest : end.latest + kLookAhead;
  const auto cause = leading_place(all, trigger);
  std::vector<Scored> scored;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (i != cause && all[i].is_effective() && all[i].done > from && all[i].done <= to)
      scored.push_back(scored_mitigation(all, i, cause, incident, scorer));
  scored = ranked(std::move(scored), kLookBack);
  std::optional<double> base_rate;
  if (!scored.front().suspect.is_none) {
    const Instant done = all[scored.front().place].done;
    const Micros gap = done < end.best ? end.best - done : done - end.best;
    std::vector<Run> ends = rivals(all, scorer, scored.front().scope_factor);
    for (Run& run : ends) run.began = run.done;
    base_rate = share_near(std::move(ends), gap, gap);
  }
  return concluded(std::move(scored), {end, "end", base_rate, is_long_enough(all)});
}

}  // namespace faultline::analyze
