// Burn rate: how fast an objective's budget goes, and when an alert on it would have fired.
//
// A multiwindow alert fires when, over its long and its short window alike, the bad share is at least
// factor x (1 - target); factor = budget share x period / long window. For 30 days: 14.4, 6, 3, 1 (SRE
// Workbook, chapter 5). Nothing is rounded before it is compared.
//
//   30 days, 99.9 %, a full outage: 14.4 over 1 h is reached after 51.84 s, so at its 52nd second
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/sla/sweep.hpp"
#include "model/sla.hpp"

namespace faultline::analyze {

// 2 % in 1 h, 5 % in 6 h, 10 % in 1 d, 10 % in 3 d; short windows a twelfth of the long ones.
std::vector<model::BurnRule> burn_rules(std::int64_t period_seconds);

// The same alerts by Pyrra's rules: fixed factors 14, 7, 2, 1 over windows that are a share of the period (28
// days: 1 h, 6 h, 1 d, 4 d), each of which has to hold for a while before it fires (pyrra, slo/rules.go).
struct HeldRule {
  model::BurnRule rule;  // without a budget share
  std::int64_t hold_seconds = 0;
};
std::vector<HeldRule> pyrra_rules(std::int64_t period_seconds);

// The first second in [from, to] at which both windows of the rule have reached its factor for
// `hold_seconds`; absent where none does. Downtime by weight, as printed; what lies before `from` is looked
// back on.
std::optional<SlaClock> first_firing(const Charges& charges, const model::BurnRule& rule,
                                     const base::Ratio& target, SlaClock from, SlaClock to,
                                     std::int64_t hold_seconds = 0);

// Seconds of a full outage after which the long window reaches the factor, in units of 1 / denominator:
// factor x (1 - target) x long window.
base::Ratio seconds_to_fire(const model::BurnRule& rule, const base::Ratio& target);

}  // namespace faultline::analyze
