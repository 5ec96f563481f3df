// The bound on false alarms: quiet random streams, all in one run, give no window.
#include <catch2/catch.hpp>

#include <cmath>

#include "unit/observe/rollups_builder.hpp"

namespace faultline::analyze {

TEST_CASE("two hundred quiet stream-days give no window") {
  constexpr std::int64_t kDay = 1440;
  std::mt19937_64 random(41);
  for (const double bad : {0.0003, 0.01}) {
    support::RollupsBuilder builder;
    builder.source("a", "rollups");
    for (int stream = 0; stream < 10; ++stream) {
      const double base = std::vector<double>{3, 20, 200, 2000, 50}[static_cast<std::size_t>(stream % 5)];
      std::vector<support::Counts> counts;
      for (std::int64_t minute = 0; minute < 10 * kDay; ++minute) {
        const double season =
            1 + 0.7 * std::sin(2 * M_PI * static_cast<double>(minute) / static_cast<double>(kDay));
        const auto requests = std::poisson_distribution<std::int64_t>(base * season)(random);
        counts.push_back({minute, requests, std::binomial_distribution<std::int64_t>(requests, bad)(random)});
      }
      builder.stream("prod-" + std::to_string(stream), "Checkout", counts);
    }
    const auto found = builder.observe();
    INFO((found.windows.empty() ? "" : found.windows[0].rule));
    CHECK(found.windows.empty());
    CHECK(found.threshold == Approx(std::log(8640.0 * 100)));
  }
}

}  // namespace faultline::analyze
