// Observation: what the rollups of logs amount to: windows in which a stream was broken, with the evidence
// behind each number, and how much of the time anything is known.
//
// Derived, made by analyze/observe from rollups and config alone, so that it can be kept beside the facts:
// it costs far more than the passes that use it. Unknown minutes are neither up nor down and stay apart.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "model/level.hpp"
#include "model/scope.hpp"
#include "model/source.hpp"

namespace faultline::model {

// What went wrong. Stored; never renumber.
enum class Channel {
  errors = 0,   // the share of requests that failed
  traffic = 1,  // requests that should have come and did not
  latency = 2   // the share of slow requests
};

// A minute of the excerpt around a window. `is_known` false = the whole source was silent.
struct ObservedMinute {
  base::Instant minute{};
  bool is_known = true;
  std::int64_t requests = 0, errors = 0, slow = 0;
  double expected = 0;  // requests the season leads to expect; 0 where nothing is known of it
};

// Requests of one version inside a window, and before it (the 60 min before its start).
struct VersionCount {
  std::string version;
  std::int64_t requests = 0, errors = 0;
  std::int64_t requests_before = 0, errors_before = 0;
  std::optional<base::Instant> first_seen;  // the minute of its first request in the whole stream
};

struct ObservedWindow {
  Scope scope;
  Channel channel = Channel::errors;
  Level level = Level::unknown;
  base::Moment start;                     // width = the 95 % interval of the profile likelihood
  std::optional<base::Moment> end;        // absent = still broken where the data ends
  std::optional<base::Moment> recovered;  // the ratio is back within 10 % of the baseline for 5 min

  // The figures behind it, for explain.
  double baseline = 0;                 // errors, latency: p0, the usual share; traffic: 1
  double rate = 0;                     // the share in the window: K / N, or N / M of the expected requests
  std::int64_t requests = 0, bad = 0;  // N and K in the window; traffic: bad = expected - N, rounded
  double expected = 0;                 // traffic: M
  double dispersion = 1;               // phi, or v's excess: how much noisier than a coin the stream is
  double threshold = 0;                // h: the sum at which an alarm is raised
  double peak = 0;                     // the greatest sum reached
  base::Instant alarm{};               // the minute at which it was raised
  std::string rule;                    // in words: "errors 31 % against 0.1 %, 412 of 1,320 requests"

  std::vector<Evidence> evidence;      // first error lines, or the rows of a table; best first, at most 5
  std::vector<VersionCount> versions;  // by version; empty where the lines tell none
  // From 60 min before the start to 30 min after the end, every minute; of a window over 12 h only the six
  // hours at each of its edges.
  std::vector<ObservedMinute> minutes;
};

// How much is known of a stream.
struct ObservedStream {
  Scope scope;
  base::Instant first{}, last{};  // [first, last): from its first minute to after its last
  std::int64_t known_minutes = 0, unknown_minutes = 0;
  std::int64_t requests = 0, errors = 0;
  std::vector<std::pair<base::Instant, base::Instant>> unknown;  // [from, to), ascending
  std::vector<std::string> source_digests;                       // sorted
};

struct Observations {
  std::vector<ObservedStream> streams;  // by scope
  std::vector<ObservedWindow> windows;  // by start's best instant, scope, channel
  double threshold = 0;                 // h of the ratio channels
  double allowed_false_alarms = 1;      // in the whole run; the bound that h was made from
};

std::string_view to_string(Channel channel);  // "errors"

}  // namespace faultline::model
