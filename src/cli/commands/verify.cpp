// verify: sealed periods beside what the facts give today.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/sealed_result.hpp"
#include "render/seal_report.hpp"

namespace faultline::cli {

namespace {

class Verify : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("PERIOD", period_, Arity::optional, "only this period; default: all that are sealed");
  }

  int run(Session& session) override {
    const store::Store store = session.open_store(store::OpenMode::read);
    const std::vector<model::Seal> all = store.load_seals();
    std::vector<model::Seal> last = model::last_versions(all);
    if (!period_.empty()) {
      std::erase_if(last, [&](const model::Seal& seal) { return seal.period != period_.front(); });
      if (last.empty())
        throw base::Error(fmt::format("{0} is not sealed; faultline seal {0} closes it", period_.front()));
    }
    const model::Report report = session.analyzed(store);
    std::vector<model::SealCheck> checks;
    for (const model::Seal& seal : last) checks.push_back(check_seal(session, store, report, all, seal));
    session.out() << (session.format() == "json"
                          ? render::checks_json(checks, report.sources)
                          : render::checks_text(checks, report.sources, session.style()));
    const bool is_whole = std::all_of(checks.begin(), checks.end(), [](const model::SealCheck& check) {
      return check.state == model::SealCheck::State::unchanged;
    });
    return is_whole ? kDone : kAnswerNo;
  }

 private:
  std::vector<std::string> period_;
};

}  // namespace

std::unique_ptr<Command> make_verify() {
  return std::make_unique<Verify>();
}

}  // namespace faultline::cli
