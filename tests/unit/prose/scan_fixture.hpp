// Mentions in a compact form for the tables:
//   "2023-07-27 11:29pm <ET> ~"    date, clock, zone, approximate
//   "?-07-27" no year, "Mon" a weekday, "14:??" an open minute, "5pm" no minute, "<UTC*>" a lent zone
//   "^" a lent date, "..." joined with the next, "!" repaired, "|?" both orders possible, "= ..." an instant
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/prose/time_scan.hpp"

namespace faultline::ingest::prose {

struct ScanRow {
  const char* name;
  std::string_view text;
  const char* expected;
};

std::string print(const TimeMention& mention);
std::string print(const std::vector<TimeMention>& mentions);
std::string print(const std::vector<DurationMention>& mentions);

// Every mention is a slice of the text, in order and not overlapping; no prefix breaks the scan.
void check_mentions(std::string_view text);
void check_prefixes(std::string_view text);

}  // namespace faultline::ingest::prose
