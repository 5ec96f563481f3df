// The period report: what recurs, what is due, what was late.
#include "analyze/period_report.hpp"

#include <catch2/catch.hpp>

#include "../sla/sla_fixture.hpp"
#include "analyze/statistics.hpp"

namespace faultline::analyze {
namespace {

using test::exact;

model::Incident incident_of(std::string id, std::string_view cluster, std::string_view start) {
  model::Incident incident;
  incident.id = std::move(id);
  incident.organisation = model::make_name("Tidepool");
  incident.scopes = {test::scope(cluster)};
  auto& milestone = incident.milestones[static_cast<std::size_t>(model::MilestoneKind::impact_start)];
  milestone.kind = model::MilestoneKind::impact_start;
  milestone.state = model::MilestoneState::recorded;
  milestone.when = exact(start);
  return incident;
}

model::ActionItem item(std::string text, std::optional<std::string_view> due,
                       std::optional<model::ActionState> state) {
  model::ActionItem result;
  result.text = std::move(text);
  if (due) result.due_day = exact(*due);
  result.state = state;
  return result;
}

model::Promise promise(model::Promise::Verdict verdict) {
  model::Promise result;
  result.verdict = verdict;
  return result;
}

}  // namespace

TEST_CASE("a period's report") {
  auto a = incident_of("a", "prod-1", "2026-04-03T00:00:00Z");
  a.cause = "Certificates";
  a.action_items = {item("later", "2026-09-01T00:00:00Z", std::nullopt),
                    item("overdue", "2026-05-01T00:00:00Z", model::ActionState::open),
                    item("done", "2026-05-01T00:00:00Z", model::ActionState::done),
                    item("some day", std::nullopt, model::ActionState::open)};
  a.findings = {{"x", model::FindingSeverity::info, "info", {}},
                {"y", model::FindingSeverity::warning, "warning", {}}};
  auto b = incident_of("b", "prod-2", "2026-05-03T00:00:00Z");
  b.cause = "certificates";
  b.promises = {promise(model::Promise::Verdict::kept), promise(model::Promise::Verdict::late),
                promise(model::Promise::Verdict::open)};
  b.findings = {{"z", model::FindingSeverity::contradiction, "contradiction", {}}};
  const auto outside = incident_of("c", "prod-1", "2026-07-01T00:00:00Z");
  auto nowhere = incident_of("d", "", "2026-06-01T00:00:00Z");
  nowhere.cause = "once";
  auto report = test::report({b, outside, nowhere, a});
  report.now = test::at("2026-07-15T00:00:00Z");

  StatisticsQuery query;
  query.period = {"2026-Q2", test::at("2026-04-01T00:00:00Z"), test::at("2026-07-01T00:00:00Z")};
  const auto made = make_period_report(report, compute_statistics(report, query), {}, Chapters::by_cluster);
  const auto& whole = made.whole;
  REQUIRE(whole.incidents.size() == 3);
  CHECK(whole.incidents[0]->id == "a");
  CHECK(whole.incidents[2]->id == "d");
  REQUIRE(whole.recurrences.size() == 1);
  CHECK(whole.recurrences[0].incidents.size() == 2);
  CHECK(whole.promises_kept == 1);
  CHECK(whole.promises_late == 1);
  CHECK(whole.promises_open == 1);
  REQUIRE(whole.late.size() == 1);
  CHECK(whole.actions_done == 1);
  CHECK(whole.actions_without_state == 1);
  REQUIRE(whole.actions.size() == 3);
  CHECK(whole.actions[0].item->text == "overdue");
  CHECK(whole.actions[0].is_overdue);
  CHECK(whole.actions[1].item->text == "later");
  CHECK(whole.actions[2].item->text == "some day");
  REQUIRE(whole.findings.size() == 2);
  CHECK(whole.findings[0].finding->message == "contradiction");

  REQUIRE(made.clusters.size() == 2);
  CHECK(made.clusters[0].title == "prod-1");
  CHECK(made.clusters[0].incidents.size() == 1);
  CHECK(made.clusters[1].recurrences.empty());
  REQUIRE(made.notes.size() == 1);  // one names no cluster
}

}  // namespace faultline::analyze
