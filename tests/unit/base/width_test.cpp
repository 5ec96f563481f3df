#include <catch2/catch.hpp>

#include "base/text.hpp"

using namespace faultline::base;

namespace {
const std::string kEllipsis = "\xE2\x80\xA6";
const std::string kSun = "\xE6\x97\xA5";       // wide
const std::string kFire = "\xF0\x9F\x94\xA5";  // wide
const std::string kAcute = "\xCC\x81";         // combining
}  // namespace

TEST_CASE("widths in columns") {
  const struct {
    const char* name;
    std::string text;
    std::size_t width;
  } kCases[] = {
      {"nothing", "", 0},
      {"ASCII", "prod-2", 6},
      {"accented, one code point", "caf\xC3\xA9", 4},
      {"accented, two code points", "cafe" + kAcute, 4},
      {"East Asian", kSun + kSun, 4},
      {"full-width letter", "\xEF\xBC\xA1", 2},
      {"Hangul", "\xED\x95\x9C", 2},
      {"emoji", kFire, 2},
      {"variation selector", "\xE2\x9A\xA0\xEF\xB8\x8F", 1},
      {"box drawing and blocks are narrow", "\xE2\x94\x82\xE2\x96\x88", 2},
      {"zero-width space", "\xE2\x80\x8B", 0},
      {"invalid byte", "\xFF", 1},
      {"a plane of ideographs", "\xF0\xA0\x80\x80", 2},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK(display_width(c.text) == c.width);
  }
}

TEST_CASE("a text is cut to its columns") {
  const struct {
    const char* name;
    std::string text;
    std::size_t width;
    std::string cut;
  } kCases[] = {
      {"fits", "abc", 3, "abc"},
      {"too long", "abcd", 3, "ab" + kEllipsis},
      {"one column", "abcd", 1, kEllipsis},
      {"no column", "abcd", 0, ""},
      {"nothing in no column", "", 0, ""},
      {"wide fits", kSun + kSun, 4, kSun + kSun},
      {"half of a wide one is not shown", kSun + kSun, 3, kSun + kEllipsis},
      {"wide leaves a column free", kSun + kSun + kSun, 4, kSun + kEllipsis},
      {"a combining mark stays with its letter", "e" + kAcute + "bcd", 2, "e" + kAcute + kEllipsis},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    const auto cut = ellipsize(c.text, c.width);
    CHECK(cut == c.cut);
    CHECK(display_width(cut) <= c.width);
  }
}
