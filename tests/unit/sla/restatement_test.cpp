// Rows that were sealed beside those of today.
#include "analyze/restatement.hpp"

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "sla_fixture.hpp"

namespace faultline::analyze {

namespace {

using model::RowDifference;
using model::SlaRow;

SlaRow row_of(const char* cluster, std::int64_t bad) {
  SlaRow row;
  row.policy = "default";
  row.period = "2021-03";
  row.scope.organisation = model::make_name("Corvane");
  row.scope.cluster = model::make_name(cluster);
  row.least = row.best = row.most = {bad, 26784000};
  row.budget = 26784;
  row.remaining = row.budget - bad;
  row.verdict = row.remaining < 0 ? SlaRow::Verdict::breached : SlaRow::Verdict::met;
  if (bad > 0) row.shares = {{"first", bad, ""}};
  return row;
}

// "changed Corvane, prod-1: bad 0 -> 600; ... | first"
std::vector<std::string> lines_of(const std::vector<RowDifference>& differences) {
  std::vector<std::string> lines;
  for (const RowDifference& difference : differences) {
    std::string line = std::string(model::to_string(difference.kind)) + " " + difference.row + ":";
    for (const auto& change : difference.figures)
      line += " " + change.figure + " " + change.before + ">" + change.after;
    lines.push_back(line + " | " + base::join(difference.incidents, " "));
  }
  return lines;
}

}  // namespace

TEST_CASE("rows are compared figure by figure") {
  SlaRow worded = row_of("prod-1", 600);
  worded.notes = {"said otherwise"};
  worded.depends_on = "said otherwise";
  SlaRow of_other = row_of("prod-1", 600);
  of_other.shares = {{"second", 600, ""}};
  struct Row {
    const char* name;
    std::vector<SlaRow> sealed, fresh;
    std::vector<std::string> expected;
  };
  const Row rows[] = {
      {"equal", {row_of("prod-1", 600)}, {row_of("prod-1", 600)}, {}},
      {"other words only", {row_of("prod-1", 600)}, {worded}, {}},
      {"another order", {row_of("a", 1), row_of("b", 2)}, {row_of("b", 2), row_of("a", 1)}, {}},
      {"breached",
       {row_of("prod-1", 600)},
       {row_of("prod-1", 30000)},
       {"changed Corvane, prod-1: availability_percent 99.9977>99.8879 bad 600>30000 least_bad 600>30000 "
        "most_bad "
        "600>30000 remaining 26184>-3216 verdict met>breached | first"}},
      {"another incident, the same figures",
       {row_of("prod-1", 600)},
       {of_other},
       {"changed Corvane, prod-1: | first second"}},
      {"gone and new",
       {row_of("prod-1", 600)},
       {row_of("prod-2", 0)},
       {"removed Corvane, prod-1: availability_percent 99.9977>- bad 600>- total 26784000>- most_bad 600>- "
        "verdict met>- | "
        "first",
        "added Corvane, prod-2: availability_percent ->100 bad ->0 total ->26784000 most_bad ->0 verdict "
        "->met | "}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(lines_of(compare_rows(row.sealed, row.fresh, 4)) == row.expected);
  }
}

TEST_CASE("what lies behind a period, and what is new of it") {
  auto first = test::incident(
      "first", {test::window({test::scope("prod-1")}, model::Level::major_outage,
                             test::minute("2021-03-30T19:30:00Z"), test::minute("2021-03-30T19:55:00Z"))});
  auto later = test::incident(
      "later", {test::window({test::scope("prod-1")}, model::Level::major_outage,
                             test::minute("2021-04-30T19:30:00Z"), test::minute("2021-04-30T19:55:00Z"))});
  first.source_digests = {"d2", "d1"};
  first.corrections = {{"a-1", "", "", "", {}}};
  later.source_digests = {"d3"};
  const auto report = test::report({first, later});
  const auto march =
      inputs_of(report, "", test::at("2021-03-01T00:00:00Z"), test::at("2021-04-01T00:00:00Z"), "c");
  CHECK(march.sources == std::vector<std::string>{"d1", "d2"});
  CHECK(march.annotations == std::vector<std::string>{"a-1"});
  const auto both =
      inputs_of(report, "", test::at("2021-03-01T00:00:00Z"), test::at("2021-05-01T00:00:00Z"), "c2");
  const auto difference = compare_inputs(march, both, "policy", "policy");
  CHECK(difference.new_sources == std::vector<std::string>{"d3"});
  CHECK(difference.gone_sources.empty());
  CHECK(difference.is_config_changed);
  CHECK_FALSE(difference.is_policy_changed);
  CHECK(compare_inputs(march, march, "policy", "policy").is_empty());
  CHECK(compare_inputs(both, march, "policy", "other").gone_sources == std::vector<std::string>{"d3"});
}

}  // namespace faultline::analyze
