#include "cli/options.hpp"

#include <utility>

namespace faultline::cli {

void Options::flag(std::string name, bool& target, std::string help) {
  options_.push_back({std::move(name), "", std::move(help), {}, &target, false});
}

void Options::value(std::string name, std::string& target, std::string value_name, std::string help,
                    std::vector<std::string> choices) {
  options_.push_back(
      {std::move(name), std::move(value_name), std::move(help), std::move(choices), &target, false});
}

void Options::file(std::string name, std::string& target, std::string value_name, std::string help) {
  options_.push_back({std::move(name), std::move(value_name), std::move(help), {}, &target, true});
}

void Options::positionals(std::string name, std::vector<std::string>& target, Arity arity, std::string help,
                          std::vector<std::string> choices) {
  positionals_.push_back({std::move(name), std::move(help), arity, &target, std::move(choices)});
}

}  // namespace faultline::cli
