// The contract of every reader in the table, over its samples in samples/<name>/: it claims its own and
// disclaims the others', gives the expected events, keeps its books, reads the same twice, and survives every
// prefix. Run with FAULTLINE_WRITE_EXPECTED=1 to write the *.expected files anew, then read them.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "contract/expected_facts.hpp"
#include "ingest/reader.hpp"

namespace faultline::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExpected = ".expected";
constexpr std::size_t kMostPrefixes =
    1500;  // of a longer sample, so many evenly spread and all of the last 64

struct Sample {
  const Reader* reader;
  Input input;
  fs::path expected;
};

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<Sample> samples() {
  std::vector<Sample> all;
  for (const Reader& reader : readers()) {
    const fs::path folder = fs::path("samples") / reader.name;
    std::vector<fs::path> files;
    if (fs::is_directory(folder)) {
      for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() != kExpected) files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      all.push_back({&reader, {file.string(), content_of(file)}, file.string() + std::string(kExpected)});
    }
  }
  return all;
}

std::int64_t rejected(const model::SourceFacts& facts) {
  return std::count_if(facts.diagnostics.begin(), facts.diagnostics.end(),
                       [](const auto& d) { return d.severity != base::Severity::note; });
}

void check_books(const model::SourceFacts& facts) {
  std::int64_t ignored = 0;
  for (const auto& i : facts.ignored) ignored += i.count;
  CHECK(facts.source.records_ignored == ignored);
  CHECK(facts.source.records_read ==
        std::ssize(facts.events) + facts.rollups.lines + rejected(facts) + ignored);
}

TEST_CASE("every reader has samples") {
  const auto all = samples();
  for (const Reader& reader : readers()) {
    CAPTURE(reader.name);
    CHECK(std::any_of(all.begin(), all.end(), [&](const Sample& s) { return s.reader == &reader; }));
    CHECK(!reader.summary.empty());
  }
}

TEST_CASE("a reader claims its own samples and no other is as sure") {
  for (const Sample& sample : samples()) {
    CAPTURE(sample.input.name);
    const Sniff own = sample.reader->sniff(sample.input);
    CHECK(own > Sniff::no);
    for (const Reader& other : readers()) {
      CAPTURE(other.name);
      if (&other != sample.reader) CHECK(other.sniff(sample.input) < own);
    }
    CHECK(sniff_reader(sample.input) == sample.reader);
  }
}

TEST_CASE("a reader gives the expected events and keeps its books") {
  const bool writes = std::getenv("FAULTLINE_WRITE_EXPECTED") != nullptr;
  for (const Sample& sample : samples()) {
    CAPTURE(sample.input.name);
    const auto facts = read_input(sample.input, {}, sample.reader);
    check_books(facts);
    const std::string lines = test::expected_lines(facts);
    if (writes) {
      std::ofstream(sample.expected, std::ios::binary) << lines;
    }
    CHECK(lines == content_of(sample.expected));
  }
}

TEST_CASE("reading twice gives the same") {
  for (const Sample& sample : samples()) {
    CAPTURE(sample.input.name);
    const auto first = read_input(sample.input, {}, sample.reader);
    const auto second = read_input(sample.input, {}, sample.reader);
    CHECK(test::expected_lines(first) == test::expected_lines(second));
    CHECK(first.source.digest == second.source.digest);
    CHECK(first.claims.size() == second.claims.size());
  }
}

TEST_CASE("a reader survives every prefix of its samples") {
  for (const Sample& sample : samples()) {
    CAPTURE(sample.input.name);
    const std::string& bytes = sample.input.bytes;
    const std::size_t step = bytes.size() / kMostPrefixes + 1;
    for (std::size_t length = 0; length < bytes.size(); length += length + 64 < bytes.size() ? step : 1) {
      const Input prefix{sample.input.name, bytes.substr(0, length)};
      for (const Reader& reader : readers()) reader.sniff(prefix);
      FactSink sink(prefix.name, "digest", std::string(sample.reader->name), std::ssize(prefix.bytes));
      REQUIRE_NOTHROW(run_reader(*sample.reader, prefix, {}, sink));
    }
  }
}

TEST_CASE("a reader survives content of every other kind") {
  const std::string odd[] = {"",
                             "\n",
                             "{}",
                             "[]",
                             "[[]]",
                             "{\"page\":1}",
                             "null",
                             "1",
                             "\"x\"",
                             "<",
                             "<a>",
                             "<rss>",
                             "<feed></feed>",
                             "kind,at",
                             "kind,at\n1,2,3",
                             std::string(3, '\0'),
                             "\xff\xfe\x00",
                             std::string(500, '['),
                             std::string(500, '{'),
                             "{\"incidents\":{}}",
                             "{\"incident_updates\":7}",
                             "<div class=update-row>",
                             "<div data-react-class=\"HistoryIndex\" data-react-props=\"[\">"};
  for (const std::string& bytes : odd) {
    CAPTURE(bytes);
    for (const Reader& reader : readers()) {
      const Input input{"odd", bytes};
      reader.sniff(input);
      FactSink sink("odd", "digest", std::string(reader.name), std::ssize(bytes));
      REQUIRE_NOTHROW(run_reader(reader, input, {}, sink));
    }
  }
  for (const Sample& sample : samples()) {
    for (const Reader& reader : readers()) {
      FactSink sink(sample.input.name, "digest", std::string(reader.name), std::ssize(sample.input.bytes));
      REQUIRE_NOTHROW(run_reader(reader, sample.input, {}, sink));
    }
  }
}

}  // namespace
}  // namespace faultline::ingest
