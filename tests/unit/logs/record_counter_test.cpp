#include "ingest/logs/record_counter.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace faultline::ingest::logs {
namespace {

using std::chrono::seconds;

const base::Instant kStart = *base::parse_rfc3339("2026-03-04T09:12:00Z");

struct Made {
  std::string cluster, service, version, text;
  int after = 0;  // seconds
  std::optional<int> status;
  std::optional<bool> severe;
  std::optional<std::int64_t> micros;
};

LogRecord record_of(const Made& made) {
  LogRecord record;
  record.at = kStart + seconds(made.after);
  record.cluster = made.cluster;
  record.service = made.service;
  record.version = made.version;
  record.status = made.status;
  record.is_severe = made.severe;
  record.latency_us = made.micros;
  return record;
}

model::SourceFacts counted(const std::vector<Made>& made, const ReadOptions& options = {}) {
  FactSink sink("x", "d", "r", 0);
  RecordCounter counter(options, sink);
  for (const Made& one : made) counter.add(record_of(one), 1, one.text);
  counter.finish();
  return sink.take();
}

std::vector<Made> random_records(unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  const char* clusters[] = {"prod-2", "Prod 2", "PROD2", "prod-1", ""};
  const char* services[] = {"checkout", "Checkout", "check out", ""};
  std::vector<Made> all;
  for (int i = 0; i < 300; ++i) {
    Made made{clusters[below(5)],
              services[below(4)],
              below(2) ? "v1" : "v2",
              "line " + std::to_string(i),
              i * 2,
              {},
              {},
              {}};
    if (below(3) > 0) made.status = 200 + 100 * below(4);
    if (below(2) > 0) made.severe = below(2) == 0;
    if (below(2) > 0) made.micros = below(1'000'000);
    all.push_back(made);
  }
  return all;
}

}  // namespace

TEST_CASE("a status decides, else the level") {
  struct Row {
    const char* name;
    std::optional<int> status;
    std::optional<bool> severe;
    bool is_error;
  };
  const Row rows[] = {{"200", 200, {}, false},
                      {"404", 404, {}, false},
                      {"499", 499, {}, false},
                      {"500", 500, {}, true},
                      {"599", 599, {}, true},
                      {"200 at level error", 200, true, false},
                      {"500 at level info", 500, false, true},
                      {"no status, error", {}, true, true},
                      {"no status, info", {}, false, false},
                      {"neither", {}, {}, false}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto facts = counted({{"c", "s", "", "the line", 7, row.status, row.severe, {}}});
    REQUIRE(facts.rollups.streams.size() == 1);
    const auto& minute = facts.rollups.streams[0].minutes.at(0);
    CHECK(minute.requests == 1);
    CHECK(minute.errors == (row.is_error ? 1 : 0));
    CHECK(minute.first_error.has_value() == row.is_error);
    CHECK(facts.rollups.lines == 1);
    CHECK(facts.source.records_read == 1);
  }
}

// The slow obvious version: a set of the names, and sums by walking over all records for each minute.
TEST_CASE("counting agrees with the sums of all records, in whatever order they come") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    std::vector<Made> made = random_records(seed);
    const auto facts = counted(made);
    using Key = std::tuple<std::string, std::string, std::string, base::Instant>;
    const auto key_of = [](const Made& m) {
      const auto cluster = model::cluster_name(m.cluster).value_or(model::make_name(m.cluster));
      return Key{cluster.slug, model::make_name(m.service).slug, m.version,
                 base::floor_minute(kStart + seconds(m.after))};
    };
    std::set<Key> keys;
    for (const Made& m : made) keys.insert(key_of(m));
    std::size_t minutes = 0;
    for (const auto& stream : facts.rollups.streams) {
      for (const auto& minute : stream.minutes) {
        ++minutes;
        const Key key{stream.scope.cluster.slug, stream.scope.service.slug, stream.version, minute.minute};
        std::int64_t requests = 0, errors = 0, told = 0;
        std::string first;
        for (const Made& m : made) {
          if (key_of(m) != key) continue;
          ++requests;
          told += m.micros.has_value();
          if (m.status ? *m.status < 500 : !m.severe.value_or(false)) continue;
          ++errors;
          if (first.empty()) first = m.text;  // made in the order of time
        }
        CHECK(minute.requests == requests);
        CHECK(minute.errors == errors);
        CHECK(minute.latency.total() == told);
        CHECK((minute.first_error ? minute.first_error->text : "") == first);
      }
    }
    CHECK(minutes == keys.size());

    std::mt19937 random(seed);
    std::shuffle(made.begin(), made.end(), random);
    const auto shuffled = counted(made);
    REQUIRE(shuffled.rollups.streams.size() == facts.rollups.streams.size());
    for (std::size_t i = 0; i < facts.rollups.streams.size(); ++i) {
      const auto& a = facts.rollups.streams[i];
      const auto& b = shuffled.rollups.streams[i];
      CHECK(a.scope == b.scope);
      CHECK(a.scope.cluster.label == b.scope.cluster.label);
      CHECK(a.scope.service.label == b.scope.service.label);
      CHECK(a.version == b.version);
      CHECK(a.minutes == b.minutes);
    }
  }
}

