// Report: what analyze hands to render. A renderer or a template sees this and nothing else.
#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/incident.hpp"
#include "model/sla.hpp"
#include "model/source.hpp"

namespace faultline::model {

struct Report {
  base::Instant now{};
  std::vector<Source> sources;
  std::vector<Incident> incidents;  // newest start first; unplaced last; ties by id
  std::vector<Finding> findings;    // about the whole: similar unknown names, sources without incidents
};

}  // namespace faultline::model
