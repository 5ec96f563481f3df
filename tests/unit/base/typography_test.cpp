#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "base/text.hpp"

using namespace faultline::base;

TEST_CASE("typography is folded") {
  const struct {
    const char* name;
    std::string text, folded;
  } kCases[] = {
      {"plain", "11:29 - 12:08", "11:29 - 12:08"},
      {"no-break space", "Jul\xC2\xA0\x32\x37", "Jul 27"},
      {"narrow no-break space before pm", "11:29\xE2\x80\xAFpm", "11:29 pm"},
      {"en quad to hair space", "\xE2\x80\x80|\xE2\x80\x8A", " | "},
      {"mathematical and ideographic space", "a\xE2\x81\x9F\xE3\x80\x80z", "a  z"},
      {"hyphen to horizontal bar", "\xE2\x80\x90\xE2\x80\x91\xE2\x80\x92\xE2\x80\x93\xE2\x80\x94\xE2\x80\x95",
       "------"},
      {"minus sign", "UTC\xE2\x88\x92\x33", "UTC-3"},
      {"single quotes", "\xE2\x80\x98\xE2\x80\x99\xE2\x80\x9A\xE2\x80\x9B", "''''"},
      {"double quotes", "\xE2\x80\x9C\xE2\x80\x9D\xE2\x80\x9E\xE2\x80\x9F", "\"\"\"\""},
      {"zero width", "a\xE2\x80\x8B\xE2\x80\x8C\xE2\x80\x8D\xE2\x81\xA0z", "az"},
      {"byte order mark", "\xEF\xBB\xBFtitle", "title"},
      {"line ends", "a\r\nb\rc\r", "a\nb\rc\r"},
      {"letters stay", "caf\xC3\xA9 \xE6\x97\xA5 \xF0\x9F\x94\xA5",
       "caf\xC3\xA9 \xE6\x97\xA5 \xF0\x9F\x94\xA5"},
      {"invalid bytes stay", "a\xFF\xE2\x80 \xC2", "a\xFF\xE2\x80 \xC2"},
      {"nothing", "", ""},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    const Folded folded = fold_typography(c.text);
    CHECK(folded.text == c.folded);
    REQUIRE(folded.columns.size() == folded.text.size() + 1);
    CHECK(folded.columns.back() == c.text.size());
  }
}

TEST_CASE("each folded byte knows its place in the input") {
  //                                       0  1           4  5     7 8
  const Folded folded = fold_typography("a\xE2\x80\x93z\xC2\xA0\r\nb");
  CHECK(folded.text == "a-z \nb");
  CHECK(folded.columns == std::vector<std::size_t>{0, 1, 4, 5, 8, 9, 10});
}

TEST_CASE("folding random bytes keeps lines and order") {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"a",        "\n",   "\r\n", "\r",           "\xE2\x80\x93",
                                     "\xC2\xA0", "\xE2", "\x80", "\xEF\xBB\xBF", "9"};
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (int k = 0; k < 20; ++k) text += pieces[random() % std::size(pieces)];
    const Folded folded = fold_typography(text);
    CHECK(std::count(folded.text.begin(), folded.text.end(), '\n') ==
          std::count(text.begin(), text.end(), '\n'));
    CHECK(std::is_sorted(folded.columns.begin(), folded.columns.end()));
    REQUIRE(folded.columns.size() == folded.text.size() + 1);
  }
}

TEST_CASE("invalid UTF-8 becomes U+FFFD, one for each ill-formed part") {
  const std::string bad = "\xEF\xBF\xBD";
  const struct {
    const char* name;
    std::string bytes, text;
  } kCases[] = {
      {"valid", "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\xA5", "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\xA5"},
      {"lone continuation", "a\x80z", "a" + bad + "z"},
      {"never a lead byte", "\xC0\x80\xFF", bad + bad + bad},
      {"cut sequence", "\xE2\x82", bad},
      {"cut by a letter", "\xF0\x9F\x94z", bad + "z"},
      {"overlong", "\xE0\x80\x80", bad + bad + bad},
      {"overlong of four", "\xF0\x80\x80\x80", bad + bad + bad + bad},
      {"surrogate", "\xED\xA0\x80", bad + bad + bad},
      {"above the last", "\xF4\x90\x80\x80", bad + bad + bad + bad},
      {"the last", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
      {"Latin-1", "caf\xE9 x", "caf" + bad + " x"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK(to_valid_utf8(c.bytes) == c.text);
  }
}

TEST_CASE("control characters are shown and not sent") {
  CHECK(printable("a\tb\nc") == "a\tb\nc");
  CHECK(printable("\x1B[31m\r\x07\x7F") == "?[31m???");
  CHECK(printable(std::string_view("a\0b", 3)) == "a?b");
  CHECK(printable("\xC2\x9B\x33\x31m") == "?31m");  // C1: a control sequence introducer in one character
  CHECK(printable("caf\xC3\xA9 \x9B") == "caf\xC3\xA9 \x9B");
}
