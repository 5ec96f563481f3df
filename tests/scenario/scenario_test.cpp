// Scenarios: tests/scenario/*.test, each a small story of files, commands and what they must print.
//
//   Text before the first mark says what the scenario is about.
//   ===== file page.txt            the lines below, up to the next mark, become this file
//   ===== copy samples/x.json as y.json      a file or folder of the repository
//   ===== stdin                    the lines below are the standard input of the next command
//   ===== env FAULTLINE_DB=x.db    for all later commands
//   ===== now 2026-05-01T12:00:00Z           for all later commands; 2026-06-01T00:00:00Z at first
//   ===== run faultline ingest 'page one.txt'
//   ===== out                      expected standard output; no mark = empty
//   ===== err                      expected standard error; no mark = empty
//   ===== exit 1                   expected exit code; no mark = 0
//   ===== contents draft.md        expected content of a file after the command
//
// Each scenario runs in process through cli::run in a fresh temporary directory that is its working
// directory; standard output is no terminal. Text without a line end at its end is shown with a last line
// "\ no line end". FAULTLINE_APPROVE=1 rewrites the expectations; read the difference before committing.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <optional>

#include "base/text.hpp"
#include "support/program.hpp"

namespace {

namespace fs = std::filesystem;
using namespace faultline;

constexpr std::string_view kMark = "===== ";
constexpr std::string_view kNoLineEnd = "\\ no line end\n";

struct Section {
  std::string word;      // "file", "run", "out" ...
  std::string argument;  // the rest of the mark's line
  std::string text;      // the lines below it
};

std::vector<Section> sections_of(const std::string& scenario) {
  std::vector<Section> sections(1);
  for (const std::string_view line : base::split_lines(scenario)) {
    if (!line.starts_with(kMark)) {
      sections.back().text += std::string(line) + '\n';
      continue;
    }
    const std::string_view mark = line.substr(kMark.size());
    const std::size_t space = mark.find(' ');
    sections.push_back({std::string(mark.substr(0, space)),
                        space == std::string_view::npos ? "" : std::string(mark.substr(space + 1)), ""});
  }
  return sections;
}

std::string printed(const std::vector<Section>& sections) {
  std::string text = sections.front().text;
  for (std::size_t i = 1; i < sections.size(); ++i) {
    const Section& section = sections[i];
    text +=
        std::string(kMark) + section.word + (section.argument.empty() ? "" : " " + section.argument) + '\n';
    text += section.text;
  }
  return text;
}

// Words as a shell splits them, with both kinds of quotes and nothing else of a shell.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::optional<std::string> word;
  char quote = 0;
  for (const char c : line) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        *word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      if (!word) word.emplace();
    } else if (c == ' ') {
      if (word) words.push_back(*std::exchange(word, std::nullopt));
    } else {
      if (!word) word.emplace();
      *word += c;
    }
  }
  if (word) words.push_back(*word);
  return words;
}

std::string with_line_end(const std::string& text) {
  return text.empty() || text.ends_with('\n') ? text : text + '\n' + std::string(kNoLineEnd);
}

bool is_expectation(const Section& section) {
  return section.word == "out" || section.word == "err" || section.word == "exit" ||
         section.word == "contents";
}

void copy_from_repository(const fs::path& repository, const std::string& argument) {
  const std::size_t as = argument.find(" as ");
  const std::string from = argument.substr(0, as);
  const fs::path to = as == std::string::npos ? fs::path(from).filename() : fs::path(argument.substr(as + 4));
  if (to.has_parent_path()) fs::create_directories(to.parent_path());
  fs::copy(repository / from, to, fs::copy_options::recursive);
}

// Runs the scenario; returns its sections with what really came out in place of what was expected.
std::vector<Section> played(const std::vector<Section>& sections) {
  const support::WorkingDirectory directory;
  support::Outside outside;
  std::vector<Section> result{sections.front()};
  for (std::size_t i = 1; i < sections.size(); ++i) {
    const Section& section = sections[i];
    if (is_expectation(section)) {
      if (section.word == "contents") {
        std::string text =
            fs::exists(section.argument) ? support::read_whole(section.argument) : "(no such file)\n";
        result.push_back({section.word, section.argument, with_line_end(text)});
      }
      continue;  // out, err and exit follow from the run
    }
    result.push_back(section);
    if (section.word == "file") {
      support::write_whole(section.argument, section.text);
    } else if (section.word == "copy") {
      copy_from_repository(directory.before(), section.argument);
    } else if (section.word == "stdin") {
      outside.input = section.text;
    } else if (section.word == "now") {
      outside.now = section.argument;
    } else if (section.word == "env") {
      const std::size_t equals = section.argument.find('=');
      outside.environment[section.argument.substr(0, equals)] = section.argument.substr(equals + 1);
    } else if (section.word == "run") {
      std::vector<std::string> words = words_of(section.argument);
      if (words.empty() || words.front() != "faultline")
        throw std::runtime_error("only faultline can be run");
      words.erase(words.begin());
      const support::Ran ran = support::run_program(words, outside);
      outside.input.clear();
      if (!ran.out.empty()) result.push_back({"out", "", with_line_end(ran.out)});
      if (!ran.err.empty()) result.push_back({"err", "", with_line_end(ran.err)});
      if (ran.code != 0) result.push_back({"exit", std::to_string(ran.code), ""});
    } else {
      throw std::runtime_error("unknown mark '" + section.word + "'");
    }
  }
  return result;
}

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator("tests/scenario")) {
    if (entry.path().extension() == ".test") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST_CASE("scenarios print what they should") {
  const char* const approve = std::getenv("FAULTLINE_APPROVE");
  const auto files = scenario_files();
  REQUIRE(!files.empty());
  for (const fs::path& file : files) {
    DYNAMIC_SECTION(file.filename().string()) {
      const std::string expected = support::read_whole(file);
      const std::string actual = printed(played(sections_of(expected)));
      if (approve != nullptr && *approve != '\0' && actual != expected) support::write_whole(file, actual);
      if (approve == nullptr) CHECK(actual == expected);
    }
  }
}

}  // namespace
