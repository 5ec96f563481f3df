// Case: one incident while the passes work on it. Each pass reads what those before it left and fills in
// its own part; what outlives the passes is `incident`.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "analyze/strands.hpp"
#include "model/incident.hpp"

namespace faultline::analyze {

// A post as the passes need it: the merged one, what it carries, and the events it was merged from.
struct CasePost {
  model::StatusPost shown;
  model::PostStatus carried = model::PostStatus::none;
  std::vector<const model::Event*> events;
};

// An alert as all its sources tell it.
struct CaseAlert {
  const model::Event* event = nullptr;
  std::optional<base::Moment> until;  // absent = still firing, as far as anything says
  std::int64_t pending_seconds = 0;   // how long its condition held before it fired
};

struct Case {
  std::vector<const Strand*> strands;
  bool has_page = false;
  bool is_maintenance = false;  // an announced one: it has no impact milestones
  bool is_weak = false;
  std::vector<CasePost> posts;            // oldest first (updates)
  std::vector<CaseAlert> alerts;          // earliest first (observed_windows)
  std::optional<std::size_t> first_post;  // the first that is no postmortem
  std::optional<std::size_t> end_post;    // the one that ends it
  model::Incident incident;

  model::Milestone& milestone(model::MilestoneKind kind) {
    return incident.milestones[static_cast<std::size_t>(kind)];
  }
  const model::Milestone& milestone(model::MilestoneKind kind) const { return incident.milestone(kind); }

  void find(std::string rule, model::FindingSeverity severity, std::string message,
            std::vector<model::Evidence> evidence) {
    incident.findings.push_back({std::move(rule), severity, std::move(message), std::move(evidence)});
  }
};

// "impact start": as messages name it.
std::string plain_name(model::MilestoneKind kind);

// All claims of a kind, by strand and ordinal.
std::vector<const model::Claim*> claims_of(const Case& incident, model::ClaimKind kind);
std::vector<const model::Event*> events_of(const Case& incident, model::EventKind kind);

}  // namespace faultline::analyze
