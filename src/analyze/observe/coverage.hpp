// How much is known of a stream: from its first minute to after its last, and the unknown stretches between.
#pragma once

#include "analyze/observe/series.hpp"
#include "model/observation.hpp"

namespace faultline::analyze::observing {

model::ObservedStream coverage(const Series& series);

}  // namespace faultline::analyze::observing
