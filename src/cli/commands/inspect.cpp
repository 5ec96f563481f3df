// inspect: what is understood of files, without a database.
#include <fmt/format.h>

#include <iostream>

#include "analyze/observe.hpp"
#include "cli/commands.hpp"
#include "cli/reading.hpp"
#include "cli/session.hpp"
#include "render/inspect_report.hpp"

namespace faultline::cli {

namespace {

class Inspect : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("FILE", files_, Arity::some, "files to read; - for standard input");
    reading_.setup(options);
  }

  int run(Session& session) override {
    const model::Config& config = session.config();
    Reading reading(reading_, config);
    Progress progress = session.progress(files_);
    std::vector<render::Inspection> inspections;
    const int unopened = reading.read_all(files_, session, progress, [&](ingest::ReadSource&& source) {
      render::Inspection inspection;
      inspection.facts = std::move(source.facts);
      inspection.report =
          analyze::analyze(facts_of(inspection.facts), analyze::observe(rollups_of(inspection.facts), config),
                           config, session.now());
      inspection.bytes = std::move(source.bytes);
      inspections.push_back(std::move(inspection));
    });
    if (session.format() == "json") {
      session.out() << render::inspect_json(inspections);
    } else {
      for (const render::Inspection& inspection : inspections) {
        if (&inspection != &inspections.front()) session.out() << '\n';
        session.out() << render::inspect_text(inspection, session.style());
      }
    }
    return unopened > 0 || inspections.empty() ? kFailed : kDone;
  }

 private:
  static model::Facts facts_of(const model::SourceFacts& source) {
    model::Facts facts;
    facts.sources.push_back(source.source);
    facts.events = source.events;
    facts.claims = source.claims;
    return facts;
  }

  static model::Rollups rollups_of(const model::SourceFacts& source) {
    if (source.rollups.streams.empty()) return {};
    return {{source.source}, {source.rollups}};
  }

  std::vector<std::string> files_;
  ReadingOptions reading_;
};

}  // namespace

std::unique_ptr<Command> make_inspect() {
  return std::make_unique<Inspect>();
}

}  // namespace faultline::cli
