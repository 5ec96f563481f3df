// The union of intervals against counting every second.
#include <catch2/catch.hpp>

#include <random>

#include "analyze/suspicion/base_rate.hpp"
#include "support/facts_builder.hpp"

namespace faultline {
namespace {

using std::chrono::seconds;

TEST_CASE("share_near: rows") {
  const auto hour = [](int n) {
    const auto at = support::at("2026-03-04T10:00Z") + std::chrono::hours(n);
    return analyze::Run{at, at};
  };
  const std::chrono::minutes quarter(15);
  CHECK(analyze::share_near({hour(2), hour(0), hour(1)}, seconds(0), quarter) == .25);
  CHECK(analyze::share_near({hour(0), hour(1), hour(2)}, quarter, quarter) == .5);
  CHECK(analyze::share_near({hour(0), hour(0), hour(1)}, seconds(0), std::chrono::hours(9)) == 1);
  CHECK(analyze::share_near({hour(0), hour(1)}, seconds(0), seconds(0)) == 0);
  CHECK_FALSE(analyze::share_near({hour(0)}, seconds(0), quarter).has_value());
  CHECK_FALSE(analyze::share_near({}, seconds(0), quarter).has_value());
  // Half an hour of running, and a quarter after it; the second runs inside the first.
  const analyze::Run longer{hour(0).began, hour(0).began + 2 * quarter},
      inside{longer.began + quarter, longer.done};
  CHECK(analyze::share_near({longer, inside, hour(2)}, seconds(0), quarter) == .375);
}

TEST_CASE("share_near agrees with counting") {
  std::mt19937 random(20260304);
  for (int round = 0; round < 200; ++round) {
    std::vector<analyze::Run> instants;
    std::vector<std::pair<int, int>> places;
    const int count = 2 + static_cast<int>(random() % 12);
    for (int i = 0; i < count; ++i) {
      const int began = static_cast<int>(random() % 500);
      places.emplace_back(began, began + static_cast<int>(random() % 3) * 5);
      instants.push_back(
          {base::Instant(seconds(places.back().first)), base::Instant(seconds(places.back().second))});
    }
    const int before = static_cast<int>(random() % 30), after = static_cast<int>(random() % 60);
    int first = 1000, last = 0;
    for (const auto& [began, done] : places) first = std::min(first, began), last = std::max(last, done);
    if (first == last) continue;
    int covered = 0;  // seconds [n, n + 1) that lie in an interval
    for (int n = first; n < last; ++n)
      covered += std::any_of(places.begin(), places.end(), [&](const auto& run) {
        return n >= run.first - before && n + 1 <= run.second + after;
      });
    INFO(round);
    CHECK(analyze::share_near(instants, seconds(before), seconds(after)) ==
          static_cast<double>(covered) / (last - first));
  }
}

}  // namespace
}  // namespace faultline
