#include "base/moment.hpp"

#include <algorithm>

namespace faultline::base {

std::string_view to_string(Resolution resolution) {
  switch (resolution) {
    case Resolution::exact:
      return "exact";
    case Resolution::second:
      return "second";
    case Resolution::minute:
      return "minute";
    case Resolution::hour:
      return "hour";
    case Resolution::day:
      return "day";
    case Resolution::approximate:
      return "approximate";
    case Resolution::bounded:
      return "bounded";
    case Resolution::unknown:
      break;
  }
  return "unknown";
}

std::string_view to_string(ZoneBasis basis) {
  switch (basis) {
    case ZoneBasis::exact:
      return "exact";
    case ZoneBasis::beside_time:
      return "beside_time";
    case ZoneBasis::document:
      return "document";
    case ZoneBasis::page_stamp:
      return "page_stamp";
    case ZoneBasis::config:
      return "config";
    case ZoneBasis::option:
      return "option";
    case ZoneBasis::neighbour:
      return "neighbour";
    case ZoneBasis::none:
      break;
  }
  return "none";
}

std::string_view to_string(DateBasis basis) {
  switch (basis) {
    case DateBasis::exact:
      return "exact";
    case DateBasis::beside_time:
      return "beside_time";
    case DateBasis::list:
      return "list";
    case DateBasis::title:
      return "title";
    case DateBasis::page_stamp:
      return "page_stamp";
    case DateBasis::option:
      return "option";
    case DateBasis::none:
      break;
  }
  return "none";
}

Moment exact_moment(Instant instant, std::string_view written) {
  Moment moment;
  moment.utc = Bounds{instant, instant, instant};
  moment.resolution = Resolution::exact;
  moment.zone_basis = ZoneBasis::exact;
  moment.date_basis = DateBasis::exact;
  moment.zone = "UTC";
  moment.written = written;
  return moment;
}

Bounds minute_bounds(Instant instant) {
  return {instant, instant, instant + std::chrono::minutes(1)};
}

std::optional<Bounds> intersect(const Bounds& a, const Bounds& b) {
  const Instant earliest = std::max(a.earliest, b.earliest);
  const Instant latest = std::min(a.latest, b.latest);
  if (latest < earliest) return std::nullopt;
  return Bounds{earliest, std::clamp(a.best, earliest, latest), latest};
}

bool earlier(const Moment& a, const Moment& b) {
  const auto rank = [](const Moment& moment) { return moment.utc ? 0 : moment.local ? 1 : 2; };
  const int rank_a = rank(a);
  const int rank_b = rank(b);
  if (rank_a != rank_b) return rank_a < rank_b;
  if (rank_a == 0) return a.utc->best < b.utc->best;
  if (rank_a == 1) return *a.local < *b.local;
  return false;
}

}  // namespace faultline::base
