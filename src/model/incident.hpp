// Incident: posts, documents and impact windows that belong together, and what follows from them.
//
// Derived: it can be dropped and rebuilt from facts to the same bytes. Its id comes from content.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/claim.hpp"
#include "model/event.hpp"
#include "model/finding.hpp"
#include "model/metric.hpp"
#include "model/milestone.hpp"
#include "model/observation.hpp"
#include "model/suspicion.hpp"
#include "model/window.hpp"

namespace faultline::model {

// A post as all its sources tell it. The newest version is shown; the older ones are kept.
struct StatusPost {
  PostStatus status = PostStatus::none;
  base::Moment when;  // the most exact of the sources' moments
  std::string body;
  std::vector<Evidence> evidence;  // one per source that has it
  struct Version {
    std::string body;
    std::optional<base::Instant> edited_at;
    Evidence evidence;
  };
  std::vector<Version> versions;  // oldest first, more than one only where the texts differ
};

// "Next update within 30 minutes" and what came of it. Compared in printed minutes.
struct Promise {
  enum class Verdict { kept = 0, late = 1, open = 2 } verdict = Verdict::open;
  base::Moment posted;
  base::Moment due;
  std::optional<base::Moment> next;  // the next post
  std::int64_t late_seconds = 0;
  std::string text;
  Evidence evidence;
};

// A stated duration beside the times of the same incident.
struct DurationAudit {
  enum class Verdict {
    supported = 0,
    contradicted = 1,
    unsupported = 2,
    not_checkable = 3
  } verdict = Verdict::not_checkable;
  std::string written;
  std::int64_t seconds = 0;
  std::string equals;   // "declared 11:44 to monitoring 21:02"; empty where no pair fits
  std::string message;  // what it was compared with
  Evidence evidence;
};

struct TimelineRow {
  base::Moment when;
  enum class Kind {
    note,
    post,
    component,
    maintenance,
    deploy,
    alert,
    annotation,
    observed
  } kind = Kind::note;
  std::string label;  // "Investigating", "note", "Actions: partial_outage"
  std::string text;
  Evidence evidence;
  std::optional<base::Moment> until{};  // of a deploy, alert or maintenance: its end; absent = not told
  std::vector<Scope> scopes{};          // of the same: empty = not told
};

struct ActionItem {
  std::string text, owner, due;
  Evidence evidence;
  std::optional<base::Moment> due_day{};  // where the words of `due` could be placed
  std::string ticket{};
  std::optional<ActionState> state{};
};

// An amount that a document or a post tells; the evidence holds its sentence.
struct StatedAmount {
  Amount amount;
  Evidence evidence;
};

// A correction by a person that is in force, as reports tell it.
struct Correction {
  std::string annotation_id;
  std::string what;  // "detected set to 2026-03-04 09:20 UTC"
  std::string reason, author;
  base::Instant made_at{};
};

struct Incident {
  std::string id;  // "corvane-2024-10-31-2fc5"
  std::string title;
  std::string description;  // of its scopes or source, where no title is told; may be empty
  Name organisation;
  std::vector<std::string> external_ids;    // the pages' own
  bool is_open = false;                     // no resolved post and no end of impact
  std::string grouping;                     // why its members belong together, in words
  std::vector<std::string> source_digests;  // sorted
  std::vector<Scope> scopes;
  std::vector<ImpactWindow> windows;                    // all ledgers, by ledger then start
  std::array<Milestone, kMilestoneCount> milestones{};  // indexed by MilestoneKind
  std::array<Metric, kMetricCount> metrics{};           // indexed by MetricKind
  std::vector<StatusPost> posts;                        // oldest first
  std::vector<TimelineRow> timeline;                    // everything with or without a time, in order
  std::vector<Promise> promises;
  std::vector<DurationAudit> durations;
  std::vector<StatedAmount> amounts;
  std::vector<ActionItem> action_items;
  std::vector<Finding> findings;
  std::vector<ObservedWindow> observed;  // the evidence behind its observed windows, by start
  Suspicion trigger;                     // which deploy set it off
  Suspicion mitigation;                  // which change ended it
  std::string cause;                     // as a person set it; empty = not set
  std::vector<Correction> corrections;   // in force, oldest first
  std::vector<std::string> anchors;      // annotation.hpp: by which annotations find it again; sorted

  const Milestone& milestone(MilestoneKind kind) const { return milestones[static_cast<std::size_t>(kind)]; }
  const Metric& metric(MetricKind kind) const { return metrics[static_cast<std::size_t>(kind)]; }
};

std::string_view to_string(Promise::Verdict verdict);
std::string_view to_string(DurationAudit::Verdict verdict);
std::string_view to_string(TimelineRow::Kind kind);

}  // namespace faultline::model
