#include "ingest/fact_sink.hpp"

#include <catch2/catch.hpp>

namespace faultline::ingest {
namespace {

TEST_CASE("the sink gives ordinals and keeps the books") {
  FactSink sink("page.json", "d1", "statuspage_json", 42);
  model::Event event;
  CHECK(sink.event(event) == 0);
  CHECK(sink.event(event) == 1);
  sink.claim({});
  sink.reject({3, 1, {}}, "no time", "the line");
  sink.remark({4, 1, {}}, "odd");
  sink.ignore("blank", 2);
  sink.ignore("other");
  sink.ignore("blank");
  const auto facts = sink.take();
  CHECK(facts.source.records_read == 2 + 1 + 4);
  CHECK(facts.source.records_ignored == 4);
  CHECK(facts.events[1].source_digest == "d1");
  CHECK(facts.claims[0].source_digest == "d1");
  REQUIRE(facts.diagnostics.size() == 2);
  CHECK(facts.diagnostics[0].source == "page.json");
  CHECK(facts.diagnostics[0].line == 3);
  CHECK(facts.diagnostics[1].severity == base::Severity::note);
  REQUIRE(facts.ignored.size() == 2);
  CHECK(facts.ignored[0].count == 3);
}

TEST_CASE("an excerpt is cut") {
  FactSink sink("a", "d", "r", 1);
  sink.reject({}, "long", std::string(5000, 'x'));
  CHECK(sink.facts().diagnostics[0].excerpt.size() == 200);
}

}  // namespace
}  // namespace faultline::ingest
