// Points in time and the two ends of a range: how dates, clocks and zones combine into mentions.
#pragma once

#include <cstddef>
#include <optional>

#include "ingest/prose/time_grammar.hpp"

namespace faultline::ingest::prose {

// A date, a clock or both, with the tokens it stands on.
struct Point {
  std::size_t first = 0, next = 0;
  std::size_t clock_at = 0;  // where its clock begins
  TimeMention mention;
};

// "07/27 11:29am ET", "9:35am on July 28th". `taken` = the token after the mention before: a zone may stand
// in front of its clock, but not that mention's.
std::optional<Point> match_point(const Tokens& tokens, std::size_t at, std::size_t taken);

// /p1582628309085600 in a chat permalink: microseconds since the epoch.
std::optional<Point> match_permalink(const Tokens& tokens, std::size_t at);

// The first end of "27-28 July" and of "from 3 to 4 PM", which alone would be no mention.
std::optional<Point> match_bare_end(const Tokens& tokens, std::size_t at);

// The other end where the words behind `first` join one to it.
std::optional<Point> match_other_end(const Tokens& tokens, const Point& first);

// Marks the two as one range and lends each the zone, date and half of the day that only the other has.
void join(Point& first, Point& second);

void share_zone(TimeMention& first, TimeMention& second);

// The number of tokens of "~", "approx.", "around" before `at`.
std::size_t approximation_before(const Tokens& tokens, std::size_t at);

// Words between a date and its clock, or between a range's mark and its end: "at", "between the hours of".
struct Skip {
  std::size_t next = 0;
  bool has_word = false;
  bool is_approximate = false;
};
Skip skip_connectors(const Tokens& tokens, std::size_t at);

// The "3" of "from 3 to 4 PM" and "3-4pm": an hour only because of the other end.
std::optional<ClockMatch> match_bare_hour(const Tokens& tokens, std::size_t at);

}  // namespace faultline::ingest::prose
