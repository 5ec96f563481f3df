// merge: two incidents are one, as a person knows.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/commands/correction.hpp"
#include "cli/lookup.hpp"

namespace faultline::cli {

namespace {

class Merge : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("INC", incidents_, Arity::some,
                        "two or more: id, beginning of an id, title, or latest");
    correction_.setup(options);
  }

  int run(Session& session) override {
    if (incidents_.size() < 2)
      throw base::Error("merge takes two incidents or more; faultline incidents lists them");
    store::Store store = session.open_store(store::OpenMode::write);
    const model::Report report = session.analyzed(store);
    const model::Incident& into = incident_named(report, incidents_.front());
    model::Annotation annotation = correction_.begin(session, into);
    annotation.kind = model::AnnotationKind::merge;
    for (std::size_t i = 1; i < incidents_.size(); ++i) {
      const model::Incident& other = incident_named(report, incidents_[i]);
      if (&other == &into)
        throw base::Error(
            fmt::format("'{}' and '{}' are one incident already", incidents_.front(), incidents_[i]));
      annotation.others.insert(annotation.others.end(), other.anchors.begin(), other.anchors.end());
    }
    std::sort(annotation.others.begin(), annotation.others.end());
    return write_correction(session, store, std::move(annotation));
  }

 private:
  std::vector<std::string> incidents_;
  CorrectionOptions correction_;
};

}  // namespace

std::unique_ptr<Command> make_merge() {
  return std::make_unique<Merge>();
}

}  // namespace faultline::cli
