// OpenSLO v1 documents: service level objectives as YAML.
//
// Grammar: https://github.com/OpenSLO/OpenSLO (openslo/v1). A file holds documents parted by `---`; each has
// apiVersion, kind, metadata {name, displayName, labels} and spec. Of kind SLO these are read: service,
// timeWindow (one entry: duration, isRolling, calendar {startTime, timeZone}), budgetingMethod, objectives
// (displayName, target or targetPercent, timeSliceTarget, timeSliceWindow), indicator or indicatorRef
// (whether it is a ratio).
//
// Ignored on purpose, as no figure follows from them: queries and data sources, alert policies, conditions
// and targets, annotations, descriptions.
//
// Promise: bad YAML or a bad value is a diagnostic with file, line and column, never an exception; the other
// documents and objectives are read.
//
//   duration 28d -> {28, 'd'}; 1m is one minute, and a window of it is warned about: a month is 1M
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/slo.hpp"

namespace faultline::ingest {

// By place in the text. An objective without a target that can be read is left out, with a diagnostic.
std::vector<model::Slo> read_openslo(std::string_view text, const std::string& source,
                                     const base::DiagnosticSink& sink);

}  // namespace faultline::ingest
