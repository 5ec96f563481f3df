// Series: what a chart below the lanes draws: the minutes of a stream's observed windows, in columns as wide
// as the picture can show.
//
//   errors    per cent of the requests of a column that failed
//   latency   per cent of them that were slow
//   traffic   requests a minute, beside what the season leads to expect
//
// A column of which a minute is unknown and none is known is unknown; it is hatched, never zero. Minutes that
// the excerpt leaves out are no column at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/observation.hpp"
#include "render/page/axis.hpp"

namespace faultline::render {

struct SeriesColumn {
  base::Instant from{}, to{};
  std::optional<double> value;  // absent = unknown, or a share of no request
  std::optional<double> expected;
  bool is_unknown = false;
};

struct Series {
  model::Scope scope;
  model::Channel channel = model::Channel::errors;
  std::vector<const model::ObservedWindow*> windows;  // by start
  std::vector<SeriesColumn> columns;                  // ascending
  double top = 1;                                     // a round value no column exceeds
};

// A series per scope and channel, in order of their first windows.
std::vector<Series> series_of(const std::vector<model::ObservedWindow>& observed, const TimeScale& scale);

// The least of 1, 2, 5 times a power of ten that is not under `value`; at most 100 where it is a share.
double round_top(double value, model::Channel channel);

}  // namespace faultline::render
