// Moments in a compact form for the tables:
//   "2023-07-27T11:32 = 2023-07-27T15:32:00Z 1m, America/New_York by neighbour, date beside_time, not
//   2023-07-27T23:32"
// An instant's width follows it; "best ..." where it is not the beginning; "-" is an unplaced moment.
#pragma once

#include <string>
#include <vector>

#include "ingest/prose/resolve.hpp"

namespace faultline::ingest::prose {

struct ResolveRow {
  const char* name;
  const char* text;       // scanned; all mentions are one list
  const char* zone;       // of the page's stamps; empty = not known
  const char* date;       // of the title; empty = not known
  const char* not_after;  // for dates without a year
  std::vector<const char*> expected;
};

ResolveContext context_of(const ResolveRow& row);
std::string print(const base::Moment& moment);
std::chrono::year_month_day day(const char* text);

void check_rows(const std::vector<ResolveRow>& rows);

}  // namespace faultline::ingest::prose
