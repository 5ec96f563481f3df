#include "model/facts.hpp"

#include <catch2/catch.hpp>

using namespace faultline::model;

TEST_CASE("a source is found by its digest") {
  Facts facts;
  for (const char* digest : {"aa", "bb", "dd"}) {
    facts.sources.emplace_back();
    facts.sources.back().digest = digest;
  }
  REQUIRE(facts.source("bb") != nullptr);
  CHECK(facts.source("bb") == &facts.sources[1]);
  CHECK(facts.source("cc") == nullptr);
  CHECK(facts.source("ee") == nullptr);
  CHECK(Facts{}.source("aa") == nullptr);
}

TEST_CASE("evidence is a place in a source") {
  CHECK(to_string(Evidence{"d", "page.txt", {61, 4, ""}, "words"}) == "page.txt:61");
  CHECK(to_string(Evidence{"d", "incidents.json", {0, 0, "/incidents/0"}, ""}) ==
        "incidents.json#/incidents/0");
  CHECK(to_string(Evidence{"d", "-", {}, ""}) == "-");
}
