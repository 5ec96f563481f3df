#include "model/amount.hpp"

#include <catch2/catch.hpp>

using namespace faultline::model;

TEST_CASE("amounts in words") {
  struct Row {
    Amount amount;
    const char* text;
  };
  const auto of = [](AmountKind kind, std::optional<std::int64_t> lowest,
                     std::optional<std::int64_t> highest) {
    Amount amount;
    amount.kind = kind;
    amount.lowest = lowest;
    amount.highest = highest;
    return amount;
  };
  auto some = of(AmountKind::count, 3000, 3000);
  some.total = 12'000;
  auto rate = of(AmountKind::rate, 4'700'000, 4'700'000);
  rate.unit = "request/second";
  const Row rows[] = {
      {of(AmountKind::percentage, 30'000, 30'000), "30 %"},
      {of(AmountKind::percentage, 99'950, 99'950), "99.95 %"},
      {of(AmountKind::percentage, 27'000, 33'000), "27 to 33 %"},
      {of(AmountKind::percentage, 0, 40'000), "up to 40 %"},
      {of(AmountKind::percentage, 0, 0), "0 %"},
      {of(AmountKind::count, 1'200'000, {}), "1,200 or more"},
      {of(AmountKind::count, 308'500'000, 309'500'000), "308,500 to 309,500"},
      {of(AmountKind::count, {}, 7000), "7 or less"},
      {of(AmountKind::change, 45'000, 45'000), "+45 %"},
      {of(AmountKind::change, -88'000, -72'000), "-88 to -72 %"},
      {of(AmountKind::change, 45'000, {}), "+45 % or more"},
      {some, "3 of 12"},
      {rate, "4,700 per second"},
  };
  for (const Row& row : rows) CHECK(describe(row.amount) == row.text);
}
