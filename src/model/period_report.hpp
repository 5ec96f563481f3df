// Period report: what a team tells of a quarter: its incidents and their times, the SLA, what came back, what
// was promised, what is still to be done, and what a person should look at.
//
// Points into the Report it was made from. Made by analyze/period_report, printed by render/period_report.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/incident.hpp"
#include "model/sla.hpp"
#include "model/statistics.hpp"

namespace faultline::model {

// Incidents that have something in common: a cause that a person set, a kind of trigger, a deploy.
struct Recurrence {
  enum class Kind { cause, trigger, deploy } kind = Kind::cause;
  std::string name;
  std::vector<const Incident*> incidents;  // two or more, by id
};

struct LatePromise {
  const Incident* incident = nullptr;
  const Promise* promise = nullptr;
};

struct OpenAction {
  const Incident* incident = nullptr;
  const ActionItem* item = nullptr;
  bool is_overdue = false;  // its due day is before now
};

struct NotableFinding {
  const Incident* incident = nullptr;
  const Finding* finding = nullptr;
};

// Of the whole, or of one cluster.
struct PeriodChapter {
  std::string title;                       // "prod-1"; empty = the whole
  std::vector<const Incident*> incidents;  // by their beginning
  StatisticsGroup statistics;
  std::vector<const SlaRow*> sla;
  std::vector<Recurrence> recurrences;  // the most frequent first
  std::int64_t promises_kept = 0, promises_late = 0, promises_open = 0;
  std::vector<LatePromise> late;
  std::vector<OpenAction> actions;  // overdue ones first, then by due day
  std::int64_t actions_done = 0, actions_without_state = 0;
  std::vector<NotableFinding> findings;  // contradictions, then warnings; not the merely informative
};

struct PeriodReport {
  StatisticsPeriod period;
  base::Instant now{};
  PeriodChapter whole;
  std::vector<PeriodChapter> clusters;  // where asked for, by name
  SlaResult sla;
  Statistics statistics;
  std::vector<std::string> notes;  // incidents that no time places, and the like
};

std::string_view to_string(Recurrence::Kind kind);

}  // namespace faultline::model
