#include "ingest/reader.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace faultline::ingest {
namespace {

TEST_CASE("a reader by its name") {
  CHECK(reader_named("events").name == "events");
  CHECK_THROWS_WITH(reader_named("statuspage_jsn"), Catch::Contains("did you mean 'statuspage_json'?"));
  CHECK_THROWS_WITH(reader_named("zzz"), Catch::Contains("statuspage_feed"));
}

TEST_CASE("content that no reader claims") {
  const auto facts = read_input({"x.bin", std::string("\x00\x01\x02\x03", 4)}, {});
  CHECK(facts.source.reader.empty());
  CHECK(facts.events.empty());
  CHECK(facts.diagnostics.size() == 1);
  CHECK(facts.source.records_read == 1);
  const auto empty = read_input({"empty", ""}, {});
  REQUIRE(empty.diagnostics.size() == 1);
  CHECK(empty.diagnostics[0].message == "the input is empty");
}

TEST_CASE("the same content under two names has one digest") {
  const auto a = read_input({"a", R"({"kind": "note", "at": "2026-05-05T01:17Z"})"}, {});
  const auto b = read_input({"b", R"({"kind": "note", "at": "2026-05-05T01:17Z"})"}, {});
  CHECK(a.source.digest == b.source.digest);
  CHECK(a.source.name == "a");
  CHECK(a.source.reader == "events");
}

TEST_CASE("a reader can be forced") {
  const auto facts = read_input({"a", R"({"kind": "note", "at": "2026-05-05T01:17Z"})"}, {},
                                &reader_named("statuspage_feed"));
  CHECK(facts.source.reader == "statuspage_feed");
  CHECK(facts.events.empty());
  CHECK_FALSE(facts.diagnostics.empty());
}

// A reader of lines as logs have them: each line that is not empty counts in the minute of its first letter.
Sniff sniff_never(const Input&) {
  return Sniff::no;
}

void stream_letters(LineStream& lines, const ReadOptions&, FactSink& sink) {
  std::map<char, std::int64_t> counts;
  while (const auto line = lines.next()) {
    if (line->is_restart) counts.clear();
    if (line->text.empty()) {
      sink.ignore("empty");
    } else if (line->text.front() == '!') {
      sink.reject({line->number, 1, {}}, "bad");
    } else {
      ++counts[line->text.front()];
    }
  }
  model::SourceRollups rollups;
  for (const auto& [letter, count] : counts) {
    model::RollupStream stream;
    stream.version = letter;
    stream.minutes.emplace_back();
    stream.minutes.back().requests = count;
    rollups.streams.push_back(std::move(stream));
    rollups.lines += count;
  }
  sink.rollups(std::move(rollups));
}

const Reader kLetters{"letters", "lines by their first letter", sniff_never, nullptr, stream_letters};

std::int64_t rejected_of(const model::SourceFacts& facts) {
  return facts.source.records_read - facts.source.records_rolled_up - facts.source.records_ignored;
}

model::SourceFacts letters_of(const std::string& bytes, const std::vector<KnownContent>& known = {}) {
  return read_input({"log", bytes}, {}, &kLetters, known);
}

KnownContent known_as(const std::string& bytes, const std::string& reader = "letters") {
  return {base::digest_of(bytes), static_cast<std::int64_t>(bytes.size()), reader};
}

TEST_CASE("a source grown from any byte of a log counts each line once") {
  for (const std::string& whole : {std::string("alpha\nbeta\n\n!bad\ncharlie\n"),
                                   std::string("ab\r\nba\r\nca"), std::string("\n\na"), std::string("a\n")}) {
    const auto all = letters_of(whole);
    CHECK(all.source.digest == base::digest_of(whole));
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
      CAPTURE(whole, cut);
      const std::string before = whole.substr(0, cut);
      const auto first = letters_of(before);
      const auto grown = letters_of(whole, {known_as(before)});
      CHECK(grown.source.continues == first.source.digest);
      CHECK(grown.source.digest == all.source.digest);
      CHECK(grown.source.bytes == static_cast<std::int64_t>(whole.size()));
      // The line that the known source ended in: its text ends at `end`, from `begin`.
      const std::size_t newline = whole.find('\n', cut);
      const std::size_t begin =
          whole.rfind('\n', cut - 1) == std::string::npos ? 0 : whole.rfind('\n', cut - 1) + 1;
      std::size_t end = newline == std::string::npos ? whole.size() : newline;
      if (newline != std::string::npos && end > begin && whole[end - 1] == '\r') --end;
      const bool is_lost = begin < cut && cut < end;
      CHECK(std::count_if(grown.ignored.begin(), grown.ignored.end(), [](const auto& i) {
              return i.reason.find("middle") != std::string::npos;
            }) == (is_lost ? 1 : 0));
      // A lost line counted as far as it went in the first, and as ignored in the second.
      CHECK(first.source.records_read + grown.source.records_read ==
            all.source.records_read + (is_lost ? 1 : 0));
      if (!is_lost) {
        CHECK(first.source.records_rolled_up + grown.source.records_rolled_up ==
              all.source.records_rolled_up);
        CHECK(rejected_of(first) + rejected_of(grown) == rejected_of(all));
      }
    }
  }
}

