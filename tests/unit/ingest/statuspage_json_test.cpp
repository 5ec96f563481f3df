#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <map>

#include "ingest/reader.hpp"

namespace faultline::ingest {
namespace {

model::SourceFacts read(const std::string& json) {
  return read_input({"x.json", json}, {}, &reader_named("statuspage_json"));
}

std::map<model::EventKind, int> kinds(const model::SourceFacts& facts) {
  std::map<model::EventKind, int> counts;
  for (const auto& event : facts.events) ++counts[event.kind];
  return counts;
}

const char* kIncident =
    R"({"id":"i1","name":"N","status":"resolved","impact":"minor","created_at":"2026-01-01T10:00:00Z","incident_updates":[]})";

TEST_CASE("every shape of answer holds the incident") {
  const std::string incident = kIncident;
  for (const std::string& json :
       {incident, "[" + incident + "]", R"({"page":{"name":"P"},"incident":)" + incident + "}",
        R"({"page":{"name":"P"},"incidents":[)" + incident + "]}",
        R"({"page":{"name":"P"},"scheduled_maintenances":[)" + incident + "]}"}) {
    CAPTURE(json);
    const auto facts = read(json);
    REQUIRE(facts.events.size() == 1);
    CHECK(facts.events[0].incident_id == "i1");
    CHECK(facts.events[0].level == model::Level::degraded);
    CHECK(facts.diagnostics.empty());
  }
}

std::string with_items(const std::vector<std::array<const char*, 2>>& oldest_first) {
  std::string updates;
  int minute = 0;
  for (const auto& [before, after] : oldest_first) {
    const std::string at = fmt::format("2026-01-01T10:{:02}:00Z", minute++);
    const std::string update = fmt::format(
        R"({{"id":"u{}","status":"investigating","body":"b","display_at":"{}","affected_components":[{{"code":"c","name":"Search","old_status":"{}","new_status":"{}"}}]}})",
        minute, at, before, after);
    updates = updates.empty() ? update : update + "," + updates;
  }
  return fmt::format(
      R"({{"id":"i1","name":"N","impact":"none","created_at":"2026-01-01T10:00:00Z","incident_updates":[{}]}})",
      updates);
}

TEST_CASE("which affected components are changes") {
  struct Row {
    const char* name;
    std::vector<std::array<const char*, 2>> items;
    int changes;
  };
  const Row rows[] = {
      {"no change at all", {{"operational", "operational"}, {"operational", "operational"}}, 0},
      {"down and up", {{"operational", "major_outage"}, {"major_outage", "operational"}}, 2},
      {"old state is wrong", {{"operational", "major_outage"}, {"operational", "operational"}}, 2},
      {"stays down", {{"operational", "major_outage"}, {"major_outage", "major_outage"}}, 1},
      {"down before it is named",
       {{"degraded_performance", "degraded_performance"}, {"degraded_performance", "degraded_performance"}},
       1},
      {"said twice", {{"operational", "major_outage"}, {"operational", "major_outage"}}, 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto facts = read(with_items(row.items));
    CHECK(kinds(facts)[model::EventKind::component_change] == row.changes);
    const int left = static_cast<int>(row.items.size()) - row.changes;
    CHECK(facts.source.records_ignored == left);
  }
}

TEST_CASE("an update stands where it is displayed, not where it was typed") {
  const auto facts = read(
      R"({"id":"i","name":"N","impact":"none","created_at":"2026-01-01T10:00:00Z","incident_updates":[{"id":"u","status":"resolved","body":"b","created_at":"2026-01-02T00:00:00Z","updated_at":"2026-01-03T00:00:00Z","display_at":"2026-01-01T11:00:00Z"}]})");
  REQUIRE(facts.events.size() == 2);
  CHECK(base::format_rfc3339(facts.events[1].when.utc->best) == "2026-01-01T11:00:00Z");
  CHECK(base::format_rfc3339(*facts.events[1].edited_at) == "2026-01-03T00:00:00Z");
}

TEST_CASE("broken JSON is told with its place") {
  struct Row {
    const char* name;
    std::string json;
    int line, column;
  };
  const Row rows[] = {
      {"cut", "{\"incidents\": [\n", 2, 1},
      {"comma", "{\"a\": 1,\n \"b\": ,}", 2, 7},
      {"text", "hello", 1, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto facts = read(row.json);
    REQUIRE(facts.diagnostics.size() == 1);
    CHECK(facts.diagnostics[0].line == row.line);
    CHECK(facts.diagnostics[0].column == row.column);
    CHECK(facts.source.records_read == 1);
  }
}

TEST_CASE("JSON nested too deeply is told") {
  const auto facts = read("{\"page\":" + std::string(100, '[') + std::string(100, ']') + "}");
  REQUIRE(facts.diagnostics.size() == 1);
  CHECK(facts.diagnostics[0].message.find("deeper than 64") != std::string::npos);
}

TEST_CASE("an incident resolved before it began is noted") {
  const auto facts = read(
      R"({"id":"i","name":"N","impact":"none","started_at":"2026-01-02T10:00:00Z","resolved_at":"2026-01-01T10:00:00Z","incident_updates":[]})");
  REQUIRE(facts.events.size() == 1);
  CHECK(facts.events[0].note.starts_with("written after the fact"));
}

}  // namespace
}  // namespace faultline::ingest
