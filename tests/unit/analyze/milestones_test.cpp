// Which candidate is chosen, what is only bounded, and the distances between milestones.
#include <catch2/catch.hpp>

#include "support/facts_builder.hpp"

using namespace faultline;
using namespace faultline::support;
using model::MetricKind;
using model::MetricState;
using model::MilestoneKind;
using model::MilestoneState;
using model::PostStatus;

namespace {

FactsBuilder page() {
  FactsBuilder facts;
  facts.source("page.txt").incident("", "Down").header();
  facts.post(PostStatus::resolved, "2024-05-06T17:10Z", "Done");
  facts.post(PostStatus::monitoring, "2024-05-06T16:51Z", "Watching");
  facts.post(PostStatus::identified, "2024-05-06T16:49Z", "Found");
  facts.post(PostStatus::investigating, "2024-05-06T16:48Z", "Looking");
  return facts;
}

std::int64_t minutes(const std::optional<std::int64_t>& seconds) {
  return seconds ? *seconds / 60 : -1;
}

}  // namespace

TEST_CASE("a page alone tells no impact, only limits") {
  const auto incident = page().analyze().incidents.at(0);
  const auto state = [&](MilestoneKind kind) { return incident.milestone(kind).state; };
  CHECK(state(MilestoneKind::impact_start) == MilestoneState::bounded);
  CHECK(state(MilestoneKind::declared) == MilestoneState::recorded);
  CHECK(state(MilestoneKind::identified) == MilestoneState::recorded);
  CHECK(state(MilestoneKind::mitigated) == MilestoneState::bounded);
  CHECK(state(MilestoneKind::impact_end) == MilestoneState::bounded);
  CHECK(state(MilestoneKind::detected) == MilestoneState::bounded);
  CHECK(state(MilestoneKind::trigger) == MilestoneState::unknown);
  CHECK_FALSE(incident.milestone(MilestoneKind::trigger).when);
  CHECK(best(incident.milestone(MilestoneKind::mitigated).when) == "2024-05-06T16:51:00Z");
  CHECK(incident.metric(MetricKind::time_to_resolve).state == MetricState::ranged);
  CHECK(minutes(incident.metric(MetricKind::time_to_resolve).least_seconds) == 22);
  CHECK_FALSE(incident.metric(MetricKind::time_to_resolve).most_seconds);
  CHECK(incident.metric(MetricKind::time_to_mitigate).state == MetricState::unknown);
  CHECK(minutes(incident.metric(MetricKind::declared_duration).best_seconds) == 22);
  CHECK(incident.metric(MetricKind::time_to_engage).state == MetricState::unknown);
}

TEST_CASE("a postmortem on the page: recorded times, bounded detection") {
  auto facts = page();
  facts.milestone(MilestoneKind::latent_fault, "2024-05-06T15:59Z", "timeline: incident begins");
  facts.milestone(MilestoneKind::trigger, "2024-05-06T16:17Z", "timeline: the last change").trigger_kind =
      "config";
  facts.milestone(MilestoneKind::impact_start, "2024-05-06T16:23Z", "timeline: outage begins");
  facts.milestone(MilestoneKind::first_action, "2024-05-06T16:39Z", "timeline: first action");
  facts.milestone(MilestoneKind::mitigated, "2024-05-06T16:46Z", "timeline: outage mitigated");
  facts.milestone(MilestoneKind::impact_end, "2024-05-06T16:46Z", "timeline: outage ends");
  facts.milestone(MilestoneKind::resolved, "2024-05-06T17:15Z", "timeline: incident ends");
  facts.note("2024-05-06T17:44Z", "Migration completed");
  const auto incident = facts.analyze().incidents.at(0);
  const auto& detected = incident.milestone(MilestoneKind::detected);
  CHECK(detected.state == MilestoneState::bounded);
  REQUIRE(detected.when);
  CHECK(base::format_rfc3339(detected.when->utc->earliest) == "2024-05-06T16:23:00Z");
  CHECK(base::format_rfc3339(detected.when->utc->latest) == "2024-05-06T16:39:00Z");
  CHECK(detected.rule == "bounded by the impact start and the first mitigation action");
  const auto& detect = incident.metric(MetricKind::time_to_detect);
  CHECK(detect.state == MetricState::ranged);
  CHECK(minutes(detect.least_seconds) == 0);
  CHECK(minutes(detect.most_seconds) == 16);
  CHECK_FALSE(detect.best_seconds);
  CHECK(minutes(incident.metric(MetricKind::time_to_mitigate).best_seconds) == 23);
  CHECK(minutes(incident.metric(MetricKind::time_to_mitigate).least_seconds) == 22);
  CHECK(minutes(incident.metric(MetricKind::time_to_mitigate).most_seconds) == 24);
  CHECK(minutes(incident.metric(MetricKind::time_to_notify).best_seconds) == 25);
  CHECK(minutes(incident.metric(MetricKind::impact_duration).best_seconds) == 23);
  CHECK(minutes(incident.metric(MetricKind::trigger_to_impact).best_seconds) == 6);
  CHECK(incident.milestone(MilestoneKind::trigger).detail == "config");
  // What the page does itself, it tells best; the document's later end is a finding.
  CHECK(best(incident.milestone(MilestoneKind::resolved).when) == "2024-05-06T17:10:00Z");
  CHECK(finding(incident, "resolved-before-end") != nullptr);
  CHECK(finding(incident, "first-post-after-end") != nullptr);
  CHECK(finding(incident, "no-detection-time") != nullptr);
  CHECK(finding(incident, "work-after-resolved")->severity == model::FindingSeverity::info);
}

