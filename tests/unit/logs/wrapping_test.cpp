#include "ingest/logs/wrapping.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace faultline::ingest::logs {
namespace {

// The line with the padding that a LineStream gives; lives as long as it is needed.
struct Padded {
  explicit Padded(const std::string& text)
      : bytes(text + std::string(kLinePadding, ' ')), size(text.size()) {}
  std::string_view view() const { return std::string_view(bytes).substr(0, size); }
  std::string bytes;
  std::size_t size;
};

}  // namespace

TEST_CASE("what a runtime puts around a line is taken off") {
  struct Row {
    const char* line;
    const char* text;
    const char* time;
    const char* service;
    bool is_wrapped;
  };
  const Row rows[] = {
      {R"({"a":1})", R"({"a":1})", "", "", false},
      {"plain words", "plain words", "", "", false},
      {"2026-03-04T09:12:33.1Z stdout F {\"a\":1}", "{\"a\":1}", "2026-03-04T09:12:33.1Z", "", true},
      {"2026-03-04T09:12:33.1+01:00 stderr F", "", "2026-03-04T09:12:33.1+01:00", "", true},
      {"2026-03-04T09:12:33.1Z stdout F:x a b", "a b", "2026-03-04T09:12:33.1Z", "", true},
      {"2026-03-04T09:12:33.1Z stdout X a", "2026-03-04T09:12:33.1Z stdout X a", "", "", false},
      {"2026-03-04T09:12:33.1Z INFO a", "2026-03-04T09:12:33.1Z INFO a", "", "", false},
      {R"({"log":"a \"b\"\n","stream":"stdout","time":"2026-03-04T09:12:33.1Z"})", "a \"b\"",
       "2026-03-04T09:12:33.1Z", "", true},
      {R"({"log":"a","stream":"stderr","attrs":{"x":"y"},"time":"T"})", "a", "T", "", true},
      {R"({"log":"a","level":"info"})", R"({"log":"a","level":"info"})", "", "", false},
      {R"({"log":"a)", R"({"log":"a)", "", "", false},
      {"web-1  | {\"a\":1}", "{\"a\":1}", "", "web", true},
      {"shop_db_12 | words", "words", "", "shop_db", true},
      {"web | 2026-03-04T09:12:33.1Z words", "words", "2026-03-04T09:12:33.1Z", "web", true},
      {"web | 2026-03-04T09:12:33.1Z", "", "2026-03-04T09:12:33.1Z", "web", true},
      {"42 | words", "words", "", "42", true},
      {"| words", "| words", "", "", false},
      {"one two | words", "one two | words", "", "", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    Unwrapper unwrapper;
    const Padded line(row.line);
    const Unwrapped result = unwrapper.unwrap(line.view());
    CHECK(result.text == row.text);
    CHECK(result.time == row.time);
    CHECK(result.service == row.service);
    CHECK(result.is_wrapped == row.is_wrapped);
    CHECK_FALSE(result.is_part);
  }
}

TEST_CASE("parts are joined per stream") {
  Unwrapper unwrapper;
  CHECK(unwrapper.unwrap("2026-03-04T09:12:33Z stdout P one ").is_part);
  CHECK(unwrapper.unwrap("2026-03-04T09:12:33Z stderr P uno ").is_part);
  CHECK(unwrapper.unwrap("2026-03-04T09:12:34Z stdout P two ").is_part);
  const Unwrapped out = unwrapper.unwrap("2026-03-04T09:12:35Z stdout F three");
  CHECK(out.text == "one two three");
  CHECK(out.time == "2026-03-04T09:12:35Z");
  CHECK(unwrapper.has_open_part());
  CHECK(unwrapper.unwrap("2026-03-04T09:12:36Z stderr F dos").text == "uno dos");
  CHECK_FALSE(unwrapper.has_open_part());

  const std::string half(std::size_t{16} << 10, 'x');
  const Padded first(R"({"log":")" + half + R"(","stream":"stdout","time":"T"})");
  const Padded second(R"({"log":"end\n","stream":"stdout","time":"T"})");
  CHECK(unwrapper.unwrap(first.view()).is_part);
  CHECK(unwrapper.unwrap(second.view()).text == half + "end");
}

TEST_CASE("joined parts end at the limit of a line") {
  Unwrapper unwrapper;
  const std::string piece = "2026-03-04T09:12:33Z stdout P " + std::string(kMostLineBytes / 2 + 1, 'x');
  CHECK_FALSE(unwrapper.unwrap(piece).is_too_long);
  CHECK(unwrapper.unwrap(piece).is_too_long);
  CHECK(unwrapper.unwrap("2026-03-04T09:12:34Z stdout F rest").text == "rest");
}

}  // namespace faultline::ingest::logs
