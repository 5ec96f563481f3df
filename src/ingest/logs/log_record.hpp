// LogRecord: what one line of a log says that a rollup needs, before it is counted.
//
// The texts point into the line or into what its reader keeps until the next line. What a field means is
// decided in log_values; how a record is counted, in record_counter.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace faultline::ingest::logs {

struct LogRecord {
  std::optional<base::Instant> at;
  std::string_view cluster, service, version;  // as written; empty = not told
  std::string_view path, host;                 // of a request, for the path rules of the config
  std::optional<int> status;
  std::optional<std::int64_t> latency_us;
  std::optional<bool> is_severe;  // level error and above; absent = no level
  bool has_message = false;

  // The fields that told cluster, service and version, for the diagnostic of a wrong mapping.
  std::string_view cluster_field, service_field, version_field;
};

}  // namespace faultline::ingest::logs
