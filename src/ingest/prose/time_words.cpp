#include "ingest/prose/time_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace faultline::ingest::prose {
namespace {

using base::to_lower;

bool has_capital(std::string_view word) {
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
}

template <std::size_t Count>
bool is_among(std::string_view word, const std::array<std::string_view, Count>& words) {
  return std::find(words.begin(), words.end(), to_lower(word)) != words.end();
}

// `word` is a prefix of `name` of at least three letters, as people shorten names.
bool shortens(std::string_view word, std::string_view name) {
  if (word.size() < 3 || word.size() > name.size() || name.substr(0, word.size()) != word) return false;
  return word.size() == 3 || word.size() == name.size();
}

}  // namespace

std::optional<unsigned> month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3 || word.size() > 9) return std::nullopt;
  const std::string lower = to_lower(word);
  if ((lower == "may" || lower == "mar" || lower == "march") && !has_capital(word)) return std::nullopt;
  if (lower == "sept") return 9U;
  for (unsigned month = 0; month < kMonths.size(); ++month) {
    if (shortens(lower, kMonths[month])) return month + 1;
  }
  return std::nullopt;
}

std::optional<std::chrono::weekday> weekday_of(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kDays = {"sunday",   "monday", "tuesday", "wednesday",
                                                            "thursday", "friday", "saturday"};
  if (word.size() < 3 || word.size() > 9) return std::nullopt;
  const std::string lower = to_lower(word);
  const bool is_short = lower.size() < 6;
  if (is_short && !has_capital(word)) return std::nullopt;
  if (lower == "tues") return std::chrono::Tuesday;
  if (lower == "thur" || lower == "thurs") return std::chrono::Thursday;
  for (unsigned day = 0; day < kDays.size(); ++day) {
    if (shortens(lower, kDays[day])) return std::chrono::weekday{day};
  }
  return std::nullopt;
}

std::optional<ClockParts::Half> half_of(std::string_view word) {
  const std::string lower = to_lower(word.substr(0, 3));
  if (lower == "am" || lower == "a") return ClockParts::Half::am;
  if (lower == "pm" || lower == "p") return ClockParts::Half::pm;
  return std::nullopt;
}

bool is_ordinal_suffix(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kSuffixes = {"st", "nd", "rd", "th"};
  return word.size() == 2 && is_among(word, kSuffixes);
}

std::string_view ordinal_suffix(int day) {
  if (day % 100 >= 11 && day % 100 <= 13) return "th";
  switch (day % 10) {
    case 1:
      return "st";
    case 2:
      return "nd";
    case 3:
      return "rd";
    default:
      return "th";
  }
}

bool is_zone_word(std::string_view word) {
  // Abbreviations of the tzdb and CLDR; whether one has a known meaning is base::abbreviation's business.
  static constexpr std::array<std::string_view, 61> kZones = {
      "UTC",  "GMT",  "Z",   "PST",  "PDT", "PT",   "MST",  "MDT",  "MT",   "CST", "CDT",  "CT",   "EST",
      "EDT",  "ET",   "AST", "ADT",  "NST", "NDT",  "AKST", "AKDT", "HST",  "BST", "IST",  "WET",  "WEST",
      "CET",  "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK",  "TRT",  "SAST", "WAT", "CAT",  "EAT",  "PKT",
      "NPT",  "JST",  "KST", "HKT",  "SGT", "PHT",  "WIB",  "AEST", "AEDT", "AET", "ACST", "AWST", "NZST",
      "NZDT", "GST",  "IDT", "ICT",  "MYT", "ACDT", "CLST", "COT",  "PET"};
  // In small letters only those that cannot be a word of a sentence.
  static constexpr std::array<std::string_view, 20> kSmall = {
      "utc", "gmt",  "pst", "pdt", "cst",  "cdt",  "mst", "mdt",  "est",  "edt",
      "cet", "cest", "bst", "jst", "aest", "aedt", "hst", "nzst", "nzdt", "sgt"};
  if (word.empty() || word.size() > 4) return false;
  if (std::find(kZones.begin(), kZones.end(), word) != kZones.end()) return true;
  if (word == "BRT" || word == "ART" || word == "CLT") return true;
  return word.size() >= 3 && is_among(word, kSmall);
}

