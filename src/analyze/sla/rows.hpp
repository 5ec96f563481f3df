// Rows of all policies from one reading of the evidence: compute_sla without what is computed by trying
// others.
#pragma once

#include "analyze/sla.hpp"

namespace faultline::analyze {

model::SlaResult compute_rows(const SlaInput& input, const model::Config& config, const SlaQuery& query,
                              base::Instant now);

}  // namespace faultline::analyze
