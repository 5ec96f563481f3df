// ImpactWindow: half-open [start, end) in which scopes were at a level, as one ledger tells it.
//
// declared = the status page, observed = logs, stated = a document; the three are kept apart, then fused
// into windows of ledger `fused` by a rule that is printed. end absent = still open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/moment.hpp"
#include "model/level.hpp"
#include "model/milestone.hpp"
#include "model/scope.hpp"
#include "model/source.hpp"

namespace faultline::model {

struct ImpactWindow {
  Ledger ledger = Ledger::declared;
  std::vector<Scope> scopes;  // sorted, unique; empty = not told
  Level level = Level::unknown;
  base::Moment start;
  std::optional<base::Moment> end;
  std::string rule;  // how the edges and the level were found, in words
  std::vector<Evidence> evidence;
};

}  // namespace faultline::model
