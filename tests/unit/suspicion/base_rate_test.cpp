// The union of intervals against counting every second.
#include <catch2/catch.hpp>

#include <random>

#include "analyze/suspicion/base_rate.hpp"
#include "support/facts_builder.hpp"

namespace faultline {
namespace {

using std::chrono::seconds;

TEST_CASE("share_near: rows") {
  const auto hour = [](int n) { return support::at("2026-03-04T10:00Z") + std::chrono::hours(n); };
  const std::chrono::minutes quarter(15);
  CHECK(analyze::share_near({hour(2), hour(0), hour(1)}, seconds(0), quarter) == .25);
  CHECK(analyze::share_near({hour(0), hour(1), hour(2)}, quarter, quarter) == .5);
  CHECK(analyze::share_near({hour(0), hour(0), hour(1)}, seconds(0), std::chrono::hours(9)) == 1);
  CHECK(analyze::share_near({hour(0), hour(1)}, seconds(0), seconds(0)) == 0);
  CHECK_FALSE(analyze::share_near({hour(0)}, seconds(0), quarter).has_value());
  CHECK_FALSE(analyze::share_near({}, seconds(0), quarter).has_value());
}

TEST_CASE("share_near agrees with counting") {
  std::mt19937 random(20260304);
  for (int round = 0; round < 200; ++round) {
    std::vector<base::Instant> instants;
    std::vector<int> places;
    const int count = 2 + static_cast<int>(random() % 12);
    for (int i = 0; i < count; ++i) {
      places.push_back(static_cast<int>(random() % 500));
      instants.push_back(base::Instant(seconds(places.back())));
    }
    const int before = static_cast<int>(random() % 30), after = static_cast<int>(random() % 60);
    const int first = *std::min_element(places.begin(), places.end());
    const int last = *std::max_element(places.begin(), places.end());
    if (first == last) continue;
    int covered = 0;  // seconds [n, n + 1) that lie in an interval
    for (int n = first; n < last; ++n)
      covered += std::any_of(places.begin(), places.end(),
                             [&](int place) { return n >= place - before && n + 1 <= place + after; });
    INFO(round);
    CHECK(analyze::share_near(instants, seconds(before), seconds(after)) ==
          static_cast<double>(covered) / (last - first));
  }
}

}  // namespace
}  // namespace faultline
