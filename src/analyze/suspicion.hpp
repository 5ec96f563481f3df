// suspicion: which deploy set an incident off and which change ended it, with every term of the score.
//
// Pure. The method and its yardsticks: docs/deploys.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/moment.hpp"
#include "model/config.hpp"
#include "model/event.hpp"
#include "model/observation.hpp"
#include "model/suspicion.hpp"

namespace faultline::analyze {

// The deploys of one organisation as scoring needs them, made once for all incidents.
struct DeployHistory {
  struct Deploy {
    const model::Event* event = nullptr;
    model::Evidence evidence;
  };
  std::vector<Deploy> deploys;  // any order; the functions sort what they need
};

// What is known of the incident. Moments must be placed.
struct SuspicionCase {
  std::optional<base::Moment> start;      // of the impact: recorded, else bounded (then from its earliest)
  std::optional<base::Moment> end;        // of the impact
  std::optional<base::Moment> recovered;  // full recovery: a mitigation is never later
  std::vector<model::Scope> scopes;       // of the impact; the deepest anomaly first where observed
  std::vector<const model::ObservedWindow*> observed;
  std::vector<std::string> texts;  // posts, document rows and sentences: what may name a deploy
};

// Verdict not_assessed with its reason where `start` is absent, the history is empty, ends more than 48 h
// before it or begins after it. A history that reaches the start and has no deploy near gives the verdict
// none.
model::Suspicion suspect_trigger(const SuspicionCase& incident, const DeployHistory& history,
                                 const model::Config& config);

// Verdict `trigger` means: this change ended it. `trigger` = the result of suspect_trigger. Not assessed
// where `end` is absent or the history does not reach it.
model::Suspicion suspect_mitigation(const SuspicionCase& incident, const model::Suspicion& trigger,
                                    const DeployHistory& history, const model::Config& config);

}  // namespace faultline::analyze
