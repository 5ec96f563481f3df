// Suspicion: which deploy set an incident off, and which change ended it, with "none" among the candidates
// and every term of every score, so that a person can check it with a pencil.
//
//   L(d) = sum of the terms; probability = softmax over all candidates and none (docs/deploys.md)
//   verdict: "trigger" at .7 and above, else "suspect"; "no plausible deploy" where none leads
//
// Made by analyze/suspicion; what it means for a milestone is decided in analyze/candidates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "model/scope.hpp"
#include "model/source.hpp"

namespace faultline::model {

struct SuspicionTerm {
  std::string name;    // "time", "scope", "versions", "kind", "rollback"; mitigation also "helps"
  double value = 0;    // what it adds to the score
  std::string reason;  // "completed 3m before the start"
};

struct Suspect {
  bool is_none = false;  // the candidate "no deploy did it"; its fields below are empty
  std::string title;     // "checkout v41"
  std::string version, deploy_kind, url;
  std::vector<Scope> scopes;
  base::Moment started;
  std::optional<base::Moment> completed;
  std::vector<SuspicionTerm> terms;
  double score = 0;
  double probability = 0;              // in [0, 1]; the candidates' sum to 1
  Evidence evidence;                   // the deploy's own line
  std::vector<Evidence> also_told_by;  // by other sources: a deployment and the commit it deployed
  std::string rolled_back_by;          // title of the later rollback; empty = none
};

struct Suspicion {
  // Stored in JSON by name.
  enum class Verdict {
    not_assessed = 0,  // no deploy history reaches the incident, or its start is not known
    trigger = 1,       // for mitigation: "mitigation"
    suspect = 2,
    none = 3  // "no plausible deploy"
  } verdict = Verdict::not_assessed;
  std::string reason;             // why not assessed, or the leading candidate in words
  std::vector<Suspect> suspects;  // best first, at most 5 and none among them
  std::int64_t considered = 0;    // deploys that were scored
  // Share of random instants of the deploy history that have a deploy, at least as near in scope, completed
  // as near before them (mitigation: as near) as the leading candidate was; absent where there is none.
  std::optional<double> base_rate;
};

std::string_view to_string(Suspicion::Verdict verdict);  // "no_plausible_deploy"

// "trigger", "suspect", "no plausible deploy", "not assessed": as reports and drafts print it.
std::string_view word_of(Suspicion::Verdict verdict);

}  // namespace faultline::model