TEST_CASE("streams are sorted by scope and version, minutes ascend") {
  const auto facts = counted({{"prod-2", "b", "v2", "", 120, 200, {}, {}},
                              {"prod-2", "b", "v1", "", 60, 200, {}, {}},
                              {"prod-1", "z", "", "", 0, 200, {}, {}},
                              {"prod-2", "b", "v2", "", 0, 200, {}, {}}});
  std::vector<std::string> found;
  for (const auto& stream : facts.rollups.streams) {
    found.push_back(model::to_string(stream.scope) + " " + stream.version);
    CHECK(std::is_sorted(stream.minutes.begin(), stream.minutes.end(),
                         [](const auto& a, const auto& b) { return a.minute < b.minute; }));
  }
  CHECK(found == std::vector<std::string>{"prod-1 / z ", "prod-2 / b v1", "prod-2 / b v2"});
}

TEST_CASE("what a line does not name comes from the path rules, then from the options") {
  ReadOptions options;
  options.cluster = "prod-9";
  options.service = "edge";
  options.organisation = "Corvane";
  options.logs.paths = {
      {"/api", "api", ""}, {"/api/pay", "pay", "prod-3"}, {"shop.example/api", "shop-api", ""}};
  struct Row {
    const char *cluster, *service, *path, *host;
    const char* scope;
  };
  const Row rows[] = {
      {"", "", "", "", "prod-9 / edge"},
      {"", "", "/", "", "prod-9 / edge"},
      {"", "", "/api/x?y", "", "prod-9 / api"},
      {"", "", "/api/pay/7", "", "prod-3 / pay"},
      {"prod-1", "", "/api/pay/7", "", "prod-1 / pay"},
      {"", "own", "/api/pay/7", "", "prod-9 / own"},
      {"", "", "https://shop.example/api/pay", "", "prod-9 / shop-api"},
      {"", "", "/api/pay", "shop.example", "prod-9 / shop-api"},
      {"", "", "https://other.example/api/pay", "", "prod-3 / pay"},
      {"", "", "https://other.example", "", "prod-9 / edge"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path, row.host, row.service);
    FactSink sink("x", "d", "r", 0);
    RecordCounter counter(options, sink);
    LogRecord record;
    record.at = kStart;
    record.cluster = row.cluster;
    record.service = row.service;
    record.path = row.path;
    record.host = row.host;
    counter.add(record, 1, "line");
    counter.finish();
    const auto facts = sink.take();
    REQUIRE(facts.rollups.streams.size() == 1);
    CHECK(model::to_string(facts.rollups.streams[0].scope) == row.scope);
    CHECK(facts.rollups.streams[0].scope.organisation.label == "Corvane");
  }
}

TEST_CASE("a field that is no name does not grow the memory") {
  FactSink sink("x", "d", "r", 0);
  const ReadOptions options;
  RecordCounter counter(options, sink);
  const int kMade = static_cast<int>(kMostStreams) + 5;
  for (int i = 0; i < kMade; ++i) {
    const std::string service = "req-" + std::to_string(i);
    LogRecord record;
    record.at = kStart;
    record.service = service;
    record.service_field = "request_id";
    counter.add(record, i + 1, "line");
  }
  counter.finish();
  const auto facts = sink.take();
  CHECK(facts.rollups.lines == static_cast<std::int64_t>(kMostStreams));
  CHECK(facts.source.records_read == kMade);
  REQUIRE(facts.diagnostics.size() == 5);
  CHECK(facts.diagnostics[0].line == static_cast<int>(kMostStreams) + 1);
  CHECK(facts.diagnostics[0].message ==
        "more than 20000 streams, of which 'request_id' has 20000 different values as the service; that is "
        "no name "
        "of a service: say in [logs] fields of the config which field it is");
}

TEST_CASE("clear forgets everything") {
  FactSink sink("x", "d", "r", 0);
  const ReadOptions options;
  RecordCounter counter(options, sink);
  counter.add(record_of({"c", "s", "", "", 0, 200, {}, {}}), 1, "line");
  counter.clear();
  counter.add(record_of({"c", "s", "", "", 0, 500, {}, {}}), 2, "line");
  counter.finish();
  const auto facts = sink.take();
  CHECK(facts.rollups.lines == 1);
  REQUIRE(facts.rollups.streams.size() == 1);
  CHECK(facts.rollups.streams[0].minutes.at(0).requests == 1);
}

TEST_CASE("an excerpt is printable, valid and at most 200 bytes") {
  CHECK(error_excerpt("a \x1b[31m red") == "a ?[31m red");
  CHECK(error_excerpt("\xff") == "\xef\xbf\xbd");
  CHECK(error_excerpt(std::string(300, 'x')) == std::string(200, 'x'));
  CHECK(error_excerpt(std::string(300, '\xff')).size() <= 200);
  CHECK(error_excerpt(std::string(199, 'x') + "\xc3\xbc") == std::string(199, 'x'));
  CHECK(error_excerpt(std::string(198, 'x') + "\xc3\xbc") == std::string(198, 'x') + "\xc3\xbc");
}

}  // namespace faultline::ingest::logs
