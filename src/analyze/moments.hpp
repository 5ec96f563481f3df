// Moments: what several passes ask of times and texts: an order, a printed minute, whether two spans meet,
// whether two formats' words are the same.
//
// A reading without a zone has a place on its own document's clock only. For order and for distances
// inside one document it is taken as it reads; it is never compared with UTC for anything that is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "model/scope.hpp"

namespace faultline::analyze {

// The best instant where placed, else the local reading as if it were UTC; absent where neither is known.
std::optional<base::Instant> sort_instant(const base::Moment& moment);

// The printed minute of a placed moment.
std::optional<base::Instant> minute_of(const base::Moment& moment);

// Width of the interval; the greatest value where unplaced. Smaller = more exact.
std::int64_t width_of(const base::Moment& moment);

// b - a in whole seconds by their best readings; absent where the two are on different clocks.
std::optional<std::int64_t> seconds_between(const base::Moment& a, const base::Moment& b);

// As messages print it, beside tables in UTC: "2023-07-27 15:44 UTC", a whole day "2023-07-27", without a
// place in time "2023-07-27 11:44 (zone not known)", else as written.
std::string clock_text(const base::Moment& moment);
std::string utc_text(base::Instant instant);
// The same on the clock of `zone` (an IANA name or offset; empty = the moment's own), hours and minutes only.
std::string short_clock(const base::Moment& moment, const std::string& zone);

// Only a limit: from `earliest` to the best instant of `limit`, which must be placed, on its clock.
base::Moment limit_moment(base::Instant earliest, const base::Moment& limit, std::string reason);

// Letters and digits only, case folded: formats differ in white space, entities and links.
std::string bare_text(std::string_view text);
// For titles: squeezed and case folded.
std::string folded_title(std::string_view title);
// Share of words two texts have in common, in [0, 1] (Jaccard).
double word_overlap(std::string_view a, std::string_view b);

// A time span for grouping: inclusive, in instants; `end` absent = not over.
struct Span {
  base::Instant start{};
  std::optional<base::Instant> end;
};
// The gap between two spans in seconds, 0 where they meet.
std::int64_t gap_seconds(const Span& a, const Span& b);
// Seconds two spans share; an open one shares up to the other's end.
std::int64_t shared_seconds(const Span& a, const Span& b);

void add_scopes(std::vector<model::Scope>& to, const std::vector<model::Scope>& from);
// A cluster, service or group is known.
bool names_a_place(const model::Scope& scope);

}  // namespace faultline::analyze
