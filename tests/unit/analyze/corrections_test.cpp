// Corrections by people: what each changes, that it can be taken back, and that none is lost.
#include <catch2/catch.hpp>

#include "support/facts_builder.hpp"

namespace faultline {
namespace {

using model::Annotation;
using model::AnnotationKind;
using model::Ledger;
using model::Level;
using model::MilestoneKind;
using model::MilestoneState;
using model::PostStatus;
using support::best;
using support::FactsBuilder;
using support::place;

void add_page(FactsBuilder& facts, const std::string& id, const std::string& title, int hour) {
  const auto time = [&](const char* minute) {
    return "2024-05-06T" + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":" + minute + "Z";
  };
  facts.source(id + ".json").incident(id, title);
  facts.post(PostStatus::investigating, time("10"), "Looking into it.");
  facts.change(Level::major_outage, time("10"), place("prod-2", "Checkout"));
  facts.change(Level::operational, time("40"), place("prod-2", "Checkout"));
  facts.post(PostStatus::resolved, time("40"), "Resolved.");
}

Annotation annotation(AnnotationKind kind, const model::Incident& incident, int second = 0) {
  Annotation annotation;
  annotation.kind = kind;
  annotation.incident_id = incident.id;
  annotation.anchors = incident.anchors;
  annotation.reason = "the pager log";
  annotation.author = "Ode";
  annotation.made_at = support::at("2024-05-07T09:00:00Z") + base::Seconds(second);
  return annotation;
}

void add(FactsBuilder& facts, Annotation annotation) {
  annotation.id = model::annotation_id(annotation);
  facts.facts().annotations.push_back(std::move(annotation));
}

TEST_CASE("a milestone that a person set wins, and the others stay") {
  FactsBuilder facts;
  add_page(facts, "a", "Down", 10);
  Annotation set = annotation(AnnotationKind::milestone, facts.analyze().incidents.at(0));
  set.milestone = MilestoneKind::impact_start;
  set.when = support::moment("2024-05-06T10:04Z");
  add(facts, set);
  const model::Incident incident = facts.analyze().incidents.at(0);
  const model::Milestone& start = incident.milestone(MilestoneKind::impact_start);
  CHECK(start.state == MilestoneState::recorded);
  CHECK(best(start.when) == "2024-05-06T10:04:00Z");
  CHECK(start.rule == "set by Ode: the pager log");
  CHECK(start.candidates.size() > 1);
  CHECK(incident.metric(model::MetricKind::time_to_notify).best_seconds == 6 * 60);
  // The SLA counts the fused window; the page's own stays as the page tells it.
  CHECK(best(support::windows(incident, Ledger::fused).at(0).start) == "2024-05-06T10:04:00Z");
  CHECK(best(support::windows(incident, Ledger::declared).at(0).start) == "2024-05-06T10:10:00Z");
  REQUIRE(incident.corrections.size() == 1);
  CHECK(incident.corrections[0].what == "impact start set to 2024-05-06 10:04 UTC");
}

TEST_CASE("scope, level and cause; a milestone that nobody knows") {
  FactsBuilder facts;
  add_page(facts, "a", "Down", 10);
  const model::Incident before = facts.analyze().incidents.at(0);
  Annotation scope = annotation(AnnotationKind::scope, before, 1);
  scope.scopes = {place("prod-3")};
  Annotation level = annotation(AnnotationKind::level, before, 2);
  level.level = Level::degraded;
  Annotation cause = annotation(AnnotationKind::cause, before, 3);
  cause.text = "an index was dropped";
  Annotation unknown = annotation(AnnotationKind::milestone, before, 4);
  unknown.milestone = MilestoneKind::resolved;
  for (const Annotation& one : {scope, level, cause, unknown}) add(facts, one);
  const model::Incident incident = facts.analyze().incidents.at(0);
  const auto fused = support::windows(incident, Ledger::fused);
  REQUIRE(fused.size() == 1);
  CHECK(fused[0].scopes.at(0).cluster.slug == "prod-3");
  CHECK(fused[0].level == Level::degraded);
  CHECK(incident.cause == "an index was dropped");
  CHECK(incident.milestone(MilestoneKind::resolved).state == MilestoneState::unknown);
  CHECK(incident.metric(model::MetricKind::declared_duration).reason ==
        "resolved: set by Ode: the pager log");
  CHECK(incident.corrections.size() == 4);
}

TEST_CASE("undone, a correction does nothing; an undo can be undone") {
  FactsBuilder facts;
  add_page(facts, "a", "Down", 10);
  const model::Incident before = facts.analyze().incidents.at(0);
  Annotation level = annotation(AnnotationKind::level, before, 1);
  level.level = Level::degraded;
  add(facts, level);
  Annotation undo = annotation(AnnotationKind::undo, before, 2);
  undo.undoes = facts.facts().annotations.at(0).id;
  add(facts, undo);
  CHECK(support::windows(facts.analyze().incidents.at(0), Ledger::fused).at(0).level == Level::major_outage);
  CHECK(facts.analyze().incidents.at(0).corrections.empty());
  Annotation again = annotation(AnnotationKind::undo, before, 3);
  again.undoes = facts.facts().annotations.at(1).id;
  add(facts, again);
  CHECK(support::windows(facts.analyze().incidents.at(0), Ledger::fused).at(0).level == Level::degraded);
}

TEST_CASE("merge makes one incident, split takes a part out, and both can be taken back") {
  FactsBuilder facts;
  add_page(facts, "a", "Down", 10);
  add_page(facts, "b", "Down again", 13);
  const auto apart = facts.analyze();
  REQUIRE(apart.incidents.size() == 2);
  Annotation merge = annotation(AnnotationKind::merge, apart.incidents[1], 1);
  merge.others = apart.incidents[0].anchors;
  add(facts, merge);
  const auto merged = facts.analyze();
  REQUIRE(merged.incidents.size() == 1);
  CHECK(merged.incidents[0].posts.size() == 4);
  CHECK(merged.incidents[0].grouping.ends_with("merged by Ode: the pager log"));
  CHECK(merged.incidents[0].anchors.size() == 2);

  Annotation split = annotation(AnnotationKind::split, merged.incidents[0], 2);
  split.others = apart.incidents[0].anchors;
  add(facts, split);
  const auto parted = facts.analyze();
  REQUIRE(parted.incidents.size() == 2);
  CHECK(parted.incidents[0].title == "Down again");
  CHECK(parted.incidents[0].grouping == "split off by Ode: the pager log");

  Annotation undo = annotation(AnnotationKind::undo, merged.incidents[0], 3);
  undo.undoes = facts.facts().annotations.at(1).id;
  add(facts, undo);
  CHECK(facts.analyze().incidents.size() == 1);
}

TEST_CASE("a correction whose incident is gone is told, not dropped") {
  FactsBuilder facts;
  add_page(facts, "a", "Down", 10);
  Annotation level = annotation(AnnotationKind::level, facts.analyze().incidents.at(0));
  level.anchors = {"fact:00000000000000000000000000000000:0"};
  level.level = Level::degraded;
  add(facts, level);
  const auto report = facts.analyze();
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].rule == "annotation-without-incident");
  CHECK(report.incidents.at(0).corrections.empty());
}

TEST_CASE("the order in which annotations are stored makes no difference") {
  FactsBuilder facts;
  add_page(facts, "a", "Down", 10);
  const model::Incident before = facts.analyze().incidents.at(0);
  for (int second = 0; second < 6; ++second) {
    Annotation level = annotation(AnnotationKind::level, before, second);
    level.level = second % 2 == 0 ? Level::degraded : Level::partial_outage;
    add(facts, level);
  }
  std::reverse(facts.facts().annotations.begin(), facts.facts().annotations.end());
  CHECK(support::windows(facts.analyze().incidents.at(0), Ledger::fused).at(0).level ==
        Level::partial_outage);
}

}  // namespace
}  // namespace faultline
