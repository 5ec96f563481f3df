// The stamps that a status page prints, in feeds and on HTML pages.
//
//   "Mar 16, 19:46 UTC"              feeds: no year
//   "May 08, 2025 - 14:07 BST"       incident pages
//   "Feb 29, 22:00 - 23:00 GMT"      history: a range, maybe with a second date "Mar 1, 02:00"
//
// They are made by the page's program (Rails' "%b %d, %H:%M %Z"), so an abbreviation is meant literally;
// stamps that people type are read in ingest/prose.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/moment.hpp"
#include "base/zone.hpp"

namespace faultline::ingest::formats {

struct PrintedTime {
  unsigned month = 0, day = 0;
  int hour = 0, minute = 0;
};

struct PrintedStamp {
  std::optional<int> year;
  PrintedTime start;
  std::optional<PrintedTime> end;  // of a range
  std::string zone;                // as printed, may be empty
  std::string written;             // squeezed
};

// Absent where the text is anything else, or a date that does not exist in any year.
std::optional<PrintedStamp> parse_printed_stamp(std::string_view text);

// "2025-05-08T14:07" of the stamp's start or end; absent where that year has no such day.
std::optional<base::LocalTime> local_of(const PrintedTime& time, int year);

// What the zone of a stamp amounts to.
struct PrintedZone {
  std::optional<std::chrono::seconds> offset;  // absent = not known
  base::ZoneBasis basis = base::ZoneBasis::none;
  std::string reason;  // where it was not plain
};

// `evidence`: the offset that a machine's date of the same page shows; it decides where the abbreviation
// has several meanings or is not known.
PrintedZone zone_of(const std::string& printed, std::optional<std::chrono::seconds> evidence);

// The minute of a stamp, or a zoneless reading where the offset is not known.
base::Moment printed_moment(base::LocalTime local, const PrintedZone& zone, base::DateBasis date_basis,
                            std::string zone_name, std::string written);

// The zone whose clock shows `offset` under this abbreviation at `at`: the civil zone where it agrees,
// else the fixed offset.
base::Zone civil_zone(const std::string& printed, std::chrono::seconds offset, base::Instant at);

}  // namespace faultline::ingest::formats
