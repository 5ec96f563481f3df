#include "ingest/prose/placing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace faultline::ingest::prose {
namespace {

using base::Bounds;
using base::Instant;
using base::LocalTime;
using base::Resolution;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// "~5:00pm" is wider than its minute: docs/documents.md, "Width".
constexpr minutes kApproximate{15};

std::chrono::year_month_day date_of(LocalTime local) {
  return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)};
}

struct Placed {
  Bounds bounds;
  std::string reason;
};

Placed bounds_of(const TimeMention& mention, LocalTime local, const base::Zone& zone) {
  Placed placed;
  if (!mention.clock) {
    const auto [begin, end] = base::day_bounds(zone, date_of(local));
    placed.bounds = {begin, begin, end};
    return placed;
  }
  const Width width = width_of(mention);
  const base::ZonedReading reading = zone.to_utc(local);
  placed.bounds = {reading.first - width.before, reading.first, reading.second + width.after};
  if (reading.kind == base::ZonedReading::Kind::fold) {
    placed.reason =
        fmt::format("the clock of {} showed {} twice that night", zone.name(), base::format_local(local));
  } else if (reading.kind == base::ZonedReading::Kind::gap) {
    placed.reason = fmt::format("the clock of {} skipped {} that night; the instant after the gap is taken",
                                zone.name(), base::format_local(local));
  }
  return placed;
}

ZoneChoice choose_zone(LocalTime local, const ZoneSource& source, const ZoneEvidence& evidence) {
  ZoneChoice choice;
  if (!source.written.empty()) choice = read_zone(source.written, local, evidence);
  const bool may_fall_back =
      source.basis != base::ZoneBasis::beside_time && source.basis != base::ZoneBasis::neighbour;
  if (!choice.chosen && source.zone && may_fall_back) {
    choice = ZoneChoice{};
    choice.chosen = ZoneReading{*source.zone, source.zone->name(), {}};
  }
  if (!choice.chosen && choice.reason.empty()) choice.reason = "the zone is not told";
  return choice;
}

}  // namespace

base::Moment shifted(const base::Moment& moment, std::chrono::seconds by, std::string reason) {
  base::Moment out = moment;
  if (out.local) *out.local += by;
  if (out.utc) {
    out.utc->earliest += by;
    out.utc->best += by;
    out.utc->latest += by;
  }
  out.reason = std::move(reason);
  return out;
}

void add_reason(base::Moment& moment, std::string_view reason) {
  if (reason.empty()) return;
  if (!moment.reason.empty()) moment.reason += "; ";
  moment.reason += reason;
}

Width width_of(const TimeMention& mention) {
  if (!mention.clock) {
    return {seconds{0}, hours{24}, Resolution::day,
            mention.approximate ? "approximate: that day, or one beside it" : ""};
  }
  const ClockParts& clock = *mention.clock;
  if (clock.minute_is_unknown) return {seconds{0}, hours{1}, Resolution::hour, "the minute is left open"};
  if (mention.approximate)
    return {kApproximate, kApproximate, Resolution::approximate, "approximate: 15 minutes on each side"};
  if (!clock.minute)
    return {kApproximate, kApproximate, Resolution::approximate, "told to the hour: 15 minutes on each side"};
  if (clock.second) return {seconds{0}, seconds{1}, Resolution::second, ""};
  return {seconds{0}, minutes{1}, Resolution::minute, ""};
}

base::Moment place_exact(const TimeMention& mention, const std::optional<base::Zone>& shown_in) {
  const Instant instant = *mention.exact;
  base::Moment moment = base::exact_moment(instant, mention.written);
  if (!mention.clock) {
    const base::Zone zone = shown_in.value_or(base::Zone::utc());
    moment.zone = zone.name();
    moment.local = zone.to_local(instant);
    return moment;
  }
  const Width width = width_of(mention);
  const ZoneChoice choice = read_zone(mention.zone, LocalTime{}, {});
  if (choice.chosen) {
    moment.zone = choice.chosen->name;
    moment.local = choice.chosen->zone.to_local(instant);
  }
  moment.utc = Bounds{instant - width.before, instant, instant + width.after};
  moment.resolution = width.resolution;
  moment.reason = width.reason;
  return moment;
}

std::optional<Bounds> bounds_in(const TimeMention& mention, LocalTime local, const ZoneSource& source,
                                const ZoneEvidence& evidence) {
  const ZoneChoice choice = choose_zone(local, source, evidence);
  if (!choice.chosen) return std::nullopt;
  return bounds_of(mention, local, choice.chosen->zone).bounds;
}

base::Moment place(const TimeMention& mention, LocalTime local, std::optional<LocalTime> equal,
                   const ZoneSource& source, const ZoneEvidence& evidence) {
  const Width width = width_of(mention);
  base::Moment moment;
  moment.written = mention.written;
  moment.local = local;
  moment.resolution = width.resolution;
  moment.zone = source.written;
  add_reason(moment, width.reason);

  const ZoneChoice choice = choose_zone(local, source, evidence);
  add_reason(moment, choice.reason);
  for (const ZoneReading& reading : choice.rejected) {
    moment.rejected.push_back({bounds_of(mention, local, reading.zone).bounds, local, reading.reason});
  }
  if (!choice.chosen) {
    moment.zone_basis = base::ZoneBasis::none;
    return moment;
  }
  moment.zone = choice.chosen->name;
  moment.zone_basis = source.basis;
  Placed placed = bounds_of(mention, local, choice.chosen->zone);
  add_reason(moment, placed.reason);
  if (equal) {
    const Bounds other = bounds_of(mention, *equal, choice.chosen->zone).bounds;
    placed.bounds.earliest = std::min(placed.bounds.earliest, other.earliest);
    placed.bounds.latest = std::max(placed.bounds.latest, other.latest);
  }
  moment.utc = placed.bounds;
  return moment;
}

}  // namespace faultline::ingest::prose
