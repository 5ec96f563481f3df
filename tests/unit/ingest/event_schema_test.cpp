// The reader of our own events and its published schema must agree: what one takes, the other takes.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <fstream>
#include <string>

#include "ingest/reader.hpp"

namespace faultline::ingest {
namespace {

class Schema {
 public:
  Schema() {
    std::ifstream file("schemas/json/event.schema.json");
    const auto json = nlohmann::json::parse(file);
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(json), schema_);
  }

  bool takes(const std::string& line) const {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded()) return false;
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(json), nullptr);
  }

 private:
  valijson::Schema schema_;
};

// Taken without any diagnostic.
bool reader_takes(const std::string& line) {
  const auto facts = read_input({"line", line}, {}, &reader_named("events"));
  return facts.events.size() == 1 && facts.diagnostics.empty();
}

struct Row {
  const char* name;
  const char* line;
  bool is_valid;
};

const Row kRows[] = {
    {"least", R"({"kind": "note", "at": "2026-05-05T01:17:00Z"})", true},
    {"to the minute", R"({"kind": "note", "at": "2026-05-05T01:17Z"})", true},
    {"offset", R"({"kind": "note", "at": "2026-05-05 01:17:00.25+05:30"})", true},
    {"offset without colon", R"({"kind": "note", "at": "2026-05-05T01:17:00+0530"})", true},
    {"interval",
     R"({"kind": "note", "at": {"earliest": "2026-05-05T01:00Z", "latest": "2026-05-05T02:00Z"}})", true},
    {"interval with best",
     R"({"kind": "note", "at": {"earliest": "2026-05-05T01:00Z", "latest": "2026-05-05T02:00Z", "best": "2026-05-05T01:30Z"}})",
     true},
    {"every text field",
     R"({"kind": "deploy", "at": "2026-05-05T01:17:00Z", "until": "2026-05-05T01:18:00Z", "organisation": "Tarnfield", "cluster": "prod-1", "service": "a", "group": "g", "title": "t", "body": "b", "incident": "i", "version": "v", "deploy_kind": "flag", "actor": "x", "url": "u", "id": "1"})",
     true},
    {"deploy with its outcome",
     R"({"kind": "deploy", "at": "2026-05-05T01:17:00Z", "outcome": "in_progress"})", true},
    {"alert with its pending time",
     R"({"kind": "alert", "at": "2026-05-05T01:17:00Z", "fingerprint": "9be0", "pending_seconds": 300})",
     true},
    {"unknown outcome", R"({"kind": "deploy", "at": "2026-05-05T01:17:00Z", "outcome": "fine"})", false},
    {"pending as text", R"({"kind": "alert", "at": "2026-05-05T01:17:00Z", "pending_seconds": "300"})",
     false},
    {"pending below zero", R"({"kind": "alert", "at": "2026-05-05T01:17:00Z", "pending_seconds": -1})",
     false},
    {"pending in parts", R"({"kind": "alert", "at": "2026-05-05T01:17:00Z", "pending_seconds": 1.5})", false},
    {"fingerprint as a number", R"({"kind": "alert", "at": "2026-05-05T01:17:00Z", "fingerprint": 7})",
     false},
    {"post", R"({"kind": "status_update", "at": "2026-05-05T01:17:00Z", "status": "in_progress"})", true},
    {"levels",
     R"({"kind": "component_change", "at": "2026-05-05T01:17:00Z", "level": "degraded", "old_level": "operational"})",
     true},
    {"no kind", R"({"at": "2026-05-05T01:17:00Z"})", false},
    {"no at", R"({"kind": "note"})", false},
    {"unknown kind", R"({"kind": "notes", "at": "2026-05-05T01:17:00Z"})", false},
    {"unknown field", R"({"kind": "note", "at": "2026-05-05T01:17:00Z", "txt": "b"})", false},
    {"no offset", R"({"kind": "note", "at": "2026-05-05T01:17:00"})", false},
    {"bare date", R"({"kind": "note", "at": "2026-05-05"})", false},
    {"number as text", R"({"kind": "deploy", "at": "2026-05-05T01:17:00Z", "version": 7})", false},
    {"epoch", R"({"kind": "deploy", "at": 1777943820})", false},
    {"unknown level", R"({"kind": "component_change", "at": "2026-05-05T01:17:00Z", "level": "bad"})", false},
    {"unknown status", R"({"kind": "status_update", "at": "2026-05-05T01:17:00Z", "status": "healed"})",
     false},
    {"unknown deploy kind", R"({"kind": "deploy", "at": "2026-05-05T01:17:00Z", "deploy_kind": "magic"})",
     false},
    {"half an interval", R"({"kind": "note", "at": {"earliest": "2026-05-05T01:00Z"}})", false},
    {"interval with more",
     R"({"kind": "note", "at": {"earliest": "2026-05-05T01:00Z", "latest": "2026-05-05T02:00Z", "about": "x"}})",
     false},
    {"no object", R"(["note"])", false},
};

