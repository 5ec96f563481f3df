#include "model/annotation.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kKinds = std::to_array<EnumName<AnnotationKind>>({{AnnotationKind::milestone, "milestone"},
                                                                 {AnnotationKind::scope, "scope"},
                                                                 {AnnotationKind::level, "level"},
                                                                 {AnnotationKind::cause, "cause"},
                                                                 {AnnotationKind::merge, "merge"},
                                                                 {AnnotationKind::split, "split"},
                                                                 {AnnotationKind::undo, "undo"}});

}  // namespace

std::string_view to_string(AnnotationKind kind) {
  return name_of(kKinds, kind);
}

std::optional<AnnotationKind> parse_annotation_kind(std::string_view text) {
  return value_of(kKinds, text);
}

std::string annotation_id(const Annotation& annotation) {
  // Lengths before texts, so that two different contents cannot read the same.
  std::string content;
  const auto add = [&](std::string_view text) { content += fmt::format("{}:{};", text.size(), text); };
  add(to_string(annotation.kind));
  add(annotation.incident_id);
  for (const auto* list : {&annotation.anchors, &annotation.others}) {
    content += fmt::format("{};", list->size());
    for (const std::string& anchor : *list) add(anchor);
  }
  add(annotation.milestone ? to_string(*annotation.milestone) : "");
  if (annotation.when) {
    add(annotation.when->written);
    if (annotation.when->utc) {
      add(base::format_rfc3339(annotation.when->utc->earliest));
      add(base::format_rfc3339(annotation.when->utc->latest));
    }
  }
  for (const Scope& scope : annotation.scopes) add(to_string(scope));
  add(to_string(annotation.level));
  add(annotation.text);
  add(annotation.undoes);
  add(annotation.reason);
  add(annotation.author);
  add(base::format_rfc3339(annotation.made_at));
  return "a-" + base::digest_of(content).substr(0, 8);
}

std::vector<const Annotation*> annotations_in_force(const std::vector<Annotation>& annotations) {
  std::vector<const Annotation*> ordered;
  for (const Annotation& annotation : annotations) ordered.push_back(&annotation);
  std::sort(ordered.begin(), ordered.end(), [](const Annotation* a, const Annotation* b) {
    return std::tie(a->made_at, a->id) < std::tie(b->made_at, b->id);
  });
  // Newest first: an undo that is itself undone undoes nothing.
  std::set<std::string> undone;
  for (auto annotation = ordered.rbegin(); annotation != ordered.rend(); ++annotation) {
    if ((*annotation)->kind == AnnotationKind::undo && undone.count((*annotation)->id) == 0)
      undone.insert((*annotation)->undoes);
  }
  std::erase_if(ordered, [&](const Annotation* annotation) {
    return annotation->kind == AnnotationKind::undo || undone.count(annotation->id) > 0;
  });
  return ordered;
}

}  // namespace faultline::model
