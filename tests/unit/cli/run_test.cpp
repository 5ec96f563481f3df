#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "support/program.hpp"

namespace {

using namespace faultline;

TEST_CASE("misuse is exit 2, says what is wrong, and offers the nearest name") {
  const support::WorkingDirectory directory;
  struct Row {
    const char* name;
    std::vector<std::string> arguments;
    const char* told;
  };
  const Row rows[] = {
      {"no command", {}, "usage: faultline COMMAND"},
      {"unknown command", {"incident"}, "did you mean 'incidents'?"},
      {"unknown command far from all", {"zzzzzzzzzz"}, "known: init, ingest"},
      {"unknown option", {"incidents", "--fromat", "json"}, "did you mean '--format'?"},
      {"unknown option with a value in it", {"incidents", "--sinse=2021"}, "did you mean '--since'?"},
      {"unknown global option first", {"--verison"}, "did you mean '--version'?"},
      {"unknown format", {"incidents", "--format", "jsn"}, "did you mean 'json'?"},
      {"a format the command has not", {"show", "x", "--format", "csv"}, "--format cannot be 'csv'"},
      {"an option without its value", {"sla", "--period"}, "needs a value: --period PERIOD"},
      {"a missing positional", {"show"}, "'show' needs INC"},
      {"one positional too many", {"show", "a", "b"}, "'show' does not take 'b'"},
      {"unknown shell", {"completion", "bsh"}, "did you mean 'bash'?"},
      {"unknown reader", {"inspect", "x", "--as", "statuspage_jsn"}, "statuspage_json"},
      {"unknown zone", {"incidents", "--tz", "Mars/Olympus"}, "is no known zone"},
      {"no time", {"incidents", "--now", "yesterday"}, "is no time"},
      {"no date", {"ingest", "x", "--published", "soon"}, "is no date"},
      {"a config that is not there", {"ingest", "x", "--config", "none.toml"}, "cannot read 'none.toml'"},
      {"no database", {"incidents"}, "faultline.db"},
      {"unknown ledger", {"sla", "--ledger", "fuse"}, "did you mean 'fused'?"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const support::Ran ran = support::run_program(row.arguments);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    INFO(ran.err);
    CHECK(ran.err.find(row.told) != std::string::npos);
  }
}

TEST_CASE("global options may stand before or after the command") {
  const support::WorkingDirectory directory;
  support::run_program({"ingest", "-", "--db", "x.db"});
  const support::Ran before = support::run_program({"--db", "x.db", "incidents"});
  const support::Ran after = support::run_program({"incidents", "--db=x.db"});
  CHECK(before.code == 0);
  CHECK(before.out == after.out);
  support::Outside outside;
  outside.environment["FAULTLINE_DB"] = "x.db";
  CHECK(support::run_program({"incidents"}, outside).out == after.out);
}

TEST_CASE("colour only on a terminal, and never against NO_COLOR or --no-color") {
  support::Outside terminal;
  terminal.is_terminal = true;
  support::Outside refused = terminal;
  refused.environment["NO_COLOR"] = "1";
  const auto has_colour = [](const support::Ran& ran) { return ran.out.find('\x1b') != std::string::npos; };
  CHECK(has_colour(support::run_program({"formats"}, terminal)));
  CHECK(!has_colour(support::run_program({"formats"}, refused)));
  CHECK(!has_colour(support::run_program({"formats", "--no-color"}, terminal)));
  CHECK(!has_colour(support::run_program({"formats"})));
}

TEST_CASE("a path that cannot be opened does not lose the others") {
  const support::WorkingDirectory directory;
  support::write_whole("events.jsonl", R"({"kind":"note","at":"2026-03-10T11:04:00Z","body":"it began"})"
                                       "\n");
  const support::Ran ran = support::run_program({"ingest", "absent.txt", "events.jsonl"});
  CHECK(ran.code == 2);
  CHECK(ran.err.find("absent.txt") != std::string::npos);
  CHECK(ran.out.find("events.jsonl") != std::string::npos);
  CHECK(support::run_program({"doctor"}).out.find("events.jsonl") != std::string::npos);
}

TEST_CASE("--strict answers no where something could not be read") {
  const support::WorkingDirectory directory;
  support::write_whole("noise.bin", std::string("\0\1\2\3", 4));
  CHECK(support::run_program({"ingest", "noise.bin"}).code == 0);
  CHECK(support::run_program({"ingest", "noise.bin", "--strict", "--db", "other.db"}).code == 1);
}

TEST_CASE("init never overwrites") {
  const support::WorkingDirectory directory;
  CHECK(support::run_program({"init"}).code == 0);
  const std::string written = support::read_whole("faultline.toml");
  const support::Ran again = support::run_program({"init"});
  CHECK(again.code == 2);
  CHECK(again.err.find("already there") != std::string::npos);
  CHECK(support::read_whole("faultline.toml") == written);
  CHECK(support::run_program({"ingest", "-"}).code == 0);  // and what it wrote can be read
}

}  // namespace
