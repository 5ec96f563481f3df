#include "base/zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::base {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// The widest offsets in civil use: +14:00 (Kiribati) and -12:00 (ships); we take both signs to 14.
constexpr minutes kWidestOffset{14 * 60};

// Files of the zone directory that are not zones of a place, or that hang on the machine's settings.
constexpr std::array<std::string_view, 3> kNotZones{"localtime", "posixrules", "Factory"};

// The library reads the transitions that the system's files list, which end in 2037 (Debian's "fat" files);
// it does not follow their rule into later years, where it would show standard time in summer.
const date::time_zone& zone_of(const void* tz) {
  return *static_cast<const date::time_zone*>(tz);
}

void require_database() {
  std::string reason = "it is empty";
  try {
    if (!date::get_tzdb().zones.empty()) return;
  } catch (const std::exception& problem) {
    reason = trim(problem.what());
  }
  throw Error(fmt::format("cannot read the system's time zone database: {}; is the package tzdata installed?",
                          reason));
}

// Null where the tzdb has no such zone.
const date::time_zone* locate(std::string_view name) {
  require_database();
  if (std::find(kNotZones.begin(), kNotZones.end(), name) != kNotZones.end()) return nullptr;
  try {
    const date::time_zone* zone = date::locate_zone(name);
    zone->get_info(date::sys_seconds{});  // loads it now, so that a damaged file shows here and not later
    return zone;
  } catch (const std::exception&) {
    return nullptr;
  }
}

// "+02:00", "-0330", "+2", "+5:30", after "UTC" or "GMT" or bare. Not POSIX's reversed sign.
std::optional<minutes> parse_offset(std::string_view text) {
  if (starts_with_ignoring_case(text, "UTC") || starts_with_ignoring_case(text, "GMT")) {
    text = trim(text.substr(3));
    if (text.empty()) return minutes(0);
  }
  if (text.size() < 2 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const bool is_negative = text.front() == '-';
  text.remove_prefix(1);

  std::string_view hour_digits = text;
  std::string_view minute_digits;
  if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    hour_digits = text.substr(0, colon);
    minute_digits = text.substr(colon + 1);
    if (minute_digits.size() != 2) return std::nullopt;
  } else if (text.size() > 2) {
    hour_digits = text.substr(0, text.size() - 2);
    minute_digits = text.substr(text.size() - 2);
  }
  if (hour_digits.empty() || hour_digits.size() > 2) return std::nullopt;
  const auto number = [](std::string_view digits) -> std::optional<int> {
    int value = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const auto hour = number(hour_digits);
  const auto minute = number(minute_digits);
  if (!hour || !minute || *minute > 59) return std::nullopt;
  const minutes offset(*hour * 60 + *minute);
  if (offset > kWidestOffset) return std::nullopt;
  return is_negative ? -offset : offset;
}

Instant start_of_day(const Zone& zone, std::chrono::year_month_day day) {
  return zone.to_utc(LocalTime(std::chrono::sys_days(day).time_since_epoch())).first;
}

}  // namespace

std::optional<Zone> Zone::find(std::string_view name) {
  if (equals_ignoring_case(name, "Z")) return utc();
  if (const auto offset = parse_offset(name)) return fixed(*offset);
  const date::time_zone* located = locate(name);
  if (located == nullptr) return std::nullopt;
  Zone zone;
  zone.name_ = name;
  zone.tz_ = located;
  return zone;
}

Zone Zone::utc() {
  return fixed(minutes(0));
}

Zone Zone::fixed(minutes offset) {
  const auto magnitude = std::abs(offset.count());
  Zone zone;
  zone.name_ = magnitude == 0 ? "UTC"
                              : fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', magnitude / 60,
                                            magnitude % 60);
  zone.offset_ = offset;
  return zone;
}

ZonedReading Zone::to_utc(LocalTime local) const {
  const auto since_epoch = local.time_since_epoch();
  if (tz_ == nullptr) {
    const Instant instant(since_epoch - offset_);
    return {ZonedReading::Kind::unique, instant, instant};
  }
  const auto info = zone_of(tz_).get_info(date::local_seconds(since_epoch));
  const Instant first(since_epoch - info.first.offset);
  switch (info.result) {
    case date::local_info::ambiguous:
      return {ZonedReading::Kind::fold, first, Instant(since_epoch - info.second.offset)};
    case date::local_info::nonexistent:
      return {ZonedReading::Kind::gap, Instant(info.first.end), Instant(info.first.end)};
    default:
      return {ZonedReading::Kind::unique, first, first};
  }
}

LocalTime Zone::to_local(Instant instant) const {
  return LocalTime(std::chrono::floor<seconds>(instant).time_since_epoch() + offset_at(instant));
}

seconds Zone::offset_at(Instant instant) const {
  if (tz_ == nullptr) return offset_;
  return zone_of(tz_).get_info(std::chrono::floor<seconds>(instant)).offset;
}

std::string Zone::abbreviation_at(Instant instant) const {
  if (tz_ == nullptr) return name_;
  return zone_of(tz_).get_info(std::chrono::floor<seconds>(instant)).abbrev;
}

std::pair<Instant, Instant> day_bounds(const Zone& zone, std::chrono::year_month_day day) {
  return {start_of_day(zone, day), start_of_day(zone, std::chrono::sys_days(day) + std::chrono::days(1))};
}

std::pair<Instant, Instant> month_bounds(const Zone& zone, std::chrono::year_month month) {
  const auto first_day = [](std::chrono::year_month m) { return m / std::chrono::day(1); };
  return {start_of_day(zone, first_day(month)),
          start_of_day(zone, first_day(month + std::chrono::months(1)))};
}

}  // namespace faultline::base
