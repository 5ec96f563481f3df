// The windows of a report as the SLA counts them: placed, in whole seconds, with their ranges and ranks.
//
// An edge that is an interval makes three spans: `least` (latest start to earliest end), `best`, `most`
// (earliest start to latest end). Edges are cut to whole seconds; an outage shorter than a second counts
// as one, so that no outage is ever printed as 100 %. Nothing after `now` is counted.
// A window that cannot be counted becomes a note with its incident and the reason.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyze/sla/sweep.hpp"
#include "model/report.hpp"

namespace faultline::analyze {

struct SlaWindow {
  const model::Incident* incident = nullptr;
  const model::ImpactWindow* told = nullptr;
  TimeSpan least, best, most;
  std::int16_t least_tenths = 0, best_tenths = 0, most_tenths = 0;  // the weight of its level
  std::uint32_t rank = 0;                                           // of its incident, by beginning
  bool is_open = false;
  bool is_maintenance = false;
  // Whether a maintenance was announced as long before as the policy asks.
  enum class Notice : std::uint8_t { enough, too_late, unknown } notice = Notice::enough;
};

struct SlaWindows {
  std::vector<SlaWindow> windows;
  // Places in `windows`, by the scope they were told for (with its organisation), in order of collection.
  std::map<model::Scope, std::vector<std::uint32_t>> by_scope;
  // By the organisation's slug, every scope a row is due for: told by an incident or a window; labels as the
  // shortest source has them.
  std::map<std::string, std::set<model::Scope>> scopes;
  // The scopes that the incidents of a source name, by its digest; "" for incidents without a source.
  std::map<std::string, std::set<model::Scope>> scopes_of_source;
  std::vector<const model::Incident*> incident_of_rank;  // rank = order of beginning, then id
  std::vector<std::string> notes;

  // The windows that count in a scope's row, ascending: its own; a whole cluster's (or group's) for each of
  // its services. One that names neither cluster nor group nor service counts for the organisation's row
  // only.
  std::vector<std::uint32_t> counting_for(const model::Scope& row) const;
};

// The digests of an incident's sources, or "" alone.
std::vector<std::string> sources_of(const model::Incident& incident);

// Of the policy's ledger; `organisation` is a slug, empty = all.
SlaWindows collect_windows(const model::Report& report, const model::Policy& policy,
                           const std::string& organisation, base::Instant now);

// The row's scope, and its cluster's as a whole, are due for a row.
void add_row_scope(std::set<model::Scope>& scopes, const model::Scope& scope);

}  // namespace faultline::analyze
