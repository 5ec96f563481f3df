#include "ingest/line_stream.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "ingest/source_bytes.hpp"

namespace faultline::ingest {
namespace {

// Gives at most `piece` bytes at a time.
ReadBytes in_pieces(std::string_view whole, std::size_t piece) {
  return [whole, piece](char* to, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, whole.size()});
    std::memcpy(to, whole.data(), count);
    whole.remove_prefix(count);
    return count;
  };
}

std::vector<std::string> lines_of(LineStream lines) {
  std::vector<std::string> texts;
  while (const auto line = lines.next()) {
    CHECK(line->number == static_cast<int>(texts.size()) + 1);
    texts.emplace_back(line->text);
  }
  return texts;
}

TEST_CASE("lines, whatever the pieces they come in") {
  struct Row {
    const char* name;
    std::string whole;
    std::vector<std::string> lines;
  };
  const std::vector<Row> rows = {
      {"empty", "", {}},
      {"one end", "\n", {""}},
      {"no end at the last", "a\nb", {"a", "b"}},
      {"both kinds of ends", "a\r\nb\n\r\n", {"a", "b", ""}},
      {"a mark before the first line only",
       "\xef\xbb\xbf"
       "a\n\xef\xbb\xbf"
       "b\n",
       {"a",
        "\xef\xbb\xbf"
        "b"}},
      {"a lone return at the end stays", "a\r", {"a\r"}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(lines_of(LineStream(row.whole)) == row.lines);
    for (const std::size_t piece : {1, 2, 3, 100})
      CHECK(lines_of(LineStream(in_pieces(row.whole, piece))) == row.lines);
  }
}

TEST_CASE("a line past the limit comes once, cut, and the next is whole") {
  const std::string whole = std::string(kMostLineBytes * 3 + 5, 'x') + "\nnext\n";
  LineStream lines(in_pieces(whole, 70'000));
  const auto cut = lines.next();
  REQUIRE(cut);
  CHECK(cut->is_cut);
  CHECK(cut->text.size() == kMostLineBytes);
  const auto next = lines.next();
  REQUIRE(next);
  CHECK(next->text == "next");
  CHECK(next->number == 2);
  CHECK_FALSE(next->is_cut);
  CHECK_FALSE(lines.next());
}

TEST_CASE("bytes are digested as they pass, and known contents are noticed at their ends") {
  const std::string whole = "one\ntwo\nthree\n";
  for (std::size_t piece = 1; piece <= whole.size(); ++piece) {
    SourceBytes bytes(in_pieces(whole, piece), {{base::digest_of("one\n"), 4, ""},
                                                {base::digest_of("other"), 5, ""},
                                                {base::digest_of("one\ntwo\n"), 8, ""},
                                                {base::digest_of(whole), 14, ""},
                                                {base::digest_of(""), 0, ""}});
    std::vector<std::int64_t> continued;
    char to[64];
    std::int64_t before = 0;
    while (bytes.read(to, sizeof to) > 0) {
      if (bytes.continued()) {
        CHECK(bytes.continued()->bytes == before);
        continued.push_back(before);
      }
      before = bytes.bytes();
      CHECK(bytes.digest() ==
            base::digest_of(std::string_view(whole).substr(0, static_cast<std::size_t>(before))));
    }
    CHECK(continued == std::vector<std::int64_t>{4, 8});  // not 14: that is the known one itself
  }
}

}  // namespace
}  // namespace faultline::ingest
