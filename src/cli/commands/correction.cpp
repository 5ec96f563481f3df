#include "cli/commands/correction.hpp"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "render/json.hpp"
#include "render/style.hpp"

namespace faultline::cli {

void CorrectionOptions::setup(Options& options) {
  options.value("--reason", reason_, "TEXT", "why; kept beside the correction and shown by explain");
  options.value("--author", author_, "NAME", "who says so; FAULTLINE_AUTHOR or USER where not given");
}

model::Annotation CorrectionOptions::begin(Session& session) const {
  if (base::trim(reason_).empty())
    throw base::Error("a correction needs its reason; say it with --reason 'the pager log shows it'");
  model::Annotation annotation;
  annotation.reason = base::squeeze(reason_);
  annotation.author = base::squeeze(author_);
  for (const char* name : {"FAULTLINE_AUTHOR", "USER"}) {
    if (annotation.author.empty()) annotation.author = base::squeeze(session.environment(name));
  }
  if (annotation.author.empty())
    throw base::Error("a correction needs its author; say who with --author, or set FAULTLINE_AUTHOR");
  annotation.made_at = session.now();
  return annotation;
}

model::Annotation CorrectionOptions::begin(Session& session, const model::Incident& incident) const {
  model::Annotation annotation = begin(session);
  annotation.incident_id = incident.id;
  annotation.anchors = incident.anchors;
  return annotation;
}

int write_correction(Session& session, store::Store& store, model::Annotation annotation) {
  annotation.id = model::annotation_id(annotation);
  const store::Added added = store.annotate(annotation);
  const model::Report report = session.analyzed(store);
  store.save_derived(report, session.derived_key(store));
  const bool is_new = added == store::Added::added;
  if (session.format() == "json") {
    const render::Json json = {{"id", annotation.id},
                               {"kind", model::to_string(annotation.kind)},
                               {"state", is_new ? "new" : "known"}};
    session.out() << render::printed(json);
    return kDone;
  }
  session.out() << fmt::format("{} {}{}\n", annotation.id, model::to_string(annotation.kind),
                               is_new ? "" : ": was there already");
  if (annotation.kind != model::AnnotationKind::undo)
    session.out() << fmt::format("taken back with: faultline annotate --undo {} --reason '...'\n",
                                 annotation.id);
  return kDone;
}

}  // namespace faultline::cli
