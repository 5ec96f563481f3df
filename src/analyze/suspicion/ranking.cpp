#include "analyze/suspicion/ranking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analyze/suspicion/terms.hpp"

namespace faultline::analyze {

namespace {

using model::Suspect;
using Verdict = model::Suspicion::Verdict;

constexpr double kNone = -5.8;        // docs/deploys.md: 1 in 330 of a deploy that ends at the start
constexpr double kReachMinutes = 10;  // of the time term
constexpr double kTrigger = .7;       // the yardsticks were measured with it
constexpr double kNearScope = .1;     // more than "not related", whatever the clusters
constexpr double kMostByChance = .05;
constexpr auto kWidest = std::chrono::hours(1);
constexpr std::size_t kKept = 5;

// Where many deploys are near, one is close to any instant, and the sum of them would outweigh a fixed score:
// then none is as likely as what a random instant scores, the deploys' scopes times the reach of the time
// term over the time in which they lie. For one related deploy in two days that is the fixed score.
Scored none(const std::vector<Scored>& scored, std::chrono::microseconds looked_at) {
  double scopes = 0;
  for (const Scored& one : scored) scopes += one.scope_factor;
  const double minutes = std::chrono::duration<double, std::ratio<60>>(looked_at).count();
  const double by_chance = scopes > 0 ? std::log(kReachMinutes * scopes / minutes) : kNone;
  Scored none;
  none.suspect.is_none = true;
  none.suspect.terms = {
      {"none", std::max(kNone, by_chance),
       by_chance > kNone ? fmt::format("no deploy did it; {} deploys lie near by chance alone", scored.size())
                         : std::string("no deploy did it")}};
  add_up(none.suspect);
  return none;
}

std::string percent(double share) {
  return share < .01 ? "under 1 %" : fmt::format("{:.0f} %", 100 * share);
}

// Why the leading candidate is not called the trigger although its probability would do; empty = it is.
std::string doubt(const Scored& leading, const Facing& facing) {
  if (!leading.excluded.empty()) return leading.excluded;
  const auto width = facing.edge.latest - facing.edge.earliest;
  if (width > kWidest)
    return fmt::format("the {} is known within {} only", facing.edge_name, gap_text(width));
  if (leading.has_own_evidence) return {};
  if (leading.scope_factor < kNearScope) return "nothing but its time speaks for it";
  if (facing.knows_base_rate && facing.base_rate.value_or(0) > kMostByChance)
    return fmt::format("{} of all instants have a deploy as near", percent(*facing.base_rate));
  return {};
}

}  // namespace

Suspect suspect_of(const Change& change) {
  Suspect suspect;
  suspect.title = change.label();
  suspect.version = change.version;
  suspect.deploy_kind = change.kind;
  suspect.url = change.url;
  suspect.scopes = change.scopes;
  suspect.started = change.started;
  suspect.completed = change.completed;
  suspect.evidence = change.evidence.front();
  suspect.also_told_by.assign(change.evidence.begin() + 1, change.evidence.end());
  return suspect;
}

void add_up(Suspect& suspect) {
  suspect.score = 0;
  for (const model::SuspicionTerm& term : suspect.terms) suspect.score += term.value;
}

std::vector<Scored> ranked(std::vector<Scored> scored, std::chrono::microseconds looked_at) {
  scored.push_back(none(scored, looked_at));
  // Of equals the later deploy leads, and none before all: a tie is no lead.
  std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) {
    if (a.suspect.score != b.suspect.score) return a.suspect.score > b.suspect.score;
    if (a.suspect.is_none != b.suspect.is_none) return a.suspect.is_none;
    return a.place > b.place;
  });
  const double best = scored.front().suspect.score;
  double sum = 0;
  for (const Scored& one : scored) sum += std::exp(one.suspect.score - best);
  for (Scored& one : scored) one.suspect.probability = std::exp(one.suspect.score - best) / sum;
  return scored;
}

model::Suspicion concluded(std::vector<Scored> ranked, const Facing& facing) {
  model::Suspicion result;
  result.considered = static_cast<std::int64_t>(ranked.size()) - 1;
  const Scored& leading = ranked.front();
  const Suspect& suspect = leading.suspect;
  if (suspect.is_none) {
    result.verdict = Verdict::none;
    result.reason = ranked.size() == 1
                        ? fmt::format("no deploy near the {}", facing.edge_name)
                        : fmt::format("the nearest candidate, {}, {}, is less likely than none",
                                      ranked[1].suspect.title, ranked[1].suspect.terms.front().reason);
  } else {
    result.base_rate = facing.base_rate;
    const std::string why =
        suspect.probability < kTrigger
            ? (ranked[1].suspect.is_none ? "no deploy at all is not much less likely"
                                         : fmt::format("{} is nearly as likely", ranked[1].suspect.title))
            : doubt(leading, facing);
    result.verdict = why.empty() ? Verdict::trigger : Verdict::suspect;
    std::vector<std::string> reasons;
    for (const model::SuspicionTerm& term : suspect.terms)
      if (term.name == "time" || term.name == "scope" || term.value != 0) reasons.push_back(term.reason);
    result.reason = fmt::format("{}: {}", suspect.title, fmt::join(reasons, "; "));
    if (!why.empty()) result.reason += fmt::format("; only a suspect, since {}", why);
  }
  // None is always among those that are kept.
  const auto is_none = [](const Scored& one) { return one.suspect.is_none; };
  const auto none_at = std::find_if(ranked.begin(), ranked.end(), is_none) - ranked.begin();
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const bool has_none = static_cast<std::size_t>(none_at) < i;
    const std::size_t room = has_none || ranked[i].suspect.is_none ? kKept : kKept - 1;
    if (result.suspects.size() < room) result.suspects.push_back(std::move(ranked[i].suspect));
  }
  return result;
}

}  // namespace faultline::analyze
