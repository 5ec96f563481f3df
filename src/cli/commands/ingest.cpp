// ingest: files into facts, then the derived rows anew.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/ingest_summary.hpp"
#include "cli/reading.hpp"
#include "cli/session.hpp"

namespace faultline::cli {

namespace {

constexpr int kPrintedDiagnostics = 10;  // of a source; the database has them all
constexpr std::size_t kBatch = 64;       // sources in one transaction

class Ingest : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("PATH", paths_, Arity::some, "files, folders, archives; - for standard input");
    reading_.setup(options);
    options.flag("--strict", is_strict_, "exit 1 where something could not be read");
  }

  int run(Session& session) override {
    const Reading reading(reading_, session.config());
    store::Store store = session.open_store(store::OpenMode::write);
    store.set_ingest_time(session.now());
    summary_.unopened = ingest::for_each_input(
        paths_, session.in(), [&](const base::Diagnostic& d) { session.err() << base::format_diagnostic(d); },
        [&](ingest::Input&& input) {
          waiting_.push_back(reading.read(input));
          if (waiting_.size() == kBatch) flush(store, session);
        });
    flush(store, session);

    store.save_observations(session.observed(store), session.observations_key(store));
    const model::Report report = session.analyzed(store);
    store.save_derived(report, session.derived_key(store));
    summary_.incidents = static_cast<std::int64_t>(report.incidents.size());
    session.out() << (session.format() == "json" ? summary_json(summary_)
                                                 : summary_text(summary_, session.style()));
    if (summary_.unopened > 0) return kFailed;
    return is_strict_ && has_diagnostics_ ? kAnswerNo : kDone;
  }

 private:
  void flush(store::Store& store, Session& session) {
    const std::vector<store::Added> added = store.add_all(waiting_);
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      summary_.sources.push_back(ingested_source(waiting_[i]));
      summary_.sources.back().is_known = added[i] == store::Added::known;
      has_diagnostics_ = has_diagnostics_ || is_partly_unread(waiting_[i]);
      if (added[i] == store::Added::added) print_diagnostics(waiting_[i], session);
    }
    waiting_.clear();
  }

  static bool is_partly_unread(const model::SourceFacts& facts) {
    return std::any_of(facts.diagnostics.begin(), facts.diagnostics.end(),
                       [](const auto& diagnostic) { return diagnostic.severity != base::Severity::note; });
  }

  // Notes cost no record; they are kept for doctor and inspect.
  void print_diagnostics(const model::SourceFacts& facts, Session& session) {
    int printed = 0, more = 0;
    for (const base::Diagnostic& diagnostic : facts.diagnostics) {
      if (diagnostic.severity == base::Severity::note) continue;
      if (printed == kPrintedDiagnostics) {
        ++more;
      } else {
        session.err() << base::format_diagnostic(diagnostic);
        ++printed;
      }
    }
    if (more > 0)
      session.err() << fmt::format("{}: {} more, see faultline doctor\n", render::one_line(facts.source.name),
                                   more);
  }

  std::vector<std::string> paths_;
  ReadingOptions reading_;
  bool is_strict_ = false;
  bool has_diagnostics_ = false;
  std::vector<model::SourceFacts> waiting_;
  IngestSummary summary_;
};

}  // namespace

std::unique_ptr<Command> make_ingest() {
  return std::make_unique<Ingest>();
}

}  // namespace faultline::cli
