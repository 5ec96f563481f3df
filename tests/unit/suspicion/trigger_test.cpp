// Scenarios: what is suspected, the good beside the bad.
#include <catch2/catch.hpp>

#include <functional>

#include "history.hpp"

namespace faultline {
namespace {

using support::History;
using support::outage;
using Verdict = model::Suspicion::Verdict;

struct World {
  History history;
  analyze::SuspicionCase incident = outage("2026-03-04T12:00:00Z", "2026-03-04T12:40:00Z");
  model::Config config;
  model::ObservedWindow window;
};

// An errors window whose requests were answered by two versions.
void versions(World& world, std::int64_t new_requests, std::int64_t new_errors, std::int64_t old_requests,
              std::int64_t old_errors) {
  world.window.scope = support::place("prod-2", "checkout");
  world.window.versions = {{"41", new_requests, new_errors, 0, 0, support::at("2026-03-04T11:57Z")},
                           {"v40", old_requests, old_errors, 900, 1, support::at("2026-03-01T00:00Z")}};
  world.incident.observed = {&world.window};
}

struct Row {
  std::string name;
  std::function<void(World&)> build;
  Verdict verdict;
  std::string leading;  // version; "" = none leads or nothing is assessed
  std::string reason;   // part of it
};

const std::vector<Row> kRows = {
    {"no history", [](World&) {}, Verdict::not_assessed, "", "no deploy history"},
    {"no start",
     [](World& w) {
       w.history.add("v41", "2026-03-04T11:50:00Z");
       w.incident.start.reset();
     },
     Verdict::not_assessed, "", "start of the impact is not known"},
    {"the history ends days before", [](World& w) { w.history.add("v41", "2026-03-01T11:50:00Z"); },
     Verdict::not_assessed, "", "ends 3d"},
    {"the history begins after", [](World& w) { w.history.add("v41", "2026-03-04T14:00:00Z"); },
     Verdict::not_assessed, "", "begins 2h after"},
    {"the history reaches over it, with no deploy near",
     [](World& w) {
       w.history.add("v40", "2026-03-01T11:50:00Z");
       w.history.add("v41", "2026-03-06T11:50:00Z");
     },
     Verdict::none, "", "no deploy near"},
    {"minutes before", [](World& w) { w.history.add("v41", "2026-03-04T11:50:00Z", "2026-03-04T11:56:40Z"); },
     Verdict::trigger, "v41", "completed 3m 20s before the start"},
    {"running at the start",
     [](World& w) { w.history.add("v41", "2026-03-04T11:58:00Z", "2026-03-04T12:10:00Z"); }, Verdict::trigger,
     "v41", "running at the start"},
    {"an hour before", [](World& w) { w.history.add("v41", "2026-03-04T11:00:00Z"); }, Verdict::trigger,
     "v41", "one known time is 1h before"},
    {"a day before", [](World& w) { w.history.add("v41", "2026-03-03T12:00:00Z"); }, Verdict::none, "",
     "less likely than none"},
    {"after the start, with an older one far before",
     [](World& w) {
       w.history.add("v40", "2026-03-03T11:00:00Z");
       w.history.add("v41", "2026-03-04T12:15:00Z");
     },
     Verdict::none, "", ""},
    {"just after the start is at most a suspect",
     [](World& w) {
       w.history.add("v40", "2026-03-03T11:00:00Z");
       w.history.add("v41", "2026-03-04T12:01:30Z");
     },
     Verdict::suspect, "v41", "after the latest start: possible only with wrong clocks"},
    {"other cluster", [](World& w) { w.history.add("v41", "2026-03-04T11:58:00Z", "", "prod-1"); },
     Verdict::none, "", ""},
    {"unrelated service is at most a suspect",
     [](World& w) { w.history.add("v41", "2026-03-04T11:58:00Z", "", "prod-2", "billing"); },
     Verdict::suspect, "v41", "nothing but its time"},
    {"caller",
     [](World& w) {
       w.config.calls = {{"", "web", {"checkout"}}};
       w.history.add("v41", "2026-03-04T11:58:00Z", "", "prod-2", "web");
     },
     Verdict::trigger, "v41", "web calls checkout, 1 hop up"},
    {"only a callee, beside the service itself",
     [](World& w) {
       w.config.calls = {{"", "checkout", {"ledger"}}};
       w.history.add("v7", "2026-03-04T11:58:00Z", "", "prod-2", "ledger");
       w.history.add("v41", "2026-03-04T11:57:00Z");
     },
     Verdict::trigger, "v41", ""},
    {"scope not told", [](World& w) { w.history.add("v41", "2026-03-04T11:58:00Z", "", "", ""); },
     Verdict::trigger, "v41", "may be any"},
    {"documentation an hour before",
     [](World& w) { w.history.add("v41", "2026-03-04T11:00:00Z").deploy_kind = "docs"; }, Verdict::none, "",
     ""},
    {"scale an hour before",
     [](World& w) { w.history.add("v41", "2026-03-04T11:00:00Z").deploy_kind = "scale"; }, Verdict::trigger,
     "v41", "kind scale"},
    {"rolled back inside the window",
     [](World& w) {
       w.history.add("v40", "2026-03-03T09:00:00Z");
       w.history.add("v41", "2026-03-04T09:30:00Z");
       w.history.add("v40", "2026-03-04T12:30:00Z", "2026-03-04T12:38:00Z");
     },
     Verdict::trigger, "v41", "rolled back by checkout v40 38m after the start"},
    {"rolled back too late to count",
     [](World& w) {
       w.history.add("v40", "2026-03-03T09:00:00Z");
       w.history.add("v41", "2026-03-04T07:30:00Z");
       w.history.add("v40", "2026-03-04T12:50:00Z", "2026-03-04T12:58:00Z");
     },
     Verdict::none, "", "is less likely than none"},
    {"two minutes apart, nothing splits them",
     [](World& w) {
       w.history.add("v41", "2026-03-04T11:56:00Z");
       w.history.add("v42", "2026-03-04T11:58:00Z");
     },
     Verdict::suspect, "v42", "nearly as likely"},
    {"two minutes apart, split by versions",
     [](World& w) {
       w.history.add("v41", "2026-03-04T11:56:00Z");
       w.history.add("v42", "2026-03-04T11:58:00Z");
       versions(w, 400, 212, 2110, 3);
     },
     Verdict::trigger, "v41", "v41: 212 of 400 requests failed, v40: 3 of 2,110"},
    {"versions exculpate",
     [](World& w) {
       w.history.add("v41", "2026-03-04T11:20:00Z");
       w.history.add("v12", "2026-03-04T11:20:00Z", "", "prod-2", "cart");
       w.config.calls = {{"", "cart", {"checkout"}}};
       versions(w, 400, 60, 2110, 320);
     },
     Verdict::suspect, "v12", "cart calls checkout"},
    {"named by a text",
     [](World& w) {
       w.history.add("v41", "2026-03-04T08:00:00Z");
       w.incident.texts = {"We traced this to v41 of the checkout."};
     },
     Verdict::trigger, "v41", "a text names v41"},
    {"not named by a longer version",
     [](World& w) {
       w.history.add("v41", "2026-03-04T06:00:00Z");
       w.incident.texts = {"We traced this to v41.2 and v411, step 41."};
     },
     Verdict::none, "", ""},
    {"cancelled before it began",
     [](World& w) {
       w.history.add("v40", "2026-03-03T09:00:00Z");
       w.history.add("v41", "2026-03-04T11:58:00Z").outcome = "cancelled";
     },
     Verdict::none, "", ""},
    {"cancelled half-way",
     [](World& w) {
       w.history.add("v41", "2026-03-04T11:50:00Z", "2026-03-04T11:58:00Z").outcome = "cancelled";
     },
     Verdict::trigger, "v41", "cancelled 2m before"},
    {"failed",
     [](World& w) {
       w.history.add("v41", "2026-03-04T11:50:00Z", "2026-03-04T11:58:00Z").outcome = "failure";
     },
     Verdict::trigger, "v41", "failed 2m before"},
    {"a start known to the day",
     [](World& w) {
       w.incident.start = support::moment("2026-03-04");
       w.history.add("v40", "2026-03-02T09:00:00Z");
       w.history.add("v41", "2026-03-04T11:50:00Z");
     },
     Verdict::suspect, "v41", "known within 1d only"},
    {"a start known within half an hour",
     [](World& w) {
       const auto from = support::at("2026-03-04T12:00Z");
       w.incident.start->utc = base::Bounds{from, from, from + std::chrono::minutes(30)};
       w.history.add("v41", "2026-03-04T12:20:00Z", "2026-03-04T12:24:00Z");
     },
     Verdict::trigger, "v41", "within the width of the start"},
    {"a service that is deployed every half hour",
     [](World& w) {
       for (int i = 0; i < 200; ++i)
         w.history.add_at(
             "v" + std::to_string(100 + i),
             support::instant_moment(support::at("2026-03-02T12:20Z") + std::chrono::minutes(30) * i));
     },
     Verdict::suspect, "v195", "no deploy at all is not much less likely"},
};

TEST_CASE("which deploy did it") {
  for (const Row& row : kRows) {
    World world;
    row.build(world);
    const auto result = suspect_trigger(world.incident, world.history.get(), world.config);
    INFO(row.name << ": " << result.reason << " (" << model::to_string(result.verdict) << ")");
    CHECK(result.verdict == row.verdict);
    CHECK(result.reason.find(row.reason) != std::string::npos);
    if (result.verdict == Verdict::not_assessed) {
      CHECK(result.suspects.empty());
      continue;
    }
    REQUIRE_FALSE(result.suspects.empty());
    CHECK(result.suspects.front().version == row.leading);
    CHECK(result.suspects.front().is_none == row.leading.empty());
    CHECK(result.suspects.size() <= 5);
    double sum = 0;
    int none = 0;
    for (const auto& suspect : result.suspects) {
      sum += suspect.probability;
      none += suspect.is_none ? 1 : 0;
      double score = 0;
      for (const auto& term : suspect.terms) score += term.value;
      CHECK(score == Approx(suspect.score));
    }
    CHECK(none == 1);
    CHECK(sum <= 1 + 1e-9);
    if (result.considered <= 4) CHECK(sum == Approx(1));
  }
}

TEST_CASE("terms have the values of the formula") {
  World world;
  world.history.add("v41", "2026-03-04T11:40:00Z", "2026-03-04T11:50:00Z", "prod-2", "web").deploy_kind =
      "scale";
  world.config.calls = {{"", "edge", {"web"}}, {"", "web", {"api"}}, {"", "api", {"checkout", "web"}}};
  const auto result = suspect_trigger(world.incident, world.history.get(), world.config);
  const auto& suspect = support::suspect_with(result, "v41");
  CHECK(support::term(suspect, "time").value == Approx(std::log(std::exp(-1) + .02 * std::exp(-1.0 / 18))));
  CHECK(support::term(suspect, "scope").value == Approx(std::log(.25)));
  CHECK(support::term(suspect, "kind").value == Approx(-.7));
  CHECK(support::term(suspect, "rollback").value == 0);
  CHECK(suspect.probability == Approx(1 / (1 + std::exp(-5.8 - suspect.score))));
}

TEST_CASE("versions: by hand, and a version that another deploy brought") {
  World world;
  world.history.add("v41", "2026-03-04T11:55:00Z");
  versions(world, 10, 2, 100, 10);
  auto result = suspect_trigger(world.incident, world.history.get(), world.config);
  const double ratio = 2 * std::log(.2) + 8 * std::log(.8) + 10 * std::log(.1) + 90 * std::log(.9) -
                       12 * std::log(12. / 110) - 98 * std::log(98. / 110);
  CHECK(support::term(support::suspect_with(result, "v41"), "versions").value == Approx(ratio / 2));
  versions(world, 400, 212, 2110, 3);
  world.window.versions.front().first_seen = support::at("2026-03-04T13:30Z");
  result = suspect_trigger(world.incident, world.history.get(), world.config);
  CHECK(support::term(support::suspect_with(result, "v41"), "versions").value == 0);
}

TEST_CASE("two sources that tell of one deploy are one candidate") {
  const std::string sha = "9f8e7d6c5b4a39281706f5e4d3c2b1a098765432";
  World world;
  world.history.source("log.txt").add(sha.substr(0, 8), "2026-03-04T11:50:00Z", "", "", "").title =
      "Raise the limit";
  world.history.source("github.json").add(sha, "2026-03-04T11:52:00Z", "2026-03-04T11:58:00Z");
  world.history.add("v40", "2026-03-04T09:00:00Z");
  world.history.add(sha, "2026-03-04T11:52:00Z", "2026-03-04T11:58:00Z", "prod-1");
  const auto result = suspect_trigger(world.incident, world.history.get(), world.config);
  // The same version in another cluster at that time is a part of the same roll-out.
  CHECK(result.considered == 2);
  const auto& suspect = result.suspects.front();
  CHECK(suspect.title == "Raise the limit (9f8e7d6)");
  CHECK(suspect.completed.has_value());
  CHECK(suspect.scopes.size() == 2);
  CHECK(suspect.evidence.source_name == "github.json");
  REQUIRE(suspect.also_told_by.size() == 2);
  CHECK(suspect.also_told_by.front().source_name == "github.json");
  CHECK(suspect.also_told_by.back().source_name == "log.txt");
  auto turned = world.history.get();
  std::reverse(turned.deploys.begin(), turned.deploys.end());
  const auto again = suspect_trigger(world.incident, turned, world.config);
  CHECK(again.reason == result.reason);
  CHECK(again.suspects.front().evidence == suspect.evidence);
}

}  // namespace
}  // namespace faultline
