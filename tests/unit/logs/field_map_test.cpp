#include "ingest/logs/field_map.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace faultline::ingest::logs {
namespace {

const FieldMap::Use* use_of(const FieldMap& map, std::string_view name, Part part) {
  const auto* entry = map.find(name);
  if (entry == nullptr) return nullptr;
  for (const auto& use : entry->uses) {
    if (use.part == part) return &use;
  }
  return nullptr;
}

// The row of the table of docs/logs.md that begins with "| name |": the words in backquotes behind it.
std::set<std::string> documented(const std::string& page, const std::string& name) {
  std::set<std::string> words;
  const auto begin = page.find("\n| " + name + " |");
  if (begin == page.npos) return words;
  const auto row = page.substr(begin + 1, page.find('\n', begin + 1) - begin - 1);
  for (auto at = row.find('`'); at != row.npos;) {
    const auto end = row.find('`', at + 1);
    words.insert(row.substr(at + 1, end - at - 1));
    at = row.find('`', end + 1);
  }
  return words;
}

}  // namespace

TEST_CASE("the config's names come first, then the usual spellings") {
  model::LogConfig config;
  config.fields.service = {"labels.team.app", "app"};
  config.fields.latency = {"spent", "spent_us", "event.duration"};
  config.latency_unit = "ns";
  const FieldMap map(config);
  REQUIRE(use_of(map, "labels.team.app", Part::service));
  CHECK(use_of(map, "labels.team.app", Part::service)->rank == 0);
  CHECK(use_of(map, "app", Part::service)->rank == 1);
  CHECK(use_of(map, "service", Part::service)->rank > 1);
  REQUIRE(map.find("labels"));
  CHECK(map.find("labels")->is_prefix);
  CHECK(map.find("labels.team")->is_prefix);
  CHECK(map.find("labels.team")->uses.empty());
  CHECK(map.find("nothing") == nullptr);
  CHECK(use_of(map, "spent", Part::latency)->unit == LatencyUnit::nanosecond);
  CHECK(use_of(map, "spent_us", Part::latency)->unit == LatencyUnit::microsecond);
  CHECK(use_of(map, "latency", Part::latency)->unit == LatencyUnit::nanosecond);
}

TEST_CASE("a latency's name tells its unit") {
  const FieldMap map({});
  struct Row {
    const char* name;
    LatencyUnit unit;
  };
  const Row rows[] = {{"duration", LatencyUnit::millisecond},      {"duration_ms", LatencyUnit::millisecond},
                      {"durationMs", LatencyUnit::millisecond},    {"latency_us", LatencyUnit::microsecond},
                      {"elapsed_seconds", LatencyUnit::second},    {"took_ns", LatencyUnit::nanosecond},
                      {"response_time_s", LatencyUnit::second},    {"request_time", LatencyUnit::second},
                      {"event.duration", LatencyUnit::nanosecond}, {"responseTime", LatencyUnit::millisecond},
                      {"latency_millis", LatencyUnit::millisecond}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    REQUIRE(use_of(map, row.name, Part::latency));
    CHECK(use_of(map, row.name, Part::latency)->unit == row.unit);
  }
}

TEST_CASE("docs/logs.md lists the spellings that the code knows, and no others") {
  std::ifstream file("docs/logs.md");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string page = text.str();
  const std::pair<const char*, Part> rows[] = {
      {"time", Part::time},       {"cluster", Part::cluster}, {"service", Part::service},
      {"version", Part::version}, {"program", Part::program}, {"status", Part::status},
      {"level", Part::level},     {"latency", Part::latency}, {"path", Part::path},
      {"message", Part::message},
  };
  STATIC_REQUIRE(std::size(rows) == kParts);
  for (const auto& [name, part] : rows) {
    CAPTURE(name);
    const auto spellings = usual_spellings(part);
    CHECK(documented(page, name) == std::set<std::string>(spellings.begin(), spellings.end()));
  }
  std::set<std::string> endings;
  for (const UnitEnding& known : unit_endings()) endings.emplace(known.ending);
  CHECK(documented(page, "endings of a latency") == endings);
}

}  // namespace faultline::ingest::logs
