// Claim: a checkable statement of a document or a post: a window, a duration, a milestone, a promise.
//
// A fact as an Event is: append-only, identified by (source digest, ordinal), with line and words. What a
// claim amounts to beside the evidence (supported, contradicted ...) is decided in analyze.
//
// Which fields each kind fills:
//   window      start, end (either may be missing), level, scopes, rule
//   duration    seconds, of_milestones where the text names its two ends ("Time to repair: 3h 8m")
//   milestone   milestone, start (= its time), rule
//   promise     start (= when posted), seconds (= within), end (= due); event_ordinal = the post it is in
//   action_item text; owner, due, ticket, action_state where given; end = the day it is due, where placed
//   level       level, scopes: "no downtime", "100 % of ingest operations failed"
//   scope       scopes: a cluster or service the text speaks of
//   follow_up   start: what happened after the impact that the text tells ("identified by 31 July 12:30")
//   amount      amount, scopes; text = the sentence, location = the amount in it
//   empty_section text = its heading: a section that a postmortem should have, with nothing below it
//   customer_named text = the name of a customer that the document gives away
//   unknown_name  text = a name like a cluster's that is none of those the document knows
//   told_time   start: a time in a sentence that is no window, milestone or follow-up
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "model/amount.hpp"
#include "model/level.hpp"
#include "model/milestone.hpp"
#include "model/scope.hpp"
#include "model/source.hpp"

namespace faultline::model {

// Stored; never renumber.
enum class ClaimKind {
  window = 0,
  duration = 1,
  milestone = 2,
  promise = 3,
  action_item = 4,
  level = 5,
  scope = 6,
  follow_up = 7,
  amount = 8,
  empty_section = 9,
  customer_named = 10,
  unknown_name = 11,
  told_time = 12
};

// What a list says of an action item: a ticked box, a column "Status". Stored; never renumber.
enum class ActionState { open = 0, done = 1 };

struct Claim {
  ClaimKind kind = ClaimKind::window;
  std::string source_digest;
  int ordinal = 0;
  Location location;
  std::string text;        // the words, as written
  std::string rule;        // which rule read it, in words: "sentence 'from A to B'"; printed by explain
  int part = 0;            // as Event::part
  int event_ordinal = -1;  // the event of the same source it stands in; -1 = none

  base::Moment start;
  std::optional<base::Moment> end;
  std::optional<std::int64_t> seconds;  // duration, or a promise's "within"
  std::int64_t seconds_tolerance = 0;   // half width of a duration: "about an hour" -> 900
  std::optional<MilestoneKind> milestone;
  std::optional<MilestoneKind> duration_from, duration_to;  // the two ends a duration names
  // How surely the text says it: recorded = named or plainly described; bounded = only a limit.
  MilestoneState state = MilestoneState::recorded;
  Level level = Level::unknown;
  std::vector<Scope> scopes;
  std::string trigger_kind;  // milestone trigger: deploy, migration, config ...
  std::string owner;
  std::string due;                          // as written
  std::string ticket;                       // "#123", "OPS-123"
  std::optional<ActionState> action_state;  // absent = the text does not say
  std::optional<Amount> amount;
};

std::string_view to_string(ClaimKind kind);
std::optional<ClaimKind> parse_claim_kind(std::string_view text);
std::string_view to_string(ActionState state);

}  // namespace faultline::model
