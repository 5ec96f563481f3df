#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <iostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/help.hpp"
#include "cli/parse.hpp"
#include "cli/session.hpp"

namespace faultline::cli {

namespace {

// Global options may stand before the command: `faultline --db x.db incidents`.
std::size_t position_of_command(const std::vector<std::string>& arguments) {
  constexpr std::array<std::string_view, 5> kWithValue{"--db", "--config", "--format", "--now", "--tz"};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].empty() || arguments[i][0] != '-') return i;
    if (std::find(kWithValue.begin(), kWithValue.end(), arguments[i]) != kWithValue.end()) ++i;
  }
  return arguments.size();
}

// Without a command only these make sense; anything else is a misspelt one.
int run_without_command(const std::vector<std::string>& arguments, Context& context) {
  const std::string first = arguments.empty() ? "" : arguments.front();
  if (first == "--version" || first == "-V") {
    context.out << "faultline " << FAULTLINE_VERSION << '\n';
    return kDone;
  }
  if (first == "--help" || first == "-h") {
    context.out << program_help();
    return kDone;
  }
  if (!first.empty()) {
    const std::vector<std::string> known{"--version", "--help"};
    throw base::Error(fmt::format("no command after '{}'{}", first, suggestion(first, known)));
  }
  context.err << program_help();
  return kFailed;
}

int run_command(const std::vector<std::string>& arguments, Context& context) {
  const std::size_t position = position_of_command(arguments);
  if (position == arguments.size()) return run_without_command(arguments, context);
  const CommandRow& row = command_named(arguments[position]);
  std::vector<std::string> rest = arguments;
  rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(position));

  Globals globals;
  Options options;
  const std::unique_ptr<Command> command = row.make();
  command->setup(options);
  const std::vector<std::string> formats = formats_of(row);
  setup_globals(options, globals, formats);
  parse(options, rest, std::string(row.name));
  if (globals.help) {
    context.out << command_help(row);
    return kDone;
  }
  Session session(context, globals, formats.empty() ? "" : formats.front());
  return command->run(session);
}

}  // namespace

int run(const std::vector<std::string>& arguments, Context& context) {
  int code = kFailed;
  try {
    code = run_command(arguments, context);
  } catch (const store::LockedError& error) {
    context.err << "faultline: " << base::printable(error.what()) << '\n';
    code = kLocked;
  } catch (const base::Error& error) {
    context.err << "faultline: " << base::printable(error.what()) << '\n';
  } catch (const std::bad_alloc&) {
    context.err << "faultline: out of memory; give fewer files at once\n";
  } catch (const std::exception& error) {
    context.err << "faultline: internal error: " << base::printable(error.what())
                << "; please report it with the input that led to it\n";
  }
  context.out.flush();
  if (!context.out && code == kDone) {
    context.err << "faultline: cannot write the output; is the disk full?\n";
    code = kFailed;
  }
  return code;
}

}  // namespace faultline::cli
