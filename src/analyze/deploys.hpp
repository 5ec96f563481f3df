// Deploys around an incident: hands what is known of it to suspicion.hpp and keeps the answer.
#pragma once

#include "analyze/case.hpp"
#include "analyze/suspicion.hpp"

namespace faultline::analyze {

// All deploys of the facts, for all incidents.
DeployHistory deploy_history(const FactTable& table);

// Fills Incident::trigger and ::mitigation. Needs milestones; they may take the answers up in a second pass.
void suspect_deploys(Case& incident, const DeployHistory& history, const FactTable& table,
                     const model::Config& config);

}  // namespace faultline::analyze
