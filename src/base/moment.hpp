// Moment: one time, as an interval with the reasons for its width.
//
// Invariants:
//  1. earliest <= best <= latest in every Bounds. An instant taken from a machine (an API's stamp) has
//     all three equal; "11:29" printed to the minute is [11:29:00, 11:30:00] with best 11:29:00.
//  2. `utc` is present only if date and zone are known, whatever their basis; a reading whose zone is
//     unknown has `local` alone and is called zoneless. A moment with neither is unplaced ("14:??").
//  3. `written` is the text as it stands in the source, byte for byte.
//
// Worked example: "07/27 11:32pm" in a list between 11:29am and 12:08pm, page zone EDT:
//   utc best 2023-07-27T15:32Z, local 2023-07-27T11:32, written "07/27 11:32pm", rejected: one Reading
//   "2023-07-27T23:32 as written: the clock would run backwards at 12:08pm".
//
// Arithmetic on ranges of durations lives in model/metric.hpp; reading text lives in ingest/prose.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace faultline::base {

struct Bounds {
  Instant earliest{};
  Instant best{};
  Instant latest{};
  friend bool operator==(const Bounds&, const Bounds&) = default;
};

// How finely the text told the time. Stored; never renumber.
enum class Resolution {
  exact = 0,
  second = 1,
  minute = 2,
  hour = 3,
  day = 4,
  approximate = 5,
  bounded = 6,
  unknown = 7
};

// Where the zone came from, best first (docs/documents.md). Stored; never renumber.
enum class ZoneBasis {
  exact = 0,        // an instant with its offset, or an epoch
  beside_time = 1,  // "11:29am ET"
  document = 2,     // column header, "all times in UTC"
  page_stamp = 3,   // the page's own "Posted ..." stamps
  config = 4,       // faultline.toml
  option = 5,       // --tz of ingest
  neighbour = 6,    // another time in the same list or sentence
  none = 7
};

// Where the date came from. Stored; never renumber.
enum class DateBasis {
  exact = 0,
  beside_time = 1,
  list = 2,   // the nearest date above in the same list, rolled over at midnight
  title = 3,  // title, file name, front matter
  page_stamp = 4,
  option = 5,  // --published, --year
  none = 6
};

// A reading that was considered and not chosen, with the reason.
struct Reading {
  std::optional<Bounds> utc;
  std::optional<LocalTime> local;
  std::string reason;
  friend bool operator==(const Reading&, const Reading&) = default;
};

struct Moment {
  std::optional<Bounds> utc;
  std::optional<LocalTime> local;
  Resolution resolution = Resolution::unknown;
  ZoneBasis zone_basis = ZoneBasis::none;
  DateBasis date_basis = DateBasis::none;
  std::string zone;  // IANA name, "+02:00", or the abbreviation as written; empty = unknown
  std::string written;
  std::string reason;  // why this reading, why this wide; empty where it is plain
  std::vector<Reading> rejected;

  bool is_placed() const { return utc.has_value(); }
  friend bool operator==(const Moment&, const Moment&) = default;
};

std::string_view to_string(Resolution resolution);
std::string_view to_string(ZoneBasis basis);
std::string_view to_string(DateBasis basis);

// A moment known to the microsecond: an API's stamp.
Moment exact_moment(Instant instant, std::string_view written);

// The minute that begins at `instant`: [instant, instant + 1 min], best = instant.
Bounds minute_bounds(Instant instant);

// Both bounds hold: the intersection's ends, `best` clamped into it. Absent where they do not meet.
std::optional<Bounds> intersect(const Bounds& a, const Bounds& b);

// Order for lists: by best instant where placed, then local, then unplaced last; stable ties by caller.
bool earlier(const Moment& a, const Moment& b);

}  // namespace faultline::base
