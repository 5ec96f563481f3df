// Phrases: the small pattern language of schemas/prose/vocabulary.json, matched on words.
//
//   "impact begins"            these words, in this order, anywhere
//   "went|goes|gone down"      one of several words
//   "restor* ~ backup"         a word that begins so; ~ = up to three words between
//   "^investigating"           at the beginning of the text only
//   "all clear$"               at the end only
//
// Words are runs of ASCII letters, digits, '%', '#' and inner apostrophes, compared in lower case; a
// hyphen or a slash parts words, so "rolled-back" and "rolled back" are the same.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::ingest::prose {

struct Word {
  std::string text;  // lower case
  std::size_t begin = 0, end = 0;
  bool is_caps = false;  // two letters or more, all upper case: a marker, or an abbreviation
};
std::vector<Word> words_of(std::string_view text);

class Phrase {
 public:
  explicit Phrase(std::string_view pattern);

  // [begin, end) in words of the first match from `from` on; absent where there is none.
  struct Match {
    std::size_t begin = 0, end = 0;
  };
  std::optional<Match> find(std::span<const Word> words, std::size_t from = 0) const;
  const std::string& pattern() const { return pattern_; }

 private:
  struct Token {
    struct Alternative {
      std::string text;
      bool is_prefix = false;
    };
    std::vector<Alternative> alternatives;  // empty = a gap
    std::bitset<256> first;                 // first bytes of the alternatives: most words match none
  };
  std::size_t match_at(std::span<const Word> words, std::size_t word, std::size_t token) const;

  std::string pattern_;
  std::vector<Token> tokens_;
  bool at_start_ = false, at_end_ = false;
};

// The earliest match of any of the phrases, the longer first; absent where there is none.
struct PhraseMatch {
  const Phrase* phrase = nullptr;
  std::size_t begin = 0, end = 0;
};
std::optional<PhraseMatch> find_any(std::span<const Phrase> phrases, std::span<const Word> words,
                                    std::size_t from = 0);

}  // namespace faultline::ingest::prose
