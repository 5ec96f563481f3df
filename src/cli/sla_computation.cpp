#include "cli/sla_computation.hpp"

namespace faultline::cli {

model::SlaResult computed_sla(Session& session, const store::Store& store, const model::Report& report,
                              const analyze::SlaQuery& query) {
  const model::Observations& observations = session.observed(store);
  model::Rollups rollups;
  const bool counts_requests = analyze::needs_rollups(analyze::policies_of(session.config(), query));
  if (counts_requests) rollups = store.load_rollups();
  const analyze::SlaInput input{report, &observations, counts_requests ? &rollups : nullptr};
  model::SlaResult result = analyze::compute_sla(input, session.config(), query, session.now());
  result.config_digest = session.config_digest();
  return result;
}

}  // namespace faultline::cli
