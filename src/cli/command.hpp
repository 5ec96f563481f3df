// Command: one job of the program. `setup` declares its options and does no I/O; `run` does the job.
//
// A new command is one file in commands/ and one row in commands.cpp; help, man page and completions follow
// from the row and the declared options.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace faultline::cli {

class Session;

class Command {
 public:
  virtual ~Command() = default;
  virtual void setup(Options& options) = 0;
  // The exit code (context.hpp). Throws base::Error where the job cannot be done.
  virtual int run(Session& session) = 0;
};

struct CommandRow {
  std::string_view name;
  std::string_view summary;      // one line, lower case, no full stop
  std::string_view description;  // a paragraph for the man page
  std::string_view example;      // a whole command line
  std::string_view formats;  // "text json csv": what --format takes, the first is the default; may be empty
  std::unique_ptr<Command> (*make)();
};

// In the order of a person's work.
std::span<const CommandRow> commands();

// The row called `name`; throws base::Error with the nearest name where there is none.
const CommandRow& command_named(std::string_view name);

std::vector<std::string> formats_of(const CommandRow& row);

}  // namespace faultline::cli
