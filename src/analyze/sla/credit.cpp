#include "analyze/sla/credit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace faultline::analyze {
namespace {

__extension__ using Wide = __int128;

// Sign of the portion's availability less the edge.
int compare(const model::Portion& portion, const base::Ratio& edge) {
  const Wide left = Wide{portion.total - portion.bad} * edge.denominator;
  const Wide right = Wide{edge.numerator} * portion.total;
  return left < right ? -1 : left > right ? 1 : 0;
}

bool lies_in(const model::CreditTier& tier, const model::Portion& portion) {
  if (tier.lower) {
    const int side = compare(portion, *tier.lower);
    if (side < 0 || (side == 0 && !tier.is_lower_included)) return false;
  }
  if (tier.upper) {
    const int side = compare(portion, *tier.upper);
    if (side > 0 || (side == 0 && !tier.is_upper_included)) return false;
  }
  return true;
}

bool is_above(const model::CreditTier& tier, const model::Portion& portion) {
  if (!tier.upper) return false;
  const int side = compare(portion, *tier.upper);
  return side > 0 || (side == 0 && !tier.is_upper_included);
}

// Percent with eight decimals, enough for a minute of a year.
constexpr int kCreditDecimals = 8;

}  // namespace

model::SlaCredit credit_of(const model::Policy& policy, const model::Portion& portion) {
  using Kind = model::SlaCredit::Kind;
  if (portion.total <= 0) return {};
  if (policy.has_proportional_credit) {
    const base::Ratio& share = policy.affected_share;
    const Wide bad = Wide{portion.bad} * share.numerator * policy.credit_factor;
    const Wide total = Wide{portion.total} * share.denominator;
    // Back into 64 bits without losing what eight decimals show.
    Wide divisor = 1;
    while (total / divisor > INT64_MAX / 4) divisor *= 10;
    const base::Ratio ratio{static_cast<std::int64_t>(bad / divisor),
                            static_cast<std::int64_t>(total / divisor)};
    return {Kind::proportional, base::truncated_percent(ratio, kCreditDecimals),
            fmt::format("of the fee, {} % of customers affected", policy.affected_text)};
  }
  if (policy.tiers.empty()) return {};
  for (const model::CreditTier& tier : policy.tiers)
    if (lies_in(tier, portion)) return {Kind::tier, tier.credit_text, {}};
  const bool is_above_all = std::all_of(policy.tiers.begin(), policy.tiers.end(),
                                        [&](const auto& tier) { return is_above(tier, portion); });
  if (is_above_all) return {Kind::tier, "0", {}};
  return {
      Kind::between_tiers, "0",
      fmt::format("{} % lies in no tier of the policy's text",
                  base::truncated_percent({portion.total - portion.bad, portion.total}, policy.decimals))};
}

}  // namespace faultline::analyze
