#include "base/text.hpp"

#include <catch2/catch.hpp>

using namespace faultline::base;

TEST_CASE("trimming and case, ASCII only") {
  CHECK(trim(" \t\r\n a b \v\f") == "a b");
  CHECK(trim(" \n") == "");
  CHECK(trim("") == "");
  CHECK(to_lower("ABC xyz \xC3\x84") == "abc xyz \xC3\x84");
  CHECK(equals_ignoring_case("Prod", "pROD"));
  CHECK_FALSE(equals_ignoring_case("Prod", "Prod "));
  CHECK(starts_with_ignoring_case("Posted May", "posted"));
  CHECK_FALSE(starts_with_ignoring_case("Post", "posted"));
  CHECK(contains_ignoring_case("All Times in UTC", "times IN"));
  CHECK(contains_ignoring_case("", ""));
  CHECK_FALSE(contains_ignoring_case("abc", "abd"));
}

TEST_CASE("lines lose their ends only") {
  using Lines = std::vector<std::string_view>;
  CHECK(split_lines("") == Lines{});
  CHECK(split_lines("a") == Lines{"a"});
  CHECK(split_lines("a\n") == Lines{"a"});
  CHECK(split_lines("a\r\nb\n\nc") == Lines{"a", "b", "", "c"});
  CHECK(split_lines("\n\n") == Lines{"", ""});
  CHECK(split_lines("a\rb\r") == Lines{"a\rb\r"});
  CHECK(split(",a,,b,", ',') == Lines{"", "a", "", "b", ""});
  CHECK(split("", ',') == Lines{""});
}

TEST_CASE("joining and replacing") {
  const std::vector<std::string> parts{"a", "b", "c"};
  CHECK(join(parts, " / ") == "a / b / c");
  CHECK(join({}, ",") == "");
  CHECK(replace_all("aXbXX", "X", "YX") == "aYXbYXYX");
  CHECK(replace_all("abc", "", "x") == "abc");
}

TEST_CASE("squeezing makes sentences of two formats comparable") {
  CHECK(squeeze("  We are \r\n\t investigating. ") == "We are investigating.");
  CHECK(squeeze("a\xC2\xA0\xE2\x80\x89 b") == "a b");
  CHECK(squeeze(" \n ") == "");
  CHECK(squeeze("\xFF x") == "\xFF x");
}

TEST_CASE("slugs") {
  const struct {
    const char* label;
    const char* slug;
  } kCases[] = {
      {"Cloud Cost Management (CCM)", "cloud-cost-management-ccm"},
      {"Prod 2", "prod-2"},
      {"PROD-2", "prod-2"},
      {"prod2", "prod2"},
      {"  Channel - Chat  ", "channel-chat"},
      {"a__b//c", "a-b-c"},
      {"Prod\xC2\xA0\x32", "prod-2"},
      {"Caf\xC3\xA9 API", "caf\xC3\xA9-api"},
      {"A\xE2\x80\x93Z", "a-z"},
      {"***", ""},
      {"", ""},
  };
  for (const auto& c : kCases) {
    INFO(c.label);
    CHECK(slug(c.label) == c.slug);
    CHECK(slug(slug(c.label)) == c.slug);
  }
}

TEST_CASE("the nearest name is offered for a slip and not for a different word") {
  const std::vector<std::string> names{"timeline", "incidents", "inspect", "ingest", "sla", "show"};
  const struct {
    const char* name;
    const char* text;
    std::optional<std::string> nearest;
  } kCases[] = {
      {"exact", "sla", "sla"},
      {"letter missing", "timelne", "timeline"},
      {"letter more", "timeliine", "timeline"},
      {"letters swapped count once", "inegst", "ingest"},
      {"swapped in a short word", "lsa", "sla"},
      {"case does not count", "SHOW", "show"},
      {"two slips in a short word are too many", "hsaw", std::nullopt},
      {"another word", "deploy", std::nullopt},
      {"the nearer of two", "inspest", "inspect"},
      {"nothing", "", std::nullopt},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK(nearest(c.text, names) == c.nearest);
  }
  CHECK(nearest("x", {}) == std::nullopt);
  const std::vector<std::string> ties{"abd", "abe"};
  CHECK(nearest("abc", ties) == "abd");  // the first of equals
}
