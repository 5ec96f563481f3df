// What a zone beside a time means on that day: its literal offset, or the civil clock its writer looked at.
//
//   "PST" on 2023-07-27 11:29  -> chosen America/Los_Angeles (-07:00), rejected -08:00, with the reason
//   "CST"                      -> nothing chosen (Chicago, China, Cuba), unless the evidence picks one
//   "ET"                       -> chosen America/New_York
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "base/zone.hpp"

namespace faultline::ingest::prose {

struct ZoneReading {
  base::Zone zone;
  std::string name;    // for Moment::zone: the civil zone's name, an offset, or "UTC"
  std::string reason;  // why it is not the chosen one
};

struct ZoneChoice {
  std::optional<ZoneReading> chosen;
  std::vector<ZoneReading> rejected;
  std::string reason;
  // One of `rejected` is a literal offset that differs from the chosen wall clock of that day.
  bool is_misused = false;
  int literal_margin = 0;  // stamps met by the literal offset less those met by the wall clock
};

// What may decide between readings.
struct ZoneEvidence {
  std::optional<base::Zone> zone;                      // of the document or page
  base::ZoneBasis zone_basis = base::ZoneBasis::none;  // where `zone` came from
  std::vector<base::Moment> stamps;
  std::optional<bool> list_is_literal;  // what the times of the whole list together say; one zone per list
};

ZoneChoice read_zone(std::string_view written, base::LocalTime local, const ZoneEvidence& evidence);

// "PST/PDT": the civil clock that goes by both abbreviations; empty where they are of two clocks. Absent
// where it is no such pair.
std::optional<std::string> civil_zone_of_pair(std::string_view written);

// "+05:30"
std::string offset_text(std::chrono::seconds offset);

// How far the zone's clock is ahead of UTC when it shows `local` (the first time, where it does so twice).
std::chrono::seconds offset_at_local(const base::Zone& zone, base::LocalTime local);

}  // namespace faultline::ingest::prose
