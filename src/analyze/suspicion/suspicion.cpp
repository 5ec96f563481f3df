#include "analyze/suspicion.hpp"

namespace faultline::analyze {

model::Suspicion suspect_trigger(const SuspicionCase&, const DeployHistory&, const model::Config&) {
  return {};
}

model::Suspicion suspect_mitigation(const SuspicionCase&, const model::Suspicion&, const DeployHistory&,
                                    const model::Config&) {
  return {};
}

}  // namespace faultline::analyze
