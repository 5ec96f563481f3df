// Objectives for other tools and for our own config: as OpenSLO v1 YAML, and as the tables to paste into
// faultline.toml.
//
//   openslo_yaml    one SLO document for each objective with its policy; ingest/openslo reads it back to the
//   same
//                   numbers. What OpenSLO has no word for (weights, ledger, maintenance, credits) goes into
//                   annotations, so that nothing is lost without a trace.
//   objectives_toml [policies.NAME] and [[objective]] tables
#pragma once

#include <string>
#include <vector>

#include "model/policy.hpp"
#include "model/sla.hpp"

namespace faultline::render {

// The policy of an objective is the one of its name in `policies`, else the first; none = the default one.
std::string openslo_yaml(const std::vector<model::Objective>& objectives,
                         const std::vector<model::Policy>& policies);

std::string objectives_toml(const std::vector<model::Objective>& objectives,
                            const std::vector<model::Policy>& policies);

}  // namespace faultline::render