TEST_CASE("an impact before its named trigger") {
  auto facts = page();
  facts.milestone(MilestoneKind::trigger, "2024-05-06", "a change named before the impact").trigger_kind =
      "deploy";
  facts.milestone(MilestoneKind::impact_start, "2024-05-02", "stopped around");
  const auto incident = facts.analyze().incidents.at(0);
  REQUIRE(finding(incident, "impact-before-trigger") != nullptr);
  CHECK(finding(incident, "impact-before-trigger")->severity == model::FindingSeverity::contradiction);
  const auto& metric = incident.metric(MetricKind::trigger_to_impact);
  CHECK(metric.state == MetricState::invalid);
  CHECK(metric.reason.find("is before trigger") != std::string::npos);
  CHECK_FALSE(metric.best_seconds);
  // A day is a range, never a figure.
  CHECK(incident.metric(MetricKind::time_to_notify).state == MetricState::ranged);
  CHECK(finding(incident, "page-understates-impact") != nullptr);
}

TEST_CASE("a trigger is the floor of an untold impact start") {
  auto facts = page();
  facts.milestone(MilestoneKind::trigger, "2024-05-06T16:17Z", "timeline: the last change");
  const auto incident = facts.analyze().incidents.at(0);
  const auto& start = incident.milestone(MilestoneKind::impact_start);
  CHECK(start.state == MilestoneState::bounded);
  CHECK(base::format_rfc3339(start.when->utc->earliest) == "2024-05-06T16:17:00Z");
  CHECK(best(start.when) == "2024-05-06T16:48:00Z");
  CHECK(minutes(incident.metric(MetricKind::time_to_notify).most_seconds) == 32);
}

TEST_CASE("a trigger long before the impact wants an explanation") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A").window("2024-05-06T12:30Z", "2024-05-06T12:55Z");
  facts.milestone(MilestoneKind::trigger, "2024-05-06T11:15Z");
  CHECK(finding(facts.analyze().incidents.at(0), "unexplained-lead") != nullptr);
}

TEST_CASE("a negative distance of recorded times is invalid, a bounded claim limits") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A").window("2024-05-06T12:30Z", "2024-05-06T12:55Z");
  facts.milestone(MilestoneKind::mitigated, "2024-05-06T12:20Z");
  facts.milestone(MilestoneKind::detected, "2024-05-06T12:40Z", "reported by then").state =
      MilestoneState::bounded;
  facts.milestone(MilestoneKind::acknowledged, "2024-05-06T12:45Z");
  const auto incident = facts.analyze().incidents.at(0);
  CHECK(incident.metric(MetricKind::time_to_mitigate).state == MetricState::invalid);
  CHECK(best(incident.milestone(MilestoneKind::detected).when) == "2024-05-06T12:40:00Z");
  CHECK(incident.metric(MetricKind::time_to_engage).state == MetricState::ranged);
}

TEST_CASE("times on different clocks have no distance") {
  FactsBuilder facts;
  auto& window = facts.source("a.md", "Acme", "A").window("", "2024-05-06T12:55Z");
  window.start = zoneless("2024-05-06T10:00");
  const auto incident = facts.analyze().incidents.at(0);
  CHECK(incident.metric(MetricKind::impact_duration).state == MetricState::unknown);
  CHECK(incident.metric(MetricKind::impact_duration).reason == "impact start has no place in UTC");
}

TEST_CASE("a document alone: its own declaration, its mitigation bounded by its end") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A").window("2024-05-06T12:30Z", "2024-05-06T12:55Z");
  facts.milestone(MilestoneKind::declared, "2024-05-06T12:35Z");
  facts.milestone(MilestoneKind::recovered, "2024-05-06T13:35Z");
  const auto incident = facts.analyze().incidents.at(0);
  CHECK(minutes(incident.metric(MetricKind::time_to_notify).best_seconds) == 5);
  CHECK(incident.milestone(MilestoneKind::mitigated).rule ==
        "not after the stated end of the impact, not before the impact start");
  CHECK(minutes(incident.metric(MetricKind::time_to_mitigate).most_seconds) == 25);
  CHECK(incident.milestone(MilestoneKind::resolved).state == MilestoneState::unknown);
}

TEST_CASE("detected: the impact end limits it where nothing else does") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A").milestone(MilestoneKind::impact_start, "2024-05-06T12:30Z");
  facts.milestone(MilestoneKind::impact_end, "2024-05-06T12:55Z");
  const auto incident = facts.analyze().incidents.at(0);
  const auto& detected = incident.milestone(MilestoneKind::detected);
  CHECK(detected.state == MilestoneState::bounded);
  CHECK(detected.rule == "bounded by the impact start and the impact end");
  CHECK(best(detected.when) == "2024-05-06T12:55:00Z");
}
