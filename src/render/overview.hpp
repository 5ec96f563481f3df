// What one line can say of an incident: its start, length, level, clusters and title.
//
// The two ledgers are never mixed: where the impact is not known, the figure of the page's posts is shown
// and marked "(page)".
#pragma once

#include <string>
#include <vector>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

struct Overview {
  std::string start;
  std::string length;
  model::Level level = model::Level::unknown;
  std::string level_text;  // "major", "partial", "degraded", "unknown"
  std::string clusters;    // "prod-1, prod-2", else the groups, else "3 services", else "-"
  std::string title;
};

Overview overview_of(const model::Incident& incident, const Style& style);

// The windows of one ledger, in their order.
std::vector<const model::ImpactWindow*> windows_of(const model::Incident& incident, model::Ledger ledger);

std::string level_text(model::Level level);  // "major outage"
Tint tint_of(model::Level level);
std::string title_of(const model::Incident& incident);  // never empty: title, description, or its id

// "prod-2: Actions, Builder; prod-3": scopes by cluster, or "scope not told".
std::string scopes_text(const std::vector<model::Scope>& scopes);

// The same; where that is wider than `width`, the services of a place are only counted: "prod-2: 9 services".
std::string scopes_text(const std::vector<model::Scope>& scopes, std::size_t width);

// "open", "ended".
std::string state_text(const model::Incident& incident);

// What a stated duration was compared with; what it equals is said once.
std::string compared_text(const model::DurationAudit& audit);

// "25 %, ingress traffic"; "3 of 12, clusters".
std::string amount_text(const model::Amount& amount);

}  // namespace faultline::render
