// explain: the chain from a value down to the lines of the sources.
#include <fmt/format.h>

#include <iostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/parse.hpp"
#include "cli/session.hpp"
#include "render/explain_report.hpp"

namespace faultline::cli {

namespace {

render::Subject subject_named(const std::string& name) {
  const std::string spelled = base::replace_all(base::slug(name), "-", "_");
  if (const auto metric = model::parse_metric_kind(spelled)) return {{*metric}, {}};
  if (const auto milestone = model::parse_milestone_kind(spelled)) return {{}, {*milestone}};
  std::vector<std::string> names;
  const render::Subject whole = render::whole_incident();
  for (const model::MetricKind kind : whole.metrics) names.emplace_back(model::to_string(kind));
  for (const model::MilestoneKind kind : whole.milestones) names.emplace_back(model::to_string(kind));
  throw base::Error(fmt::format("no metric or milestone '{}'{}", name, suggestion(spelled, names)));
}

class Explain : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("INC", incident_, Arity::one, "id, beginning of an id, title, or latest");
    options.positionals(
        "NAME", name_, Arity::optional,
        "a metric (time_to_detect, time_to_resolve ...) or a milestone (impact_start, detected ...); "
        "without it, all");
  }

  int run(Session& session) override {
    const render::Subject subject = name_.empty() ? render::whole_incident() : subject_named(name_.front());
    const model::Report report = session.analyzed(session.open_store(store::OpenMode::read));
    const model::Incident& incident = incident_named(report, incident_.front());
    session.out() << (session.format() == "json" ? render::explain_json(incident, subject)
                                                 : render::explain_text(incident, subject, session.style()));
    return kDone;
  }

 private:
  std::vector<std::string> incident_, name_;
};

}  // namespace

std::unique_ptr<Command> make_explain() {
  return std::make_unique<Explain>();
}

}  // namespace faultline::cli
