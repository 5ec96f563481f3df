#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "ingest/reader.hpp"

namespace faultline::ingest {
namespace {

model::SourceFacts read(const std::string& text, const ReadOptions& options = {}) {
  return read_input({"x.csv", text}, options, &reader_named("rollups"));
}

}  // namespace

TEST_CASE("rows become the minutes that they say") {
  const auto facts = read(
      "service,minute,errors,requests,version,slow,cluster,organisation\r\n"
      "checkout,2026-03-04T09:12:00Z,4,181,v41,9,prod-2,Corvane\r\n"
      "\"pay, \"\"later\"\"\",1772615520,0,0,,,PROD2,Corvane\r\n");
  CHECK(facts.diagnostics.empty());
  CHECK(facts.rollups.lines == 2);
  REQUIRE(facts.rollups.streams.size() == 2);
  const auto& checkout = facts.rollups.streams[0];
  CHECK(model::to_string(checkout.scope) == "prod-2 / checkout");
  CHECK(checkout.scope.organisation.label == "Corvane");
  CHECK(checkout.version == "v41");
  REQUIRE(checkout.minutes.size() == 1);
  CHECK(base::format_rfc3339(checkout.minutes[0].minute) == "2026-03-04T09:12:00Z");
  CHECK(checkout.minutes[0].requests == 181);
  CHECK(checkout.minutes[0].errors == 4);
  CHECK(checkout.minutes[0].slow == 9);
  const auto& pay = facts.rollups.streams[1];
  CHECK(pay.scope.service.label == "pay, \"later\"");
  CHECK(pay.scope.cluster.slug == "prod-2");
  CHECK(base::format_rfc3339(pay.minutes.at(0).minute) == "2026-03-04T09:12:00Z");
  CHECK_FALSE(pay.minutes.at(0).slow);
}

TEST_CASE("a row that cannot be is told with its column") {
  struct Row {
    const char* row;
    int column;
    const char* message;
  };
  const Row rows[] = {
      {"2026-03-04T09:12:00Z,c,s,10,11,0", 29, "more errors than requests"},
      {"2026-03-04T09:12:00Z,c,s,10,1,11", 31, "more slow requests than requests"},
      {"2026-03-04T09:12:00Z,c,s,-1,0,0", 26, "'-1' is no count of requests"},
      {"2026-03-04T09:12:00Z,c,s,1.5,0,0", 26, "'1.5' is no count of requests"},
      {"2026-03-04T09:12:00Z,c,s,99999999999999999999,0,0", 26,
       "'99999999999999999999' is no count of requests"},
      {"2026-03-04T09:12:00Z,c,s,,0,0", 26, "'requests' is empty"},
      {"2026-03-04T09:12:00Z,c,s,1,,0", 28, "'errors' is empty"},
      {"2026-03-04T09:12:01Z,c,s,1,0,0", 1, "'2026-03-04T09:12:01Z' is not the beginning of a minute"},
      {"1772615521,c,s,1,0,0", 1, "'1772615521' is not the beginning of a minute"},
      {"soon,c,s,1,0,0", 1, "'soon' is no time; write 2026-03-04T09:12:00Z or seconds since 1970"},
      {",c,s,1,0,0", 1, "'' is no time; write 2026-03-04T09:12:00Z or seconds since 1970"},
      {"2026-03-04T09:12:00Z,c,s,1,0", 1, "5 cells where the header has 6"},
      {"2026-03-04T09:12:00Z,c,\"s,1,0,0", 1, "a quote is not closed"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.row);
    const auto facts = read(std::string("minute,cluster,service,requests,errors,slow\n") + row.row + "\n");
    REQUIRE(facts.diagnostics.size() == 1);
    CHECK(facts.diagnostics[0].message == row.message);
    CHECK(facts.diagnostics[0].line == 2);
    CHECK(facts.diagnostics[0].column == row.column);
    CHECK(facts.rollups.lines == 0);
    CHECK(facts.source.records_read == 1);
  }
}

TEST_CASE("a minute given twice is not summed") {
  const auto facts = read(
      "minute,cluster,service,requests,errors\n"
      "2026-03-04T09:12:00Z,prod-2,s,10,1\n"
      "2026-03-04T10:12:00+01:00,Prod 2,S,20,2\n"
      "2026-03-04T09:13:00Z,prod-2,s,30,3\n");
  REQUIRE(facts.rollups.streams.size() == 1);
  CHECK(facts.rollups.streams[0].minutes.at(0).requests == 10);
  CHECK(facts.rollups.lines == 2);
  REQUIRE(facts.diagnostics.size() == 1);
  CHECK(facts.diagnostics[0].line == 3);
}

TEST_CASE("a header without what is needed is told, and nothing is read") {
  struct Row {
    const char* header;
    const char* message;
  };
  const Row rows[] = {
      {"minute,cluster,service,requests", "the header has no column 'errors'"},
      {"a,b", "the header has no column 'minute', 'cluster', 'service', 'requests', 'errors'"},
      {"minute,\"cluster", "a quote of the header is not closed"}};
  for (const Row& row : rows) {
    CAPTURE(row.header);
    const auto facts = read(std::string(row.header) + "\n1,2,3,4\n");
    REQUIRE(facts.diagnostics.size() == 1);
    CHECK(facts.diagnostics[0].message == row.message);
    CHECK(facts.rollups.streams.empty());
  }
}

TEST_CASE("the order of rows changes nothing") {
  std::vector<std::string> rows;
  for (int stream = 0; stream < 5; ++stream) {
    for (int minute = 0; minute < 60; ++minute)
      rows.push_back(
          fmt::format("2026-03-04T09:{:02}:00Z,prod-{},s,{},{}\n", minute, stream % 2, 10 + minute, stream));
  }
  const auto all = [&] {
    std::string text = "minute,cluster,service,requests,errors,version\n";
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::string row = rows[i];
      row.insert(row.size() - 1, fmt::format(",v{}", row[row.size() - 2]));
      text += row;
    }
    return read(text);
  };
  const auto first = all();
  CHECK(first.rollups.lines == 300);
  CHECK(first.rollups.streams.size() == 5);
  std::mt19937 random(7);
  std::shuffle(rows.begin(), rows.end(), random);
  const auto second = all();
  REQUIRE(second.rollups.streams.size() == first.rollups.streams.size());
  for (std::size_t i = 0; i < first.rollups.streams.size(); ++i) {
    CHECK(first.rollups.streams[i].scope == second.rollups.streams[i].scope);
    CHECK(first.rollups.streams[i].version == second.rollups.streams[i].version);
    CHECK(first.rollups.streams[i].minutes == second.rollups.streams[i].minutes);
  }
}

}  // namespace faultline::ingest
