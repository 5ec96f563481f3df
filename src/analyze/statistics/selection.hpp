// Selection: which incidents a query means, and how they are grouped.
//
// An incident belongs to the period in which its impact began (a recorded impact start), else in which it was
// declared, else in which its first post stands. Where none of them has a time it is unplaced.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/statistics.hpp"

namespace faultline::analyze {

struct SelectedIncident {
  const model::Incident* incident = nullptr;
  base::Instant began{};
};

struct Selection {
  std::vector<SelectedIncident> incidents;  // by began, then id
  std::vector<std::string> unplaced;        // ids, of those that pass the filters
};

Selection select_incidents(const model::Report& report, const StatisticsQuery& query);

std::optional<base::Instant> beginning_of(const model::Incident& incident);

struct SelectedGroup {
  std::string key, label;
  std::vector<SelectedIncident> incidents;
};

// By key; an incident of two clusters is in both groups, one of no cluster in the group "(not told)".
std::vector<SelectedGroup> grouped(const Selection& selection, model::StatisticsGrouping grouping);

}  // namespace faultline::analyze
