#include "analyze/milestones.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/candidates.hpp"
#include "analyze/moments.hpp"

namespace faultline::analyze {

namespace {

using model::BoundSide;
using model::Candidate;
using model::Ledger;
using model::Milestone;
using model::MilestoneKind;
using model::MilestoneState;

constexpr MilestoneKind kind_at(int index) {
  return static_cast<MilestoneKind>(index);
}

class Finder {
 public:
  Finder(Case& incident, const FactTable& table) : case_(incident), table_(table) {}

  void run() {
    const CandidateTable found = collect_candidates(case_, table_);
    for (int i = 0; i < model::kMilestoneCount; ++i) choose(kind_at(i), found[static_cast<std::size_t>(i)]);
    case_.incident.is_open = is_open();
    if (case_.is_maintenance) return exclude_impact();
    limit_impact_start();
    limit_detected();
    limit_ends();
    mark_pending();
  }

 private:
  Milestone& at(MilestoneKind kind) { return case_.milestone(kind); }
  bool is_recorded(MilestoneKind kind) const {
    return case_.milestone(kind).state == MilestoneState::recorded;
  }

  void choose(MilestoneKind kind, const std::vector<FoundCandidate>& found) {
    Milestone& milestone = at(kind);
    milestone = {};
    milestone.kind = kind;
    for (const FoundCandidate& one : found) milestone.candidates.push_back(one.candidate);
    if (found.empty()) {
      milestone.rule = "no source tells it";
      return;
    }
    const Candidate& best = found.front().candidate;
    milestone.state = best.state;
    milestone.when = best.when;
    milestone.rule = best.rule;
    if (best.state == MilestoneState::bounded) milestone.side = BoundSide::not_after;
    for (const FoundCandidate& one : found) {
      if (milestone.detail.empty() && one.claim != nullptr) milestone.detail = one.claim->trigger_kind;
    }
    if (found.size() > 1) {
      const auto differing = std::count_if(found.begin() + 1, found.end(), [&](const FoundCandidate& other) {
        return other.candidate.state == MilestoneState::recorded &&
               !(minute_of(other.candidate.when) == minute_of(best.when));
      });
      if (differing > 0)
        milestone.rule += fmt::format("; {} other telling{} differ{}", differing, differing == 1 ? "" : "s",
                                      differing == 1 ? "s" : "");
    }
  }

  // A written document is about the past; only what a page or a component tells can still go on.
  bool is_open() const {
    if (case_.end_post || is_recorded(MilestoneKind::resolved) || is_recorded(MilestoneKind::impact_end))
      return false;
    if (!case_.posts.empty()) {
      return std::any_of(case_.posts.begin(), case_.posts.end(),
                         [](const CasePost& post) { return post.carried != model::PostStatus::postmortem; });
    }
    return std::any_of(case_.incident.windows.begin(), case_.incident.windows.end(),
                       [](const model::ImpactWindow& w) { return w.ledger == Ledger::declared && !w.end; });
  }

  void exclude_impact() {
    for (int i = 0; i < model::kMilestoneCount; ++i) {
      Milestone& milestone = at(kind_at(i));
      if (milestone.state == MilestoneState::recorded || kind_at(i) == MilestoneKind::postmortem_published)
        continue;
      milestone.state = MilestoneState::not_applicable;
      milestone.when.reset();
      milestone.rule = "an announced maintenance";
    }
  }

  std::optional<base::Moment> first_post() const {
    if (!case_.first_post) return std::nullopt;
    return case_.posts[*case_.first_post].shown.when;
  }

  void bound(MilestoneKind kind, base::Moment when, BoundSide side, std::string rule, Ledger ledger) {
    Milestone& milestone = at(kind);
    milestone.state = MilestoneState::bounded;
    milestone.side = side;
    milestone.rule = std::move(rule);
    Candidate candidate{when, MilestoneState::bounded, ledger, milestone.rule, {}};
    milestone.when = std::move(when);
    milestone.candidates.insert(milestone.candidates.begin(), std::move(candidate));
  }

  void limit_impact_start() {
    Milestone& start = at(MilestoneKind::impact_start);
    if (start.state == MilestoneState::recorded) return;
    const auto post = first_post();
    if (!post || !post->utc) return;
    const bool change_is_earlier = start.when && start.when->utc && start.when->utc->best <= post->utc->best;
    if (!change_is_earlier) {
      bound(MilestoneKind::impact_start, *post, BoundSide::not_after,
            "not after the first post of the status page", Ledger::declared);
      start.candidates.front().evidence = case_.posts[*case_.first_post].shown.evidence.front();
    }
    // Nothing can break before what broke it.
    const Milestone& trigger = at(MilestoneKind::trigger);
    if (trigger.state != MilestoneState::recorded || !trigger.when->utc || !start.when->utc) return;
    if (trigger.candidates.front().ledger == Ledger::observed) return;  // inferred from this very start
    if (trigger.when->utc->earliest >= start.when->utc->best) return;
    start.rule += ", not before the trigger";
    start.when = limit_moment(trigger.when->utc->earliest, *start.when, start.rule);
    start.candidates.front().when = *start.when;
    start.candidates.front().rule = start.rule;
    start.side = BoundSide::both;
  }

