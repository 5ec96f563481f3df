// Suspicions printed: show, explain, JSON and the sentence of a draft.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "base/time.hpp"
#include "render/suspicion_text.hpp"

namespace faultline {
namespace {

using render::SuspicionOf;
using Verdict = model::Suspicion::Verdict;

base::Moment exact(std::string_view text) {
  return base::exact_moment(*base::parse_rfc3339(text), text);
}

model::Suspicion sample(Verdict verdict) {
  model::Suspicion suspicion;
  suspicion.verdict = verdict;
  suspicion.reason = "checkout v41: completed 3m 20s before the start";
  suspicion.considered = 7;
  suspicion.base_rate = .012;
  model::Suspect suspect;
  suspect.title = "checkout v41";
  suspect.version = "v41";
  suspect.scopes.resize(1);
  suspect.scopes.front().service = model::make_name("checkout");
  suspect.started = exact("2026-03-04T11:52:00Z");
  suspect.completed = exact("2026-03-04T11:56:40Z");
  suspect.terms = {{"time", -.31, "completed 3m 20s before the start"},
                   {"rollback", 2.3, "rolled back by checkout v40"}};
  suspect.score = 1.99;
  suspect.probability = .9996;
  suspect.rolled_back_by = "checkout v40";
  suspect.evidence = {"d1", "deploys.jsonl", {4, 0, ""}, ""};
  suspect.also_told_by = {{"d2", "log.txt", {12, 0, ""}, ""}};
  model::Suspect none;
  none.is_none = true;
  none.terms = {{"none", -5.8, "no deploy did it"}};
  none.score = -5.8;
  none.probability = .0004;
  suspicion.suspects = {suspect, none};
  return suspicion;
}

TEST_CASE("suspicion: the sentence of a draft carries its confidence") {
  struct Row {
    std::string name;
    Verdict verdict;
    SuspicionOf of;
    std::string expected;
  };
  const std::vector<Row> rows = {{"trigger", Verdict::trigger, SuspicionOf::trigger,
                                  "checkout v41 (2026-03-04 11:56) is the trigger (over 99 %): completed "
                                  "3m 20s before the start; rolled "
                                  "back by checkout v40."},
                                 {"suspect", Verdict::suspect, SuspicionOf::trigger,
                                  "checkout v41 (2026-03-04 11:56) is a suspect, not more (over 99 %): "
                                  "completed 3m 20s before the start; "
                                  "rolled back by checkout v40."},
                                 {"none", Verdict::none, SuspicionOf::mitigation,
                                  "No plausible deploy: none of the known deploys explains the end."},
                                 {"not assessed", Verdict::not_assessed, SuspicionOf::trigger, ""}};
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(render::suspicion_sentence(sample(row.verdict), row.of, {}) == row.expected);
  }
}

TEST_CASE("suspicion: explain prints every term, of none too") {
  const std::string text = render::suspicion_table(sample(Verdict::suspect), SuspicionOf::trigger, {});
  for (const std::string_view part :
       {"set off by a deploy? suspect", "7 deploys scored; a random instant has a deploy as near in 1 %", "checkout v41",
        "over 99 %", "deploys.jsonl:4", "-0.31  time", "+2.30  rollback", "also told by log.txt:12",
        "-5.80  none"})
    CHECK_THAT(text, Catch::Contains(std::string(part)));
}

TEST_CASE("suspicion: show says nothing where nothing was assessed") {
  model::Incident incident;
  CHECK(render::suspicion_section(incident, {}).empty());
  incident.trigger = sample(Verdict::trigger);
  incident.mitigation.reason = "the end of the impact is not known";
  const std::string text = render::suspicion_section(incident, {});
  CHECK_THAT(text, Catch::Contains("set off by  trigger (over 99 %): checkout v41"));
  CHECK_THAT(text, Catch::Contains("ended by    not assessed: the end of the impact is not known"));
}

TEST_CASE("suspicion: json") {
  const auto json = render::suspicion_json(sample(Verdict::trigger), SuspicionOf::trigger);
  CHECK(json["verdict"] == "trigger");
  CHECK(json["candidates"].size() == 2);
  CHECK(json["candidates"][0]["version"] == "v41");
  CHECK(json["candidates"][0]["evidence"].size() == 2);
  CHECK(json["candidates"][1]["none"] == true);
  CHECK(render::suspicion_json(sample(Verdict::trigger), SuspicionOf::mitigation)["verdict"] == "mitigation");
  CHECK(render::suspicion_json({}, SuspicionOf::trigger)["base_rate"].is_null());
}

}  // namespace
}  // namespace faultline
