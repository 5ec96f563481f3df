// From a clock reading to a Moment: its width, its zone, the instants it stands for.
#pragma once

#include <optional>
#include <string>

#include "base/moment.hpp"
#include "ingest/prose/time_scan.hpp"
#include "ingest/prose/zone_reading.hpp"

namespace faultline::ingest::prose {

// How wide a mention's words are: [t - before, t + after].
struct Width {
  std::chrono::seconds before{}, after{};
  base::Resolution resolution = base::Resolution::unknown;
  std::string reason;
};
Width width_of(const TimeMention& mention);

struct ZoneSource {
  std::string written;             // an abbreviation, offset or name; empty = none
  std::optional<base::Zone> zone;  // where nothing is written, or what is written says nothing
  base::ZoneBasis basis = base::ZoneBasis::none;
};

// The moment that begins when the clock shows `local`; where `equal` is another reading that fits as well,
// the moment covers both. Date basis and slips are the caller's.
base::Moment place(const TimeMention& mention, base::LocalTime local, std::optional<base::LocalTime> equal,
                   const ZoneSource& source, const ZoneEvidence& evidence);

// An instant with its offset, or out of a link.
base::Moment place_exact(const TimeMention& mention, const std::optional<base::Zone>& shown_in);

// The instants of one more reading in the moment's zone, for Moment::rejected.
std::optional<base::Bounds> bounds_in(const TimeMention& mention, base::LocalTime local,
                                      const ZoneSource& source, const ZoneEvidence& evidence);

// The same time later (or earlier), as wide as before; `reason` takes the place of the old one.
base::Moment shifted(const base::Moment& moment, std::chrono::seconds by, std::string reason);

void add_reason(base::Moment& moment, std::string_view reason);

}  // namespace faultline::ingest::prose
