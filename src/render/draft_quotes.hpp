// Quotes: the times, dates, durations and percentages in a printed fact, and the words people repeat them in.
//
//   "2021-03-30 19:30 (25m)"  -> date 2021-03-30, time 19:30, duration 1500 s, in
//   {"2021-03-30", "30 March 2021", ...}, {"19:30"}, {"25m", "25 min", "25 minutes", "25-minute", ...}
//
// Bare numbers are no quotes: "3" stands for too many things.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace faultline::render {

struct Quote {
  std::string value;                   // canonical: equal values are the same fact
  std::vector<std::string> spellings;  // lower case
};

std::vector<Quote> quotes_in(std::string_view printed);

// Where `spelling` stands in `text` (lower case both) as words of its own; from `from` on, npos = nowhere.
std::size_t find_quote(std::string_view text, std::string_view spelling, std::size_t from);

}  // namespace faultline::render
