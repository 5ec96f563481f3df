#include "base/ratio.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>
#include <random>

using namespace faultline::base;

TEST_CASE("percentages are truncated, and 100 is said of a whole only") {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  const struct {
    const char* name;
    Ratio ratio;
    int decimals;
    const char* text;
  } kCases[] = {
      {"25 minutes of March", {2676900, 2678400}, 4, "99.9439"},
      {"a whole", {5, 5}, 4, "100"},
      {"a whole of another size", {kMost, kMost}, 9, "100"},
      {"one minute of 90 days", {90 * 1440 - 1, 90 * 1440}, 3, "99.999"},
      {"a millionth is not rounded away", {9999995, 10000000}, 3, "99.999"},
      {"the largest that is not whole", {kMost - 1, kMost}, 9, "99.999999999"},
      {"no decimals", {999, 1000}, 0, "99"},
      {"nothing", {0, 7}, 2, "0.00"},
      {"a third", {1, 3}, 5, "33.33333"},
      {"more than whole", {3, 2}, 1, "150.0"},
      {"negative", {-1, 3}, 2, "-33.33"},
      {"more decimals than 64 bits hold", {1, 7}, 25, "14.2857142857142857142857142"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK(truncated_percent(c.ratio, c.decimals) == c.text);
  }
}

TEST_CASE("quotients are truncated towards zero and keep their sign") {
  const struct {
    const char* name;
    std::int64_t numerator, denominator;
    int decimals;
    const char* text;
  } kCases[] = {
      {"seconds as minutes", 1296, 60, 1, "21.6"},
      {"tenths of seconds as minutes", 12999, 600, 2, "21.66"},
      {"whole", 120, 60, 0, "2"},
      {"negative", -1299, 600, 1, "-2.1"},
      {"just below zero is not zero", -1, 600, 1, "-0.0"},
      {"zero has no sign", 0, -5, 1, "0.0"},
      {"both negative", -6, -4, 1, "1.5"},
      {"the most negative", std::numeric_limits<std::int64_t>::min(), 1, 0, "-9223372036854775808"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK(truncated_quotient(c.numerator, c.denominator, c.decimals) == c.text);
  }
}

TEST_CASE("a target is met exactly or not at all") {
  const Ratio target{9995, 10000};
  CHECK(is_at_least({2592000 - 1296, 2592000}, target));        // 21.6 minutes of 30 days: all of the budget
  CHECK_FALSE(is_at_least({2592000 - 1297, 2592000}, target));  // one second more
  CHECK(is_at_least({2592000 * 10 - 12960, 2592000 * 10}, target));
  CHECK_FALSE(is_at_least({2592000 * 10 - 12961, 2592000 * 10}, target));  // a tenth of a second more
  CHECK(is_at_least({1, 1}, {1, 1}));
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  CHECK_FALSE(is_at_least({kMost - 1, kMost}, {1, 1}));
  CHECK(is_at_least({kMost - 1, kMost}, {kMost - 2, kMost - 1}));
}

TEST_CASE("printed and exact agree on small numbers") {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    const std::int64_t total = std::uniform_int_distribution<std::int64_t>(1, 100000)(random);
    const std::int64_t good = std::uniform_int_distribution<std::int64_t>(0, total)(random);
    const auto text = truncated_percent({good, total}, 3);
    const auto printed = parse_percent(text);
    INFO(good << "/" << total << " " << text);
    REQUIRE(printed);
    CHECK(is_at_least({good, total}, *printed));  // never more than is true
    CHECK_FALSE(is_at_least({good, total}, {printed->numerator * 100000 / printed->denominator + 1, 100000}));
  }
}

TEST_CASE("a percentage is read or refused") {
  const struct {
    const char* text;
    std::int64_t numerator, denominator;
  } kGood[] = {{"99.95", 9995, 10000}, {"99.950", 99950, 100000},
               {"100", 100, 100},      {"100.0", 1000, 1000},
               {"0", 0, 100},          {"99.999999999", 99999999999, 100000000000}};
  for (const auto& c : kGood) {
    INFO(c.text);
    const auto ratio = parse_percent(c.text);
    REQUIRE(ratio);
    CHECK(ratio->numerator == c.numerator);
    CHECK(ratio->denominator == c.denominator);
  }
  for (const char* text : {"", ".", ".5", "99.", "100.01", "101", "-1", "+1", "99,95", "99.95%", " 99", "1e2",
                           "0x10", "99.9999999999", "0099", "99.9.9", "nan"}) {
    INFO(text);
    CHECK_FALSE(parse_percent(text));
  }
}
