// Which change ended it.
#include <catch2/catch.hpp>

#include <functional>

#include "history.hpp"

namespace faultline {
namespace {

using support::History;
using support::outage;
using Verdict = model::Suspicion::Verdict;

struct Row {
  std::string name;
  std::function<void(History&, analyze::SuspicionCase&)> build;
  Verdict verdict;
  std::string leading;
  std::string reason;
};

const std::vector<Row> kRows = {
    {"the end is not known",
     [](History& h, auto& c) {
       c.end.reset();
       h.add("v40", "2026-03-04T12:30:00Z");
     },
     Verdict::not_assessed, "", "end of the impact is not known"},
    {"nothing after the start", [](History&, auto&) {}, Verdict::none, "", "no deploy near the end"},
    {"the rollback of the trigger",
     [](History& h, auto&) { h.add("v40", "2026-03-04T12:30:00Z", "2026-03-04T12:36:00Z"); },
     Verdict::trigger, "v40", "rolls back checkout v41"},
    {"a rollback leads an ordinary deploy that is nearer",
     [](History& h, auto&) {
       h.add("v40", "2026-03-04T12:30:00Z", "2026-03-04T12:34:00Z").deploy_kind = "rollback";
       h.add("v7", "2026-03-04T12:38:00Z", "2026-03-04T12:39:00Z", "prod-2", "checkout");
     },
     Verdict::trigger, "v40", "completed 6m before the end"},
    {"a rollback that failed ended nothing",
     [](History& h, auto&) {
       h.add("v40", "2026-03-04T12:30:00Z", "2026-03-04T12:36:00Z").outcome = "failure";
     },
     Verdict::none, "", ""},
    {"a flag", [](History& h, auto&) { h.add("f1", "2026-03-04T12:39:00Z").deploy_kind = "flag"; },
     Verdict::trigger, "f1", "kind flag"},
    {"later than full recovery",
     [](History& h, auto& c) {
       c.recovered = support::moment("2026-03-04T12:41:00Z");
       h.add("v40", "2026-03-04T12:41:30Z", "2026-03-04T12:43:00Z");
     },
     Verdict::none, "", ""},
    {"an end known to the day",
     [](History& h, auto& c) {
       c.end = support::moment("2026-03-04");
       h.add("v40", "2026-03-04T12:30:00Z");
     },
     Verdict::none, "", "known within 1d only"},
};

TEST_CASE("which change ended it") {
  for (const Row& row : kRows) {
    History history;
    history.add("v40", "2026-03-02T09:00:00Z");
    history.add("v41", "2026-03-04T11:50:00Z", "2026-03-04T11:58:00Z");
    auto incident = outage("2026-03-04T12:00:00Z", "2026-03-04T12:40:00Z");
    row.build(history, incident);
    const auto trigger = suspect_trigger(incident, history.get(), {});
    REQUIRE(trigger.suspects.front().version == "v41");
    const auto result = suspect_mitigation(incident, trigger, history.get(), {});
    INFO(row.name << ": " << result.reason << " (" << model::to_string(result.verdict) << ")");
    CHECK(result.verdict == row.verdict);
    CHECK(result.reason.find(row.reason) != std::string::npos);
    if (result.verdict == Verdict::not_assessed) continue;
    CHECK(result.suspects.front().version == row.leading);
  }
}

}  // namespace
}  // namespace faultline
