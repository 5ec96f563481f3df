// Annotation: a correction by a person, with a reason and an author. A fact: append-only; undone by another
// one that names it.
//
// An incident's id follows from its facts and may change when more of them come; so an annotation names the
// incident by anchors, facts that belong to it, and keeps the id it was given under for people to read.
//
//   fact:<source digest>:<ordinal>            an event
//   claim:<source digest>:<ordinal>           a claim
//   observed:<org>/<cluster>/<service>@<RFC 3339 minute>   an observed window, found again within 30 min
//
// What each kind carries:
//   milestone  milestone, when; without `when`: it is not known (a wrong one is taken away)
//   scope      scopes: what the incident's fused windows are about
//   level      level of its fused windows
//   cause      text
//   merge      others: anchors of the incident that is one with it
//   split      others: anchors that are an incident of their own
//   undo       undoes
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "model/level.hpp"
#include "model/milestone.hpp"
#include "model/scope.hpp"

namespace faultline::model {

// Stored; never renumber.
enum class AnnotationKind { milestone = 0, scope = 1, level = 2, cause = 3, merge = 4, split = 5, undo = 6 };

struct Annotation {
  std::string id;  // "a-" and 8 hex digits of the digest of all that follows
  AnnotationKind kind = AnnotationKind::milestone;
  std::string incident_id;           // as it was called then
  std::vector<std::string> anchors;  // sorted, unique; of the incident
  std::vector<std::string> others;   // merge, split
  std::optional<MilestoneKind> milestone;
  std::optional<base::Moment> when;
  std::vector<Scope> scopes;
  Level level = Level::unknown;
  std::string text;
  std::string undoes;  // id of an annotation
  std::string reason, author;
  base::Instant made_at{};
};

std::string_view to_string(AnnotationKind kind);
std::optional<AnnotationKind> parse_annotation_kind(std::string_view text);

// The id of an annotation from its content.
std::string annotation_id(const Annotation& annotation);

// Those in force: without undone ones (and without undos whose own undo is in force), oldest first, ties by
// id.
std::vector<const Annotation*> annotations_in_force(const std::vector<Annotation>& annotations);

}  // namespace faultline::model
