#include "analyze/sla/composite.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyze/sla/portion.hpp"
#include "base/text.hpp"

namespace faultline::analyze {
namespace {

using model::Portion;

constexpr std::int64_t kParts = 1'000'000'000'000'000;

// Charges add up; as spans each rank has the weight that it and those before it make.
void add_spans(const Charges& charges, std::vector<WeightedSpan>& spans) {
  int weight = 0;
  for (std::size_t i = 0; i < charges.size(); ++i) {
    const Charge& charge = charges[i];
    weight = (charge.is_first ? 0 : weight) + charge.added_tenths;
    spans.push_back({charge.start, charge.end, weight, charge.rank});
  }
}

Charges worst_charges(const std::vector<const ScopeTime*>& members, Charges ScopeTime::*reading) {
  std::vector<WeightedSpan> spans;
  for (const ScopeTime* member : members) add_spans(member->*reading, spans);
  return sweep(std::move(spans));
}

template <typename Set>
TimeSpans common(const std::vector<const ScopeTime*>& members, Set set) {
  TimeSpans result = set(*members.front());
  for (const ScopeTime* member : members) result = intersect(result, set(*member));
  return result;
}

enum class Rounding { down, up };

// Parts of 1e15 that are good, from the members' ratios.
std::int64_t product(const std::vector<const Portion*>& members, Rounding rounding) {
  __extension__ using Wide = __int128;
  Wide good = kParts;
  for (const Portion* member : members) {
    if (member->total == 0) continue;  // nothing is known: no factor
    const Wide numerator = good * (member->total - member->bad);
    good = (numerator + (rounding == Rounding::up ? member->total - 1 : 0)) / member->total;
  }
  return static_cast<std::int64_t>(good);
}

Portion serial_portion(const std::vector<model::SlaRow>& members, Portion model::SlaRow::*reading,
                       Rounding rounding) {
  std::vector<const Portion*> portions;
  for (const model::SlaRow& member : members) portions.push_back(&(member.*reading));
  if (std::all_of(portions.begin(), portions.end(), [](const Portion* each) { return each->total == 0; }))
    return {};
  return {kParts - product(portions, rounding), kParts};
}

// What a composite's row has in common with its members'.
model::SlaRow frame(const std::vector<model::SlaRow>& members, const model::Objective& objective) {
  model::SlaRow row = members.front();
  row.objective = objective;
  row.scope = objective.scope;
  row.shares.clear();
  row.deploy_shares.clear();
  row.days.clear();
  row.burn_rules.clear();
  row.firings.clear();
  row.notes.clear();
  row.depends_on.clear();
  row.coverage.reset();
  for (const model::SlaRow& member : members) {
    row.is_provisional = row.is_provisional || member.is_provisional;
    row.down_seconds = std::max(row.down_seconds, member.down_seconds);
    row.notes.insert(row.notes.end(), member.notes.begin(), member.notes.end());
  }
  std::sort(row.notes.begin(), row.notes.end());
  row.notes.erase(std::unique(row.notes.begin(), row.notes.end()), row.notes.end());
  return row;
}

std::string doubts_of(const std::vector<model::SlaRow>& members) {
  std::vector<std::string> scopes;
  for (const model::SlaRow& member : members)
    if (member.least != member.most) scopes.push_back(model::to_string(member.scope));
  return fmt::format("the ranges of its members {}", base::join(scopes, ", "));
}

}  // namespace

ScopeTime worst_of(const std::vector<const ScopeTime*>& members) {
  ScopeTime result = *members.front();
  result.least = worst_charges(members, &ScopeTime::least);
  result.best = worst_charges(members, &ScopeTime::best);
  result.most = worst_charges(members, &ScopeTime::most);
  result.excluded_certain = common(members, [](const ScopeTime& time) { return time.excluded_certain; });
  result.excluded_best = common(members, [](const ScopeTime& time) { return time.excluded_best; });
  result.excluded_possible = common(members, [](const ScopeTime& time) { return time.excluded_possible; });
  result.maintenance.certain =
      common(members, [](const ScopeTime& time) { return time.maintenance.certain; });
  result.maintenance.best = common(members, [](const ScopeTime& time) { return time.maintenance.best; });
  result.maintenance.possible =
      common(members, [](const ScopeTime& time) { return time.maintenance.possible; });
  result.unknown = common(members, [](const ScopeTime& time) { return time.unknown; });
  return result;
}

model::SlaRow serial_row(const std::vector<model::SlaRow>& members,
                         const std::vector<std::map<std::uint32_t, std::int64_t>>& by_rank,
                         const model::Objective& objective, const RowContext& context) {
  model::SlaRow row = frame(members, objective);
  row.unit = model::SlaUnit::parts;
  row.least = serial_portion(members, &model::SlaRow::least, Rounding::up);
  row.best = serial_portion(members, &model::SlaRow::best, Rounding::up);
  row.most = serial_portion(members, &model::SlaRow::most, Rounding::down);
  // Each member takes what it adds to the loss of those before it; within it, in proportion to its shares.
  std::map<std::uint32_t, std::int64_t> shares;
  std::int64_t charged = 0;
  std::vector<const Portion*> so_far;
  for (std::size_t i = 0; i < members.size(); ++i) {
    so_far.push_back(&members[i].best);
    const std::int64_t lost = kParts - product(so_far, Rounding::up);
    std::vector<std::uint32_t> ranks;
    std::vector<std::int64_t> weights;
    for (const auto& [rank, bad] : by_rank[i]) {
      ranks.push_back(rank);
      weights.push_back(bad);
    }
    if (ranks.empty() && lost > charged) {
      ranks.push_back(kNoIncident);
      weights.push_back(1);
    }
    const std::vector<std::int64_t> parts = apportion(lost - charged, weights);
    for (std::size_t k = 0; k < parts.size(); ++k) shares[ranks[k]] += parts[k];
    charged = lost;
  }
  share_out(row, shares, context.windows);
  conclude(row, context.policy, [&] { return doubts_of(members); });
  return row;
}

model::SlaRow worst_row(const std::vector<model::SlaRow>& members, const model::Objective& objective,
                        const RowContext& context) {
  model::SlaRow row = frame(members, objective);
  const auto worst = [&](Portion model::SlaRow::*reading) -> const model::SlaRow& {
    return *std::max_element(members.begin(), members.end(), [&](const auto& a, const auto& b) {
      return compare(a.*reading, b.*reading) < 0;
    });
  };
  const model::SlaRow& at_best = worst(&model::SlaRow::best);
  row.unit = at_best.unit;
  row.least = worst(&model::SlaRow::least).least;
  row.best = at_best.best;
  row.most = worst(&model::SlaRow::most).most;
  row.shares = at_best.shares;
  row.deploy_shares = at_best.deploy_shares;
  row.requests = at_best.requests;
  row.failed_requests = at_best.failed_requests;
  conclude(row, context.policy, [&] { return doubts_of(members); });
  return row;
}

}  // namespace faultline::analyze
