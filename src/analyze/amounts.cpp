#include "analyze/amounts.hpp"

#include <set>
#include <string>

#include "analyze/moments.hpp"

namespace faultline::analyze {

void add_amounts(Case& incident, const FactTable& table) {
  std::set<std::string> told;
  for (const model::Claim* claim : claims_of(incident, model::ClaimKind::amount)) {
    if (!claim->amount) continue;
    model::Evidence evidence = table.evidence(*claim);
    // One sentence may tell two amounts; two formats of it differ in white space and marks only.
    const std::string key =
        model::describe(*claim->amount) + '\n' + claim->amount->noun + '\n' + bare_text(evidence.excerpt);
    if (told.insert(key).second) incident.incident.amounts.push_back({*claim->amount, std::move(evidence)});
  }
}

}  // namespace faultline::analyze
