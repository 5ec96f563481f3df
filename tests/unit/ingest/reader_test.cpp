#include "ingest/reader.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

namespace faultline::ingest {
namespace {

TEST_CASE("a reader by its name") {
  CHECK(reader_named("events").name == "events");
  CHECK_THROWS_WITH(reader_named("statuspage_jsn"), Catch::Contains("did you mean 'statuspage_json'?"));
  CHECK_THROWS_WITH(reader_named("zzz"), Catch::Contains("statuspage_feed"));
}

TEST_CASE("content that no reader claims") {
  const auto facts = read_input({"x.bin", std::string("\x00\x01\x02\x03", 4)}, {});
  CHECK(facts.source.reader.empty());
  CHECK(facts.events.empty());
  CHECK(facts.diagnostics.size() == 1);
  CHECK(facts.source.records_read == 1);
  const auto empty = read_input({"empty", ""}, {});
  REQUIRE(empty.diagnostics.size() == 1);
  CHECK(empty.diagnostics[0].message == "the input is empty");
}

TEST_CASE("the same content under two names has one digest") {
  const auto a = read_input({"a", R"({"kind": "note", "at": "2026-05-05T01:17Z"})"}, {});
  const auto b = read_input({"b", R"({"kind": "note", "at": "2026-05-05T01:17Z"})"}, {});
  CHECK(a.source.digest == b.source.digest);
  CHECK(a.source.name == "a");
  CHECK(a.source.reader == "events");
}

TEST_CASE("a reader can be forced") {
  const auto facts = read_input({"a", R"({"kind": "note", "at": "2026-05-05T01:17Z"})"}, {},
                                &reader_named("statuspage_feed"));
  CHECK(facts.source.reader == "statuspage_feed");
  CHECK(facts.events.empty());
  CHECK_FALSE(facts.diagnostics.empty());
}

}  // namespace
}  // namespace faultline::ingest
