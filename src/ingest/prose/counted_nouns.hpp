// Counted nouns: what a quantity counts, by the vocabulary's `amounts.units`.
//
//   "30 % of incoming API requests"  -> words "incoming API requests", unit request
//   "25% of customer traffic"        -> words "customer traffic", unit traffic: the last noun is what is
//   counted "3 node pools"                   -> nothing: "pools" is no unit, and "node" behind a three only
//   describes
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "ingest/prose/vocabulary.hpp"

namespace faultline::ingest::prose {

struct CountedNoun {
  std::size_t begin = 0, end = 0;  // words
  const UnitRule* unit = nullptr;
  bool has_affected = false;  // "3.7M failed requests": the words themselves say that it is of the impact
};

enum class Many { yes, no };  // no: behind the number one

// From word `from` on: articles, up to three words that describe, the noun. Ends at punctuation, at a word
// that no noun goes on behind ("in", "was"), at a verb of failing.
std::optional<CountedNoun> noun_after(std::string_view text, std::span<const Word> words, std::size_t from,
                                      Many many);

// A unit of one of `kinds` that ends at most `reach` words before word `until`, with no full stop between:
// the nearest.
std::optional<CountedNoun> noun_before(std::string_view text, std::span<const Word> words, std::size_t until,
                                       std::size_t reach, std::span<const UnitRule::Kind> kinds);

// Marks that part clauses stand between word `first` and the next.
bool is_parted(std::string_view text, std::span<const Word> words, std::size_t first, std::string_view marks);

}  // namespace faultline::ingest::prose
