// The real world's Context: standard streams, environment, clock, terminal width.
#pragma once

#include "cli/context.hpp"

namespace faultline::cli {

Context process_context();

}  // namespace faultline::cli
