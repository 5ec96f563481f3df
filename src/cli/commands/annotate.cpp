// annotate: a person sets right what the sources tell wrongly or not at all; append-only and reversible.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/commands/correction.hpp"
#include "cli/lookup.hpp"
#include "cli/parse.hpp"

namespace faultline::cli {

namespace {

using model::AnnotationKind;

model::MilestoneKind milestone_named(const std::string& name) {
  if (const auto kind = model::parse_milestone_kind(name)) return *kind;
  std::vector<std::string> names;
  for (int i = 0; i < model::kMilestoneCount; ++i)
    names.emplace_back(model::to_string(static_cast<model::MilestoneKind>(i)));
  throw base::Error(fmt::format("no milestone '{}'{}", name, suggestion(name, names)));
}

model::Level level_named(const std::string& name) {
  if (const auto level = model::parse_level(name)) return *level;
  const std::vector<std::string> names{"operational", "unknown",        "maintenance",
                                       "degraded",    "partial_outage", "major_outage"};
  throw base::Error(fmt::format("no level '{}'{}", name, suggestion(name, names)));
}

class Annotate : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("INC", incident_, Arity::optional, "id, beginning of an id, title, or latest");
    options.value("--milestone", milestone_, "NAME", "set this milestone, with --at or --unknown");
    options.value("--at", at_, "TIME", "its time, such as 2026-03-04T09:12Z");
    options.value("--until", until_, "TIME", "the end of an interval that begins at --at");
    options.flag("--unknown", is_unknown_, "the milestone is not known, whatever is told");
    options.value("--cluster", cluster_, "NAME", "set the scope: a cluster");
    options.value("--service", service_, "NAME", "set the scope: a service, of --cluster if given");
    options.value("--level", level_, "LEVEL", "set how bad it was: degraded, partial_outage ...");
    options.value("--cause", cause_, "TEXT", "set the cause, in words");
    options.value("--undo", undo_, "ID", "take a correction back; show lists their ids");
    correction_.setup(options);
  }

  int run(Session& session) override {
    store::Store store = session.open_store(store::OpenMode::write);
    if (!undo_.empty()) return undo(session, store);
    if (incident_.empty()) throw base::Error("which incident? faultline incidents lists them");
    const model::Report report = session.analyzed(store);
    model::Annotation annotation = correction_.begin(session, incident_named(report, incident_.front()));
    fill(annotation);
    return write_correction(session, store, std::move(annotation));
  }

 private:
  // Exactly one thing at a time: each has its own reason.
  void fill(model::Annotation& annotation) const {
    const int things = (milestone_.empty() ? 0 : 1) + (cluster_.empty() && service_.empty() ? 0 : 1) +
                       (level_.empty() ? 0 : 1) + (cause_.empty() ? 0 : 1);
    if (things != 1) {
      throw base::Error(
          "one thing at a time: --milestone with --at, --cluster and --service, --level, or --cause");
    }
    if (milestone_.empty() && (!at_.empty() || !until_.empty() || is_unknown_))
      throw base::Error("--at, --until and --unknown belong to --milestone");
    if (!milestone_.empty()) {
      annotation.kind = AnnotationKind::milestone;
      annotation.milestone = milestone_named(milestone_);
      if (at_.empty() == !is_unknown_) throw base::Error("--milestone needs either --at TIME or --unknown");
      if (!at_.empty()) annotation.when = moment();
    } else if (!level_.empty()) {
      annotation.kind = AnnotationKind::level;
      annotation.level = level_named(level_);
    } else if (!cause_.empty()) {
      annotation.kind = AnnotationKind::cause;
      annotation.text = base::squeeze(cause_);
    } else {
      annotation.kind = AnnotationKind::scope;
      model::Scope scope;
      scope.cluster = model::cluster_name(cluster_).value_or(model::make_name(cluster_));
      scope.service = model::make_name(service_);
      annotation.scopes = {scope};
    }
  }

  // Without seconds it is that minute, as in every other input.
  base::Moment moment() const {
    const base::Instant from = parse_time_option("--at", at_);
    base::Moment moment = base::exact_moment(from, at_);
    const bool has_seconds =
        std::count(at_.begin(), at_.end(), ':') - (at_.find('+') != at_.npos ? 1 : 0) >= 2;
    if (!has_seconds) {
      moment.utc = base::minute_bounds(from);
      moment.resolution = base::Resolution::minute;
    }
    if (until_.empty()) return moment;
    const base::Instant until = parse_time_option("--until", until_);
    if (until < from) throw base::Error("--until is before --at");
    moment.utc = base::Bounds{from, from + (until - from) / 2, until};
    moment.resolution = base::Resolution::bounded;
    moment.reason = "given as an interval";
    moment.written += " to " + until_;
    return moment;
  }

  int undo(Session& session, store::Store& store) const {
    const model::Facts facts = store.load_facts();
    std::vector<std::string> ids;
    const model::Annotation* undone = nullptr;
    for (const model::Annotation& annotation : facts.annotations) {
      ids.push_back(annotation.id);
      if (annotation.id == undo_) undone = &annotation;
    }
    if (undone == nullptr)
      throw base::Error(fmt::format("no correction '{}'{}", undo_, suggestion(undo_, ids)));
    model::Annotation annotation = correction_.begin(session);
    annotation.kind = AnnotationKind::undo;
    annotation.undoes = undo_;
    annotation.incident_id = undone->incident_id;
    annotation.anchors = undone->anchors;
    return write_correction(session, store, std::move(annotation));
  }

  std::vector<std::string> incident_;
  std::string milestone_, at_, until_, cluster_, service_, level_, cause_, undo_;
  bool is_unknown_ = false;
  CorrectionOptions correction_;
};

}  // namespace

std::unique_ptr<Command> make_annotate() {
  return std::make_unique<Annotate>();
}

}  // namespace faultline::cli
