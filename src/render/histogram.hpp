// Histogram: durations in bins with round edges, each about twice the one before, so that minutes and days
// have room on one scale.
//
//   {90 s, 7 m, 3 h open} -> [1m, 2m) 1 ended; [5m, 10m) 1 ended; [2h, 4h) 1 open
//
// Bins from the first that holds something to the last; negative durations do not occur in a distribution.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/statistics.hpp"
#include "render/style.hpp"

namespace faultline::render {

struct HistogramBin {
  std::string label;  // "5m to 10m", "under 1m", "1w and more"
  std::int64_t ended = 0;
  std::int64_t open = 0;  // censored: longer than where they stand
};

std::vector<HistogramBin> bins_of(std::span<const model::DurationSample> samples);

// A line a bin: '#' an ended incident, '>' an open one; where they are too many for the width a mark stands
// for several, which the last line says.
std::string histogram_text(std::span<const model::DurationSample> samples, const Style& style);

}  // namespace faultline::render
