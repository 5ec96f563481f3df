// Facts: what is added comes back exactly, once, whole, and cannot be changed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "random_content.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace faultline {

using store::Added;
using store::OpenMode;
using store::Store;
using store_test::joined;
using store_test::joined_rollups;
using store_test::RandomContent;
using store_test::TemporaryFolder;
using store_test::text_of;

TEST_CASE("facts round-trip exactly, added one by one or together") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    RandomContent content(seed);
    std::vector<model::SourceFacts> sources;
    for (int i = 0; i < 6; ++i) sources.push_back(content.source());
    const TemporaryFolder folder;
    {
      Store together = Store::open(folder / "together.db", OpenMode::write);
      CHECK(together.add_all(sources) == std::vector<Added>(sources.size(), Added::added));
      Store single = Store::open(folder / "single.db", OpenMode::write);
      for (const auto& source : sources) CHECK(single.add(source) == Added::added);
    }
    const std::string expected = text_of(joined(sources));
    REQUIRE(text_of(Store::open(folder / "together.db", OpenMode::read).load_facts()) == expected);
    REQUIRE(text_of(Store::open(folder / "single.db", OpenMode::read).load_facts()) == expected);
    const std::string rollups = text_of(joined_rollups(sources));
    REQUIRE(text_of(Store::open(folder / "together.db", OpenMode::read).load_rollups()) == rollups);
    REQUIRE(text_of(Store::open(folder / "single.db", OpenMode::read).load_rollups()) == rollups);
  }
}

TEST_CASE("diagnostics come back by source digest, then line") {
  RandomContent content(7);
  std::vector<model::SourceFacts> sources;
  for (int i = 0; i < 8; ++i) sources.push_back(content.source());
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  store.add_all(sources);
  std::sort(sources.begin(), sources.end(),
            [](const auto& a, const auto& b) { return a.source.digest < b.source.digest; });
  std::string expected, actual;
  for (const auto& source : sources) {
    for (const auto& diagnostic : source.diagnostics) expected += text_of(diagnostic);
  }
  for (const auto& diagnostic : store.load_diagnostics()) actual += text_of(diagnostic);
  CHECK_FALSE(expected.empty());
  CHECK(actual == expected);
}

TEST_CASE("the same content twice changes nothing, the first name stays") {
  RandomContent content(3);
  model::SourceFacts source = content.source();
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  CHECK_FALSE(store.has_source(source.source.digest));
  CHECK(store.add(source) == Added::added);
  CHECK(store.has_source(source.source.digest));
  const std::string before = text_of(store.load_facts());
  const std::string key = store.facts_key();
  source.source.name = "another-name.txt";
  CHECK(store.add(source) == Added::known);
  CHECK(store.add_all({source, source}) == std::vector<Added>{Added::known, Added::known});
  CHECK(text_of(store.load_facts()) == before);
  CHECK(store.facts_key() == key);
}

TEST_CASE("the facts key changes with every source and does not depend on their order") {
  RandomContent content(11);
  std::vector<model::SourceFacts> sources;
  for (int i = 0; i < 5; ++i) sources.push_back(content.source());
  const TemporaryFolder folder;
  std::vector<std::string> keys;
  {
    Store store = Store::open(folder / "a.db", OpenMode::write);
    keys.push_back(store.facts_key());
    for (const auto& source : sources) {
      store.add(source);
      keys.push_back(store.facts_key());
    }
  }
  CHECK(Store::open(folder / "a.db", OpenMode::read).facts_key() == keys.back());
  std::reverse(sources.begin(), sources.end());
  Store other = Store::open(folder / "b.db", OpenMode::write);
  other.add_all(sources);
  CHECK(other.facts_key() == keys.back());
  std::sort(keys.begin(), keys.end());
  CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}

TEST_CASE("add_all is all or nothing") {
  RandomContent content(5);
  std::vector<model::SourceFacts> sources = {content.source(), content.source()};
  while (sources[1].events.size() < 2) sources[1] = content.source();
  sources[1].events[1].ordinal = sources[1].events[0].ordinal;  // an identity that exists already
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  CHECK_THROWS_AS(store.add_all(sources), base::Error);
  CHECK(store.load_facts().sources.empty());
  CHECK(store.add(sources[0]) == Added::added);
}

TEST_CASE("fact tables refuse every change") {
  RandomContent content(9);
  const TemporaryFolder folder;
  {
    Store store = Store::open(folder / "a.db", OpenMode::write);
    std::vector<model::SourceFacts> sources;
    for (int i = 0; i < 10; ++i) sources.push_back(content.source());
    store.add_all(sources);
    for (int i = 0; i < 10; ++i) store.annotate(content.annotation());
  }
  const auto database = store::Database::open(folder / "a.db", OpenMode::write, std::chrono::seconds(1));
  const std::pair<const char*, const char*> kTables[] = {{"source", "name"},
                                                         {"source_name", "name"},
                                                         {"scope", "cluster"},
                                                         {"event", "body"},
                                                         {"event_scope", "scope_id"},
                                                         {"claim", "text"},
                                                         {"claim_scope", "scope_id"},
                                                         {"diagnostic", "message"},
                                                         {"ignored", "reason"},
                                                         {"rollup_source", "lines"},
                                                         {"rollup_stream", "version"},
                                                         {"rollup_minute", "requests"},
                                                         {"annotation", "text"},
                                                         {"annotation_anchor", "anchor"},
                                                         {"annotation_other", "anchor"},
                                                         {"annotation_scope", "scope_id"}};
  for (const auto& [table, column] : kTables) {
    CAPTURE(table);
    REQUIRE(database.integer("SELECT count(*) FROM " + std::string(table)) > 0);
    CHECK_THROWS_WITH(database.execute("DELETE FROM " + std::string(table)), Catch::Contains("append-only"));
    CHECK_THROWS_WITH(database.execute("UPDATE " + std::string(table) + " SET " + column + " = " + column),
                      Catch::Contains("append-only"));
  }
}

TEST_CASE("the ingest time stands beside a source and is no content") {
  RandomContent content(13);
  const TemporaryFolder folder;
  {
    Store store = Store::open(folder / "a.db", OpenMode::write);
    store.add(content.source());
    store.set_ingest_time(base::from_micros(1'700'000'000'000'000));
    store.add(content.source());
  }
  const auto database = store::Database::open(folder / "a.db", OpenMode::read, std::chrono::seconds(1));
  CHECK(database.integer("SELECT count(*) FROM source WHERE ingested_us IS NULL") == 1);
  CHECK(database.integer("SELECT max(ingested_us) FROM source") == 1'700'000'000'000'000);
}

}  // namespace faultline
