#include "ingest/prose/zone_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"
#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

using base::Zone;
using std::chrono::minutes;
using std::chrono::seconds;

ZoneChoice chosen(Zone zone, std::string name, std::string reason = {}) {
  ZoneChoice choice;
  choice.chosen = ZoneReading{std::move(zone), std::move(name), {}};
  choice.reason = std::move(reason);
  return choice;
}

ZoneChoice civil(std::string_view iana) {
  auto zone = Zone::find(iana);
  if (!zone) return {};
  return chosen(std::move(*zone), std::string(iana));
}

// "UTC", "Z", "GMT", "+0200", "UTC+2", "GMT +1"; "PST (UTC-7)" is what its brackets say.
std::optional<ZoneChoice> read_offset(std::string_view written) {
  std::string text;
  for (const char c : written) {
    if (c != ' ') text += c;
  }
  if (const auto bracket = text.find('(');
      bracket != std::string::npos && bracket > 0 && text.back() == ')') {
    text = text.substr(bracket + 1, text.size() - bracket - 2);
  }
  if (base::equals_ignoring_case(text, "z") || base::equals_ignoring_case(text, "utc") ||
      base::equals_ignoring_case(text, "gmt")) {
    return chosen(Zone::utc(), "UTC");
  }
  if (base::starts_with_ignoring_case(text, "gmt") || base::starts_with_ignoring_case(text, "utc"))
    text = text.substr(3);
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const bool is_one_digit = text.size() == 2 || (text.size() > 2 && text[2] == ':');
  if (is_one_digit) text = std::string{text[0], '0'} + text.substr(1);
  const auto zone = Zone::find(text);
  if (!zone) return std::nullopt;
  return chosen(*zone, offset_text(offset_at_local(*zone, base::LocalTime{})));
}

std::optional<ZoneChoice> read_name(std::string_view written) {
  const std::string lower = base::to_lower(base::squeeze(written));
  for (const ZonePhrase& phrase : zone_phrases()) {
    std::string name;
    for (const std::string_view word : phrase.words) {
      if (!name.empty()) name += ' ';
      name += word;
    }
    if (name == lower) return civil(phrase.iana);
  }
  if (written.find('/') == std::string_view::npos) return std::nullopt;
  if (const auto zone = civil_zone_of_pair(written)) return zone->empty() ? ZoneChoice{} : civil(*zone);
  return civil(written);
}

seconds offset_of(const base::Moment& stamp) {
  return std::chrono::duration_cast<seconds>(stamp.local->time_since_epoch() -
                                             stamp.utc->best.time_since_epoch());
}

bool tells_offset(const base::Moment& stamp) {
  return stamp.utc && stamp.local;
}

// Stamps that the time would meet to the minute, printed seconds and rounding aside.
int stamps_met(base::LocalTime local, seconds offset, const std::vector<base::Moment>& stamps) {
  const auto instant = base::Instant{local.time_since_epoch()} - offset;
  return static_cast<int>(std::count_if(stamps.begin(), stamps.end(), [&](const base::Moment& stamp) {
    if (!stamp.utc) return false;
    const auto distance = stamp.utc->best - instant;
    return distance <= minutes{1} && distance >= minutes{-1};
  }));
}

// The meanings of an ambiguous abbreviation; the usual one has its civil zone.
std::vector<ZoneReading> meanings(const base::Abbreviation& abbreviation) {
  std::vector<ZoneReading> readings;
  const auto add = [&](minutes offset) {
    readings.push_back({Zone::fixed(offset), offset_text(offset),
                        fmt::format("'{}' may also be {}", abbreviation.text, offset_text(offset))});
  };
  add(abbreviation.offset);
  for (const minutes offset : abbreviation.other_offsets) add(offset);
  return readings;
}

ZoneChoice read_misused(const base::Abbreviation& abbreviation, base::LocalTime local,
                        const ZoneEvidence& evidence);

// IST, CST, BST and their like: the evidence picks a meaning or nobody does.
ZoneChoice read_ambiguous(const base::Abbreviation& abbreviation, base::LocalTime local,
                          const ZoneEvidence& evidence) {
  std::vector<ZoneReading> readings = meanings(abbreviation);
  const auto pick = [&](seconds offset, std::string reason) -> std::optional<ZoneChoice> {
    for (const ZoneReading& reading : readings) {
      if (offset_at_local(reading.zone, local) != offset) continue;
      ZoneChoice choice = chosen(reading.zone, reading.name, std::move(reason));
      for (const ZoneReading& rest : readings) {
        if (rest.name != reading.name) choice.rejected.push_back(rest);
      }
      return choice;
    }
    return std::nullopt;
  };
  if (evidence.zone) {
    if (evidence.zone->name() == abbreviation.civil_zone) {
      ZoneChoice choice = read_misused(abbreviation, local, evidence);
      choice.reason = choice.reason.empty() ? fmt::format("'{}' read as the document's zone {}",
                                                          abbreviation.text, abbreviation.civil_zone)
                                            : std::move(choice.reason);
      return choice;
    }
    const seconds offset = offset_at_local(*evidence.zone, local);
    if (auto choice =
            pick(offset, fmt::format("'{}' has several meanings; {} is the clock of {}", abbreviation.text,
                                     offset_text(offset), evidence.zone->name()))) {
      return *choice;
    }
  }
  for (const base::Moment& stamp : evidence.stamps) {
    if (!tells_offset(stamp)) continue;
    const seconds offset = offset_of(stamp);
    const auto reason = fmt::format("'{}' has several meanings; {} is that of the page's stamps",
                                    abbreviation.text, offset_text(offset));
    if (auto choice = pick(offset, reason)) return *choice;
  }
  if (abbreviation.text == "BST") {
    const auto london = Zone::find("Europe/London");
    if (london && offset_at_local(*london, local) == abbreviation.offset) {
      ZoneChoice choice =
          chosen(*london, london->name(), "'BST' read as British summer time, in force that day");
      choice.rejected.assign(readings.begin() + 1, readings.end());
      return choice;
    }
  }
  ZoneChoice choice;
  choice.rejected = std::move(readings);
  std::vector<std::string> offsets;
  for (const ZoneReading& reading : choice.rejected) offsets.push_back(reading.name);
  choice.reason = fmt::format("'{}' has several meanings ({}); name the zone", abbreviation.text,
                              base::join(offsets, ", "));
  return choice;
}

