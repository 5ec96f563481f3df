// Event: one thing that happened or was said, from one place in one source. A fact: append-only.
//
// Identity is (source digest, ordinal), so ingesting a file twice changes nothing. That the same post
// stands in a feed and in an API answer is found later, in analyze/updates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "model/level.hpp"
#include "model/scope.hpp"
#include "model/source.hpp"

namespace faultline::model {

// Stored; never renumber.
enum class EventKind {
  status_update = 0,     // a post on a status page
  component_change = 1,  // a component went from one level to another, as a page says
  maintenance = 2,       // an announced maintenance window: when .. until
  deploy = 3,
  alert = 4,
  note = 5,        // a row of a written document's timeline
  annotation = 6,  // a human's correction
  incident = 7     // a page's or a document's own header of an incident: title, impact, created
};

// The status of a post. Stored; never renumber. Statuspage's words; `update` = posted without a change.
enum class PostStatus {
  none = 0,
  investigating = 1,
  identified = 2,
  monitoring = 3,
  resolved = 4,
  postmortem = 5,
  update = 6,
  scheduled = 7,
  in_progress = 8,
  verifying = 9,
  completed = 10
};

struct Event {
  EventKind kind = EventKind::note;
  std::string source_digest;
  int ordinal = 0;  // 0, 1, 2 ... within the source, in the source's order
  Location location;
  base::Moment when;                  // unplaced where the text gives no time
  std::optional<base::Moment> until;  // end of a maintenance, an alert, a stated range
  std::vector<Scope> scopes;          // empty = not told

  // Which incident, in the words of the source; all may be empty.
  std::string incident_id;  // the page's id ("00km0kwpz23b"), or an explicit id in `events` input
  std::string incident_title;
  int part = 0;  // which of the several incidents one document tells; 0 = the only one or all

  PostStatus status = PostStatus::none;
  std::string title;                       // short text: a deploy's version, an alert's name
  std::string body;                        // the text as written (line breaks kept, markup gone)
  std::string update_id;                   // the page's id of the post
  std::optional<base::Instant> edited_at;  // when the source last changed this post: the newer version wins
  std::optional<Level> level;              // component_change: the new one; incident: from its impact
  std::optional<Level> old_level;          // component_change: the one the page claims it had before
  std::string note;  // what the reader found odd about it, for a finding; empty = nothing

  // deploy and alert. A deploy runs from `when` (or is only known by its end: then `until` is absent) to
  // `until`.
  std::string version;
  std::string deploy_kind;  // code, config, flag, migration, infrastructure, scale, rollback, docs
  std::string actor;        // never rendered in a public draft
  std::string url;
  std::string outcome;      // deploy: success, failure, cancelled, in_progress; empty = not told
  std::string fingerprint;  // alert: the same while it is the same alert
  std::optional<std::int64_t> pending_seconds;  // alert: how long its condition held before it fired ("for")
};

std::string_view to_string(EventKind kind);
std::string_view to_string(PostStatus status);
std::optional<EventKind> parse_event_kind(std::string_view text);
std::optional<PostStatus> parse_post_status(std::string_view text);  // case folded; "In progress" too

}  // namespace faultline::model
