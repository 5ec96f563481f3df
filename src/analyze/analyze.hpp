// analyze: facts in, report out. Pure: no clock, no files; the same facts, config and now give the same
// report to the byte, whatever the order in which sources were ingested.
//
// Passes, one file each, in this order:
//   updates     the same post from several formats becomes one StatusPost; edits become versions
//   declared    component changes (else impact, else posts) -> declared windows
//   observed_windows  windows that the logs show; alerts
//   stated      claims of documents -> stated windows
//   grouping    what belongs to one incident (union-find), with the reason
//   fusion      the three ledgers -> fused windows: observed, else stated, else declared, per edge
//   milestones  candidates from all ledgers, the rule that chose
//   metrics     interval arithmetic between milestones
//   promises    promised next updates against the posts that came
//   durations   stated durations against the times
//   findings    what a person should look at
#pragma once

#include "base/time.hpp"
#include "model/config.hpp"
#include "model/facts.hpp"
#include "model/observation.hpp"
#include "model/report.hpp"
#include "model/sla.hpp"

namespace faultline::analyze {

// `observations` = observe() of the same store's rollups; empty where there are none.
model::Report analyze(const model::Facts& facts, const model::Observations& observations,
                      const model::Config& config, base::Instant now);

}  // namespace faultline::analyze
