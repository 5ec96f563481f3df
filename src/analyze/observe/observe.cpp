#include "analyze/observe.hpp"

namespace faultline::analyze {

model::Observations observe(const model::Rollups&, const model::Config&) {
  return {};
}

}  // namespace faultline::analyze
