// The words of a page as a passage: entities decoded, white space as a browser shows it, every byte with its
// place in the source.
#pragma once

#include <string_view>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

class HtmlWords {
 public:
  // The text `decoded` that gumbo made of source[begin, end); `source` is folded.
  void add(std::string_view decoded, std::string_view source, std::size_t begin, std::size_t end,
           bool keeps_spaces);
  void add_space();
  void break_line();

  std::size_t size() const { return words_.text.size(); }
  bool empty() const { return words_.empty(); }
  Passage take();  // trimmed; the collector is empty again
  const Passage& words() const { return words_; }

 private:
  void put(char c, std::size_t position, bool keeps_spaces);

  Passage words_;
  bool is_space_due_ = false;
  std::size_t space_position_ = 0;
};

}  // namespace faultline::ingest::prose
