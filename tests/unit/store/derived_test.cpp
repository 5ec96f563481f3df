// Derived rows: replaced as a whole, given back only for the key they were made for.
#include <catch2/catch.hpp>

#include "random_content.hpp"
#include "store/database.hpp"
#include "store/snapshot.hpp"
#include "store/store.hpp"

namespace faultline {

using store::OpenMode;
using store::Store;
using store_test::RandomContent;
using store_test::TemporaryFolder;
using store_test::text_of;

TEST_CASE("a report round-trips exactly, and the last one replaces the others") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    RandomContent content(seed);
    const TemporaryFolder folder;
    Store store = Store::open(folder / "a.db", OpenMode::write);
    for (int i = 0; i < 4; ++i) store.add(content.source());
    const auto sources = store.load_facts().sources;
    for (const char* key : {"first", "second"}) {
      const model::Report report = content.report(sources);
      store.save_derived(report, key);
      const auto loaded = Store::open(folder / "a.db", OpenMode::read).load_derived(key);
      REQUIRE(loaded.has_value());
      REQUIRE(text_of(*loaded) == text_of(report));
    }
    CHECK_FALSE(store.load_derived("first").has_value());
    CHECK(store.check().foreign_key_violations == 0);
  }
}

TEST_CASE("what load_derived does not promise is not kept") {
  RandomContent content(2);
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  model::Report report;
  report.incidents.emplace_back().id = "example-1";
  model::Incident& incident = report.incidents.back();
  incident.posts.emplace_back();
  incident.timeline.emplace_back();
  incident.promises.emplace_back();
  incident.durations.emplace_back();
  incident.action_items.emplace_back();
  incident.milestones[0].candidates.emplace_back();
  store.save_derived(report, "key");
  const auto loaded = store.load_derived("key");
  REQUIRE(loaded.has_value());
  REQUIRE(loaded->incidents.size() == 1);
  CHECK(loaded->incidents[0].posts.empty());
  CHECK(loaded->incidents[0].timeline.empty());
  CHECK(loaded->incidents[0].promises.empty());
  CHECK(loaded->incidents[0].durations.empty());
  CHECK(loaded->incidents[0].action_items.empty());
  CHECK(loaded->incidents[0].milestones[0].candidates.empty());
  // The kinds are those of the places in the arrays.
  CHECK(loaded->incidents[0].milestones[12].kind == model::MilestoneKind::postmortem_published);
  CHECK(loaded->incidents[0].metrics[8].kind == model::MetricKind::trigger_to_impact);
}

TEST_CASE("a new source empties the derived rows, a known one does not") {
  RandomContent content(4);
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  const model::SourceFacts source = content.source();
  store.add(source);
  store.save_derived(content.report({source.source}), "key");
  store.add(source);
  CHECK(store.load_derived("key").has_value());
  store.add(content.source());
  CHECK_FALSE(store.load_derived("key").has_value());
  const auto database = store::Database::open(folder / "a.db", OpenMode::read, std::chrono::seconds(1));
  for (const char* table :
       {"incident", "impact_window", "milestone", "metric", "finding", "finding_evidence", "incident_anchor",
        "suspicion", "suspect", "suspect_scope", "suspect_term", "correction"}) {
    CAPTURE(table);
    CHECK(database.integer("SELECT count(*) FROM " + std::string(table)) == 0);
  }
}

TEST_CASE("observations round-trip exactly, and outlive a source that has no rollups") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    RandomContent content(seed);
    const TemporaryFolder folder;
    Store store = Store::open(folder / "a.db", OpenMode::write);
    CHECK_FALSE(store.load_observations("first").has_value());
    for (const char* key : {"first", "second"}) {
      const model::Observations observations = content.observations({content.source().source});
      store.save_observations(observations, key);
      const auto loaded = Store::open(folder / "a.db", OpenMode::read).load_observations(key);
      REQUIRE(loaded.has_value());
      REQUIRE(text_of(*loaded) == text_of(observations));
    }
    CHECK_FALSE(store.load_observations("first").has_value());
    store.add(content.source());
    store.annotate(content.annotation());
    CHECK(store.load_observations("second").has_value());
  }
}

TEST_CASE("damaged observations are told, at whatever byte") {
  RandomContent content(5);
  model::Observations observations = content.observations({});
  while (observations.streams.empty() || observations.windows.empty())
    observations = content.observations({});
  const std::string packed = store::pack(observations);
  for (std::size_t size = 0; size < packed.size(); ++size) {
    CHECK_THROWS_AS(store::unpack_observations(std::string_view(packed).substr(0, size)), base::Error);
  }
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  store.save_observations(observations, "key");
  store::Database::open(folder / "a.db", OpenMode::write, std::chrono::seconds(1))
      .execute(
          "UPDATE observations SET snapshot = CAST(substr(snapshot, 1, 9) || x'ff' || substr(snapshot, 11) "
          "AS BLOB)");
  CHECK_THROWS_WITH(store.load_observations("key"), Catch::Contains("is damaged"));
}

TEST_CASE("an annotation empties the derived rows, a known one does not") {
  RandomContent content(14);
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  const model::Annotation annotation = content.annotation();
  CHECK(store.annotate(annotation) == store::Added::added);
  store.save_derived(content.report({}), "key");
  CHECK(store.annotate(annotation) == store::Added::known);
  CHECK(store.load_derived("key").has_value());
  CHECK(store.annotate(content.annotation()) == store::Added::added);
  CHECK_FALSE(store.load_derived("key").has_value());
}

TEST_CASE("a damaged snapshot is told, at whatever byte") {
  RandomContent content(8);
  model::Report report = content.report({});
  while (report.incidents.empty()) report = content.report({});
  const std::string packed = store::pack(report);
  CHECK(text_of(store::unpack(packed)) == text_of(report));
  for (std::size_t size = 0; size < packed.size(); ++size) {
    CHECK_THROWS_AS(store::unpack(std::string_view(packed).substr(0, size)), base::Error);
  }
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  store.save_derived(report, "key");
  store::Database::open(folder / "a.db", OpenMode::write, std::chrono::seconds(1))
      .execute(
          "UPDATE derived_state SET snapshot = CAST(substr(snapshot, 1, 9) || x'ff' || substr(snapshot, 11) "
          "AS BLOB)");
  CHECK_THROWS_WITH(store.load_derived("key"), Catch::Contains("is damaged"));
}

TEST_CASE("a report that cannot be saved leaves the one before") {
  RandomContent content(6);
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  const model::SourceFacts source = content.source();
  store.add(source);
  const model::Report good = content.report({source.source});
  store.save_derived(good, "good");
  model::Report bad;
  bad.incidents.emplace_back().id = "example-1";
  bad.incidents.back().source_digests = {"no such source"};
  CHECK_THROWS_AS(store.save_derived(bad, "bad"), base::Error);
  REQUIRE(store.load_derived("good").has_value());
  CHECK(text_of(*store.load_derived("good")) == text_of(good));
}

}  // namespace faultline
