// Migrations: a new file, an older one, a failing step; and the code table beside the enums of the model.
#include <catch2/catch.hpp>

#include "base/diagnostic.hpp"
#include "base/embedded.hpp"
#include "base/error.hpp"
#include "random_content.hpp"
#include "store/migrations.hpp"
#include "store/store.hpp"

namespace faultline {

using store::Database;
using store::Migration;
using store::OpenMode;
using store::Store;
using store_test::TemporaryFolder;

namespace {

constexpr auto kWait = std::chrono::milliseconds(100);

// As the first version of the program left it, with one source told by hand.
void make_version_1(const std::string& path) {
  const Database database = Database::open(path, OpenMode::write, kWait);
  database.execute(std::string(base::embedded("schemas/sql/0001_facts.sql")));
  database.execute(
      "PRAGMA application_id = 0x464C544C; PRAGMA user_version = 1;"
      "INSERT INTO source VALUES (1, 'd1', 'page.txt', 'statuspage_text', 10, 'Title', 'Example Works', "
      "'UTC', 2, 1, "
      "NULL, '00000000000000000000000000000001');"
      "INSERT INTO source_name VALUES (1, 'page.txt');"
      "INSERT INTO ignored VALUES (1, 0, 'blank row', 1);");
}

}  // namespace

TEST_CASE("a new database has the newest schema and carries our mark") {
  const TemporaryFolder folder;
  const int version = Store::open(folder / "a.db", OpenMode::write).check().schema_version;
  CHECK(version == store::embedded_migrations().back().version);
  const Database database = Database::open(folder / "a.db", OpenMode::read, kWait);
  CHECK(database.integer("PRAGMA application_id") == store::kApplicationId);
  CHECK(database.text("PRAGMA journal_mode") == "wal");
  CHECK(database.text("PRAGMA integrity_check") == "ok");
  CHECK(database.integer(
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
            "AND name NOT LIKE 'sqlite_%'") == 0);
}

TEST_CASE("every table and view can be queried") {
  const TemporaryFolder folder;
  Store::open(folder / "a.db", OpenMode::write);
  const Database database = Database::open(folder / "a.db", OpenMode::read, kWait);
  auto names = database.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')");
  while (names.step()) {
    const std::string name(names.text(0));
    CAPTURE(name);
    CHECK_NOTHROW(database.integer("SELECT count(*) FROM " + name));
  }
}

TEST_CASE("an older database is brought up to date when it is opened to write, and keeps its facts") {
  const TemporaryFolder folder;
  const std::string path = folder / "old.db";
  make_version_1(path);
  CHECK_THROWS_WITH(Store::open(path, OpenMode::read), Catch::Contains("older Faultline (its schema is 1"));
  {
    Store store = Store::open(path, OpenMode::write);
    CHECK(store.check().schema_version == store::embedded_migrations().back().version);
    CHECK_FALSE(store.load_derived("k").has_value());
  }
  const auto facts = Store::open(path, OpenMode::read).load_facts();
  REQUIRE(facts.sources.size() == 1);
  CHECK(facts.sources[0].title == "Title");
  CHECK(facts.sources[0].records_read == 2);
  CHECK(facts.sources[0].records_rolled_up == 0);
  CHECK(facts.sources[0].continues.empty());
  CHECK(Store::open(path, OpenMode::read).load_rollups().rollups.empty());
}

TEST_CASE("a database of version 2 keeps its events and makes its derived rows anew") {
  const TemporaryFolder folder;
  const std::string path = folder / "old.db";
  make_version_1(path);
  {
    const Database database = Database::open(path, OpenMode::write, kWait);
    database.execute(std::string(base::embedded("schemas/sql/0002_derived.sql")));
    database.execute(
        "PRAGMA user_version = 2;"
        "INSERT INTO event (source_id, ordinal, kind, line, \"column\", pointer, resolution, zone_basis, "
        "date_basis, zone, written, reason, incident_id, incident_title, part, status, title, body, "
        "update_id, "
        "note, version, deploy_kind, actor, url) VALUES "
        "(1, 0, 3, 7, 1, '', 7, 7, 6, '', '', '', '', '', 0, 0, 'checkout v41', '', '', '', 'v41', 'code', "
        "'', '');"
        "INSERT INTO incident VALUES (1, 'x-1', '', '', '', '', 0, '');"
        "INSERT INTO derived_state VALUES (1, 'k', 'd', x'02')");
  }
  CHECK_THROWS_WITH(Store::open(path, OpenMode::read), Catch::Contains("older Faultline (its schema is 2"));
  const Store store = Store::open(path, OpenMode::write);
  const auto facts = store.load_facts();
  REQUIRE(facts.events.size() == 1);
  CHECK(facts.events[0].title == "checkout v41");
  CHECK(facts.events[0].outcome.empty());
  CHECK_FALSE(facts.events[0].pending_seconds.has_value());
  CHECK(facts.annotations.empty());
  CHECK(store.facts_key().size() == 32);
  CHECK_FALSE(store.load_derived("k").has_value());
  CHECK(store.check().integrity == "ok");
}

TEST_CASE("a database of version 3 keeps its claims, which have no amount") {
  const TemporaryFolder folder;
  const std::string path = folder / "old.db";
  make_version_1(path);
  {
    const Database database = Database::open(path, OpenMode::write, kWait);
    database.execute(std::string(base::embedded("schemas/sql/0002_derived.sql")));
    database.execute(std::string(base::embedded("schemas/sql/0003_evidence.sql")));
    database.execute(
        "PRAGMA user_version = 3;"
        "INSERT INTO claim (source_id, ordinal, kind, line, \"column\", pointer, text, rule, part, "
        "resolution, "
        "zone_basis, date_basis, zone, written, reason, seconds_tolerance, state, level, trigger_kind, "
        "owner, "
        "due) VALUES (1, 0, 4, 7, 1, '', 'Add a test', 'listed', 0, 7, 7, 6, '', '', '', 0, 0, 1, '', 'Bo', "
        "'Friday')");
  }
  const Store store = Store::open(path, OpenMode::write);
  const auto facts = store.load_facts();
  REQUIRE(facts.claims.size() == 1);
  CHECK(facts.claims[0].owner == "Bo");
  CHECK(facts.claims[0].ticket.empty());
  CHECK_FALSE(facts.claims[0].action_state.has_value());
  CHECK_FALSE(facts.claims[0].amount.has_value());
  CHECK(store.check().integrity == "ok");
}

TEST_CASE("a migration that fails midway leaves the old version") {
  const TemporaryFolder folder;
  const std::string path = folder / "old.db";
  make_version_1(path);
  const Database database = Database::open(path, OpenMode::write, kWait);
  const std::vector<Migration> steps = {
      {1, "one", "CREATE TABLE never_run (x) STRICT"},
      {2, "two", "CREATE TABLE two (x INTEGER) STRICT"},
      {3, "three", "CREATE TABLE three (x INTEGER) STRICT; INSERT INTO no_such_table VALUES (1)"}};
  CHECK_THROWS_WITH(store::migrate(database, steps),
                    Catch::Contains("from schema 1 to 3: three failed, nothing was changed"));
  CHECK(store::schema_version(database) == 1);
  CHECK(database.integer("SELECT count(*) FROM sqlite_schema WHERE name IN ('never_run', 'two', 'three')") ==
        0);
  CHECK(database.integer("SELECT count(*) FROM source") == 1);
  // What failed can be tried again.
  CHECK_NOTHROW(store::migrate(database, std::span(steps).first(2)));
  CHECK(store::schema_version(database) == 2);
}

TEST_CASE("table code says what the enums say") {
  const TemporaryFolder folder;
  Store::open(folder / "a.db", OpenMode::write);
  const Database database = Database::open(folder / "a.db", OpenMode::read, kWait);
  std::int64_t checked = 0;
  const auto check = [&](const std::string& type, int count, auto name_of) {
    for (int value = 0; value < count; ++value) {
      CAPTURE(type, value);
      auto find = database.prepare("SELECT name FROM code WHERE enum = ? AND value = ?");
      REQUIRE(find.put(type).put(value).step());
      CHECK(find.text(0) == std::string(name_of(value)));
      ++checked;
    }
  };
  const auto name = [](auto last) {
    return [](int value) { return to_string(static_cast<decltype(last)>(value)); };
  };
  check("event_kind", 8, name(model::EventKind::incident));
  check("post_status", 11, name(model::PostStatus::completed));
  check("level", 6, name(model::Level::major_outage));
  check("claim_kind", 13, name(model::ClaimKind::told_time));
  check("amount_kind", 4, name(model::AmountKind::change));
  check("action_state", 2, name(model::ActionState::done));
  check("milestone_kind", model::kMilestoneCount, name(model::MilestoneKind::trigger));
  check("milestone_state", 6, name(model::MilestoneState::unknown));
  check("resolution", 8, name(base::Resolution::unknown));
  check("zone_basis", 8, name(base::ZoneBasis::none));
  check("date_basis", 7, name(base::DateBasis::none));
  check("severity", 3, name(base::Severity::error));
  check("ledger", 4, name(model::Ledger::fused));
  check("metric_kind", model::kMetricCount, name(model::MetricKind::time_to_detect));
  check("metric_state", 5, name(model::MetricState::invalid));
  check("annotation_kind", 7, name(model::AnnotationKind::undo));
  check("suspicion_verdict", 4, name(model::Suspicion::Verdict::none));
  check("suspicion_role", 2, [](int role) { return role == 0 ? "trigger" : "mitigation"; });
  check("finding_severity", 3, name(model::FindingSeverity::info));
  CHECK(database.integer("SELECT count(*) FROM code") == checked);
}

}  // namespace faultline
