// The windows of one stream: those of its channels, put together and described.
//
// One outage, one window: findings of two channels that overlap or lie within ten minutes of each other are
// one. The worst channel leads (then the first to begin): figures and rule are its own, the others are named
// in the rule. The window reaches from the first start to the last end.
//
//   errors 09:12 to 09:40 at 31 %, traffic 09:15 to 09:44 at 20 % of the usual
//     -> one window, 09:12 to 09:44, traffic: "traffic 20 % of the usual, ...; errors 31 %"
#pragma once

#include <vector>

#include "analyze/observe/series.hpp"
#include "model/config.hpp"
#include "model/observation.hpp"

namespace faultline::analyze::observing {

// By start.
std::vector<model::ObservedWindow> stream_windows(const Series& series, double threshold,
                                                  const model::ObservedConfig& config);

}  // namespace faultline::analyze::observing
