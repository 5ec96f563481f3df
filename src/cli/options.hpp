// Options: what a command takes, as data. One declaration gives the parser, the help, the man page and the
// completions; CLI11 itself is used in parse.cpp only.
//
//   options.flag("--open", open_, "only incidents that are not over");
//   options.value("--since", since_, "DATE", "only incidents that began at or after it");
//   options.positionals("PATH", paths_, Arity::some, "files, folders, archives; - for standard input");
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace faultline::cli {

struct Option {
  std::string name;        // "--period"
  std::string value_name;  // "MONTH"; empty = a flag
  std::string help;
  std::vector<std::string> choices;  // of the value; empty = any
  std::variant<bool*, std::string*> target;
  bool is_file = false;  // completes as a path
};

enum class Arity { one, optional, some };

struct Positional {
  std::string name;
  std::string help;
  Arity arity = Arity::one;
  std::vector<std::string>* target = nullptr;
  std::vector<std::string> choices;
};

class Options {
 public:
  void flag(std::string name, bool& target, std::string help);
  void value(std::string name, std::string& target, std::string value_name, std::string help,
             std::vector<std::string> choices = {});
  void file(std::string name, std::string& target, std::string value_name, std::string help);
  void positionals(std::string name, std::vector<std::string>& target, Arity arity, std::string help,
                   std::vector<std::string> choices = {});

  const std::vector<Option>& options() const { return options_; }
  const std::vector<Positional>& positionals() const { return positionals_; }

 private:
  std::vector<Option> options_;
  std::vector<Positional> positionals_;
};

}  // namespace faultline::cli
