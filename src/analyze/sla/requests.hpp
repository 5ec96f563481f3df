// Requests: what the logs' rollups tell of a scope, for policies that count requests or need to know of which
// time anything is known.
//
// A row's evidence is the sum of the streams that its scope covers: a cluster's row has all its services'. A
// second is known where any of them is.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/observe/series.hpp"
#include "analyze/sla/spans.hpp"
#include "model/config.hpp"
#include "model/facts.hpp"
#include "model/observation.hpp"

namespace faultline::analyze {

// An interval of the grid (multiples of its length since 1970) with at least one request.
struct RequestInterval {
  SlaClock start{};
  std::int64_t requests = 0, errors = 0;
};

struct RequestEvidence {
  bool has_streams = false;
  TimeSpans known;                         // of which anything is known
  std::vector<RequestInterval> intervals;  // ascending; empty where only coverage is asked for
};

class RequestIndex {
 public:
  RequestIndex() = default;
  // With `rollups` null only coverage can be told.
  RequestIndex(const model::Observations* observations, const model::Rollups* rollups,
               const model::Config& config);

  // Every scope that a stream has.
  std::vector<model::Scope> scopes() const;
  // `interval_seconds`: a multiple of 60.
  RequestEvidence of(const model::Scope& row, std::int64_t interval_seconds) const;

 private:
  const model::Observations* observations_ = nullptr;
  std::vector<observing::Series> series_;
};

}  // namespace faultline::analyze
