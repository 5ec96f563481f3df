// Milestone: a named point in an incident's life, with every candidate, the one chosen, and the rule.
//
// Invariant: `recorded` and `bounded` have a `when`; the other states have none. Candidates are ordered
// best first; the chosen one is candidates.front() of a recorded milestone.
//
//   detected  bounded [2023-07-27 15:29, 15:44]  "not after the first post" (status page, page.txt:106)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "model/source.hpp"

namespace faultline::model {

// In the order of an incident's life. Stored; never renumber.
enum class MilestoneKind {
  latent_fault = 0,
  trigger = 1,
  impact_start = 2,
  detected = 3,
  acknowledged = 4,
  declared = 5,
  identified = 6,
  first_action = 7,
  mitigated = 8,
  impact_end = 9,
  resolved = 10,
  recovered = 11,
  postmortem_published = 12
};
inline constexpr int kMilestoneCount = 13;

// Stored; never renumber.
enum class MilestoneState {
  recorded = 0,        // named, or plainly described
  bounded = 1,         // only a limit is known: not before, not after, or both
  pending = 2,         // has not happened yet (an open incident)
  not_applicable = 3,  // cannot be: no impact end where the impact is denied
  invalid = 4,         // the sources contradict each other beyond repair
  unknown = 5          // nothing says it
};

// Which side a bounded milestone's time limits. With one side only, `when` is that limit and no more: it says
// nothing of how long before or after the thing happened.
enum class BoundSide { both, not_after, not_before };

enum class Ledger { declared = 0, observed = 1, stated = 2, fused = 3 };  // stored; never renumber

struct Candidate {
  base::Moment when;
  MilestoneState state = MilestoneState::recorded;
  Ledger ledger = Ledger::declared;
  std::string rule;  // in words: "first post of the status page"
  Evidence evidence;
};

struct Milestone {
  MilestoneKind kind = MilestoneKind::impact_start;
  MilestoneState state = MilestoneState::unknown;
  std::optional<base::Moment> when;
  BoundSide side = BoundSide::both;  // bounded only
  std::string rule;    // why this candidate, or why none: "no source tells when it was detected"
  std::string detail;  // trigger: its kind ("deploy")
  std::vector<Candidate> candidates;
};

std::string_view to_string(MilestoneKind kind);
std::string_view to_string(MilestoneState state);
std::string_view to_string(Ledger ledger);
std::optional<MilestoneKind> parse_milestone_kind(std::string_view text);
std::optional<MilestoneState> parse_milestone_state(std::string_view text);
std::optional<Ledger> parse_ledger(std::string_view text);

}  // namespace faultline::model
