// draft: a postmortem from a template; an existing file is merged, never overwritten.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "analyze/sla.hpp"
#include "base/embedded.hpp"
#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/parse.hpp"
#include "cli/session.hpp"
#include "cli/sla_computation.hpp"
#include "render/draft.hpp"

namespace faultline::cli {

namespace {

std::string template_text(const std::string& name) {
  const std::vector<std::string> shipped = render::draft_templates();
  if (std::find(shipped.begin(), shipped.end(), name) != shipped.end()) {
    return std::string(base::embedded("templates/draft_" + name + ".mustache"));
  }
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) return read_file(name);
  throw base::Error(fmt::format("no template or file '{}'{}", name, suggestion(name, shipped)));
}

bool overlaps(const model::SlaRow& row, const model::Incident& incident, base::Instant now) {
  return std::any_of(incident.windows.begin(), incident.windows.end(),
                     [&](const model::ImpactWindow& window) {
                       if (!window.start.utc) return false;
                       const base::Instant end = window.end && window.end->utc ? window.end->utc->latest
                                                 : window.end                  ? window.start.utc->latest
                                                                               : now;
                       return window.start.utc->earliest < row.period_end &&
                              std::max(end, window.start.utc->latest) >= row.period_start;
                     });
}

// Rows of the places the incident touched: its clusters, its services in them.
bool concerns(const model::SlaRow& row, const model::Incident& incident) {
  if (row.scope.organisation.slug != incident.organisation.slug) return false;
  const bool burned = std::any_of(row.shares.begin(), row.shares.end(),
                                  [&](const auto& share) { return share.incident_id == incident.id; });
  return burned || std::any_of(incident.scopes.begin(), incident.scopes.end(),
                               [&](const model::Scope& scope) { return model::covers(row.scope, scope); });
}

model::SlaResult sla_of(const store::Store& store, const model::Report& report,
                        const model::Incident& incident, Session& session) {
  analyze::SlaQuery query;
  query.organisation = incident.organisation.slug;
  model::SlaResult result = computed_sla(session, store, report, query);
  std::erase_if(result.rows, [&](const model::SlaRow& row) {
    return !overlaps(row, incident, session.now()) || !concerns(row, incident);
  });
  return result;
}

void tell(const render::MergedDraft& merged, const std::string& path, std::ostream& err) {
  for (const std::string& block : merged.changed_blocks)
    err << fmt::format("{}: block '{}' brought up to date\n", path, block);
  for (const std::string& block : merged.edited_blocks) {
    err << fmt::format("{}: block '{}' was edited by hand; both texts are kept, choose one\n", path, block);
  }
  for (const std::string& block : merged.missing_blocks)
    err << fmt::format("{}: block '{}' was deleted and stays so\n", path, block);
  for (const std::string& block : merged.unknown_blocks)
    err << fmt::format("{}: block '{}' is not one of this template; left as it is\n", path,
                       render::one_line(block));
  for (const render::StaleQuote& quote : merged.stale) {
    err << fmt::format("{}:{}: quotes '{}', which is now '{}': {}\n", path, quote.line,
                       render::one_line(quote.was), render::one_line(quote.now),
                       render::one_line(quote.sentence));
  }
}

class Draft : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("INC", incident_, Arity::one, "id, beginning of an id, title, or latest");
    options.file("--template", template_, "NAME",
                 "postmortem, customer, executive, or a file (default postmortem)");
    options.file("--output", output_, "FILE", "write here; an existing file is merged, never overwritten");
  }

  int run(Session& session) override {
    const std::string text = template_text(template_.empty() ? session.config().draft_template : template_);
    const store::Store store = session.open_store(store::OpenMode::read);
    const model::Report report = session.analyzed(store);
    const model::Incident& incident = incident_named(report, incident_.front());
    const std::string fresh =
        render::render_draft(report, incident, sla_of(store, report, incident, session), text);
    if (output_.empty() || output_ == "-") {
      session.out() << fresh;
      return kDone;
    }
    std::error_code ignored;
    if (!std::filesystem::exists(output_, ignored)) {
      write_file(output_, fresh);
      session.err() << fmt::format("wrote {}\n", output_);
      return kDone;
    }
    const std::string edited = read_file(output_);
    if (edited.find("<!-- faultline:begin") == std::string::npos) {
      throw base::Error(
          fmt::format("'{}' has no faultline marks, so there is nothing to bring up to date in it: "
                      "choose another --output",
                      output_));
    }
    const render::MergedDraft merged = render::merge_draft(edited, fresh);
    if (!merged.other_incident.empty()) {
      throw base::Error(
          fmt::format("{} is a draft of incident '{}', not of '{}': choose another --output, or, if "
                      "it is the same incident under a new id, change inc= in the file's marks",
                      output_, render::one_line(merged.other_incident), incident.id));
    }
    if (merged.text != edited) write_file(output_, merged.text);
    tell(merged, output_, session.err());
    session.err() << fmt::format("{} {}\n", merged.text == edited ? "nothing new for" : "merged", output_);
    return kDone;
  }

 private:
  std::vector<std::string> incident_;
  std::string template_, output_;
};

}  // namespace

std::unique_ptr<Command> make_draft() {
  return std::make_unique<Draft>();
}

}  // namespace faultline::cli
