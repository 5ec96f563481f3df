// Amounts of an incident, and what a document leaves out or tells with two numbers.
#include <catch2/catch.hpp>

#include "support/facts_builder.hpp"

using namespace faultline;
using namespace faultline::support;
using model::ActionState;
using model::AmountKind;
using model::ClaimKind;

namespace {

FactsBuilder document() {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A");
  facts.note("2024-05-06T10:00Z", "It broke");
  return facts;
}

}  // namespace

TEST_CASE("an amount is told once, whatever formats tell it") {
  FactsBuilder facts;
  for (const char* name : {"page.txt", "feed.atom"}) {
    facts.source(name).incident("", "Down").header();
    facts.post(model::PostStatus::identified, "2024-05-06T10:08Z", "30 % of uploads fail");
    facts.amount(AmountKind::percentage, 30'000, 30'000, "upload", "30 % of uploads fail");
    facts.post(model::PostStatus::resolved, "2024-05-06T11:08Z", "Done");
  }
  const auto incident = facts.analyze().incidents.at(0);
  REQUIRE(incident.amounts.size() == 1);
  CHECK(incident.amounts[0].amount.unit == "upload");
  CHECK(incident.amounts[0].evidence.excerpt == "30 % of uploads fail");
}

TEST_CASE("two numbers of the same places disagree") {
  struct Row {
    const char* name;
    std::int64_t first, second;
    const char* first_text;
    const char* second_text;
    const char* unit;
    bool disagrees;
  };
  const Row rows[] = {
      {"two numbers", 3000, 4000, "3 of 12 clusters were affected", "4 clusters were affected", "cluster",
       true},
      {"the same number", 3000, 3000, "3 of 12 clusters were affected", "3 clusters were affected", "cluster",
       false},
      {"a stage", 3000, 4000, "First 3 clusters were affected", "4 clusters were affected", "cluster", false},
      {"another verb", 3000, 4000, "3 clusters lost data", "4 clusters were affected", "cluster", false},
      {"people", 3000, 4000, "3 customers were affected", "4 customers were affected", "customer", false},
      {"none of them", 0, 4000, "0 clusters were affected", "4 clusters were affected", "cluster", false},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    auto facts = document();
    facts.amount(AmountKind::count, row.first, row.first, row.unit, row.first_text);
    facts.amount(AmountKind::count, row.second, row.second, row.unit, row.second_text);
    const auto incident = facts.analyze().incidents.at(0);
    const auto* found = finding(incident, "amounts-disagree");
    CHECK((found != nullptr) == row.disagrees);
    if (found != nullptr) CHECK(found->evidence.size() == 2);
  }
}

TEST_CASE("a hedged number and a row of the timeline contradict nothing") {
  auto facts = document();
  facts.amount(AmountKind::count, 3000, 3000, "cluster", "3 clusters were affected");
  facts.amount(AmountKind::count, 4000, 5000, "cluster", "4 to 5 clusters were affected");
  auto& row = facts.amount(AmountKind::count, 1000, 1000, "cluster", "1 cluster was affected");
  row.event_ordinal = 0;
  CHECK(finding(facts.analyze().incidents.at(0), "amounts-disagree") == nullptr);
}

TEST_CASE("an impact without any number") {
  enum class Told { nothing, amount, duration, window };
  for (const Told told : {Told::nothing, Told::amount, Told::duration, Told::window}) {
    auto facts = document();
    facts.level(model::Level::degraded, "The search was slow");
    if (told == Told::amount)
      facts.amount(AmountKind::percentage, 0, 5'000, "request", "up to 5 % of requests");
    if (told == Told::duration) facts.duration(1800, "30 minutes");
    if (told == Told::window) facts.window("2024-05-06T10:00Z", "2024-05-06T10:30Z");
    INFO(static_cast<int>(told));
    const auto incident = facts.analyze().incidents.at(0);
    CHECK((finding(incident, "impact-without-number") != nullptr) == (told == Told::nothing));
  }
  CHECK(finding(document().analyze().incidents.at(0), "impact-without-number") == nullptr);
}

TEST_CASE("action items without an owner are counted, done ones aside") {
  auto facts = document();
  facts.claim(ClaimKind::action_item, "", "Add a canary").owner = "Bo";
  auto& second = facts.claim(ClaimKind::action_item, "", "Add a probe");
  const int line = second.location.line;
  facts.claim(ClaimKind::action_item, "", "Add a lock");
  facts.claim(ClaimKind::action_item, "", "Add a door").action_state = ActionState::done;
  const auto incident = facts.analyze().incidents.at(0);
  const auto* found = finding(incident, "action-without-owner");
  REQUIRE(found != nullptr);
  CHECK(found->severity == model::FindingSeverity::info);
  CHECK(found->message == "2 of 3 action items have no owner");
  REQUIRE(found->evidence.size() == 1);
  CHECK(found->evidence[0].location.line == line);
}

TEST_CASE("an empty section is told with its heading") {
  auto facts = document();
  facts.claim(ClaimKind::empty_section, "", "Root cause");
  const auto incident = facts.analyze().incidents.at(0);
  const auto* found = finding(incident, "empty-section");
  REQUIRE(found != nullptr);
  CHECK(found->severity == model::FindingSeverity::warning);
  CHECK(found->message == "nothing stands below the heading 'Root cause'");
}
