// timeline: bars over one axis and every row with its source; as HTML a page with the picture.
#include <iostream>

#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/session.hpp"
#include "render/timeline_page.hpp"
#include "render/timeline_report.hpp"

namespace faultline::cli {

namespace {

class Timeline : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("INC", incident_, Arity::one, "id, beginning of an id, title, or latest");
  }

  int run(Session& session) override {
    const model::Report report = session.analyzed(session.open_store(store::OpenMode::read));
    const model::Incident& incident = incident_named(report, incident_.front());
    if (session.format() == "json") {
      session.out() << render::timeline_json(incident);
    } else if (session.format() == "md") {
      session.out() << render::timeline_markdown(incident, session.style());
    } else if (session.format() == "html") {
      session.out() << render::timeline_html(incident, session.style());
    } else {
      session.out() << render::timeline_text(incident, session.style());
    }
    return kDone;
  }

 private:
  std::vector<std::string> incident_;
};

}  // namespace

std::unique_ptr<Command> make_timeline() {
  return std::make_unique<Timeline>();
}

}  // namespace faultline::cli
