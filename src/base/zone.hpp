// Zone: wall clock to UTC and back, with folds and gaps told and not hidden.
//
// date/tz (and the system's tzdb behind it) is used in zone.cpp only. A zone is an IANA name
// ("Europe/Madrid"), or a fixed offset ("+02:00", "UTC").
//
//   Zone::find("America/New_York")->to_utc(2023-11-05T01:30)  -> two instants: the fold
//   abbreviation("EDT")   -> {-4 h, civil zone America/New_York, in daylight time}
//
// Which of two readings of "PST" on a summer day is right is decided in ingest/prose, with evidence.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace faultline::base {

// What a wall-clock reading stands for in a zone. unique: first == second. fold: two instants, an hour
// (or half) apart, both in order. gap: the clock skipped it; first == second == the instant after it.
struct ZonedReading {
  enum class Kind { unique, fold, gap } kind = Kind::unique;
  Instant first{};
  Instant second{};
};

class Zone {
 public:
  // "Europe/Madrid", "UTC", "Etc/UTC", "+02:00", "-0330", "UTC+2"; absent where unknown to the system's
  // tzdb. Throws base::Error only where the tzdb itself is missing.
  static std::optional<Zone> find(std::string_view name);
  static Zone utc();
  static Zone fixed(std::chrono::minutes offset);

  const std::string& name() const { return name_; }
  ZonedReading to_utc(LocalTime local) const;
  LocalTime to_local(Instant instant) const;
  std::chrono::seconds offset_at(Instant instant) const;
  std::string abbreviation_at(Instant instant) const;  // "EDT"; "+02:00" for a fixed offset

 private:
  std::string name_;
  const void* tz_ = nullptr;  // date::time_zone, alive for the whole program; null for a fixed offset
  std::chrono::seconds offset_{};
};

// What an abbreviation says literally, and the civil zone whose clock its writers usually mean.
struct Abbreviation {
  std::string text;               // upper case
  std::chrono::minutes offset{};  // the literal one
  std::string civil_zone;         // "America/Los_Angeles"; empty where none
  bool is_generic = false;        // "ET", "PT": the civil clock, no literal offset
  bool is_ambiguous = false;      // IST, CST, BST ...: more than one meaning in the world
  std::vector<std::chrono::minutes> other_offsets;
};

// Case-insensitive. Absent where the table has it not. Source: the tzdb's own abbreviations and CLDR.
std::optional<Abbreviation> abbreviation(std::string_view text);

// [first, second): the instants at which a local day / calendar month begins and ends in the zone.
std::pair<Instant, Instant> day_bounds(const Zone& zone, std::chrono::year_month_day day);
std::pair<Instant, Instant> month_bounds(const Zone& zone, std::chrono::year_month month);

}  // namespace faultline::base
