// Instants, local readings and their printed forms.
//
// Instant is UTC in microseconds; LocalTime is what a wall clock showed, without a zone. The two never
// convert into each other without a Zone (zone.hpp). No function here reads a clock or the environment.
//
//   parse_rfc3339("2023-07-27T15:29:00Z")  -> 2023-07-27 15:29:00 UTC
//   format_rfc3339(that)                   -> "2023-07-27T15:29:00Z"
//
// Dates that people write ("Jul 27, 11:29pm ET") are read in ingest/prose, not here.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace faultline::base {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using LocalTime = std::chrono::local_time<std::chrono::seconds>;
using Seconds = std::chrono::seconds;

// RFC 3339 and its ISO 8601 neighbours: 'T' or a space, optional seconds and fraction (digits past the
// sixth are dropped), 'Z' or an offset "+02:00", "+0200", "+02". Absent where any field is out of range,
// where there is no offset, or where text follows. Years 1678 to 2261.
std::optional<Instant> parse_rfc3339(std::string_view text);

// "2026-05-05T01:17:00Z"; a fraction only where there is one (".123" or ".123456").
std::string format_rfc3339(Instant instant);

// To the minute, without a zone: "2023-07-27T11:29"; to the second where it is not zero.
std::string format_local(LocalTime local);

// "2023-07-27T11:29[:30]" or "2023-07-27" back to a reading. Absent where malformed.
std::optional<LocalTime> parse_local(std::string_view text);

// "25m", "9h 33m", "2d 1h", "45s", "0m"; two units at most, the rest truncated; "-" before a negative.
std::string format_duration(Seconds duration);

// Microseconds since the epoch, the form in which the store keeps an instant.
std::int64_t to_micros(Instant instant);
Instant from_micros(std::int64_t micros);

Instant floor_minute(Instant instant);

}  // namespace faultline::base
