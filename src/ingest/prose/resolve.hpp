// From mentions to moments: dates carried and rolled over, halves of the day, the zone, all over one list.
//
// A list of entries is solved as a whole (docs/documents.md, "The list as a whole"): each mention has
// candidate readings (as written; other half of the day; previous or next day), and dynamic programming
// over the entries takes the assignment of least cost: order kept, as-written preferred, one zone for the
// list. Where two assignments cost nearly the same, the moment keeps both as an interval. The numbers stand
// in list_solver.hpp. Both ends of a range belong into the same call: the second is placed behind the first
// (past midnight where need be) and takes no part in the list's order.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/moment.hpp"
#include "base/zone.hpp"
#include "ingest/prose/time_scan.hpp"

namespace faultline::ingest::prose {

struct ResolveContext {
  // The zone of times without one beside them; absent = zoneless moments.
  std::optional<base::Zone> zone;
  base::ZoneBasis zone_basis = base::ZoneBasis::none;
  std::string zone_written;  // "CEST", where the document's zone was an abbreviation
  // The date of times without one: a heading above, title, front matter, page stamps.
  std::optional<std::chrono::year_month_day> date;
  base::DateBasis date_basis = base::DateBasis::none;
  // The order of "03/04" that other dates of the document prove.
  std::optional<bool> is_day_first;
  // `date` was itself read from a "03/04" with that order assumed: it proves none.
  bool date_order_is_assumed = false;
  // For dates without a year: the year in which the date lies nearest before (or on) this day.
  std::optional<std::chrono::year_month_day> not_after;
  base::DateBasis year_basis = base::DateBasis::none;
  // The page's stamps: which of two readings of a misused abbreviation fits.
  std::vector<base::Moment> stamps;
};

// One mention on its own. Unplaced (no utc, no local) where the date or clock is not known at all.
base::Moment resolve(const TimeMention& mention, const ResolveContext& context);

// All entries of one list, in document order (oldest or newest first is found out).
std::vector<base::Moment> resolve_list(const std::vector<TimeMention>& mentions,
                                       const ResolveContext& context);

}  // namespace faultline::ingest::prose
