// Terms: what each thing known about a change adds to its score, with the reason in words.
//
//   time      ln(T + tail); T = exp(-gap / 10 min), tail = .02 exp(-gap / 3 h)
//   scope     ln S; S = service factor x cluster factor
//   versions  C / 2; C = the log-likelihood ratio of the change's version against the others, in -2 .. 6
//   kind      what sort of change it is
//
// Figures and reasons: docs/deploys.md. The rollback term needs the whole history: suspicion.cpp.
#pragma once

#include <string>

#include "analyze/suspicion.hpp"
#include "analyze/suspicion/changes.hpp"

namespace faultline::analyze {

inline constexpr auto kTriggerDelay = std::chrono::minutes(10);  // of the formula's T
inline constexpr auto kClockSlack = std::chrono::seconds(60);  // a change may begin that long after the start

// Began after the start's latest and a minute: it cannot have caused it unless a clock is wrong.
bool is_after(const Change& change, const base::Bounds& start);

model::SuspicionTerm trigger_time(const Change& change, const base::Bounds& start);
model::SuspicionTerm mitigation_time(const Change& change, const base::Bounds& end);

model::SuspicionTerm version_term(const Change& change, const SuspicionCase& incident);
model::SuspicionTerm kind_term(const Change& change);

// "3m 20s", "4h 2m" of a gap that is not negative.
std::string gap_text(std::chrono::microseconds gap);

}  // namespace faultline::analyze
