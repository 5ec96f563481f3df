// Numbers of running text as exact integers: digits, scales and words.
//
//   "1,200" -> 1200000    "2.3 million" -> 2300000000, rounding 50000000    "twenty-five" -> 25000
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "ingest/prose/time_lexer.hpp"

namespace faultline::ingest::prose {

struct Number {
  std::size_t next = 0;       // the token after it
  std::int64_t value = 0;     // thousandths
  std::int64_t rounding = 0;  // half of its last digit, where a scale says that it was rounded
  bool is_word = false;
};

// Digits must stand free of names, versions, prices and dates; a scale may follow glued ("309K") or not.
std::optional<Number> match_number(const Tokens& tokens, std::size_t at);
// The second end of "5-10": digits glued to the dash.
std::optional<Number> match_number_behind_dash(const Tokens& tokens, std::size_t at);

}  // namespace faultline::ingest::prose
