#include <catch2/catch.hpp>

#include <string>

#include "ingest/reader.hpp"

namespace faultline::ingest {
namespace {

model::SourceFacts read(const std::string& text, const ReadOptions& options = {}) {
  return read_input({"x.log", text}, options, &reader_named("jsonl"));
}

// "minute scope version requests/errors [least latency]" of a line that makes one rollup; else its
// diagnostic.
std::string told(const std::string& line, const ReadOptions& options = {}) {
  const auto facts = read(line, options);
  if (facts.rollups.streams.size() != 1) return facts.diagnostics.empty() ? "" : facts.diagnostics[0].message;
  const auto& stream = facts.rollups.streams[0];
  const auto& minute = stream.minutes.at(0);
  std::string text = base::format_rfc3339(minute.minute) + " " + model::to_string(stream.scope) + " " +
                     stream.version + " " + std::to_string(minute.requests) + "/" +
                     std::to_string(minute.errors);
  for (const auto& [bucket, count] : minute.latency.counts)
    text += " " + std::to_string(model::latency_bucket_floor(bucket));
  return text;
}

Sniff sniffed(const std::string& text) {
  return reader_named("jsonl").sniff({"x", text});
}

const std::string kTime = R"("time":"2026-03-04T09:12:33Z",)";

}  // namespace

TEST_CASE("the spellings of many loggers tell the same") {
  const std::string want = "2026-03-04T09:12:00Z prod-2 / cart v1 1/1 4096";
  const std::string lines[] = {
      R"({"time":"2026-03-04T09:12:33Z","cluster":"prod-2","service":"cart","version":"v1","status":500,"duration":4.1})",
      R"({"@timestamp":"2026-03-04T09:12:33Z","k8s.cluster.name":"prod-2","service.name":"cart","service.version":"v1","http.status_code":"500","duration_ms":"4.1"})",
      R"({"ts":1772615553.5,"kubernetes":{"cluster":"prod-2","labels":{"app.kubernetes.io/name":"cart","version":"v1"}},"http":{"response":{"status_code":502}},"elapsed":"4.1ms"})",
      R"({"timestamp":"1772615553123","orchestrator":{"cluster":{"name":"prod-2"}},"service":{"name":"cart","version":"v1"},"res":{"statusCode":500},"latency_us":4100})",
      R"({"t":1772615553123456789,"cluster.name":"prod-2","app":"cart","release":"v1","level":"ERROR","event":{"duration":4100000}})",
      R"({"level":50,"time":1772615553123,"name":"cart","cluster":"prod-2","version":"v1","responseTime":4.1})",
  };
  for (const std::string& line : lines) {
    CAPTURE(line);
    CHECK(told(line) == want);
  }
}

TEST_CASE("the earlier spelling counts, and one that cannot be read does not") {
  struct Row {
    const char* name;
    std::string fields;
    const char* told;
  };
  const Row rows[] = {
      {"the order of the line does not matter", R"("status_code":200,"status":500)", "1/1"},
      {"nor does it here", R"("status":500,"status_code":200)", "1/1"},
      {"a status in words", R"("status":"active","status_code":500)", "1/1"},
      {"a status that is none", R"("status":0,"http":{"status":503})", "1/1"},
      {"a status that is an object", R"("status":{"code":500})", "1/0"},
      {"null", R"("status":null,"level":"error")", "1/1"},
      {"a list", R"("status":[500],"level":"error")", "1/1"},
      {"true", R"("status":true,"level":"fatal")", "1/1"},
      {"a level that nobody knows", R"("level":"huge","severity":"error")", "1/1"},
      {"an escaped key is none of ours", R"("stat\u0075s":500,"level":"info")", "1/0"},
      {"an escaped value", R"("level":"\u0065rror")", "1/1"},
      {"a NaN that nobody asks for", R"("load":NaN,"level":"error")", "1/1"},
      {"a number of many digits", R"("id":123456789012345678901234567890,"level":"error")", "1/1"},
      {"too great a number", R"("x":1e999,"duration":1e999,"level":"error")", "1/1"},
      {"a key twice", R"("level":"error","level":"info")", "1/1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::string text = told("{" + kTime + R"("service":"s",)" + row.fields + "}");
    CHECK_THAT(text, Catch::Contains(std::string(" s  ") + row.told));
  }
}

TEST_CASE("the name of a program is a service only beside a numeric level") {
  CHECK_THAT(told(R"({"name":"cart",)" + kTime + R"("level":30,"msg":"x"})"), Catch::Contains("Z cart "));
  CHECK_THAT(told(R"({"name":"cart.views",)" + kTime + R"("level":"info","msg":"x"})"),
             Catch::Contains("(unknown scope)"));
  CHECK_THAT(told(R"({"name":"a",)" + kTime + R"("level":30,"app":"cart"})"), Catch::Contains("Z cart "));
}

TEST_CASE("the config says where the parts stand, and in which unit") {
  ReadOptions options;
  options.logs.fields.service = {"labels.unit"};
  options.logs.fields.time = {"seen"};
  options.logs.fields.status = {"rc"};
  options.logs.latency_unit = "us";
  const std::string line =
      R"({"seen":"2026-03-04T09:12:33Z","time":"2027-01-01T00:00:00Z","service":"no","labels":{"unit":"yes"},"rc":500,"status":200,"latency":4100})";
  CHECK(told(line, options) == "2026-03-04T09:12:00Z yes  1/1 4096");
  options.cluster = "prod-1";
  options.service = "other";
  CHECK(told(line, options) == "2026-03-04T09:12:00Z prod-1 / yes  1/1 4096");
}

TEST_CASE("what cannot be read is told") {
  struct Row {
    const char* name;
    std::string line;
    const char* message;
  };
  const std::string deep = "{" + kTime + "\"a\":" + std::string(65, '[') + std::string(65, ']') + "}";
  const Row rows[] = {
      {"no object", "[1]", "no JSON object; one per line is expected"},
      {"text", "hello", "no JSON object; one per line is expected"},
      {"cut", R"({"time":"2026-03-04T09:12:33Z","msg":"a)", "no valid JSON; one object per line is expected"},
      {"cut behind a value", R"({"time":"2026-03-04T09:12:33Z","msg":"a")",
       "no valid JSON; one object per line is expected"},
      {"two objects", "{" + kTime + R"("msg":"a"} {"msg":"b"})",
       "no valid JSON; one object per line is expected"},
      {"text behind", "{" + kTime + R"("msg":"a"} x)", "no valid JSON; one object per line is expected"},
      {"too deep", deep, "JSON nested deeper than 64; left out"},
      {"a NUL", "{" + kTime + std::string("\"msg\":\"a\0b\"}", 12),
       "no valid JSON; one object per line is expected"},
      {"no time", R"({"msg":"a"})",
       "no field has a time that can be read; name it in [logs] fields of the config"},
      {"a bad time", R"({"time":"soon","msg":"a"})",
       "no field has a time that can be read; name it in [logs] fields of the config"},
      {"too long", "{" + kTime + "\"msg\":\"" + std::string(kMostLineBytes, 'x') + "\"}",
       "a line longer than 1048576 bytes; left out"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto facts = read(row.line);
    REQUIRE(facts.diagnostics.size() == 1);
    CHECK(facts.diagnostics[0].message == row.message);
    CHECK(facts.diagnostics[0].line == 1);
    CHECK(facts.rollups.lines == 0);
    CHECK(facts.source.records_read == 1);
  }
  CHECK_THAT(told("{" + kTime + "\"service\":\"s\",\"msg\":\"\xff\"}"), Catch::Contains(" s  1/0"));
}

TEST_CASE("jsonl claims logs and nothing else that is JSON") {
  struct Row {
    const char* name;
    std::string text;
    Sniff sure;
  };
  const Row rows[] = {
      {"a log",
       "{" + kTime +
           R"("level":"info"})"
           "\n",
       Sniff::certain},
      {"a message alone", "{" + kTime + R"("msg":"x"})", Sniff::certain},
      {"a status alone", "{" + kTime + R"("status":200})", Sniff::certain},
      {"blank lines before", "\n\n{" + kTime + R"("status":200})", Sniff::certain},
      {"one bad line among three",
       "{" + kTime +
           R"("status":200})"
           "\nx\n{" +
           kTime + R"("status":200})",
       Sniff::certain},
      {"most lines bad",
       "{" + kTime +
           R"("status":200})"
           "\nx\nx\n",
       Sniff::no},
      {"time alone", "{" + kTime + R"("x":1})", Sniff::no},
      {"no time", R"({"level":"info","msg":"x"})", Sniff::no},
      {"our events",
       R"({"kind":"note","at":"2026-03-04T09:12:33Z","time":"2026-03-04T09:12:33Z","status":"resolved","message":"x"})",
       Sniff::no},
      {"a document over lines", "{\n  \"time\": \"2026-03-04T09:12:33Z\",\n  \"level\": \"info\"\n}\n",
       Sniff::no},
      {"a status page's answer",
       R"({"page":{"id":"x","name":"Corvane","updated_at":"2026-03-04T09:12:33Z"},"status":{"indicator":"none","description":"All Systems Operational"}})",
       Sniff::no},
      {"a status page's incident",
       R"({"id":"x","name":"Trouble","status":"resolved","created_at":"2026-03-04T09:12:33Z","incident_updates":[]})",
       Sniff::no},
      {"Alertmanager",
       R"({"version":"4","status":"firing","receiver":"x","alerts":[{"status":"firing","startsAt":"2026-03-04T09:12:33Z"}]})",
       Sniff::no},
      {"Grafana",
       R"({"receiver":"x","status":"firing","alerts":[],"title":"t","state":"alerting","message":"m"})",
       Sniff::no},
      {"a webhook",
       R"({"action":"created","deployment_status":{"state":"success","created_at":"2026-03-04T09:12:33Z"}})",
       Sniff::no},
      {"PagerDuty",
       R"({"event":{"id":"x","event_type":"incident.triggered","occurred_at":"2026-03-04T09:12:33Z"}})",
       Sniff::no},
      {"CloudEvents",
       R"({"specversion":"1.0","type":"t","source":"s","id":"1","time":"2026-03-04T09:12:33Z","data":{}})",
       Sniff::no},
      {"text", "Posted Mar 4, 2026\n", Sniff::no},
      {"CRI", "2026-03-04T09:12:33.1Z stdout F words\n", Sniff::certain},
      {"docker", R"({"log":"words\n","stream":"stdout","time":"2026-03-04T09:12:33.1Z"})", Sniff::certain},
      {"nothing", "", Sniff::no},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(sniffed(row.text) == row.sure);
  }
}

}  // namespace faultline::ingest
