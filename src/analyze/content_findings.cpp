// What a document leaves out, or tells with two numbers.
#include <algorithm>

#include <fmt/format.h>

#include "analyze/findings.hpp"
#include "base/text.hpp"

namespace faultline::analyze {

namespace {

using model::Amount;
using model::AmountKind;
using model::Claim;
using model::ClaimKind;
using model::FindingSeverity;

void empty_sections(Case& incident, const FactTable& table) {
  for (const Claim* claim : claims_of(incident, ClaimKind::empty_section)) {
    incident.find("empty-section", FindingSeverity::warning,
                  fmt::format("nothing stands below the heading '{}'", claim->text),
                  {table.evidence(*claim)});
  }
}

// Two formats of one document list an item twice; the incident has it once.
void items_without_owner(Case& incident) {
  std::vector<model::Evidence> evidence;
  std::size_t open = 0;
  for (const model::ActionItem& item : incident.incident.action_items) {
    if (item.state == model::ActionState::done) continue;
    ++open;
    if (item.owner.empty()) evidence.push_back(item.evidence);
  }
  if (evidence.empty()) return;
  const std::size_t count = evidence.size();
  evidence.resize(1);
  incident.find("action-without-owner", FindingSeverity::info,
                fmt::format("{} of {} action item{} {} no owner", count, open, open == 1 ? "" : "s",
                            count == 1 ? "has" : "have"),
                std::move(evidence));
}

// A document that tells a level and neither how many nor how long. Times of a start and an end are a length.
void impact_without_number(Case& incident, const FactTable& table) {
  const Claim* impact = nullptr;
  for (const Claim* claim : claims_of(incident, ClaimKind::level)) {
    if (impact == nullptr && claim->level >= model::Level::degraded) impact = claim;
  }
  if (impact == nullptr || !incident.incident.amounts.empty() ||
      !claims_of(incident, ClaimKind::duration).empty())
    return;
  const auto& windows = incident.incident.windows;
  const bool has_length =
      std::any_of(windows.begin(), windows.end(), [](const auto& window) { return window.end.has_value(); });
  if (has_length) return;
  incident.find("impact-without-number", FindingSeverity::info,
                "the document tells an impact, and neither how much was hit nor for how long",
                {table.evidence(*impact)});
}

// Places that were hit are a plain number of the whole incident. What people and requests suffered differs
// from sentence to sentence, and a row of a timeline tells its own moment.
bool can_be_compared(const Claim& claim) {
  constexpr std::string_view kPlaces[] = {"cluster", "region", "zone", "data_center"};
  if (!claim.amount || claim.amount->kind != AmountKind::count || claim.amount->is_hedged ||
      claim.event_ordinal >= 0)
    return false;
  const Amount& amount = *claim.amount;
  if (!amount.lowest || amount.lowest != amount.highest || *amount.lowest == 0) return false;
  if (std::find(std::begin(kPlaces), std::end(kPlaces), amount.unit) == std::end(kPlaces)) return false;
  const std::string text = base::to_lower(claim.text);
  const auto says = [&](std::string_view word) { return text.find(word) != std::string::npos; };
  const bool tells_impact = says("affected") || says("impacted");
  // A part or a stage of it: "first", "another two clusters", "the remaining".
  const bool is_partial = says("first") || says("initial") || says("another") || says("other") ||
                          says("additional") || says("remaining") || says("then") || says("still") ||
                          says("not affected") || says("not impacted") || says("second");
  return tells_impact && !is_partial;
}

void disagreeing_amounts(Case& incident, const FactTable& table) {
  std::vector<const Claim*> told;
  for (const Claim* claim : claims_of(incident, ClaimKind::amount)) {
    if (can_be_compared(*claim)) told.push_back(claim);
  }
  for (std::size_t i = 0; i < told.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const Claim &a = *told[k], &b = *told[i];
      const bool is_same_thing = a.source_digest == b.source_digest && a.part == b.part &&
                                 a.amount->unit == b.amount->unit &&
                                 base::to_lower(a.amount->noun) == base::to_lower(b.amount->noun);
      if (!is_same_thing || a.amount->lowest == b.amount->lowest) continue;
      incident.find("amounts-disagree", FindingSeverity::contradiction,
                    fmt::format("the text says '{}' and '{}'", a.amount->written, b.amount->written),
                    {table.evidence(a), table.evidence(b)});
      return;
    }
  }
}

}  // namespace

void find_content_slips(Case& incident, const FactTable& table) {
  disagreeing_amounts(incident, table);
  empty_sections(incident, table);
  impact_without_number(incident, table);
  items_without_owner(incident);
}

}  // namespace faultline::analyze
