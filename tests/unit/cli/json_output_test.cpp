// Every --format json is validated against its published schema, on real output of the whole program.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#ifndef VALIJSON_USE_EXCEPTIONS
#define VALIJSON_USE_EXCEPTIONS 1
#endif
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "support/program.hpp"

namespace {

using namespace faultline;
using nlohmann::json;

// What the schema has against the value; empty = valid.
std::string problems_of(const std::string& schema_name, const json& value) {
  const json schema_json = json::parse(base::embedded("schemas/json/" + schema_name + ".schema.json"));
  valijson::Schema schema;
  valijson::SchemaParser parser;
  const valijson::adapters::NlohmannJsonAdapter schema_adapter(schema_json);
  parser.populateSchema(schema_adapter, schema);
  valijson::Validator validator;
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter adapter(value);
  if (validator.validate(schema, adapter, &results)) return "";
  std::string text;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& part : error.context) text += part;
    text += ": " + error.description + '\n';
  }
  return text.empty() ? "not valid" : text;
}

constexpr const char* kPage =
    "Search is slow in Prod 2\n\n"
    "Incident Report for Orbit Labs\n\n"
    "Postmortem\n\n"
    "On March 10, 2026 searches failed in prod-2 from 11:04 to 11:52 UTC, lasting 74 minutes.\n"
    "Posted Mar 12, 2026 - 09:00 UTC\n\n"
    "Resolved\n\nThis incident has been resolved.\nPosted Mar 10, 2026 - 12:30 UTC\n\n"
    "Investigating\n\nWe are looking into it. Next update within 30 minutes.\nPosted Mar 10, 2026 - 11:16 "
    "UTC\n\n"
    "This incident affected: Prod 2 (Search, Writes).\n";

constexpr const char* kDocument =
    "# Postmortem: queue stuck\n\nDate: 2026-04-02, all times in UTC\n\n## Timeline\n\n"
    "- 09:58 - a deploy of the queue began\n- 10:05 - first alert\n- ~10:20 - rolled back\n- 14:?? - cache "
    "cleared\n\n"
    "The outage lasted 25 minutes.\n\n## Action items\n\n- [ ] add a canary\n";

TEST_CASE("the schemas of outputs refuse what is no such output") {
  for (const char* name : {"inspect", "incidents", "show", "timeline", "explain", "metrics", "sla", "export", "policy",
                           "seal", "verify", "formats", "doctor", "ingest"}) {
    INFO(name);
    CHECK(!problems_of(name, json{{"surprise", 1}}).empty());
  }
}

TEST_CASE("every JSON output follows its schema") {
  const support::WorkingDirectory directory;
  support::write_whole("page.txt", kPage);
  support::write_whole("queue.md", kDocument);
  support::write_whole("noise.bin", std::string("\0\1\2\3", 4));
  const support::Ran ingested = support::run_program({"ingest", ".", "--format", "json"});
  INFO(ingested.err);
  REQUIRE(ingested.code == 0);
  CHECK(problems_of("ingest", json::parse(ingested.out)).empty());

  struct Row {
    const char* schema;
    std::vector<std::string> arguments;
  };
  const Row rows[] = {
      {"inspect", {"inspect", "page.txt"}},
      {"inspect", {"inspect", "queue.md", "noise.bin"}},
      {"incidents", {"incidents"}},
      {"incidents", {"incidents", "--since", "2030-01-01"}},
      {"show", {"show", "latest"}},
      {"timeline", {"timeline", "latest"}},
      {"explain", {"explain", "latest"}},
      {"explain", {"explain", "latest", "impact_duration"}},
      {"metrics", {"metrics"}},
      {"metrics", {"metrics", "--by", "cluster", "--preset", "devlake"}},
      {"metrics", {"metrics", "--period", "2020", "--preset", "pagerduty"}},
      {"sla", {"sla"}},
      {"sla", {"sla", "--period", "2020-01"}},
      {"seal", {"seal", "2026-03", "--by", "M. Ode"}},
      {"verify", {"verify"}},
      {"sla", {"sla", "--period", "2026-03"}},
      {"export", {"export", "sla", "--period", "2026-03", "--to", "reports", "--as", "csv,xlsx"}},
      {"formats", {"formats"}},
      {"doctor", {"doctor"}},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments = row.arguments;
    arguments.insert(arguments.end(), {"--format", "json"});
    INFO(base::join(arguments, " "));
    const support::Ran ran = support::run_program(arguments);
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    const std::string problems = problems_of(row.schema, json::parse(ran.out));
    INFO(ran.out);
    CHECK(problems == "");
  }
  const json total = json::parse(ingested.out)["total"];
  CHECK(total["read"] ==
        total["events"].get<int>() + total["diagnostics"].get<int>() + total["ignored"].get<int>());
}

TEST_CASE("JSON of the same database is the same bytes") {
  const support::WorkingDirectory directory;
  support::write_whole("page.txt", kPage);
  support::write_whole("queue.md", kDocument);
  support::run_program({"ingest", "page.txt", "queue.md", "--db", "a.db"});
  support::run_program({"ingest", "queue.md", "page.txt", "--db", "b.db"});
  for (const char* command : {"incidents", "metrics", "sla"}) {
    CHECK(support::run_program({command, "--db", "a.db", "--format", "json"}).out ==
          support::run_program({command, "--db", "b.db", "--format", "json"}).out);
  }
}

}  // namespace
