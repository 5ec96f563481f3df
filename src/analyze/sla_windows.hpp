// The windows of a report as the SLA counts them: placed, in whole seconds, with their ranges and ranks.
//
// An edge that is an interval makes three spans: `least` (latest start to earliest end), `best`, `most`
// (earliest start to latest end). Edges are cut to whole seconds; an outage shorter than a second counts
// as one, so that no outage is ever printed as 100 %. Nothing after `now` is counted.
// A window that cannot be counted becomes a note with its incident and the reason.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyze/sla_sweep.hpp"
#include "model/report.hpp"

namespace faultline::analyze {

struct SlaWindow {
  const model::Incident* incident = nullptr;
  std::vector<model::Scope> scopes;  // with the organisation filled in; at least one
  WeightedSpan least, best, most;
  bool is_open = false;
  bool is_level_unknown = false;
  std::string start_range, end_range;  // "2021-03-30T19:30:00Z to ...Z"; empty where the edge is exact
};

struct SlaWindows {
  // By the incident's organisation slug.
  std::map<std::string, std::vector<SlaWindow>> by_organisation;
  // Every scope a row is due for: told by an incident or a window; labels as the shortest source has them.
  std::map<std::string, std::set<model::Scope>> scopes;
  // The scopes that the incidents of a source name, by its digest; "" for incidents without a source.
  std::map<std::string, std::set<model::Scope>> scopes_of_source;
  std::vector<std::string> incident_of_rank;  // rank = order of beginning, then id
  std::vector<std::string> notes;
};

// The digests of an incident's sources, or "" alone.
std::vector<std::string> sources_of(const model::Incident& incident);

// Of the policy's ledger; `organisation` is a slug, empty = all.
SlaWindows collect_windows(const model::Report& report, const model::Policy& policy,
                           const std::string& organisation, base::Instant now);

// A window of this scope counts in the row of that one: the same; or a whole cluster (or group) for each of
// its services. One that names neither cluster nor group nor service counts for the organisation's row only.
bool counts_for(const model::Scope& window, const model::Scope& row);

}  // namespace faultline::analyze
