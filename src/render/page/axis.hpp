// Axis: which stretch of time the picture shows, where an instant lies in it, and its ticks.
//
// The core is what the incident is: its windows, posts and observed impact. A milestone, deploy, alert or
// note widens the stretch by half the core at most, at least an hour; what lies further out is listed in the
// page's table and counted below the picture. An open window ends at `now` where that is as near, else it
// fades out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "base/zone.hpp"
#include "model/incident.hpp"

namespace faultline::render {

struct TimeScale {
  base::Instant first{}, last{};
  double left = 0, right = 0;

  double x(base::Instant instant) const;  // within [left, right]
  bool shows(base::Instant instant) const { return instant >= first && instant <= last; }
};

// Absent where nothing of the incident has a time.
std::optional<TimeScale> scale_of(const model::Incident& incident, base::Instant now, double left,
                                  double right);

struct Tick {
  base::Instant at{};
  std::string clock;  // "09:30"; empty where a tick is a day or more
  std::string date;   // "12 Mar" where a day begins; "12 Mar 2026" at the first of the picture
};

// Round on the zone's clock, ascending, no two nearer than their labels are wide.
std::vector<Tick> ticks_of(const TimeScale& scale, const base::Zone& zone);

}  // namespace faultline::render
