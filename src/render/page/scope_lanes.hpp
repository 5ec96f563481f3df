// Scope lanes: for each cluster and service the windows of every ledger, in the order they are drawn.
//
//   {"prod-2", {"Search", "Writes"}}   two services whose windows are equal in every ledger share a lane
//   {"prod-2", {}}                     the cluster as a whole
//
// Scopes of a place are folded only where nothing differs; places come in order of their names.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "model/incident.hpp"

namespace faultline::render {

inline constexpr std::array kLedgerOrder{model::Ledger::fused, model::Ledger::observed, model::Ledger::stated,
                                         model::Ledger::declared};

struct ScopeLane {
  std::string place;                  // cluster or group
  std::vector<std::string> services;  // sorted
  // By ledger, then start; those without a time are left out: the page's table has them.
  std::array<std::vector<const model::ImpactWindow*>, 4> windows;

  const std::vector<const model::ImpactWindow*>& of(model::Ledger ledger) const {
    return windows[static_cast<std::size_t>(ledger)];
  }
};

std::vector<ScopeLane> scope_lanes(const model::Incident& incident);

// "prod-2 / Search", "prod-2 / 9 services", "(scope not told)".
std::string name_of(const ScopeLane& lane);

// The same with every service named, for the hover text.
std::string full_name_of(const ScopeLane& lane);

}  // namespace faultline::render
