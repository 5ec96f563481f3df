// show: one incident on one page.
#include <iostream>

#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/session.hpp"
#include "render/show_report.hpp"

namespace faultline::cli {

namespace {

class Show : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("INC", incident_, Arity::one, "id, beginning of an id, title, or latest");
  }

  int run(Session& session) override {
    const model::Report report = session.analyzed(session.open_store(store::OpenMode::read));
    const model::Incident& incident = incident_named(report, incident_.front());
    session.out() << (session.format() == "json" ? render::show_json(report, incident)
                                                 : render::show_text(report, incident, session.style()));
    return kDone;
  }

 private:
  std::vector<std::string> incident_;
};

}  // namespace

std::unique_ptr<Command> make_show() {
  return std::make_unique<Show>();
}

}  // namespace faultline::cli
