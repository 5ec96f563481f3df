#include "analyze/statistics/survival.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

namespace faultline::analyze {
namespace {

using Samples = std::vector<model::DurationSample>;

Samples ended(std::initializer_list<std::int64_t> values) {
  Samples samples;
  for (const std::int64_t value : values) samples.push_back({value, false});
  std::sort(samples.begin(), samples.end());
  return samples;
}

TEST_CASE("quantiles of samples of which some are censored") {
  struct Row {
    const char* name;
    Samples samples;
    base::Ratio q;
    std::optional<std::int64_t> expected;
  };
  const Row rows[] = {
      {"none", {}, kMedian, std::nullopt},
      {"one", ended({7}), kMedian, 7},
      {"two: the middle", ended({10, 20}), kMedian, 15},
      {"four: the middle of the inner two", ended({10, 20, 30, 40}), kMedian, 25},
      {"five", ended({1, 2, 3, 4, 100}), kMedian, 3},
      {"ties", ended({5, 5, 5, 9}), kMedian, 5},
      {"p90 of ten: the middle of the ninth and the tenth", ended({1, 2, 3, 4, 5, 6, 7, 8, 9, 19}),
       kNinetieth, 14},
      {"p90 of five: the greatest", ended({1, 2, 3, 4, 5}), kNinetieth, 5},
      {"a half with no sign", ended({-20, -10}), kMedian, -15},
      // S: 10 -> 3/4, 20 -> 1/2, then nobody ends: exactly a half from 20 on.
      {"two ended, two open for longer", {{10, false}, {20, false}, {30, true}, {40, true}}, kMedian, 20},
      {"their p90", {{10, false}, {20, false}, {30, true}, {40, true}}, kNinetieth, std::nullopt},
      // S: 10 -> 3/4; 15 is censored; 20 -> 3/4 * 1/2 = 3/8.
      {"one leaves between", {{10, false}, {15, true}, {20, false}, {30, false}}, kMedian, 20},
      // 6 at risk: 1 -> 5/6, 2 -> 4/6; 3 is censored; 4 -> 4/6 * 2/3 = 4/9.
      {"Kaplan and Meier by hand",
       {{1, false}, {2, false}, {3, true}, {4, false}, {5, false}, {6, true}},
       kMedian,
       4},
      // At 10 one ends and one is censored: the censored one is at risk there, S = 2/3; then 20 -> 1/3... of
      // one.
      {"a tie of ended and censored", {{10, false}, {10, true}, {20, false}}, kMedian, 20},
      {"all censored", {{10, true}, {20, true}}, kMedian, std::nullopt},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(quantile(row.samples, row.q).seconds == row.expected);
  }
}

TEST_CASE("a weight counts a sample as often as it says") {
  const Samples samples = {{10, false}, {20, true}, {30, false}};
  const std::vector<std::uint32_t> weights = {1, 2, 3};
  const Samples repeated = {{10, false}, {20, true}, {20, true}, {30, false}, {30, false}, {30, false}};
  for (const base::Ratio q : {kMedian, kNinetieth})
    CHECK(quantile(samples, q, weights) == quantile(repeated, q));
  CHECK(quantile(samples, kMedian, std::vector<std::uint32_t>{0, 0, 0}).seconds == std::nullopt);
}

}  // namespace
}  // namespace faultline::analyze
