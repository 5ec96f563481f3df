// Series: one stream of requests, minute by minute, all sources and versions summed.
//
// Only the minutes of which something is known are in it; what lies between two of them is unknown, and
// whoever walks the series holds its state there. A minute is known
//   - of an imported table (reader "rollups") where it has a row: requests 0 is zero traffic;
//   - of logs where any stream of the same organisation and cluster has a line in it, from this stream's
//   first
//     minute on: silence beside others who speak is zero traffic. Without a cluster a stream stands alone.
//
//   rows 09:00 and 09:02 of a table             -> minutes {09:00, 09:02}
//   lines 09:00 here, 09:00 to 09:02 beside it  -> minutes {09:00, 09:01, 09:02}, requests {n, 0, 0}
//
// Sums are of integers, and streams go by canonical scope: the order of sources and the files over which a
// log was spread change nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/config.hpp"
#include "model/facts.hpp"

namespace faultline::analyze::observing {

// One source's rollups of one version, as they came in. Points into the Rollups.
struct Part {
  const model::RollupStream* stream = nullptr;
  const model::Source* source = nullptr;
};

struct Series {
  model::Scope scope;                 // canonical
  std::vector<std::int64_t> minutes;  // since 1970, known ones only, ascending
  std::vector<std::int64_t> requests, errors, slow;
  bool tells_slow = false;  // an imported table counts slow requests
  std::vector<Part> parts;  // by source digest, then version

  std::size_t size() const { return minutes.size(); }
  // The place of the first known minute at or after that one; size() where there is none.
  std::size_t place(std::int64_t minute) const;
};

std::int64_t minute_of(base::Instant instant);
base::Instant instant_of(std::int64_t minute);

// By scope. Streams without a minute are left out.
std::vector<Series> collect_series(const model::Rollups& rollups, const model::Config& config);

}  // namespace faultline::analyze::observing
