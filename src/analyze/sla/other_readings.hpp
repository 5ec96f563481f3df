// Other readings: what the figures would be if an incident's times meant another instant that was considered:
// "PST" on a summer day as it is written, or a date with day and month the other way round.
//
// A reading that both edges of a window rejected by the same shift is tried on all windows of the incident
// that have it, and the rows are computed again. What comes of it is a note, also where nothing does: whoever
// defends the figure is asked exactly that.
#pragma once

#include <string>
#include <vector>

#include "analyze/sla.hpp"

namespace faultline::analyze {

// A note per incident and reading, of those with windows that rows of `result` count.
std::vector<std::string> other_readings(const SlaInput& input, const model::Config& config,
                                        const SlaQuery& query, const model::SlaResult& result,
                                        base::Instant now);

}  // namespace faultline::analyze
