// The files of schemas/logs/: their shape, and what they make of their own samples.
#include "ingest/logs/line_format.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include "base/error.hpp"
#include "ingest/reader.hpp"

namespace faultline::ingest::logs {
namespace {

using nlohmann::json;

json file_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  return json::parse(file);
}

const LineFormat& format_named(const std::string& name) {
  for (const LineFormat& format : line_formats()) {
    if (format.name() == name) return format;
  }
  FAIL("no format is called " << name);
  return line_formats().front();
}

// All that the line tells, in the form of "gives" in the format's file.
json given(const LineFormat& format, const std::string& line) {
  const auto groups = format.match(line);
  if (!groups) return nullptr;
  FactSink sink("x", "d", "r", 0);
  AssumedZone zone({}, sink);
  LogClock clock(format.layout(), zone);
  const LogRecord record = format.record(*groups, clock, 1);
  json result = json::object();
  if (record.at) result["time"] = base::format_rfc3339(*record.at);
  if (record.status) result["status"] = *record.status;
  if (record.latency_us) result["latency_us"] = *record.latency_us;
  if (record.is_severe) result["is_severe"] = *record.is_severe;
  const auto put = [&](const char* key, std::string_view text) {
    if (!text.empty()) result[key] = text;
  };
  put("cluster", record.cluster);
  put("service", record.service);
  put("version", record.version);
  put("host", record.host);
  put("path", record.path);
  return result;
}

std::string error_of(const std::string& text) {
  try {
    LineFormat(text, "mine.json");
  } catch (const base::Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("every file of schemas/logs/ has the shape of its schema and is a reader") {
  valijson::Schema schema;
  const json schema_json = file_json("schemas/json/log_format.schema.json");
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("schemas/logs")) {
    CAPTURE(entry.path());
    ++files;
    const json spec = file_json(entry.path());
    valijson::Validator validator;
    CHECK(validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(spec), nullptr));
    const std::string name = spec.at("name");
    CHECK(entry.path().stem() == name);
    CHECK(reader_named(name).summary == spec.at("title").get<std::string>());
  }
  CHECK(files > 0);
  CHECK(line_formats().size() == files);
}

TEST_CASE("a format makes of its samples what it says, and fits no other lines") {
  for (const auto& entry : std::filesystem::directory_iterator("schemas/logs")) {
    const json spec = file_json(entry.path());
    const LineFormat& format = format_named(spec.at("name"));
    for (const json& sample : spec.at("samples")) {
      const std::string line = sample.at("line");
      CAPTURE(entry.path(), line);
      CHECK(given(format, line) == sample.at("gives"));
      CHECK(format.ignored_for(line).empty());
    }
    for (const json& other : spec.at("others")) {
      CAPTURE(entry.path(), other);
      CHECK_FALSE(format.match(other.get<std::string>()));
    }
  }
}

TEST_CASE("a format needs no C++") {
  const LineFormat format(R"x({
    "name": "odd", "title": "an odd format", "time": "%b %e %Y %H:%M:%S%f",
    "latency_unit": "ms",
    "patterns": [["(?P<time>[^|]+)\\|(?P<service>[^|]*)\\|", "(?P<level>[^|]*)\\|(?P<latency>[^|]*)\\|(?P<latency_2>[^|]*)"]],
    "ignored": [{"pattern": "#", "reason": "a comment"}]})x",
                          "odd.json");
  CHECK(given(format, "Mar  4 2026 09:12:33.5|cart|ERROR|1.5|2") ==
        json({{"time", "2026-03-04T09:12:33.500Z"},
              {"service", "cart"},
              {"is_severe", true},
              {"latency_us", 3500}}));
  CHECK(given(format, "Mar  4 2026 09:12:33|-||-1|-") == json({{"time", "2026-03-04T09:12:33Z"}}));
  CHECK(format.ignored_for("# begins") == "a comment");
  CHECK(format.ignored_for("Mar  4 # x").empty());
  CHECK_FALSE(format.match("words"));
}

TEST_CASE("a file that describes no format is told with its name") {
  struct Row {
    const char* text;
    const char* message;
  };
  const Row rows[] = {
      {"{", "mine.json: this describes no log format"},
      {R"x({"name":"a","title":"b"})x", "mine.json: this describes no log format"},
      {R"x({"name":"a","title":"b","patterns":[["(?P<time>x"]]})x", "mine.json: '(?P<time>x' is no pattern"},
      {R"x({"name":"a","title":"b","patterns":[["(?P<times>x)"]]})x", "mine.json: 'times' is no group"},
      {R"x({"name":"a","title":"b","patterns":[["(?P<status>x)"]]})x",
       "mine.json: a pattern has no group 'time'"},
      {R"x({"name":"a","title":"b","time":"%Q","patterns":[["(?P<time>x)"]]})x",
       "'%Q' is no layout of a time"},
      {R"x({"name":"a","title":"b","latency_unit":"h","patterns":[["(?P<time>x)"]]})x",
       "mine.json: 'latency_unit' is none of"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK_THAT(error_of(row.text), Catch::StartsWith(row.message));
  }
}

TEST_CASE("combined lines become rollups; the service comes from a path rule or --service") {
  ReadOptions options;
  options.cluster = "prod-2";
  options.service = "edge";
  options.logs.paths = {{"/pay", "billing", ""}};
  const std::string text =
      "203.0.113.9 - - [04/Mar/2026:09:12:33 +0000] \"GET /cart HTTP/1.1\" 200 512 \"-\" \"x\" 0.012\n"
      "203.0.113.9 - - [04/Mar/2026:09:12:34 +0000] \"POST /pay/7 HTTP/1.1\" 502 512 \"-\" \"x\" 0.012\n";
  const auto facts = read_input({"access.log", text}, options);
  CHECK(facts.source.reader == "combined");
  REQUIRE(facts.rollups.streams.size() == 2);
  CHECK(model::to_string(facts.rollups.streams[0].scope) == "prod-2 / billing");
  CHECK(facts.rollups.streams[0].minutes.at(0).errors == 1);
  CHECK(model::to_string(facts.rollups.streams[1].scope) == "prod-2 / edge");
  CHECK(facts.rollups.streams[1].minutes.at(0).latency.total() == 1);
}

}  // namespace faultline::ingest::logs