  // Not after whatever presupposes that somebody knew; not before the impact.
  void limit_detected() {
    Milestone& detected = at(MilestoneKind::detected);
    if (detected.state == MilestoneState::recorded) return;
    std::optional<base::Moment> limit;
    std::string what;
    model::Evidence evidence;
    Ledger ledger = Ledger::stated;
    const auto consider = [&](MilestoneKind kind, std::string_view name) {
      const Milestone& other = at(kind);
      if (other.state != MilestoneState::recorded || !other.when->utc) return;
      if (limit && limit->utc->best <= other.when->utc->best) return;
      // Before the impact there was nothing to detect: that telling limits nothing.
      const Milestone& start = at(MilestoneKind::impact_start);
      const bool has_start = start.state == MilestoneState::recorded && start.when->utc;
      if (has_start && other.when->utc->best < start.when->utc->earliest) return;
      limit = *other.when;
      what = name;
      evidence = other.candidates.front().evidence;
      ledger = other.candidates.front().ledger;
    };
    consider(MilestoneKind::declared, "the first post");
    consider(MilestoneKind::acknowledged, "the acknowledgement");
    consider(MilestoneKind::first_action, "the first mitigation action");
    consider(MilestoneKind::identified, "the identification of the cause");
    consider(MilestoneKind::mitigated, "the mitigation");
    if (!limit) consider(MilestoneKind::impact_end, "the impact end");
    if (detected.state == MilestoneState::bounded && detected.when->utc &&
        (!limit || detected.when->utc->best <= limit->utc->best)) {
      limit = *detected.when;
      what = detected.rule;
      evidence = detected.candidates.front().evidence;
    }
    if (!limit) return;
    std::string rule = fmt::format("not after {}", what);
    const Milestone& start = at(MilestoneKind::impact_start);
    const bool has_floor = start.state == MilestoneState::recorded && start.when->utc &&
                           start.when->utc->earliest <= limit->utc->best;
    if (has_floor) {
      rule = fmt::format("bounded by the impact start and {}", what);
      base::Moment when = limit_moment(start.when->utc->earliest, *limit, rule);
      bound(MilestoneKind::detected, std::move(when), BoundSide::both, rule, ledger);
    } else {
      bound(MilestoneKind::detected, *limit, BoundSide::not_after, rule, ledger);
    }
    detected.candidates.front().evidence = std::move(evidence);
  }

  // The impact has ended, and was mitigated, by the time the page says so.
  void limit_ends() {
    for (const MilestoneKind kind : {MilestoneKind::impact_end, MilestoneKind::mitigated}) {
      Milestone& milestone = at(kind);
      if (milestone.state == MilestoneState::recorded) continue;
      const auto limit_by = [&](MilestoneKind by, std::string_view name) {
        const Milestone& other = at(by);
        if (other.state != MilestoneState::recorded || !other.when->utc) return;
        if (milestone.when && milestone.when->utc && milestone.when->utc->best <= other.when->utc->best)
          return;
        const Candidate source = other.candidates.front();
        bound(kind, source.when, BoundSide::not_after, fmt::format("not after {}", name), source.ledger);
        milestone.candidates.front().evidence = source.evidence;
      };
      if (kind == MilestoneKind::mitigated)
        limit_by(MilestoneKind::impact_end, "the stated end of the impact");
      const Milestone& resolved = at(MilestoneKind::resolved);
      const bool is_post =
          !resolved.candidates.empty() && resolved.candidates.front().ledger == Ledger::declared;
      limit_by(MilestoneKind::resolved, is_post ? "the resolved post" : "the stated resolution");
      limit_by(MilestoneKind::recovered, "the full recovery");
      set_floor(milestone);
    }
  }

  // What ends the impact cannot come before the impact: a limit on one side becomes an interval.
  void set_floor(Milestone& milestone) {
    const Milestone& start = at(MilestoneKind::impact_start);
    if (milestone.state != MilestoneState::bounded || milestone.side != BoundSide::not_after) return;
    if (start.state != MilestoneState::recorded || !start.when->utc || !milestone.when->utc) return;
    if (start.when->utc->earliest > milestone.when->utc->best) return;
    milestone.rule += ", not before the impact start";
    milestone.when = limit_moment(start.when->utc->earliest, *milestone.when, milestone.rule);
    milestone.side = BoundSide::both;
    milestone.candidates.front().when = *milestone.when;
    milestone.candidates.front().rule = milestone.rule;
  }

  void mark_pending() {
    if (!case_.incident.is_open) return;
    for (const MilestoneKind kind :
         {MilestoneKind::mitigated, MilestoneKind::impact_end, MilestoneKind::resolved,
          MilestoneKind::recovered, MilestoneKind::postmortem_published}) {
      Milestone& milestone = at(kind);
      if (milestone.state != MilestoneState::unknown) continue;
      milestone.state = MilestoneState::pending;
      milestone.rule = "the incident is open";
    }
  }

  Case& case_;
  const FactTable& table_;
};

}  // namespace

void find_milestones(Case& incident, const FactTable& table) {
  Finder(incident, table).run();
}

}  // namespace faultline::analyze
