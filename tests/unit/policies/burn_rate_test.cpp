// Burn rates: factors, the least outage that fires, and the second at which an alert would have.
#include "analyze/sla/burn_rate.hpp"

#include <catch2/catch.hpp>

namespace faultline::analyze {
namespace {

using std::chrono::seconds;

SlaClock at(std::int64_t second) {
  return SlaClock{seconds{1'000'000 + second}};
}

std::string factor(const model::BurnRule& rule) {
  return base::truncated_quotient(rule.factor.numerator, rule.factor.denominator, 4);
}

}  // namespace

TEST_CASE("factor = budget share x period / long window") {  // B2, B3: sloth's google-30d and google-28d
  std::vector<std::string> thirty, twenty_eight;
  for (const auto& rule : burn_rules(30 * 86400)) thirty.push_back(factor(rule));
  for (const auto& rule : burn_rules(28 * 86400)) twenty_eight.push_back(factor(rule));
  CHECK(thirty == std::vector<std::string>{"14.4000", "6.0000", "3.0000", "1.0000"});
  CHECK(twenty_eight == std::vector<std::string>{"13.4400", "5.6000", "2.8000", "0.9333"});
  const auto rules = burn_rules(30 * 86400);
  CHECK(rules[0].short_seconds == 300);
  CHECK(rules[1].short_seconds == 1800);
}

TEST_CASE("the shortest full outage that fires") {  // B6
  const auto rules = burn_rules(30 * 86400);
  const base::Ratio target{999, 1000};
  const auto text = [&](std::size_t rule) {
    const base::Ratio least = seconds_to_fire(rules[rule], target);
    return base::truncated_quotient(least.numerator, least.denominator, 2);
  };
  CHECK(text(0) == "51.84");
  CHECK(text(1) == "129.60");
  const Charges outage = sweep({{at(0), at(600), 10, 0}});
  CHECK(first_firing(outage, rules[0], target, at(0), at(600)) == at(52));
  CHECK(first_firing(outage, rules[1], target, at(0), at(600)) == at(130));
  CHECK_FALSE(first_firing(sweep({{at(0), at(51), 10, 0}}), rules[0], target, at(0), at(5000)).has_value());
  CHECK(first_firing(sweep({{at(0), at(52), 10, 0}}), rules[0], target, at(0), at(5000)) == at(52));
}

TEST_CASE("Pyrra's rules have fixed factors and scaled windows") {  // B4: pyrra, slo/rules.go
  struct Row {
    std::int64_t long_seconds, short_seconds, factor, hold_seconds;
  };
  const Row rows[] = {
      {3600, 300, 14, 120}, {21600, 1800, 7, 900}, {86400, 7200, 2, 3600}, {345600, 21600, 1, 10800}};
  const auto rules = pyrra_rules(28 * 86400);
  REQUIRE(rules.size() == std::size(rows));
  for (std::size_t i = 0; i < rules.size(); ++i) {
    CHECK(rules[i].rule.long_seconds == rows[i].long_seconds);
    CHECK(rules[i].rule.short_seconds == rows[i].short_seconds);
    CHECK(rules[i].rule.factor.numerator == rows[i].factor * rules[i].rule.factor.denominator);
    CHECK(rules[i].hold_seconds == rows[i].hold_seconds);
  }
  CHECK(pyrra_rules(14 * 86400)[0].rule.long_seconds == 1800);
  // 14 x 0.001 x 3600 s = 50.4 s, then two minutes of holding.
  const base::Ratio target{999, 1000};
  CHECK(first_firing(sweep({{at(0), at(900), 10, 0}}), rules[0].rule, target, at(0), at(900), 120) ==
        at(171));
  CHECK_FALSE(
      first_firing(sweep({{at(0), at(900), 10, 0}}), rules[0].rule, target, at(0), at(160), 120).has_value());
}

TEST_CASE("a partial outage burns a third as fast, and what lies before counts") {
  const auto rules = burn_rules(30 * 86400);
  const base::Ratio target{999, 1000};
  // 518.4 weighted tenths at 3 a second.
  CHECK(first_firing(sweep({{at(0), at(600), 3, 0}}), rules[0], target, at(0), at(600)) == at(173));
  // 30 s half an hour before are still in the hour, but the short window wants its own 4.32 s.
  const Charges two = sweep({{at(-1830), at(-1800), 10, 0}, {at(0), at(600), 10, 1}});
  CHECK(first_firing(two, rules[0], target, at(0), at(600)) == at(22));
  const Charges enough = sweep({{at(-1860), at(-1800), 10, 0}, {at(0), at(600), 10, 1}});
  CHECK(first_firing(enough, rules[0], target, at(0), at(600)) == at(5));
}

TEST_CASE("the first second agrees with a look at every second") {
  const base::Ratio target{99, 100};
  const model::BurnRule rule{2, 120, 10, {7, 3}};
  std::uint32_t state = 7;
  const auto pick = [&](int most) {
    state = state * 1664525u + 1013904223u;
    return static_cast<int>((state >> 8) % static_cast<std::uint32_t>(most));
  };
  for (int round = 0; round < 2000; ++round) {
    std::vector<WeightedSpan> spans;
    std::vector<int> weight(700, 0);
    for (int i = pick(4) + 1; i > 0; --i) {
      const int start = pick(600), end = std::min(start + pick(40), 700), tenths = pick(2) == 0 ? 10 : 3;
      spans.push_back({at(start), at(end), tenths, static_cast<std::uint32_t>(i)});
      for (int second = start; second < end; ++second)
        weight[static_cast<std::size_t>(second)] = std::max(weight[static_cast<std::size_t>(second)], tenths);
    }
    const int from = pick(500), to = from + pick(200);
    const auto share_holds = [&](int end, int length) {
      int sum = 0;
      for (int second = std::max(0, end - length); second < end; ++second)
        sum += weight[static_cast<std::size_t>(second)];
      return sum * 3 * 100 >= 7 * 1 * length * 10;  // >= factor x (1 - target) x length
    };
    const int hold = pick(2) == 0 ? 0 : pick(20);
    std::optional<SlaClock> expected;
    int held = -1;  // seconds since the condition began to hold
    for (int second = from; second <= to && !expected; ++second) {
      held = share_holds(second, 120) && share_holds(second, 10) ? held + 1 : -1;
      if (held >= hold) expected = at(second);
    }
    INFO("round " << round << ", hold " << hold);
    REQUIRE(first_firing(sweep(spans), rule, target, at(from), at(to), hold) == expected);
  }
}

}  // namespace faultline::analyze
