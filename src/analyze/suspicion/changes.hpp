// Changes: the deploys of a history, each once, however many sources tell of it.
//
// Promises:
//  1. Two events are one change where they come from two sources (or share their URL), have the same version
//     (a sha and its prefix are the same, "v2.3" and "2.3" too), no service or cluster in which they differ,
//     and a time within 15 min. The one with start and completion speaks; the others fill what it leaves
//     open and stay as evidence.
//  2. The result is sorted by time and does not depend on the order of the history.
//
//   GitHub deployment "9f8e7d6c..." 12:00 to 12:04 in prod-2 + git log "9f8e7d6" 11:58
//     -> one Change 12:00 to 12:04 in prod-2, two pieces of evidence
//
// A deploy without a placed time is left out: it can be neither before nor after anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/suspicion.hpp"

namespace faultline::analyze {

struct Change {
  base::Moment started;
  std::optional<base::Moment> completed;
  base::Instant began{};  // the best of started
  base::Instant done{};   // the best of completed; of started where only one time is known
  std::vector<model::Scope> scopes;
  std::string title, body, version, kind, outcome, url;
  std::vector<model::Evidence> evidence;  // the speaking one first

  bool has_two_times() const { return completed.has_value(); }
  bool is_effective() const;  // it was carried out whole, as far as its outcome says
  // Cancelled before it began: it changed nothing. Known of a cancelled one without a length.
  bool never_began() const;
  std::string label() const;  // "checkout v41", "Raise the pool limit (9f8e7d6)"
};

// By beginning. The tellings of one deploy are one, and so are the clusters of one roll-out.
std::vector<Change> changes_of(const DeployHistory& history);

// "v41" = "41"; "9f8e7d6" = "9f8e7d6c5b4a..." (7 hex digits and more). Empty equals nothing.
bool same_version(std::string_view a, std::string_view b);
bool is_sha(std::string_view version);  // 7 to 40 hex digits with a digit and a letter among them, or 40

// Neither names a service that the other does not have, and likewise for clusters: unknown excludes nothing.
bool may_share_service(const Change& a, const Change& b);
bool may_share_cluster(const Change& a, const Change& b);

}  // namespace faultline::analyze
