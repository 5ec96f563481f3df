// What the values of log fields mean: levels, statuses, latencies.
//
//   is_severe("WARN") -> false    is_severe("50") -> true (pino)    is_severe("banana") -> absent
//   read_latency("1.2ms", LatencyUnit::second) -> 1200 us (its own unit counts)
//
// Which field holds what is field_map; times are log_clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace faultline::ingest::logs {

// Whether a level is error or above. Words in any case, with what slog puts behind them ("ERROR+2");
// numbers: 0 .. 7 are syslog's (3 and below are errors), from 10 on those of bunyan and pino (from 50).
std::optional<bool> is_severe(std::string_view level);

// 100 .. 599; absent where it is another number or none: then the line is no request.
std::optional<int> read_status(std::string_view text);

enum class LatencyUnit { second, millisecond, microsecond, nanosecond };

// "s", "ms", "us", "ns".
std::optional<LatencyUnit> parse_latency_unit(std::string_view text);

// Microseconds of "12", "0.012" in `unit`, or of a duration that names its own: "1.2ms", "350µs", "1m2.5s",
// "12 ms". Absent where negative, not finite, or no number.
std::optional<std::int64_t> read_latency(std::string_view text, LatencyUnit unit);

}  // namespace faultline::ingest::logs
