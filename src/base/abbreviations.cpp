// The abbreviations that people write behind a time. Offsets: the tzdb's own. Civil zones: the place whose
// clock CLDR gives for the metazone, so that "PST" on a summer day can be read as the writer's wall clock.
//
// Ambiguous are those with a second meaning that pages are really written in. Left out of that: Cuba's
// CST/CDT beside China's, the Philippines' PST, Malaysia's MST, Australia's former EST; their writers use
// other forms (PHT, MYT, AEST), and a warning beside every "PST" would hide the ones that matter.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/text.hpp"
#include "base/zone.hpp"

namespace faultline::base {

namespace {

enum class Clock { literal, generic };

constexpr int kNoOther = 9999;

struct Row {
  std::string_view text;
  int minutes;
  std::string_view civil_zone;
  Clock clock = Clock::literal;
  int other = kNoOther;
  int another = kNoOther;
};

constexpr int h(int hours, int minutes = 0) {
  return hours * 60 + (hours < 0 ? -minutes : minutes);
}

constexpr std::array kRows = std::to_array<Row>({
    // No civil zone: who writes UTC, or GMT in summer, means it.
    {"UTC", 0, ""},
    {"UT", 0, ""},
    {"GMT", 0, ""},
    {"Z", 0, ""},
    // North America
    {"ET", h(-5), "America/New_York", Clock::generic},
    {"EST", h(-5), "America/New_York"},
    {"EDT", h(-4), "America/New_York"},
    {"CT", h(-6), "America/Chicago", Clock::generic},
    {"CST", h(-6), "America/Chicago", Clock::literal, h(8), h(-5)},  // China, Cuba
    {"CDT", h(-5), "America/Chicago"},
    {"MT", h(-7), "America/Denver", Clock::generic},
    {"MST", h(-7), "America/Denver"},
    {"MDT", h(-6), "America/Denver"},
    {"PT", h(-8), "America/Los_Angeles", Clock::generic},
    {"PST", h(-8), "America/Los_Angeles"},
    {"PDT", h(-7), "America/Los_Angeles"},
    {"AKST", h(-9), "America/Anchorage"},
    {"AKDT", h(-8), "America/Anchorage"},
    {"HST", h(-10), "Pacific/Honolulu"},
    {"AST", h(-4), "America/Halifax", Clock::literal, h(3)},  // Arabia
    {"ADT", h(-3), "America/Halifax"},
    {"NST", h(-3, 30), "America/St_Johns"},
    {"NDT", h(-2, 30), "America/St_Johns"},
    // Europe
    {"WET", 0, "Europe/Lisbon"},
    {"WEST", h(1), "Europe/Lisbon"},
    {"CET", h(1), "Europe/Paris"},
    {"CEST", h(2), "Europe/Paris"},
    {"EET", h(2), "Europe/Bucharest"},
    {"EEST", h(3), "Europe/Bucharest"},
    {"BST", h(1), "Europe/London", Clock::literal, h(6), h(11)},  // Bangladesh, Bougainville
    {"MSK", h(3), "Europe/Moscow"},
    {"TRT", h(3), "Europe/Istanbul"},
    // Asia
    {"IST", h(5, 30), "Asia/Kolkata", Clock::literal, h(2), h(1)},  // Israel, Ireland
    {"IDT", h(3), "Asia/Jerusalem"},
    {"GST", h(4), "Asia/Dubai", Clock::literal, h(-2)},  // South Georgia
    {"PKT", h(5), "Asia/Karachi"},
    {"NPT", h(5, 45), "Asia/Kathmandu"},
    {"ICT", h(7), "Asia/Bangkok"},
    {"WIB", h(7), "Asia/Jakarta"},
    {"SGT", h(8), "Asia/Singapore"},
    {"MYT", h(8), "Asia/Kuala_Lumpur"},
    {"HKT", h(8), "Asia/Hong_Kong"},
    {"PHT", h(8), "Asia/Manila"},
    {"JST", h(9), "Asia/Tokyo"},
    {"KST", h(9), "Asia/Seoul"},
    // Australia, New Zealand
    {"AWST", h(8), "Australia/Perth"},
    {"ACST", h(9, 30), "Australia/Adelaide"},
    {"ACDT", h(10, 30), "Australia/Adelaide"},
    {"AEST", h(10), "Australia/Sydney"},
    {"AEDT", h(11), "Australia/Sydney"},
    {"AET", h(10), "Australia/Sydney", Clock::generic},
    {"NZST", h(12), "Pacific/Auckland"},
    {"NZDT", h(13), "Pacific/Auckland"},
    // South America
    {"BRT", h(-3), "America/Sao_Paulo"},
    {"ART", h(-3), "America/Argentina/Buenos_Aires"},
    {"CLT", h(-4), "America/Santiago"},
    {"CLST", h(-3), "America/Santiago"},
    {"COT", h(-5), "America/Bogota"},
    {"PET", h(-5), "America/Lima"},
    // Africa
    {"WAT", h(1), "Africa/Lagos"},
    {"CAT", h(2), "Africa/Maputo"},
    {"SAST", h(2), "Africa/Johannesburg"},
    {"EAT", h(3), "Africa/Nairobi"},
});

}  // namespace

std::optional<Abbreviation> abbreviation(std::string_view text) {
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& candidate) {
    return equals_ignoring_case(candidate.text, text);
  });
  if (row == kRows.end()) return std::nullopt;
  Abbreviation result;
  result.text = row->text;
  result.offset = std::chrono::minutes(row->minutes);
  result.civil_zone = row->civil_zone;
  result.is_generic = row->clock == Clock::generic;
  for (const int other : {row->other, row->another}) {
    if (other != kNoOther) result.other_offsets.emplace_back(other);
  }
  result.is_ambiguous = !result.other_offsets.empty();
  return result;
}

}  // namespace faultline::base