// Why the civil clock is taken, as far as that is known.
std::string_view why_wall(base::ZoneBasis basis, bool meets_stamps) {
  if (meets_stamps) return "the page is on that clock";
  switch (basis) {
    case base::ZoneBasis::page_stamp:
      return "the page is on that clock";
    case base::ZoneBasis::config:
    case base::ZoneBasis::option:
      return "the zone given for the text is that clock";
    case base::ZoneBasis::beside_time:
    case base::ZoneBasis::document:
    case base::ZoneBasis::neighbour:
      return "the text's zone is a civil one there";
    case base::ZoneBasis::exact:
    case base::ZoneBasis::none:
      break;
  }
  return "the wall clock is taken";
}

// An abbreviation with one meaning, on a day when its civil clock may show another offset.
ZoneChoice read_misused(const base::Abbreviation& abbreviation, base::LocalTime local,
                        const ZoneEvidence& evidence) {
  const Zone literal = Zone::fixed(abbreviation.offset);
  const auto wall = abbreviation.civil_zone.empty() ? std::nullopt : Zone::find(abbreviation.civil_zone);
  if (!wall)
    return chosen(literal, abbreviation.offset == minutes{0} ? "UTC" : offset_text(abbreviation.offset));
  if (abbreviation.is_generic) return chosen(*wall, wall->name());
  const seconds wall_offset = offset_at_local(*wall, local);
  const base::ZonedReading both = wall->to_utc(local);
  if (both.kind == base::ZonedReading::Kind::fold) {
    // The abbreviation says which of the two it is.
    const auto instant = base::Instant{local.time_since_epoch()} - abbreviation.offset;
    if (instant == both.first || instant == both.second)
      return chosen(literal, offset_text(abbreviation.offset));
  }
  if (wall_offset == abbreviation.offset) return chosen(*wall, wall->name());

  const bool page_is_literal =
      std::any_of(evidence.stamps.begin(), evidence.stamps.end(), [&](const base::Moment& stamp) {
        return tells_offset(stamp) && base::equals_ignoring_case(stamp.zone, abbreviation.text) &&
               offset_of(stamp) == abbreviation.offset;
      });
  const int literal_met = stamps_met(local, abbreviation.offset, evidence.stamps);
  const int wall_met = stamps_met(local, wall_offset, evidence.stamps);
  const bool is_literal = evidence.list_is_literal.value_or(page_is_literal || literal_met > wall_met);
  const std::string both_offsets =
      fmt::format("'{}' is {}, but the clock of {} stood at {} that day", abbreviation.text,
                  offset_text(abbreviation.offset), wall->name(), offset_text(wall_offset));
  ZoneChoice choice;
  if (is_literal) {
    choice = chosen(literal, offset_text(abbreviation.offset),
                    both_offsets + "; the page's stamps fit the abbreviation");
    choice.rejected.push_back(
        {*wall, wall->name(), both_offsets + ": the wall clock, which the page's stamps do not fit"});
  } else {
    const bool is_same = evidence.zone && evidence.zone->name() == wall->name();
    const auto basis = is_same ? evidence.zone_basis : base::ZoneBasis::none;
    choice = chosen(*wall, wall->name(), fmt::format("{}; {}", both_offsets, why_wall(basis, wall_met > 0)));
    choice.rejected.push_back(
        {literal, offset_text(abbreviation.offset), both_offsets + ": the abbreviation taken literally"});
  }
  choice.is_misused = true;
  choice.literal_margin = literal_met - wall_met + (page_is_literal ? 1 : 0);
  return choice;
}

}  // namespace

std::optional<std::string> civil_zone_of_pair(std::string_view written) {
  const auto slash = written.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto first = base::abbreviation(written.substr(0, slash));
  const auto second = base::abbreviation(written.substr(slash + 1));
  if (!first || !second) return std::nullopt;
  return first->civil_zone == second->civil_zone ? std::string(first->civil_zone) : std::string();
}

std::string offset_text(seconds offset) {
  const long long total = std::llabs(static_cast<long long>(offset.count())) / 60;
  return fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', total / 60, total % 60);
}

seconds offset_at_local(const Zone& zone, base::LocalTime local) {
  const base::Instant instant = zone.to_utc(local).first;
  return zone.offset_at(instant);
}

ZoneChoice read_zone(std::string_view written, base::LocalTime local, const ZoneEvidence& evidence) {
  if (auto choice = read_offset(written)) return *choice;
  if (auto choice = read_name(written); choice && choice->chosen) return *choice;
  const auto abbreviation = base::abbreviation(written);
  if (!abbreviation) {
    ZoneChoice choice;
    choice.reason = fmt::format("no zone is known as '{}'; name it by its place or offset", written);
    return choice;
  }
  if (abbreviation->is_ambiguous) return read_ambiguous(*abbreviation, local, evidence);
  return read_misused(*abbreviation, local, evidence);
}

}  // namespace faultline::ingest::prose