TEST_CASE("the reader and the schema take the same lines") {
  const Schema schema;
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    CHECK(schema.takes(row.line) == row.is_valid);
    CHECK(reader_takes(row.line) == row.is_valid);
  }
}

// What no schema of this draft can say.
TEST_CASE("the reader refuses what only it can know") {
  const char* lines[] = {
      R"({"kind": "note", "at": "2026-02-30T01:17:00Z"})",
      R"({"kind": "maintenance", "at": "2026-05-05T01:17:00Z", "until": "2026-05-05T00:17:00Z"})",
      R"({"kind": "component_change", "at": "2026-05-05T01:17:00Z"})",
      R"({"kind": "note", "at": {"earliest": "2026-05-05T02:00Z", "latest": "2026-05-05T01:00Z"}})",
  };
  for (const char* line : lines) {
    CAPTURE(line);
    CHECK_FALSE(reader_takes(line));
  }
}

TEST_CASE("every line of the good samples is valid") {
  const Schema schema;
  std::ifstream file("samples/events/week.jsonl");
  int lines = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    CAPTURE(line);
    CHECK(schema.takes(line));
    CHECK(reader_takes(line));
    ++lines;
  }
  CHECK(lines == 7);
}

TEST_CASE("an interval keeps its ends and a middle") {
  const auto facts = read_input(
      {"l", R"({"kind": "note", "at": {"earliest": "2026-05-05T01:00Z", "latest": "2026-05-05T02:00Z"}})"},
      {});
  REQUIRE(facts.events.size() == 1);
  const auto& when = facts.events[0].when;
  CHECK(base::format_rfc3339(when.utc->earliest) == "2026-05-05T01:00:00Z");
  CHECK(base::format_rfc3339(when.utc->best) == "2026-05-05T01:30:00Z");
  CHECK(base::format_rfc3339(when.utc->latest) == "2026-05-05T02:00:00Z");
  CHECK(when.resolution == base::Resolution::bounded);
}

struct CsvRow {
  const char* name;
  const char* text;
  std::size_t events, diagnostics;
};

TEST_CASE("CSV") {
  const CsvRow rows[] = {
      {"plain", "kind,at,service\ndeploy,2026-05-05T01:17:00Z,a\n", 1, 0},
      {"windows", "\xef\xbb\xbfkind,at\r\nnote,2026-05-05T01:17:00Z\r\n", 1, 0},
      {"semicolons", "kind;at;title\nnote;2026-05-05T01:17:00Z;a,b\n", 1, 0},
      {"no last newline", "kind,at\nnote,2026-05-05T01:17:00Z", 1, 0},
      {"blank rows", "\nkind,at\n\nnote,2026-05-05T01:17:00Z\n\n", 1, 0},
      {"too few cells", "kind,at,title\nnote,2026-05-05T01:17:00Z\n", 0, 1},
      {"unknown column", "kind,at,titel\nnote,2026-05-05T01:17:00Z,x\n", 1, 1},
      {"seconds", "kind,at,pending_seconds\nalert,2026-05-05T01:17:00Z,300\n", 1, 0},
      {"seconds with a unit", "kind,at,pending_seconds\nalert,2026-05-05T01:17:00Z,5m\n", 0, 1},
      {"unclosed quote", "kind,at\nnote,\"2026-05-05T01:17:00Z\n", 0, 1},
      {"bad time", "kind,at\nnote,noon\nnote,2026-05-05T01:17:00Z\n", 1, 1},
      {"no header", "note,2026-05-05T01:17:00Z\n", 0, 1},
      {"empty", "", 0, 1},
  };
  for (const CsvRow& row : rows) {
    CAPTURE(row.name);
    const auto facts = read_input({"x.csv", row.text}, {}, &reader_named("events"));
    CHECK(facts.events.size() == row.events);
    CHECK(facts.diagnostics.size() == row.diagnostics);
  }
}

TEST_CASE("the organisation given by the user fills only what is missing") {
  ReadOptions options;
  options.organisation = "Okapi Cloud";
  const auto own = read_input(
      {"l", R"({"kind": "note", "at": "2026-05-05T01:17Z", "organisation": "Tarnfield"})"}, options);
  const auto given = read_input({"l", R"({"kind": "note", "at": "2026-05-05T01:17Z"})"}, options);
  CHECK(own.source.organisation == "Tarnfield");
  CHECK(given.source.organisation == "Okapi Cloud");
}

}  // namespace
}  // namespace faultline::ingest
