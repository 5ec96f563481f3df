// The rules of the grammar of times: each reads one thing at a token, or nothing.
//
//   date   "2022-06-20" | "07/27[/2023]" | "27.07.2023" | "[Thu,] July 27th[, 2023]" | "[the] 20th of June"
//   clock  "14:07[:33]" | "5[:30] pm" | "17h50" | "1410" before a zone | "noon" | "14:??" | "HH:mm"
//   zone   "UTC" | "(UTC+2)" | "+02:00" | "Pacific [time]" | "Europe/Madrid" | "hours PST"
//
// Rules look at a bounded number of tokens, so that a scan is linear. How dates, clocks and zones combine
// is time_scan.cpp.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "ingest/prose/time_lexer.hpp"
#include "ingest/prose/time_scan.hpp"

namespace faultline::ingest::prose {

struct DateMatch {
  std::size_t next = 0;  // the token after it
  DateParts parts;
  bool is_placeholder = false;    // "YYYY-MM-DD", "2022-05-??"
  bool is_numeric = false;        // begins with its year: a clock with an offset makes it an instant
  bool needs_clock = false;       // "Monday", "27.07.": no date without a clock beside it
  bool is_fraction_like = false;  // "3/30": a date only where its surroundings say so
};
std::optional<DateMatch> match_date(const Tokens& tokens, std::size_t at);

struct ClockMatch {
  std::size_t next = 0;
  ClockParts parts;
  std::chrono::microseconds fraction{};
  bool is_placeholder = false;  // "--:--", "HH:mm", "??:??"
  bool needs_zone = false;      // "2025": a time of day only directly before a zone
  bool needs_proof = false;     // "14.07": only with a half or a zone
};
std::optional<ClockMatch> match_clock(const Tokens& tokens, std::size_t at);

struct ZoneMatch {
  std::size_t next = 0;
  std::string written;
  std::optional<std::chrono::minutes> offset;  // "+02:00", "Z": an offset without any doubt
};
// `clock` decides between an offset and the end of a range: "14:07 UTC-15:00".
std::optional<ZoneMatch> match_zone(const Tokens& tokens, std::size_t at, const ClockMatch& clock);

// A mention may begin at this token: it is no tail of an identifier, number, path, price or address.
bool may_begin(const Tokens& tokens, std::size_t at);

// The "3/30" at [at, next) stands where a date stands: "on 3/30", a heading of its own, "Issue #1 : 3/30".
bool is_date_by_context(const Tokens& tokens, std::size_t at, std::size_t next, const DateParts& parts);

// The clock at [at, next) is a length, a place or a score by its surroundings: "lasted 1:20", "line 12:30".
bool is_no_clock_by_context(const Tokens& tokens, std::size_t at, std::size_t next);

}  // namespace faultline::ingest::prose
