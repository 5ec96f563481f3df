// UTF-8, one code point at a time; private to base.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace faultline::base {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;  // bytes; of an invalid sequence, its maximal ill-formed part (Unicode 3.9)
  bool is_valid = true;
};

// The code point that begins at `place` < text.size().
CodePoint code_point_at(std::string_view text, std::size_t place);

// Spaces that are not ASCII: no-break, en, em, thin, narrow, mathematical, ideographic.
bool is_unicode_space(char32_t value);

}  // namespace faultline::base
