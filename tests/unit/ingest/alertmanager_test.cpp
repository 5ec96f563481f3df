// Alerts: open or over, the same or another, whose, and how long they were pending.
#include <catch2/catch.hpp>

#include <string>

#include "ingest/reader.hpp"
#include "ingest/readers/alert_labels.hpp"

namespace faultline::ingest {
namespace {

std::string alert(const std::string& status, const std::string& end, const std::string& labels = "",
                  const std::string& more = "") {
  return R"({)" + (status.empty() ? "" : "\"status\":" + status + ",") + R"("labels":{"alertname":"Lag")" +
         (labels.empty() ? "" : "," + labels) + R"(},"startsAt":"2026-03-03T09:00:00.25Z","endsAt":")" + end +
         "\"" + more + "}";
}

model::SourceFacts read(const std::string& text, const ReadOptions& options = {}) {
  auto facts = read_input({"x.json", text}, options);
  CHECK(facts.source.reader == "alertmanager");
  return facts;
}

struct End {
  const char* name;
  std::string text;
  const char* until;
};

TEST_CASE("only a resolved alert has an end") {
  const std::string zero = "0001-01-01T00:00:00Z", end = "2026-03-03T09:30:00Z";
  const End rows[] = {
      {"firing", "[" + alert("\"firing\"", zero) + "]", ""},
      {"firing with a time-out", "[" + alert("\"firing\"", end) + "]", ""},
      {"resolved", "[" + alert("\"resolved\"", end) + "]", "2026-03-03T09:30:00Z"},
      {"resolved without an end", "[" + alert("\"resolved\"", zero) + "]", ""},
      {"end before start", "[" + alert("\"resolved\"", "2026-03-03T08:00:00Z") + "]", ""},
      {"active in the API", "[" + alert(R"({"state":"active"})", end) + "]", ""},
      {"status of the payload", R"({"status":"resolved","alerts":[)" + alert("", end) + "]}",
       "2026-03-03T09:30:00Z"},
      {"no status", "[" + alert("", end) + "]", ""},
  };
  for (const End& row : rows) {
    CAPTURE(row.name);
    const auto facts = read(row.text);
    REQUIRE(facts.events.size() == 1);
    const model::Event& event = facts.events[0];
    CHECK(event.kind == model::EventKind::alert);
    CHECK(base::format_rfc3339(event.when.utc->best) == "2026-03-03T09:00:00.250Z");
    CHECK((event.until ? base::format_rfc3339(event.until->utc->best) : "") == row.until);
    CHECK(event.title == "Lag");
  }
}

TEST_CASE("an alert that fires and is resolved is one event, in any order") {
  const std::string firing = R"({"alerts":[)" + alert("\"firing\"", "0001-01-01T00:00:00Z") + "]}";
  const std::string over = R"({"alerts":[)" + alert("\"resolved\"", "2026-03-03T09:30:00Z") + "]}";
  for (const std::string& text : {firing + "\n" + over + "\n" + firing, over + "\n" + firing + "\n" + firing,
                                  "[" + firing + "," + firing + "," + over + "]"}) {
    CAPTURE(text);
    const auto facts = read(text);
    REQUIRE(facts.events.size() == 1);
    CHECK(facts.events[0].until.has_value());
    REQUIRE(facts.ignored.size() == 1);
    CHECK(facts.ignored[0].reason == "an earlier state of the same alert");
    CHECK(facts.ignored[0].count == 2);
    CHECK(facts.source.records_read == 3);
  }
}

struct Scoped {
  const char* labels;
  const char* scope;
};

TEST_CASE("labels name the scope") {
  const Scoped rows[] = {
      {R"("cluster":"prod2","service":"checkout","app":"x","job":"y")", "prod-2 / checkout"},
      {R"("env":"Production","app":"ledger")", "production / ledger"},
      {R"("job":"jobs/worker","namespace":"batch")", "worker"},
      {R"("job":"node-exporter","namespace":"batch")", "batch"},
      {R"("service":"kube-state-metrics","job":"blackbox","container":"api")", "api"},
      {R"("instance":"10.0.0.1:9100")", "(none)"},
  };
  for (const Scoped& row : rows) {
    CAPTURE(row.labels);
    const auto facts = read("[" + alert("\"firing\"", "", row.labels) + "]");
    REQUIRE(facts.events.size() == 1);
    const auto& scopes = facts.events[0].scopes;
    CHECK((scopes.empty() ? "(none)" : model::to_string(scopes.front())) == row.scope);
  }
}

TEST_CASE("pending comes from the alert, else from the config") {
  ReadOptions options;
  options.alerts = {{"Lag", 420}, {"Other", 60}};
  const auto pending = [&](const std::string& more) {
    return read("[" + alert("\"firing\"", "", "", more) + "]", options).events.at(0).pending_seconds;
  };
  CHECK(pending("") == 420);
  CHECK(pending(R"(,"annotations":{"for":"1h5m"})") == 3900);
  options.alerts.clear();
  CHECK_FALSE(pending("").has_value());
}

TEST_CASE("durations") {
  using formats::parse_alert_duration;
  CHECK(parse_alert_duration("0") == 0);
  CHECK(parse_alert_duration("90s") == 90);
  CHECK(parse_alert_duration("1h30m") == 5400);
  CHECK(parse_alert_duration("500ms") == 0);
  CHECK(parse_alert_duration("1w") == 604800);
  for (const char* bad :
       {"", "m", "10", "10 m", "1h30", "-5m", "99999999999999999999y", "9223372036854775807w"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_alert_duration(bad).has_value());
  }
}

// The published test values of 64-bit FNV-1a would not hold for labels; these are by the slow definition.
TEST_CASE("an alert without a fingerprint gets the one of its labels") {
  const auto facts = read("[" + alert("\"firing\"", "", R"("b":"2","a":"1")") + "," +
                          alert("\"firing\"", "", R"("a":"1","b":"2")") + "]");
  REQUIRE(facts.events.size() == 1);
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : std::string("a\xff"
                                  "1\xff"
                                  "alertname\xff"
                                  "Lag\xff"
                                  "b\xff"
                                  "2\xff"))
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  CHECK(std::stoull(facts.events[0].fingerprint, nullptr, 16) == hash);
  CHECK(facts.events[0].fingerprint.size() == 16);
}

TEST_CASE("wrong types are told with their pointer") {
  const auto facts = read(R"({"alerts":[)" + alert("\"firing\"", "", R"("severity":3)") +
                          R"(,7,{"startsAt":"x","labels":{}}]})");
  CHECK(facts.events.size() == 1);
  REQUIRE(facts.diagnostics.size() == 4);
  CHECK(facts.diagnostics[0].pointer == "/alerts/0/labels/severity");
  CHECK(facts.diagnostics[1].pointer == "/alerts/1");
  CHECK(facts.diagnostics[2].pointer == "/alerts/2/startsAt");
  CHECK(facts.diagnostics[3].pointer == "/alerts/2");
}

}  // namespace
}  // namespace faultline::ingest
