#include "analyze/amounts.hpp"

#include <algorithm>

#include "analyze/moments.hpp"

namespace faultline::analyze {

void add_amounts(Case& incident, const FactTable& table) {
  auto& amounts = incident.incident.amounts;
  for (const model::Claim* claim : claims_of(incident, model::ClaimKind::amount)) {
    if (!claim->amount) continue;
    model::Evidence evidence = table.evidence(*claim);
    const std::string sentence = bare_text(evidence.excerpt);
    const auto same = [&](const model::StatedAmount& known) {
      return known.amount == *claim->amount && bare_text(known.evidence.excerpt) == sentence;
    };
    if (std::any_of(amounts.begin(), amounts.end(), same)) continue;
    amounts.push_back({*claim->amount, std::move(evidence)});
  }
}

}  // namespace faultline::analyze
