#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "render/sla_document.hpp"
#include "render/sla_report.hpp"
#include "render/sla_xlsx.hpp"
#include "support/program.hpp"

namespace {

using namespace faultline;

TEST_CASE("names of sheets are ones that a workbook takes") {
  struct Row {
    const char* name;
    std::vector<std::string> wanted, names;
  };
  const Row rows[] = {
      {"as they are", {"Summary", "prod-1"}, {"Summary", "prod-1"}},
      {"forbidden characters", {"a[b]c:d*e?f/g\\h'i"}, {"a-b-c-d-e-f-g-h-i"}},
      {"alike in another case", {"Prod", "prod", "PROD"}, {"Prod", "prod (2)", "PROD (3)"}},
      {"too long",
       {"abcdefghijklmnopqrstuvwxyz0123456789", "abcdefghijklmnopqrstuvwxyz0123456"},
       {"abcdefghijklmnopqrstuvwxyz01234", "abcdefghijklmnopqrstuvwxyz0 (2)"}},
      {"nothing", {"", " "}, {"sheet", "sheet (2)"}},
      {"the program's own", {"History"}, {"History (2)"}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(render::sheet_names(row.wanted) == row.names);
  }
}

model::SlaResult hostile_result() {
  model::SlaResult result;
  result.policies.push_back({});
  model::SlaRow row;
  row.policy = "default";
  row.period = "2021-03";
  row.scope = {model::make_name("=1+1"), model::make_name("a/b"), model::make_name("@x | <b>\x01"), {}};
  row.best = row.least = row.most = {10, 100'000};
  row.as_of = base::parse_rfc3339("2021-04-01T00:00:00Z").value();
  result.rows = {row};
  result.notes = {"- a list? | a table"};
  return result;
}

TEST_CASE("a workbook of the same result is the same bytes") {
  const support::WorkingDirectory directory;
  render::write_sla_xlsx(hostile_result(), "a.xlsx");
  render::write_sla_xlsx(hostile_result(), "b.xlsx");
  CHECK(support::read_whole("a.xlsx") == support::read_whole("b.xlsx"));
  render::write_sla_xlsx({}, "empty.xlsx");
  CHECK(support::read_whole("empty.xlsx").starts_with("PK"));
}

TEST_CASE("a workbook that cannot be written is an error") {
  CHECK_THROWS_AS(render::write_sla_xlsx(hostile_result(), "/nowhere/at/all.xlsx"), base::Error);
}

TEST_CASE("CSV: where nothing is counted a percentage is empty, and no cell is a formula") {
  model::SlaResult result = hostile_result();
  result.rows.front().best = result.rows.front().least = result.rows.front().most = {0, 0};
  const std::string text = render::sla_csv(result);
  CHECK(text.find("'-") == std::string::npos);
  CHECK(text.find(",'=1+1,") != std::string::npos);
  CHECK(text.find(",=") == std::string::npos);
}

TEST_CASE("the document holds text of sources as text") {
  const std::string text = render::sla_document(hostile_result());
  CHECK(text.starts_with("# Availability and error budget, 2021-03\n"));
  CHECK(text.find("<b>") == std::string::npos);
  CHECK(text.find("x | ") == std::string::npos);
}

}  // namespace
