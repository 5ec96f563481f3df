#include "cli/progress.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>
#include <vector>

#include "support/program.hpp"

namespace faultline::cli {
namespace {

using std::chrono::milliseconds;

TEST_CASE("bytes as people read them") {
  const std::vector<std::pair<std::int64_t, std::string>> rows = {
      {0, "0 B"},
      {999, "999 B"},
      {1000, "1.0 kB"},
      {9949, "9.9 kB"},
      {9950, "10 kB"},
      {999'499, "999 kB"},
      {999'500, "1.0 MB"},
      {412'000'000, "412 MB"},
      {1'000'000'000, "1.0 GB"},
      {5'000'000'000'000'000, "5000 TB"},
  };
  for (const auto& [bytes, printed] : rows) CHECK(printed_bytes(bytes) == printed);
}

TEST_CASE("the bar: rate, share, time left and the end of the name") {
  std::ostringstream out;
  milliseconds now{5000};
  {
    Progress progress(
        out, [&] { return now; }, 100, 1'000'000'000);
    progress.add("a.log", 1'000'000);  // at once: nothing is drawn
    CHECK(out.str().empty());
    now += milliseconds(1000);
    progress.add("logs/prod-2/a/rather/long/name/of/a/folder/access.log.gz", 411'000'000);
    CHECK(out.str() == "\r412 MB of 1.0 GB  41 %  412 MB/s  2 s left  ...g/name/of/a/folder/access.log.gz");
    CHECK(out.str().size() == 1 + 79);
    out.str("");
    now += milliseconds(99);
    progress.add("a.log", 1'000'000);
    CHECK(out.str().empty());
    now += milliseconds(1);
    progress.add("a.log", 1'000'000);
    CHECK(out.str() == "\r414 MB of 1.0 GB  41 %  376 MB/s  2 s left  a.log" + std::string(30, ' '));
    out.str("");
    progress.wipe();
    CHECK(out.str() == "\r" + std::string(79, ' ') + "\r");
    out.str("");
    progress.wipe();
    CHECK(out.str().empty());
    now += milliseconds(100);
    progress.add("a.log", 0);
    out.str("");
  }
  CHECK(out.str().starts_with("\r  "));  // wiped at the end
}

TEST_CASE("without a total there is a rate only; a narrow terminal is never overrun") {
  std::ostringstream out;
  milliseconds now{0};
  Progress progress(
      out, [&] { return now; }, 100, std::nullopt);
  now += milliseconds(2000);
  progress.add("-", 3'000'000);
  CHECK(out.str() == "\r3.0 MB  1.5 MB/s  -");
  std::ostringstream narrow;
  Progress small(
      narrow, [&] { return now; }, 40, 8'000'000);
  now += milliseconds(100);
  small.add("name\n\x1b[2Jwith-\xc3\xa4-control", 1'000'000);
  CHECK(narrow.str().size() <= 40);
  CHECK(narrow.str().find('\x1b') == std::string::npos);
}

TEST_CASE("the program draws it where standard error is a terminal that is not dumb") {
  const support::WorkingDirectory directory;
  std::ofstream("page.txt") << "nothing that any reader knows\n";
  struct Row {
    const char* name;
    bool is_terminal, has_clock;
    const char* term;
    bool is_drawn;
  };
  for (const Row& row :
       {Row{"a terminal", true, true, "xterm", true}, Row{"a file", false, true, "xterm", false},
        Row{"a dumb terminal", true, true, "dumb", false}, Row{"no clock", true, false, "xterm", false}}) {
    INFO(row.name);
    std::istringstream in;
    std::ostringstream out, err;
    milliseconds now{0};
    Context context{in, out, err,
                    [&](std::string_view name) {
                      return name == "TERM" ? std::optional<std::string>(row.term) : std::nullopt;
                    },
                    base::parse_rfc3339("2026-06-01T00:00:00Z").value()};
    context.err_is_terminal = row.is_terminal;
    if (row.has_clock) context.monotonic = [&] { return now += milliseconds(200); };
    CHECK(run({"ingest", "page.txt", "--db", std::string(row.name) + ".db"}, context) == kDone);
    const std::string told = "page.txt: warning: no reader knows this content";
    const auto at = err.str().find(told);
    REQUIRE(at != std::string::npos);
    CHECK((err.str().find("30 B of 30 B") != std::string::npos) == row.is_drawn);
    // What is printed meanwhile begins on a clean line.
    CHECK((at == 0) == !row.is_drawn);
    if (row.is_drawn) CHECK(err.str().substr(at - 2, 2) == " \r");
  }
}

}  // namespace
}  // namespace faultline::cli