TEST_CASE("the longest known content that a source begins with counts") {
  const std::string whole = "a\nb\nc\nd\n";
  struct Row {
    const char* name;
    std::vector<KnownContent> known;
    std::string continues;
    std::int64_t rolled_up;
  };
  const std::vector<Row> rows = {
      {"none", {}, "", 4},
      {"two, in any order", {known_as("a\nb\n"), known_as("a\n")}, base::digest_of("a\nb\n"), 2},
      {"two ends in one line", {known_as("a\nb\nc"), known_as("a\nb\n")}, base::digest_of("a\nb\nc"), 1},
      {"all but the last end", {known_as("a\nb\nc\nd")}, base::digest_of("a\nb\nc\nd"), 0},
      {"other bytes of that size", {known_as("a\nx\n")}, "", 4},
      {"the content itself", {known_as(whole)}, "", 4},
      {"a longer one", {known_as(whole + "e\n")}, "", 4},
      {"what another reader made of it", {known_as("a\nb\n", "events")}, "", 4},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto facts = letters_of(whole, row.known);
    CHECK(facts.source.continues == row.continues);
    CHECK(facts.source.records_rolled_up == row.rolled_up);
    CHECK(facts.source.digest == base::digest_of(whole));
  }
}

// `lines` lines of 16 bytes, made as they are read.
ReadBytes long_log(std::size_t lines) {
  return [lines, at = std::size_t{0}](char* to, std::size_t size) mutable {
    const std::string_view line = "a line of a log\n";
    std::size_t count = 0;
    while (count < size && at < lines * line.size()) to[count++] = line[at++ % line.size()];
    return count;
  };
}

TEST_CASE("a forced reader of lines streams what is longer than any limit") {
  const std::size_t lines = (kMaxInputBytes >> 4) + 1000;
  Content content("long", long_log(lines));
  content.may_keep = [](std::size_t) { return false; };  // however well it was packed
  const auto source = read_content(content, {}, &kLetters);
  REQUIRE(source);
  CHECK(source->facts.source.records_rolled_up == static_cast<std::int64_t>(lines));
  CHECK(source->facts.source.bytes == static_cast<std::int64_t>(lines * 16));
  CHECK(source->bytes.empty());
}

TEST_CASE("what has to be held whole obeys the limits") {
  Content large("large", long_log((kMaxInputBytes >> 4) + 1));
  CHECK_FALSE(read_content(large, {}, &reader_named("document")));
  CHECK(large.left_out() == Content::Kept::too_large);
  Content dense("dense", bytes_of("{}"));
  dense.may_keep = [](std::size_t) { return false; };
  CHECK_FALSE(read_content(dense, {}));
  CHECK(dense.left_out() == Content::Kept::too_dense);
}

TEST_CASE("a long and a short content of the same lines are read alike") {
  for (const std::size_t lines :
       {std::size_t{1}, kHeadBytes / 16 - 1, kHeadBytes / 16, kHeadBytes / 16 + 1}) {
    Content content("log", long_log(lines));
    const auto source = read_content(content, {}, &kLetters);
    REQUIRE(source);
    CHECK(source->facts.source.records_rolled_up == static_cast<std::int64_t>(lines));
    CHECK(source->bytes.empty() == (lines * 16 > kHeadBytes));
  }
}

TEST_CASE("a file as long as a known content is skipped where it is that one") {
  const std::string whole = "a\nb\n";
  const auto read = [&](const KnownContent& known, KnownFiles files) {
    Content content("log", bytes_of(whole));
    content.file = {static_cast<std::int64_t>(whole.size()), [&](std::int64_t) { return bytes_of(whole); }};
    return read_content(content, {}, &kLetters, {known}, files).value();
  };
  const auto skipped = read(known_as(whole), KnownFiles::skip);
  CHECK(skipped.is_skipped);
  CHECK(skipped.facts.source.digest == base::digest_of(whole));
  CHECK(skipped.facts.source.reader == "letters");
  CHECK(skipped.facts.source.records_read == 0);
  CHECK_FALSE(read(known_as("c\nd\n"), KnownFiles::skip).is_skipped);
  const auto again = read(known_as(whole), KnownFiles::read);
  CHECK_FALSE(again.is_skipped);
  CHECK(again.facts.source.records_read == 2);
}

TEST_CASE("a disk that fails leaves nothing of the source") {
  for (const std::size_t good : {std::size_t{0}, std::size_t{10}, kHeadBytes * 3}) {
    Content content("log", [left = good](char* to, std::size_t size) mutable -> std::size_t {
      if (left == 0) throw ReadFailure("broken");
      const std::size_t count = std::min(left, size);
      std::memset(to, 'a', count);
      left -= count;
      return count;
    });
    CHECK_THROWS_AS(read_content(content, {}, &kLetters), ReadFailure);
  }
}

}  // namespace
}  // namespace faultline::ingest
