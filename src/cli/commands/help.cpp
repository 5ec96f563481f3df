// help: the same text as COMMAND --help, and the man pages for the build.
#include "cli/help.hpp"

#include <iostream>

#include "cli/commands.hpp"
#include "cli/session.hpp"

namespace faultline::cli {

namespace {

class Help : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("COMMAND", command_, Arity::optional, "a command; without it, the list of all");
    options.flag("--man", is_man_, "print the man page (roff)");
  }

  int run(Session& session) override {
    if (command_.empty()) {
      session.out() << (is_man_ ? program_man_page() : program_help());
      return kDone;
    }
    const CommandRow& row = command_named(command_.front());
    session.out() << (is_man_ ? command_man_page(row) : command_help(row));
    return kDone;
  }

 private:
  std::vector<std::string> command_;
  bool is_man_ = false;
};

}  // namespace

std::unique_ptr<Command> make_help() {
  return std::make_unique<Help>();
}

}  // namespace faultline::cli
