// observe: rollups in, observations out: where the logs show that a stream was broken, and from when to when.
// Pure, and independent of the order in which sources came and of how a log was split into files.
//
// Apart from analyze(), since it costs far more and depends on rollups and config alone: the caller keeps its
// result (store) and hands it to analyze(). Method, formulas and their yardsticks: docs/observed.md.
#pragma once

#include "model/config.hpp"
#include "model/facts.hpp"
#include "model/observation.hpp"

namespace faultline::analyze {

// Scopes are canonical (aliases resolved, organisation of the source where the rollup tells none).
model::Observations observe(const model::Rollups& rollups, const model::Config& config);

}  // namespace faultline::analyze
