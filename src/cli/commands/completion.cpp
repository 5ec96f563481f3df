// completion: scripts for bash, zsh and fish, generated from the command table.
#include <fmt/format.h>

#include <iostream>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/globals.hpp"
#include "cli/session.hpp"

namespace faultline::cli {

namespace {

// A command with all it takes, declared once for the three shells.
struct Declared {
  const CommandRow* row;
  Options options;  // its own and the global ones
};

std::vector<Declared> declared_commands(std::vector<std::unique_ptr<Command>>& alive, Globals& globals) {
  std::vector<Declared> all;
  for (const CommandRow& row : commands()) {
    Declared& declared = all.emplace_back(Declared{&row, {}});
    alive.push_back(row.make());
    alive.back()->setup(declared.options);
    setup_globals(declared.options, globals, formats_of(row));
  }
  return all;
}

std::string words_of(const Options& options) {
  std::vector<std::string> words;
  for (const Option& option : options.options()) words.push_back(option.name);
  for (const Positional& positional : options.positionals()) {
    words.insert(words.end(), positional.choices.begin(), positional.choices.end());
  }
  return base::join(words, " ");
}

std::string shell_quoted(std::string_view text) {
  return '\'' + base::replace_all(std::string(text), "'", "'\\''") + '\'';
}

std::string bash_script(const std::vector<Declared>& all) {
  std::vector<std::string> names;
  std::string cases, values;
  for (const Declared& declared : all) {
    names.emplace_back(declared.row->name);
    cases +=
        fmt::format("    {}) words={} ;;\n", declared.row->name, shell_quoted(words_of(declared.options)));
    for (const Option& option : declared.options.options()) {
      if (option.choices.empty()) continue;
      values += fmt::format("    '{} {}') COMPREPLY=($(compgen -W {} -- \"$current\")); return ;;\n",
                            declared.row->name, option.name, shell_quoted(base::join(option.choices, " ")));
    }
  }
  return fmt::format(R"(# bash completion for faultline
_faultline() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= words= word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  case "$command $previous" in
{}  esac
  case $command in
    '') words='{} --help --version' ;;
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [[ -n $command && $current != -* ]] && COMPREPLY+=($(compgen -f -- "$current"))
}}
complete -o filenames -F _faultline faultline
)",
                     values, base::join(names, " "), cases);
}

std::string zsh_script(const std::vector<Declared>& all) {
  const auto escaped = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  };
  std::string names, cases;
  for (const Declared& declared : all) {
    names += fmt::format("    {}\n",
                         shell_quoted(fmt::format("{}:{}", declared.row->name, declared.row->summary)));
    cases += fmt::format("    {})\n      _arguments", declared.row->name);
    for (const Option& option : declared.options.options()) {
      std::string spec = fmt::format("{}[{}]", option.name, escaped(option.help));
      if (!option.value_name.empty()) {
        const std::string action = !option.choices.empty() ? '(' + base::join(option.choices, " ") + ')'
                                   : option.is_file        ? "_files"
                                                           : " ";
        spec += fmt::format(":{}:{}", escaped(option.value_name), action);
      }
      cases += " \\\n        " + shell_quoted(spec);
    }
    for (const Positional& positional : declared.options.positionals()) {
      const std::string action =
          positional.choices.empty() ? "_files" : '(' + base::join(positional.choices, " ") + ')';
      cases += " \\\n        " + shell_quoted(fmt::format("*:{}:{}", escaped(positional.name), action));
    }
    cases += "\n      ;;\n";
  }
  return fmt::format(R"(#compdef faultline
_faultline() {{
  local -a names
  names=(
{}  )
  if (( CURRENT == 2 )); then
    _describe 'command' names
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
{}  esac
}}
_faultline "$@"
)",
                     names, cases);
}

std::string fish_script(const std::vector<Declared>& all) {
  std::string script = "# fish completion for faultline\n";
  for (const Declared& declared : all) {
    script += fmt::format("complete -c faultline -n __fish_use_subcommand -f -a {} -d {}\n",
                          declared.row->name, shell_quoted(declared.row->summary));
  }
  for (const Declared& declared : all) {
    const std::string when = shell_quoted(fmt::format("__fish_seen_subcommand_from {}", declared.row->name));
    for (const Option& option : declared.options.options()) {
      script += fmt::format("complete -c faultline -n {} -l {} -d {}", when, option.name.substr(2),
                            shell_quoted(option.help));
      if (!option.choices.empty()) {
        script += " -x -a " + shell_quoted(base::join(option.choices, " "));
      } else if (!option.value_name.empty()) {
        script += option.is_file ? " -r" : " -x";
      }
      script += '\n';
    }
    for (const Positional& positional : declared.options.positionals()) {
      if (positional.choices.empty()) continue;
      script += fmt::format("complete -c faultline -n {} -f -a {}\n", when,
                            shell_quoted(base::join(positional.choices, " ")));
    }
  }
  return script;
}

class Completion : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("SHELL", shell_, Arity::one, "bash, zsh or fish", {"bash", "zsh", "fish"});
  }

  int run(Session& session) override {
    std::vector<std::unique_ptr<Command>> alive;
    Globals globals;
    const std::vector<Declared> all = declared_commands(alive, globals);
    if (shell_.front() == "bash") session.out() << bash_script(all);
    if (shell_.front() == "zsh") session.out() << zsh_script(all);
    if (shell_.front() == "fish") session.out() << fish_script(all);
    return kDone;
  }

 private:
  std::vector<std::string> shell_;
};

}  // namespace

std::unique_ptr<Command> make_completion() {
  return std::make_unique<Completion>();
}

}  // namespace faultline::cli
