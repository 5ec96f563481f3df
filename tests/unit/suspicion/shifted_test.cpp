// Seeded histories in which one deploy did it, then the same histories moved by 6 to 48 hours: what is called
// a trigger must be right there, and hardly anything may be called one here.
#include <catch2/catch.hpp>

#include <random>

#include "history.hpp"

namespace faultline {
namespace {

using std::chrono::seconds;
using support::History;

struct Organisation {
  double deploys_per_day;  // of all its services
  int services;
};

struct Outcome {
  int right = 0, wrong = 0, shifted = 0, cases = 0;
};

base::Moment shifted(base::Instant instant, seconds shift) {
  return support::instant_moment(instant + shift);
}

Outcome run(const Organisation& organisation, std::mt19937& random, int cases) {
  Outcome outcome;
  std::exponential_distribution<double> gap(organisation.deploys_per_day / 86400);
  std::exponential_distribution<double> delay(1.0 / 300);  // from completion to the first failures: 5 min
  for (int n = 0; n < cases; ++n) {
    const base::Instant begin = support::at("2026-03-01T00:00Z");
    const base::Instant done = begin + std::chrono::hours(24 * 7) + seconds(random() % 86400);
    const base::Instant start = done + seconds(static_cast<int>(delay(random)));
    const bool is_rolled_back = random() % 2 == 0;
    const int sign = random() % 2 == 0 ? 1 : -1;
    const seconds shift = sign * seconds(6 * 3600 + random() % (42 * 3600));
    for (const seconds moved : {seconds(0), shift}) {
      History history;
      std::mt19937 same(static_cast<unsigned>(n));
      int version = 100;
      const auto add = [&](base::Instant completed, int service, const std::string& name) -> model::Event& {
        auto& event = history.add_at(name, shifted(completed - seconds(240), moved), "prod-2",
                                     service == 0 ? "checkout" : "service-" + std::to_string(service));
        event.until = shifted(completed, moved);
        return event;
      };
      for (base::Instant at = begin; at < begin + std::chrono::hours(24 * 14);) {
        at += seconds(1 + static_cast<int>(gap(same)));
        add(at, static_cast<int>(same() % static_cast<unsigned>(organisation.services)),
            "v" + std::to_string(version++));
      }
      add(done, 0, "bad-77");
      if (is_rolled_back) add(start + seconds(1500), 0, "good-76").deploy_kind = "rollback";
      auto incident = support::outage("2026-03-04T12:00:00Z");
      incident.start = support::instant_moment(start);
      incident.end = support::instant_moment(start + seconds(1560));
      const auto result = suspect_trigger(incident, history.get(), {});
      const bool is_trigger = result.verdict == model::Suspicion::Verdict::trigger;
      if (moved != seconds(0)) {
        outcome.shifted += is_trigger ? 1 : 0;
      } else if (is_trigger) {
        ++(result.suspects.front().version == "bad-77" ? outcome.right : outcome.wrong);
      }
    }
    ++outcome.cases;
  }
  return outcome;
}

TEST_CASE("a moved history accuses hardly anybody") {
  struct Row {
    std::string name;
    Organisation organisation;
    double least_right;  // of the cases; the rest are suspects: a busy service has a deploy near at any time
    double most_wrong = .03;  // another deploy came between the true one and the start
  };
  const std::vector<Row> rows = {{"one service, three a week", {.43, 1}, .95},
                                 {"one service, four a day", {4, 1}, .75},
                                 {"ten services, ten a day", {10, 10}, .9},
                                 {"one service, twenty a day", {20, 1}, .2, .1},
                                 {"thirty services, a hundred a day", {100, 30}, .8}};
  constexpr int kCases = 120;
  std::mt19937 random(41);
  for (const Row& row : rows) {
    const Outcome outcome = run(row.organisation, random, kCases);
    INFO(row.name << ": right " << outcome.right << ", wrong " << outcome.wrong << ", shifted "
                  << outcome.shifted << " of " << outcome.cases);
    CHECK(outcome.shifted <= .05 * kCases);
    CHECK(outcome.right >= row.least_right * kCases);
    CHECK(outcome.wrong <= row.most_wrong * kCases);
  }
}

}  // namespace
}  // namespace faultline
