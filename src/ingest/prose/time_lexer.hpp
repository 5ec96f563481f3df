// Tokens of running text for the grammars of times and durations: numbers, words, single punctuation.
//
//   lex("**11:32pm** ET")  -> 11 : 32 pm ET      (each with "stands after white space" or not)
//
// 1. Tokens are in order, do not overlap, and every byte that is no white space or emphasis is in one.
// 2. Emphasis ('*', '`' and '_' at the edge of a word) counts as white space: times are often bold.
// 3. Unicode spaces and dashes are read as ' ' and '-', so that unfolded text scans the same.
// 4. A token inside a URL or a path is opaque: no time or date may begin there.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace faultline::ingest::prose {

struct Token {
  enum class Kind { number, word, punct } kind = Kind::punct;
  std::size_t begin = 0, end = 0;
  std::string_view text;       // "-" for every kind of dash
  int value = -1;              // of a number of up to nine digits
  bool after_space = false;    // white space, emphasis or the text's beginning before it
  bool after_newline = false;  // a line ended between the token before and this one
  bool after_blank = false;    // an empty line did
  bool is_opaque = false;

  bool is_number() const { return kind == Kind::number; }
  bool is_word() const { return kind == Kind::word; }
  bool is(char punct) const { return kind == Kind::punct && text.size() == 1 && text[0] == punct; }
  // A word, ignoring case; `word` is lower case.
  bool says(std::string_view word) const;
};

// The tokens of one text with safe access: past either end stands an empty punctuation mark after white
// space.
class Tokens {
 public:
  explicit Tokens(std::string_view text);
  const Token& operator[](std::size_t index) const { return index < all_.size() ? all_[index] : end_; }
  const Token& before(std::size_t index, std::size_t distance = 1) const {
    return index >= distance ? (*this)[index - distance] : end_;
  }
  std::size_t size() const { return all_.size(); }
  std::string_view text() const { return text_; }
  // The text is one run without white space: a file name, not a sentence.
  bool is_name() const { return is_name_; }
  // No white space between this token and the one before.
  bool is_glued(std::size_t index) const { return index < all_.size() && !all_[index].after_space; }

 private:
  void mark_opaque();

  std::string_view text_;
  std::vector<Token> all_;
  Token end_;
  bool is_name_ = false;
};

bool is_digit(char c);
bool is_letter(char c);

}  // namespace faultline::ingest::prose
