#include "ingest/prose/blocks.hpp"

#include <catch2/catch.hpp>

using namespace faultline::ingest::prose;

TEST_CASE("a passage knows where it stands and quotes the bytes as written") {
  const SourceText source("x\n  **Down** 14:07\xE2\x80\xAFUTC\n", 10, "");
  const Blocks blocks = parse_blocks(source);
  REQUIRE(blocks.blocks.size() == 1);
  const Passage& text = blocks.blocks[0].text;
  const auto at = text.text.find("Down");
  REQUIRE(at != std::string::npos);
  const auto where = source.location(text.part(at, text.text.size()));
  CHECK(where.line == 11);
  CHECK(where.column == 5);
  const auto mentions = times_of(source, text);
  REQUIRE(mentions.size() == 1);
  CHECK(mentions[0].written == "14:07\xE2\x80\xAFUTC");
}

TEST_CASE("a passage put together in another order quotes all of its parts") {
  const SourceText source("one two", 1, "");
  Passage whole;
  for (std::size_t i = 0; i < source.folded().size(); ++i) whole.add(source.folded()[i], i);
  Passage turned = whole.part(4, 7);
  turned.add(whole.part(0, 3), ' ');
  CHECK(source.written(turned) == "two one");
  CHECK(source.written(turned, 1, 5) == "wo o");
}

TEST_CASE("sentences end where they end") {
  struct Row {
    const char* text;
    std::size_t count;
  };
  const Row rows[] = {{"One. Two.", 2},
                      {"At 5 p.m. EST it broke. Then not.", 2},
                      {"On 19. April it broke.", 1},
                      {"See e.g. this. Yes", 2},
                      {"It ran 1.20.3 then", 1},
                      {"", 0},
                      {"(It broke.) We saw", 2},
                      {"Broke at 14:30. Fixed", 2}};
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(sentences_of(row.text).size() == row.count);
  }
  // One without an end is cut, at white space where there is any.
  std::string blanks, commas;
  for (int i = 0; i < 2000; ++i) {
    blanks += "14:07 ";
    commas += "14:07,";
  }
  CHECK(sentences_of(blanks).size() == 3);
  CHECK(sentences_of(commas).size() == 2);
  for (const auto& extent : sentences_of(blanks)) {
    CHECK(blanks[extent.begin] == '1');
    CHECK(blanks[extent.end - 1] == '7');
  }
}
