// init: a commented faultline.toml where there is none.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/config_file.hpp"
#include "cli/session.hpp"

namespace faultline::cli {

namespace {

class Init : public Command {
 public:
  void setup(Options&) override {}

  int run(Session& session) override {
    const std::string path = session.config_path();
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) {
      throw base::Error(
          fmt::format("'{}' is already there and stays as it is; name another with --config", path));
    }
    write_file(path, initial_config());
    session.out() << fmt::format("wrote {}; everything in it is optional\n", path);
    return kDone;
  }
};

}  // namespace

std::unique_ptr<Command> make_init() {
  return std::make_unique<Init>();
}

}  // namespace faultline::cli
