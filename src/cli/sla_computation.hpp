// The SLA as every command computes it: with the logs' coverage, and with their requests where a policy
// counts them; and the digest of the config that it was computed under.
#pragma once

#include "analyze/sla.hpp"
#include "cli/session.hpp"

namespace faultline::cli {

model::SlaResult computed_sla(Session& session, const store::Store& store, const model::Report& report,
                              const analyze::SlaQuery& query);

}  // namespace faultline::cli
