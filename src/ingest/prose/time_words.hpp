// The words of times: months, weekdays, halves of the day, zones, and words around a number that say it
// is a time, or that it is none. English, any case unless said otherwise; no locale.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/prose/time_scan.hpp"

namespace faultline::ingest::prose {

// "Jan", "sept", "December". "may", "mar" and "march" are months only with a capital.
std::optional<unsigned> month_of(std::string_view word);

// "Mon", "tues", "Wednesday". The short ones only with a capital ("sun", "sat", "wed" are words).
std::optional<std::chrono::weekday> weekday_of(std::string_view word);

// "am", "PM", "a", "p" (a letter alone counts only where it is glued to the clock: the caller's business).
std::optional<ClockParts::Half> half_of(std::string_view word);

// st, nd, rd, th.
bool is_ordinal_suffix(std::string_view word);
// The suffix that `day` wants: "3" -> "rd".
std::string_view ordinal_suffix(int day);

// An abbreviation that can stand beside a time as its zone: in capitals, or one of those that are no
// English word in small letters ("utc", "pst").
bool is_zone_word(std::string_view word);

// Zones in words, longest first: "pacific standard time" -> "America/Los_Angeles".
struct ZonePhrase {
  std::vector<std::string_view> words;  // lower case
  std::string_view iana;
  bool needs_proof = false;  // "Eastern", "Central" alone are also regions and clusters
};
const std::vector<ZonePhrase>& zone_phrases();

// Words after which a number with a colon is a duration, a place or a score: "lasted 1:20", "line 12:30".
bool is_duration_lead(std::string_view word);
bool is_place_lead(std::string_view word);

}  // namespace faultline::ingest::prose
