#include <catch2/catch.hpp>

#include "analyze/sla/sweep.hpp"

namespace faultline::analyze {
namespace {

WeightedSpan span(int start_minute, int end_minute, int weight, std::uint32_t rank) {
  const auto at = [](int minutes) { return SlaClock{std::chrono::minutes{minutes}}; };
  return {at(start_minute), at(end_minute), weight, rank};
}

}  // namespace

TEST_CASE("a second counts once, with the greatest weight") {
  struct Row {
    const char* name;
    std::vector<WeightedSpan> spans;
    std::int64_t weighted_minutes_tenths;  // minutes * tenths
    std::int64_t minutes;
    std::map<std::uint32_t, std::int64_t> shares;  // minutes * tenths
  };
  const Row rows[] = {
      {"nothing", {}, 0, 0, {}},
      {"weight 0 is no downtime", {span(0, 60, 0, 0)}, 0, 0, {}},
      {"an end before the start covers nothing", {span(60, 0, 10, 0)}, 0, 0, {}},
      // U1 (upptime calculate-uptime.spec): [00:00, 02:00) and [01:00, 03:00) are 180 minutes
      {"union of two outages", {span(0, 120, 10, 0), span(60, 180, 10, 1)}, 1800, 180, {{0, 1200}, {1, 600}}},
      // U2 (aiwatch's max-weight rule): 0.3 for an hour, then 1.0 for an hour: 78 weighted minutes
      {"the greater weight wins", {span(0, 120, 3, 0), span(60, 120, 10, 1)}, 780, 120, {{0, 360}, {1, 420}}},
      {"a lesser one inside adds nothing", {span(0, 120, 10, 0), span(30, 60, 3, 1)}, 1200, 120, {{0, 1200}}},
      {"two of one incident", {span(0, 60, 10, 4), span(30, 90, 10, 4)}, 900, 90, {{4, 900}}},
      {"neighbours do not overlap", {span(0, 60, 10, 0), span(60, 90, 3, 1)}, 690, 90, {{0, 600}, {1, 90}}},
      {"three deep",
       {span(0, 90, 3, 2), span(30, 60, 10, 0), span(45, 75, 10, 1)},
       90 + 450 + 45,
       90,
       {{0, 300}, {1, 150}, {2, 135}}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const ChargeTotal total = total_of(sweep(row.spans));
    CHECK(total.weighted_tenths == row.weighted_minutes_tenths * 60);
    CHECK(total.seconds == row.minutes * 60);
    std::int64_t sum = 0;
    for (const auto& [rank, tenths] : total.by_rank) sum += tenths;
    CHECK(sum == total.weighted_tenths);
    for (const auto& [rank, tenths] : row.shares) {
      INFO("rank " << rank);
      REQUIRE(total.by_rank.count(rank) == 1);
      CHECK(total.by_rank.at(rank) == tenths * 60);
    }
    CHECK(total.by_rank.size() == row.shares.size());
  }
}

}  // namespace faultline::analyze