const std::vector<ZonePhrase>& zone_phrases() {
  static const std::vector<ZonePhrase> kPhrases = [] {
    std::vector<ZonePhrase> phrases;
    const std::array<std::pair<std::string_view, std::string_view>, 4> us = {
        {{"pacific", "America/Los_Angeles"},
         {"mountain", "America/Denver"},
         {"central", "America/Chicago"},
         {"eastern", "America/New_York"}}};
    phrases.push_back({{"central", "european", "standard", "time"}, "Europe/Berlin", false});
    phrases.push_back({{"central", "european", "summer", "time"}, "Europe/Berlin", false});
    phrases.push_back({{"central", "european", "time"}, "Europe/Berlin", false});
    phrases.push_back({{"british", "summer", "time"}, "Europe/London", false});
    phrases.push_back({{"indian", "standard", "time"}, "Asia/Kolkata", false});
    phrases.push_back({{"india", "standard", "time"}, "Asia/Kolkata", false});
    phrases.push_back({{"japan", "standard", "time"}, "Asia/Tokyo", false});
    phrases.push_back({{"greenwich", "mean", "time"}, "UTC", false});
    phrases.push_back({{"coordinated", "universal", "time"}, "UTC", false});
    phrases.push_back({{"universal", "time"}, "UTC", false});
    for (const auto& [name, iana] : us) {
      phrases.push_back({{name, "standard", "time"}, iana, false});
      phrases.push_back({{name, "daylight", "time"}, iana, false});
      phrases.push_back({{name, "time"}, iana, false});
      phrases.push_back({{name}, iana, true});
    }
    const std::array<std::pair<std::string_view, std::string_view>, 22> cities = {
        {{"london", "Europe/London"},       {"uk", "Europe/London"},
         {"british", "Europe/London"},      {"paris", "Europe/Paris"},
         {"french", "Europe/Paris"},        {"berlin", "Europe/Berlin"},
         {"german", "Europe/Berlin"},       {"madrid", "Europe/Madrid"},
         {"spanish", "Europe/Madrid"},      {"amsterdam", "Europe/Amsterdam"},
         {"dublin", "Europe/Dublin"},       {"copenhagen", "Europe/Copenhagen"},
         {"stockholm", "Europe/Stockholm"}, {"oslo", "Europe/Oslo"},
         {"sydney", "Australia/Sydney"},    {"tokyo", "Asia/Tokyo"},
         {"japan", "Asia/Tokyo"},           {"zurich", "Europe/Zurich"},
         {"swiss", "Europe/Zurich"},        {"israel", "Asia/Jerusalem"},
         {"singapore", "Asia/Singapore"},   {"californian", "America/Los_Angeles"}}};
    for (const auto& [name, iana] : cities) phrases.push_back({{name, "time"}, iana, false});
    return phrases;
  }();
  return kPhrases;
}

bool is_duration_lead(std::string_view word) {
  static constexpr std::array<std::string_view, 17> kWords = {
      "for",     "took",   "takes", "lasted", "lasting", "lasts",   "duration", "elapsed", "downtime",
      "runtime", "uptime", "ttr",   "ttd",    "mttr",    "latency", "timeout",  "spanning"};
  return is_among(word, kWords);
}

bool is_place_lead(std::string_view word) {
  // Places in texts and scores; books that are cited by chapter and verse.
  static constexpr std::array<std::string_view, 30> kWords = {
      "page",    "pages",   "chapter", "verse",       "line",    "lines",     "row",  "rows",
      "column",  "section", "version", "release",     "ratio",   "score",     "port", "ports",
      "genesis", "exodus",  "psalm",   "psalms",      "isaiah",  "matthew",   "mark", "luke",
      "john",    "acts",    "romans",  "corinthians", "hebrews", "revelation"};
  return is_among(word, kWords);
}

}  // namespace faultline::ingest::prose
