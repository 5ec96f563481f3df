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

constexpr int kPrintedDiagnostics = 10;    // of a source; the database has them all
constexpr std::size_t kBatch = 64;         // sources in one transaction
constexpr std::size_t kMostRows = 50'000;  // of what waits for it: some 20 MB

std::size_t rows_of(const model::SourceFacts& facts) {
  std::size_t rows = facts.events.size() + facts.claims.size() + facts.diagnostics.size();
  for (const model::RollupStream& stream : facts.rollups.streams) rows += stream.minutes.size();
  return rows;
}

class Ingest : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("PATH", paths_, Arity::some, "files, folders, archives; - for standard input");
    reading_.setup(options);
    options.flag("--strict", is_strict_, "exit 1 where something could not be read");
  }

  int run(Session& session) override {
    Reading reading(reading_, session.config());
    store::Store store = session.open_store(store::OpenMode::write);
    store.set_ingest_time(session.now());
    for (const store::Store::KnownContent& known : store.known_contents())
      reading.known.push_back({known.digest, known.bytes, known.reader});
    // What a known source could not be read of counts again.
    if (is_strict_) reading.known_files = ingest::KnownFiles::read;
    Progress progress = session.progress(paths_);
    summary_.unopened = reading.read_all(paths_, session, progress, [&](ingest::ReadSource&& source) {
      const model::Source& read = source.facts.source;
      add_to_summary(source, reading.known);
      // A rotated log and the one that goes on from it may be named in one command.
      if (!source.is_skipped && !read.reader.empty())
        reading.known.push_back({read.digest, read.bytes, read.reader});
      if (source.is_skipped) return;
      waiting_rows_ += rows_of(source.facts);
      waiting_.push_back(std::move(source.facts));
      if (waiting_.size() == kBatch || waiting_rows_ > kMostRows) flush(store, session, progress);
    });
    flush(store, session, progress);
    progress.wipe();

    const model::Observations observations = session.observed(store);
    if (!observations.streams.empty()) store.save_observations(observations, session.observations_key(store));
    const model::Report report = session.analyzed(store);
    store.save_derived(report, session.derived_key(store));
    summary_.incidents = static_cast<std::int64_t>(report.incidents.size());
    session.out() << (session.format() == "json" ? summary_json(summary_)
                                                 : summary_text(summary_, session.style()));
    if (summary_.unopened > 0) return kFailed;
    return is_strict_ && has_diagnostics_ ? kAnswerNo : kDone;
  }

 private:
  // In the order of reading; whether it was known is told by flush().
  void add_to_summary(const ingest::ReadSource& source, const std::vector<ingest::KnownContent>& known) {
    summary_.sources.push_back(ingested_source(source.facts));
    IngestedSource& ingested = summary_.sources.back();
    if (source.is_skipped) {
      ingested.state = SourceState::known;
    } else if (!source.facts.source.continues.empty()) {
      ingested.state = SourceState::grown;
      for (const ingest::KnownContent& content : known) {
        if (content.digest == source.facts.source.continues)
          ingested.new_bytes = source.facts.source.bytes - content.bytes;
      }
    }
    if (!source.is_skipped) waiting_in_summary_.push_back(summary_.sources.size() - 1);
  }

  void flush(store::Store& store, Session& session, Progress& progress) {
    const std::vector<store::Added> added = store.add_all(waiting_);
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      if (added[i] == store::Added::known) summary_.sources[waiting_in_summary_[i]].make_known();
      has_diagnostics_ = has_diagnostics_ || is_partly_unread(waiting_[i]);
      if (added[i] == store::Added::added) print_diagnostics(waiting_[i], session, progress);
    }
    waiting_.clear();
    waiting_in_summary_.clear();
    waiting_rows_ = 0;
  }

  static bool is_partly_unread(const model::SourceFacts& facts) {
    return std::any_of(facts.diagnostics.begin(), facts.diagnostics.end(),
                       [](const auto& diagnostic) { return diagnostic.severity != base::Severity::note; });
  }

  // Notes cost no record; they are kept for doctor and inspect.
  void print_diagnostics(const model::SourceFacts& facts, Session& session, Progress& progress) {
    if (is_partly_unread(facts)) progress.wipe();
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
  std::vector<std::size_t> waiting_in_summary_;
  std::size_t waiting_rows_ = 0;
  IngestSummary summary_;
};

}  // namespace

std::unique_ptr<Command> make_ingest() {
  return std::make_unique<Ingest>();
}

}  // namespace faultline::cli
