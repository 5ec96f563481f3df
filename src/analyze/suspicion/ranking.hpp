// Ranking: scored changes and "none" become probabilities, an order and a verdict.
//
// A verdict `trigger` needs all of: probability .7, a time within an hour, and either something that speaks
// for this change beyond its time (versions, a rollback, a text) or a near scope and a base rate of at most
// 5 %. That last rule bounds how often a random history would be called a trigger. Why: docs/deploys.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/suspicion/changes.hpp"
#include "model/suspicion.hpp"

namespace faultline::analyze {

struct Scored {
  std::size_t place = 0;  // in the changes; of no use for none
  model::Suspect suspect;
  double scope_factor = 0;
  bool has_own_evidence = false;  // beyond time and scope
  std::string excluded;           // why it can be suspected but not called the trigger; empty = it can
};

// The change as a suspect, without terms.
model::Suspect suspect_of(const Change& change);

// Sum of its terms, as its score.
void add_up(model::Suspect& suspect);

// Best first with none among them, probabilities filled in. `looked_at` = the time in which they were looked
// for.
std::vector<Scored> ranked(std::vector<Scored> scored, std::chrono::microseconds looked_at);

struct Facing {
  base::Bounds edge;                // the start, or the end for a mitigation
  std::string edge_name;            // "start"
  std::optional<double> base_rate;  // of the leading candidate
  bool knows_base_rate = false;     // the history is long enough for the base rate to mean something
};
model::Suspicion concluded(std::vector<Scored> ranked, const Facing& facing);

}  // namespace faultline::analyze
