#include "cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "cli/globals.hpp"
#include "render/style.hpp"

namespace faultline::cli {

namespace {

constexpr int kColumns = 80;

std::string usage_of(const CommandRow& row, const Options& options) {
  std::string usage = fmt::format("faultline {}", row.name);
  for (const Positional& positional : options.positionals()) {
    const std::string name =
        positional.choices.empty() ? positional.name : base::join(positional.choices, "|");
    switch (positional.arity) {
      case Arity::one:
        usage += ' ' + name;
        break;
      case Arity::optional:
        usage += " [" + name + ']';
        break;
      case Arity::some:
        usage += ' ' + name + "...";
        break;
    }
  }
  return usage + " [options]";
}

std::string spelled(const Option& option) {
  return option.value_name.empty() ? option.name : option.name + ' ' + option.value_name;
}

std::string option_lines(const Options& options) {
  std::size_t width = 0;
  for (const Positional& positional : options.positionals()) width = std::max(width, positional.name.size());
  for (const Option& option : options.options()) width = std::max(width, spelled(option).size());
  const int indent = static_cast<int>(width) + 4;
  std::string text;
  const auto line = [&](const std::string& name, const std::string& help) {
    text += fmt::format("  {:<{}}  {}\n", name, width, render::wrapped(help, kColumns - indent, indent));
  };
  for (const Positional& positional : options.positionals()) line(positional.name, positional.help);
  for (const Option& option : options.options()) {
    const std::string choices = option.choices.empty() ? "" : " (" + base::join(option.choices, ", ") + ")";
    line(spelled(option), option.help + choices);
  }
  return text;
}

// The globals in a few lines, so that a command's own options have the room.
std::string global_lines(const Options& globals) {
  std::vector<std::string> names;
  for (const Option& option : globals.options()) {
    std::string name = spelled(option);
    if (!option.choices.empty()) name = option.name + ' ' + base::join(option.choices, "|");
    names.push_back(base::replace_all(name, " ", "\x01"));
  }
  const std::string text = render::wrapped(base::join(names, ", "), kColumns - 4, 2);
  return "  " + base::replace_all(text, "\x01", " ") + '\n';
}

std::string roff(std::string_view text) {
  std::string escaped = base::replace_all(std::string(text), "\\", "\\e");
  escaped = base::replace_all(std::move(escaped), "-", "\\-");
  if (escaped.starts_with('.') || escaped.starts_with('\'')) escaped.insert(0, "\\&");
  return escaped;
}

std::string man_options(const Options& options) {
  std::string text;
  for (const Positional& positional : options.positionals()) {
    text += fmt::format(".TP\n.I {}\n{}\n", roff(positional.name), roff(positional.help));
  }
  for (const Option& option : options.options()) {
    const std::string choices = option.choices.empty() ? "" : ": " + base::join(option.choices, ", ");
    text += fmt::format(".TP\n.B {}\n{}{}\n", roff(spelled(option)), roff(option.help), roff(choices));
  }
  return text;
}

std::string man_header(std::string_view title, std::string_view summary) {
  return fmt::format(".TH {} 1 \"\" \"faultline {}\" \"User commands\"\n.SH NAME\n{} \\- {}\n",
                     base::replace_all(std::string(title), "-", "\\-"), FAULTLINE_VERSION, roff(title),
                     roff(summary));
}

constexpr std::string_view kExitStatus =
    ".SH EXIT STATUS\n.TP\n.B 0\ndone\n.TP\n.B 1\ndone, and the answer is no\n.TP\n.B 2\ncould not be done\n"
    ".TP\n.B 75\nanother run holds the lock\n";

}  // namespace

constexpr std::string_view kAboutItself[] = {"formats", "completion", "help"};

std::string program_help() {
  std::string text = "faultline: incident timelines, times, SLA and postmortem drafts\n";
  text += "usage: faultline COMMAND [options]\n";
  // What is about the program itself shares a line, so that all fits a screen.
  std::vector<std::string> own;
  for (const CommandRow& row : commands()) {
    if (std::find(std::begin(kAboutItself), std::end(kAboutItself), row.name) != std::end(kAboutItself))
      own.emplace_back(row.name);
    else
      text += fmt::format("  {:<10} {}\n", row.name, row.summary);
  }
  text += fmt::format("  and {}\n", base::join(own, ", "));
  text += "example: faultline ingest page.txt && faultline incidents\n";
  text += "faultline COMMAND --help tells more; faultline --version\n";
  return text;
}

std::string command_help(const CommandRow& row) {
  Options own, global;
  Globals globals;
  const std::unique_ptr<Command> command = row.make();
  command->setup(own);
  setup_globals(global, globals, formats_of(row));
  std::string text =
      fmt::format("faultline {}: {}\n\nusage: {}\n", row.name, row.summary, usage_of(row, own));
  if (!own.options().empty() || !own.positionals().empty()) text += '\n' + option_lines(own);
  return text + "\ncommon options:\n" + global_lines(global) + fmt::format("\nexample:\n  {}\n", row.example);
}

std::string program_man_page() {
  std::string text = man_header("faultline", "incident timelines, times, SLA and postmortem drafts");
  text += ".SH SYNOPSIS\n.B faultline\n.I COMMAND\n[options]\n.SH DESCRIPTION\n";
  text += roff(
      "Turns status pages, written postmortems, logs, deploys and alerts into one timeline with evidence, "
      "impact windows, "
      "times that say how sure they are, SLA figures and a postmortem draft. Everything is kept in one "
      "SQLite file; nothing is sent anywhere.");
  text += "\n.SH COMMANDS\n";
  for (const CommandRow& row : commands()) {
    text +=
        fmt::format(".TP\n.B {}\n{} (see\n.BR faultline\\-{} (1))\n", row.name, roff(row.summary), row.name);
  }
  text += kExitStatus;
  text +=
      ".SH ENVIRONMENT\n.TP\n.B FAULTLINE_DB\nthe database where \\-\\-db is not given\n.TP\n.B NO_COLOR\nno "
      "colour where set\n";
  return text;
}

std::string command_man_page(const CommandRow& row) {
  Options own, global;
  Globals globals;
  const std::unique_ptr<Command> command = row.make();
  command->setup(own);
  setup_globals(global, globals, formats_of(row));
  std::string text = man_header(fmt::format("faultline-{}", row.name), row.summary);
  text += fmt::format(".SH SYNOPSIS\n.B {}\n.SH DESCRIPTION\n{}\n.SH OPTIONS\n", roff(usage_of(row, own)),
                      roff(row.description));
  text += man_options(own) + ".SS Common options\n" + man_options(global);
  text += kExitStatus;
  text += fmt::format(".SH EXAMPLE\n.nf\n{}\n.fi\n.SH SEE ALSO\n.BR faultline (1)\n", roff(row.example));
  return text;
}

}  // namespace faultline::cli
