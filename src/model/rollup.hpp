// Rollup: what the requests of one minute came to, per cluster, service and version: the only form in which
// logs enter. A fact: append-only, summed over sources when read.
//
// Promises:
//  1. Merging is commutative and associative: the order of lines, files and threads changes no byte.
//  2. A line with a status is a request, an error from 500 on; without one, lines are counted and those of
//     level error and above are errors (docs/logs.md). Who counts is ingest/logs; here is only the shape.
//  3. Slow requests are derived from the histogram at analysis; an imported `slow` is taken as given.
//
//   RollupStream{prod-2 / Checkout API, "v41"}.minutes = {{2026-03-04T09:12Z, requests 181, errors 4, ...}}
//
// What the numbers amount to (windows, baselines) is decided in analyze/observe.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "model/scope.hpp"
#include "model/source.hpp"

namespace faultline::model {

// Log-linear: eight buckets to an octave of microseconds, so that a quantile is right within 13 %. 0 .. 7 us
// have a bucket each. Longer than 2^40 us (12 days) is the last bucket.
int latency_bucket(std::int64_t microseconds);  // negative counts as 0
std::int64_t latency_bucket_floor(int bucket);  // the least microseconds in it
inline constexpr int kLatencyBuckets = 8 * 39;

struct LatencyHistogram {
  std::vector<std::pair<std::uint16_t, std::int64_t>> counts;  // bucket -> requests, ascending, > 0

  void add(int bucket, std::int64_t requests = 1);
  void merge(const LatencyHistogram& other);
  std::int64_t total() const;
  std::int64_t at_or_above(int bucket) const;  // requests in that bucket and those above it
  // The bucket in which the request of that rank lies, share in [0, 1]; absent where empty.
  std::optional<int> quantile_bucket(double share) const;
  friend bool operator==(const LatencyHistogram&, const LatencyHistogram&) = default;
};

// A line that tells of an error, kept as evidence: the first of its minute.
struct ErrorLine {
  base::Instant at{};
  Location location;
  std::string text;  // printable, at most 200 bytes
  friend bool operator==(const ErrorLine&, const ErrorLine&) = default;
};

struct RollupMinute {
  base::Instant minute{};  // its beginning
  std::int64_t requests = 0;
  std::int64_t errors = 0;           // of the requests
  std::optional<std::int64_t> slow;  // imported only
  LatencyHistogram latency;          // empty where the lines tell none
  std::optional<ErrorLine> first_error;
  std::optional<base::Instant> last_error;

  void merge(const RollupMinute& other);  // of the same minute
  friend bool operator==(const RollupMinute&, const RollupMinute&) = default;
};

struct RollupStream {
  Scope scope;          // service or cluster may be unknown; the organisation may come from the source
  std::string version;  // of the program that answered; empty = not told
  std::vector<RollupMinute> minutes;  // ascending, each minute once
};

// All rollups of one source.
struct SourceRollups {
  std::string source_digest;
  std::vector<RollupStream> streams;  // by scope, then version
  std::int64_t lines = 0;             // records that went into them
};

}  // namespace faultline::model
