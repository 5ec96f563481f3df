#include "cli/parse.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::cli {

namespace {

// CLI11 names an unknown option without saying which one was meant, so they are looked at first.
void check_names(const Options& options, const std::vector<std::string>& arguments,
                 const std::string& command) {
  std::vector<std::string> names;
  for (const Option& option : options.options()) names.push_back(option.name);
  bool is_value = false;
  for (const std::string& argument : arguments) {
    if (std::exchange(is_value, false)) continue;
    if (argument == "--") return;
    if (argument.size() < 2 || argument[0] != '-' || argument == "-h") continue;
    const std::string name = argument.substr(0, argument.find('='));
    const auto known = std::find_if(options.options().begin(), options.options().end(),
                                    [&](const Option& option) { return option.name == name; });
    if (known == options.options().end()) {
      throw base::Error(fmt::format("'{}' has no option '{}'{}", command, name, suggestion(name, names)));
    }
    is_value = !known->value_name.empty() && name == argument;
    if (is_value && &argument == &arguments.back()) {
      throw base::Error(fmt::format("option '{}' needs a value: {} {}", name, name, known->value_name));
    }
  }
}

void check_choice(const std::string& what, const std::string& value,
                  const std::vector<std::string>& choices) {
  if (value.empty() || choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end())
    return;
  throw base::Error(fmt::format("{} cannot be '{}'{}", what, value, suggestion(value, choices)));
}

}  // namespace

std::string suggestion(const std::string& text, const std::vector<std::string>& candidates) {
  if (const auto near = base::nearest(text, candidates)) return fmt::format("; did you mean '{}'?", *near);
  return candidates.empty() ? "" : "; known: " + base::join(candidates, ", ");
}

void parse(const Options& options, const std::vector<std::string>& arguments, const std::string& command) {
  check_names(options, arguments, command);
  CLI::App app;
  app.set_help_flag();
  for (const Option& option : options.options()) {
    const std::string name = option.name == "--help" ? "-h,--help" : option.name;
    if (bool* const* flag = std::get_if<bool*>(&option.target)) {
      app.add_flag(name, **flag);
    } else {
      app.add_option(name, *std::get<std::string*>(option.target))
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }
  }
  std::vector<std::string> extras;
  app.add_option("arguments", extras);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    throw base::Error(fmt::format("{}; see faultline {} --help", error.what(), command));
  }

  bool wants_help = false;
  for (const Option& option : options.options()) {
    if (option.name == "--help") wants_help = *std::get<bool*>(option.target);
    if (!option.value_name.empty())
      check_choice(option.name, *std::get<std::string*>(option.target), option.choices);
  }
  if (wants_help) return;
  std::size_t next = 0;
  for (const Positional& positional : options.positionals()) {
    const std::size_t most = positional.arity == Arity::some ? extras.size() - next : 1;
    for (std::size_t i = 0; i < most && next < extras.size(); ++i) {
      check_choice(positional.name, extras[next], positional.choices);
      positional.target->push_back(extras[next++]);
    }
    if (positional.target->empty() && positional.arity != Arity::optional) {
      throw base::Error(fmt::format("'{}' needs {}: {}; see faultline {} --help", command, positional.name,
                                    positional.help, command));
    }
  }
  if (next < extras.size()) {
    throw base::Error(
        fmt::format("'{}' does not take '{}'; see faultline {} --help", command, extras[next], command));
  }
}

}  // namespace faultline::cli
