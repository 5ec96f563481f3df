// Quantities: a number, a share or a fraction with the words that hedge it; what it counts is amounts.hpp.
//
//   quantity = [hedge] value ["+" | "or more" | "or so"]
//   value    = number "%" | number ("-"|"to"|"and") number ["%"] | number ("of"|"out of"|"/") number
//            | number "in" number | "half of" | "two thirds of" | "all" number | "both" | number
//   number   = 25 | 1.5 | 1,200 | 309K | 2.3 million | "twelve" | "two hundred" | "a dozen"
//
// Not quantities: a part of a name, a version, an address or a price ("prod-1", "v1.2", "10.0.0.1", "$5"),
// a number glued to another word ("3-node", "2nd", "5xx"), a number that names ("Prod 2", "step 3").
//
//   about N       a tenth of itself to either side        nearly, just under N   from nine tenths of it to N
//   up to N       from 0 to N                             more than, at least N  from N on
//   309K          the half of its last digit to either side; so does "2.3 million"
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "ingest/prose/time_lexer.hpp"

namespace faultline::ingest::prose {

struct Quantity {
  std::size_t begin = 0, end = 0;       // bytes, with its hedge
  std::size_t next = 0;                 // the token after it
  std::optional<std::int64_t> lowest;   // thousandths: of a percent where is_share, else of one
  std::optional<std::int64_t> highest;  // absent = open
  std::optional<std::int64_t> total;    // "3 of 12"
  bool is_share = false;                // percent, fraction, "1 in 20"
  bool is_hedged = false;
};

// The quantity whose number stands at `at`, or nothing. Looks at a bounded number of tokens.
std::optional<Quantity> match_quantity(const Tokens& tokens, std::size_t at);

}  // namespace faultline::ingest::prose
