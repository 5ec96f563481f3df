// The fuzzers' harnesses under any compiler: over every finding ever made (regressions/), over all samples
// and over prefixes of them, cut anywhere and cut after a line.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "fuzz/harness.hpp"

namespace faultline::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostPrefixes = 150;  // of one sample; tests/contract cuts more, and checks less

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() != ".expected") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> samples() {
  std::vector<fs::path> all = files_in("samples/document");
  for (const fs::path& file : files_in("samples/statuspage_text")) all.push_back(file);
  return all;
}

TEST_CASE("findings of the fuzzers stay mended") {
  for (const fs::path& file : files_in("tests/fuzz/regressions/time_grammar")) {
    CAPTURE(file.string());
    CHECK(check_time_grammar(content_of(file)) == Broken{});
  }
  for (const fs::path& file : files_in("tests/fuzz/regressions/document")) {
    CAPTURE(file.string());
    CHECK(check_document(content_of(file)) == Broken{});
  }
}

TEST_CASE("samples keep every promise, whatever stands around them") {
  for (const fs::path& file : samples()) {
    const std::string text = content_of(file);
    for (const char around : std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
      CAPTURE(file.string(), around);
      CHECK(check_document(around + text) == Broken{});
      CHECK(check_time_grammar(around + text) == Broken{});
    }
  }
}

TEST_CASE("prefixes of samples keep every promise") {
  for (const fs::path& file : samples()) {
    const std::string text = content_of(file);
    const std::size_t step = text.size() / kMostPrefixes + 1;
    for (std::size_t length = 0; length < text.size(); length += step) {
      CAPTURE(file.string(), length);
      const std::string prefix = text.substr(0, length);
      CHECK(check_document("A" + prefix) == Broken{});
      CHECK(check_document("G" + prefix) == Broken{});
      CHECK(check_time_grammar("A" + prefix) == Broken{});
    }
  }
}

TEST_CASE("every prefix of a notation keeps every promise") {
  for (const std::string notation :
       {"July 27th, 2023 from 11:32:07pm to 1:02 AM ET", "2024-03-10T02:30:00.250+05:30 - 14:?? UTC-7",
        "between noon and ~5:30 in the afternoon on 27/07/24, just under 2h 8m", "03/04 24:00 PST (UTC-7)"}) {
    for (std::size_t length = 0; length <= notation.size(); ++length) {
      for (const char around : std::string("AFPZ")) {
        CAPTURE(notation, length, around);
        CHECK(check_time_grammar(around + notation.substr(0, length)) == Broken{});
        CHECK(check_time_grammar(around + notation.substr(length)) == Broken{});
      }
    }
  }
}

// What once cost the square of its length; 64 KiB of it would take minutes again.
TEST_CASE("the same again and again keeps every promise") {
  struct Row {
    const char* before;
    const char* again;
  };
  const Row rows[] = {
      {"A# outage\n\n", "2024-03-10 "},
      {"A# outage\n\n", "14:07,"},
      {"A# outage\n\n", "The outage was from 12:30 to 12:55 UTC. "},
      {"A# outage\n\n", "prod-1 was down at 14:07 for 5 minutes "},
      {"A# outage\n\n", "https://example.com/p1709647653123456 "},
      {"A# outage\n\n", "[a](![b](<"},
      {"A", "# Timeline\n"},
      {"A# March 5 March 6 March 7\n\n", "## Timeline\n\n- 14:07 it was down\n\n"},
      {"HDelayed\nIncident Report for Quillmoor\nThis incident affected: ", "Mail\n"},
      {"HDelayed\nIncident Report for Quillmoor\n",
       "Update\nNext update by 1:00.\nPosted Nov 30, 10:30 PST\n"},
  };
  constexpr std::size_t kBytes = std::size_t{64} << 10;
  for (const Row& row : rows) {
    CAPTURE(row.before, row.again);
    std::string text = row.before;
    while (text.size() < kBytes) text += row.again;
    CHECK(check_document(text) == Broken{});
  }
}

}  // namespace
}  // namespace faultline::fuzz
