// The blocks of a document as lines that a test can compare.
//
//   outline("# A\n\n- b\n  c\n")  -> "1 h1 A\n3 item0 b / c\n"     line, kind with level, text
//   rows: "5 header [T] [E]", "7 row [1] [x]"; code, quote and p have no level
#pragma once

#include <string>
#include <string_view>

namespace faultline::test {

std::string outline(std::string_view text, std::string_view file_name = {});

struct OutlineRow {
  const char* name;
  const char* text;
  const char* blocks;
};

}  // namespace faultline::test
