#include "base/time.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

using namespace faultline::base;

TEST_CASE("RFC 3339 and its neighbours are read") {
  const struct {
    const char* name;
    const char* text;
    const char* printed;
  } kCases[] = {
      {"plain", "2023-07-27T15:29:00Z", "2023-07-27T15:29:00Z"},
      {"lower case", "2023-07-27t15:29:00z", "2023-07-27T15:29:00Z"},
      {"a space", "2023-07-27 15:29:00Z", "2023-07-27T15:29:00Z"},
      {"no seconds", "2023-07-27T15:29Z", "2023-07-27T15:29:00Z"},
      {"milliseconds", "2023-07-27T15:29:00.120Z", "2023-07-27T15:29:00.120Z"},
      {"one digit", "2023-07-27T15:29:00.5Z", "2023-07-27T15:29:00.500Z"},
      {"microseconds", "2023-07-27T15:29:00.000001Z", "2023-07-27T15:29:00.000001Z"},
      {"nanoseconds are dropped", "2023-07-27T15:29:00.123456789Z", "2023-07-27T15:29:00.123456Z"},
      {"a comma", "2023-07-27T15:29:00,25Z", "2023-07-27T15:29:00.250Z"},
      {"a fraction of zero", "2023-07-27T15:29:00.000Z", "2023-07-27T15:29:00Z"},
      {"an offset", "2023-07-27T11:29:00-04:00", "2023-07-27T15:29:00Z"},
      {"an offset without colon", "2023-07-27T20:59:00+0530", "2023-07-27T15:29:00Z"},
      {"an offset of hours", "2023-07-27T17:29:00+02", "2023-07-27T15:29:00Z"},
      {"an offset after a space", "2023-07-27 17:29:00 +0200", "2023-07-27T15:29:00Z"},
      {"unknown local offset", "2023-07-27T15:29:00-00:00", "2023-07-27T15:29:00Z"},
      {"the widest offset", "2023-07-27T00:00:00+23:59", "2023-07-26T00:01:00Z"},
      {"leap day", "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"leap day of a fourth century", "2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
      {"over the year's end", "2023-12-31T23:30:00-01:00", "2024-01-01T00:30:00Z"},
      {"before the epoch", "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
      {"the first year", "1678-01-01T00:00:00Z", "1678-01-01T00:00:00Z"},
      {"the last year", "2261-12-31T23:59:59Z", "2261-12-31T23:59:59Z"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    const auto instant = parse_rfc3339(c.text);
    REQUIRE(instant);
    CHECK(format_rfc3339(*instant) == c.printed);
  }
}

TEST_CASE("what is no RFC 3339 stamp is refused") {
  const struct {
    const char* name;
    const char* text;
  } kCases[] = {
      {"nothing", ""},
      {"a date", "2023-07-27"},
      {"no offset", "2023-07-27T15:29:00"},
      {"hour 24", "2023-07-27T24:00:00Z"},
      {"minute 60", "2023-07-27T15:60:00Z"},
      {"second 60", "2016-12-31T23:59:60Z"},
      {"month 0", "2023-00-27T15:29:00Z"},
      {"month 13", "2023-13-27T15:29:00Z"},
      {"day 0", "2023-07-00T15:29:00Z"},
      {"31 June", "2023-06-31T15:29:00Z"},
      {"29 February of a common year", "2023-02-29T00:00:00Z"},
      {"29 February of a century", "1900-02-29T00:00:00Z"},
      {"too early", "1677-12-31T23:59:59Z"},
      {"too late", "2262-01-01T00:00:00Z"},
      {"year zero", "0000-01-01T00:00:00Z"},
      {"short year", "23-07-27T15:29:00Z"},
      {"short day", "2023-07-2T15:29:00Z"},
      {"short hour", "2023-07-27T5:29:00Z"},
      {"no colon", "2023-07-27T1529Z"},
      {"no separator", "2023-07-2715:29:00Z"},
      {"slashes", "2023/07/27T15:29:00Z"},
      {"slash after the month", "2023-07/27T15:29:00Z"},
      {"empty fraction", "2023-07-27T15:29:00.Z"},
      {"fraction of a minute", "2023-07-27T15:29.5Z"},
      {"empty seconds", "2023-07-27T15:29:Z"},
      {"short minute", "2023-07-27T15:2"},
      {"offset hour 24", "2023-07-27T15:29:00+24:00"},
      {"offset minute 60", "2023-07-27T15:29:00+02:60"},
      {"offset cut", "2023-07-27T15:29:00+2"},
      {"offset's minute cut", "2023-07-27T15:29:00+02:"},
      {"offset with an odd digit", "2023-07-27T15:29:00+023"},
      {"a zone's name", "2023-07-27T15:29:00 UTC"},
      {"text after", "2023-07-27T15:29:00Z "},
      {"text before", " 2023-07-27T15:29:00Z"},
      {"words", "yesterday"},
      {"sign for a digit", "2023-07-27T+5:29:00Z"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK_FALSE(parse_rfc3339(c.text));
  }
}

TEST_CASE("every prefix of a stamp is refused or shorter, and random instants come back") {
  const std::string_view stamp = "2023-07-27T15:29:00.123456+02:00";
  for (std::size_t i = 0; i < stamp.size(); ++i) {
    INFO(stamp.substr(0, i));
    const bool is_whole = i == std::string_view("2023-07-27T15:29:00.123456+02").size();
    CHECK(parse_rfc3339(stamp.substr(0, i)).has_value() == is_whole);
  }
  std::mt19937_64 random(3);
  std::uniform_int_distribution<std::int64_t> micros(-9'000'000'000'000'000, 9'000'000'000'000'000);
  for (int i = 0; i < 2000; ++i) {
    const Instant instant = from_micros(micros(random));
    CHECK(parse_rfc3339(format_rfc3339(instant)) == instant);
    CHECK(from_micros(to_micros(instant)) == instant);
    CHECK(floor_minute(instant) <= instant);
    CHECK(instant - floor_minute(instant) < std::chrono::minutes(1));
  }
}

TEST_CASE("local readings") {
  const struct {
    const char* text;
    const char* printed;
  } kGood[] = {{"2023-07-27T11:29", "2023-07-27T11:29"},    {"2023-07-27T11:29:30", "2023-07-27T11:29:30"},
               {"2023-07-27T11:29:00", "2023-07-27T11:29"}, {"2023-07-27", "2023-07-27T00:00"},
               {"2023-07-27 23:59", "2023-07-27T23:59"},    {"1969-12-31T23:59:59", "1969-12-31T23:59:59"}};
  for (const auto& c : kGood) {
    INFO(c.text);
    const auto local = parse_local(c.text);
    REQUIRE(local);
    CHECK(format_local(*local) == c.printed);
  }
  for (const char* text : {"", "2023-07", "2023-02-29", "2023-07-27T", "2023-07-27T24:00",
                           "2023-07-27T11:29Z", "2023-07-27T11:29:30.5", "2023-07-27x", "11:29"}) {
    INFO(text);
    CHECK_FALSE(parse_local(text));
  }
}

TEST_CASE("durations in two units at most") {
  const struct {
    std::int64_t seconds;
    const char* text;
  } kCases[] = {{0, "0m"},          {45, "45s"},
                {60, "1m"},         {90, "1m 30s"},
                {25 * 60, "25m"},   {9 * 3600 + 33 * 60, "9h 33m"},
                {3600, "1h"},       {3600 + 59, "1h"},
                {86400, "1d"},      {2 * 86400 + 3600 + 59 * 60, "2d 1h"},
                {86400 + 59, "1d"}, {-90, "-1m 30s"},
                {-1, "-1s"},        {400 * 86400, "400d"}};
  for (const auto& c : kCases) {
    INFO(c.seconds);
    CHECK(format_duration(Seconds(c.seconds)) == c.text);
  }
  CHECK(format_duration(Seconds(std::numeric_limits<std::int64_t>::min())) == "-106751991167300d 15h");
}
