// dump(): the content, whatever the order in which it came.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "random_content.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace faultline {

using store::OpenMode;
using store::Store;
using store_test::RandomContent;
using store_test::TemporaryFolder;

namespace {

std::string dump_of(const Store& store) {
  std::ostringstream out;
  store.dump(out);
  return out.str();
}

}  // namespace

TEST_CASE("two databases with the same content dump to the same bytes") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    RandomContent content(seed);
    std::vector<model::SourceFacts> sources;
    for (int i = 0; i < 6; ++i) sources.push_back(content.source());
    sources.push_back(sources[0]);  // the same content under another name
    sources.back().source.name = "copy.txt";
    const TemporaryFolder folder;
    Store forwards = Store::open(folder / "forwards.db", OpenMode::write);
    forwards.set_ingest_time(base::from_micros(1));
    forwards.add_all(sources);
    std::vector<model::Annotation> annotations;
    for (int i = 0; i < 5; ++i) annotations.push_back(content.annotation());
    for (const auto& annotation : annotations) forwards.annotate(annotation);
    const model::Observations observations = content.observations({});
    forwards.save_observations(observations, "observed");
    // Rows of an earlier analysis are no content of the next.
    forwards.save_derived(content.report(forwards.load_facts().sources), "earlier");
    const model::Report report = content.report(forwards.load_facts().sources);
    forwards.save_derived(report, "key");
    std::reverse(sources.begin(), sources.end());
    Store backwards = Store::open(folder / "backwards.db", OpenMode::write);
    for (const auto& source : sources) {
      backwards.add(source);
      backwards.add(source);
    }
    std::reverse(annotations.begin(), annotations.end());
    for (const auto& annotation : annotations) backwards.annotate(annotation);
    backwards.save_observations(observations, "observed");
    backwards.save_derived(report, "key");
    CHECK(backwards.facts_key() == forwards.facts_key());
    CHECK(backwards.rollups_key() == forwards.rollups_key());
    REQUIRE(dump_of(backwards) == dump_of(forwards));
  }
}

TEST_CASE("every line of a dump is a JSON object, and every table is there") {
  RandomContent content(1);
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  for (int i = 0; i < 10; ++i) store.add(content.source());
  for (int i = 0; i < 10; ++i) store.annotate(content.annotation());
  model::Seal seal;
  seal.digest = "c0ffee";
  store.add_seal(seal);
  store.save_observations(content.observations({}), "observed");
  model::Report report = content.report(store.load_facts().sources);
  while (report.incidents.size() < 4 || report.findings.size() < 2) report = content.report(report.sources);
  store.save_derived(report, "key");
  const std::string dump = dump_of(store);
  std::set<std::string> tables;
  for (const std::string_view line : base::split_lines(dump)) {
    CAPTURE(line);
    const auto json = nlohmann::ordered_json::parse(line);
    REQUIRE(json.is_object());
    tables.insert(json.at("table").get<std::string>());
    CHECK_FALSE(json.contains("id") != (json.at("table") == "incident"));
    CHECK_FALSE(json.contains("row"));
  }
  const auto database = store::Database::open(folder / "a.db", OpenMode::read, std::chrono::seconds(1));
  auto names = database.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('scope', 'code')");
  while (names.step()) {
    CAPTURE(names.text(0));
    CHECK(tables.count(std::string(names.text(0))) == 1);
  }
}

TEST_CASE("a dump says times and codes as people do") {
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  model::SourceFacts facts;
  facts.source.digest = "d1";
  facts.source.name = "page.txt";
  facts.source.reader = "statuspage_text";
  model::Event& event = facts.events.emplace_back();
  event.kind = model::EventKind::status_update;
  event.status = model::PostStatus::investigating;
  event.location = {12, 3, ""};
  event.when = base::exact_moment(*base::parse_rfc3339("2023-07-27T15:44:00Z"), "11:44 EDT");
  store.add(facts);
  CHECK(
      dump_of(store) ==
      R"({"table":"source","digest":"d1","reader":"statuspage_text","bytes":0,"records_read":0,"records_rolled_up":0,"records_ignored":0})"
      "\n"
      R"({"table":"source_name","source":"d1","name":"page.txt"})"
      "\n"
      R"({"table":"event","source":"d1","ordinal":0,"kind":"status_update","line":12,"column":3,)"
      R"("earliest":"2023-07-27T15:44:00Z","best":"2023-07-27T15:44:00Z","latest":"2023-07-27T15:44:00Z",)"
      R"("resolution":"exact","zone_basis":"exact","date_basis":"exact","zone":"UTC","written":"11:44 EDT","part":0,)"
      R"("status":"investigating"})"
      "\n");
}

}  // namespace faultline
