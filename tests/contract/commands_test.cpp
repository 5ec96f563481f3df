// Every command has a help that fits a screen and ends with an example, a man page, a scenario, a schema
// for its JSON, and its place in the completions.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/help.hpp"
#include "support/program.hpp"

namespace {

using namespace faultline;

std::string all_scenarios() {
  std::string text;
  for (const auto& entry : std::filesystem::directory_iterator("tests/scenario")) {
    if (entry.path().extension() == ".test") text += support::read_whole(entry.path()) + '\n';
  }
  return text;
}

void check_fits_screen(const std::string& help) {
  const auto lines = base::split_lines(help);
  CHECK(lines.size() <= 24);
  for (const std::string_view line : lines) {
    INFO(line);
    CHECK(base::display_width(line) <= 80);
  }
}

TEST_CASE("the program's help names every command and fits a screen") {
  const support::Ran ran = support::run_program({"--help"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  check_fits_screen(ran.out);
  for (const cli::CommandRow& row : cli::commands()) CHECK(ran.out.find(row.name) != std::string::npos);
}

TEST_CASE("the man pages that are installed are those of all commands") {
  std::string names;
  for (const cli::CommandRow& row : cli::commands()) names += ' ' + std::string(row.name);
  const std::string list = "set(faultline_commands" + names + ")";
  INFO("src/CMakeLists.txt should say: " << list);
  CHECK(support::read_whole("src/CMakeLists.txt").find(list) != std::string::npos);
}

TEST_CASE("every command keeps its contract") {
  const std::string scenarios = all_scenarios();
  for (const cli::CommandRow& row : cli::commands()) {
    const std::string name(row.name);
    DYNAMIC_SECTION(name) {
      CHECK(row.example.starts_with("faultline " + name));
      CHECK(!row.summary.ends_with('.'));
      CHECK(!row.description.empty());

      const support::Ran help = support::run_program({name, "--help"});
      CHECK(help.code == 0);
      check_fits_screen(help.out);
      const std::string example = "example:\n  " + std::string(row.example) + "\n";
      CHECK(help.out.ends_with(example));
      CHECK(support::run_program({"help", name}).out == help.out);

      const support::Ran man = support::run_program({"help", name, "--man"});
      CHECK(man.code == 0);
      for (const char* part :
           {".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", ".SH EXIT STATUS", ".SH EXAMPLE"}) {
        CHECK(man.out.find(part) != std::string::npos);
      }

      CHECK(scenarios.find("===== run faultline " + name) != std::string::npos);

      const auto formats = cli::formats_of(row);
      if (std::find(formats.begin(), formats.end(), "json") != formats.end()) {
        CHECK(!base::embedded("schemas/json/" + name + ".schema.json").empty());
      }
      for (const char* shell : {"bash", "zsh", "fish"}) {
        CHECK(support::run_program({"completion", shell}).out.find(name) != std::string::npos);
      }
    }
  }
}

}  // namespace
