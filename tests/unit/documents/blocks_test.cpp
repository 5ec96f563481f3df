#include "ingest/prose/blocks.hpp"

#include <catch2/catch.hpp>

using namespace faultline::ingest::prose;

namespace {

// "h2 Timeline", "item1 text", "row a | b", "code", "p text": one line per block.
std::string outline(std::string_view text) {
  const SourceText source(text, 1, "");
  std::string out;
  for (const auto& block : parse_blocks(source).blocks) {
    switch (block.kind) {
      case Block::Kind::heading:
        out += "h" + std::to_string(block.level) + " " + block.text.text;
        break;
      case Block::Kind::item:
        out += "item" + std::to_string(block.level) + " " + block.text.text;
        break;
      case Block::Kind::paragraph:
        out += "p " + block.text.text;
        break;
      case Block::Kind::quote:
        out += "quote " + block.text.text;
        break;
      case Block::Kind::code:
        out += "code";
        break;
      case Block::Kind::row:
        out += block.is_header ? "header" : "row";
        for (const auto& cell : block.cells) out += " [" + cell.text + "]";
        break;
    }
    out += '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("the structure of documents") {
  struct Row {
    const char* name;
    const char* text;
    const char* blocks;
  };
  const Row rows[] = {
      {"nothing", "", ""},
      {"heading and paragraph", "# A **b**\n\none\ntwo\n", "h1 A b\np one\ntwo\n"},
      {"closing hashes", "### 1:12 AM ###\n", "h3 1:12 AM\n"},
      {"underlined", "Outage\n======\ntext\n", "h1 Outage\np text\n"},
      {"nested items", "- a\n  - b\n- c\n", "item0 a\nitem1 b\nitem0 c\n"},
      {"copied bullets", "  \xE2\x80\xA2 a\n  \xE2\x80\xA2 b\n", "item0 a\nitem0 b\n"},
      {"item goes on", "- a\n  and b\n", "item0 a\nand b\n"},
      {"table", "| T | E |\n|---|---|\n| 1 | x |\n", "header [T] [E]\nrow [1] [x]\n"},
      {"row without a closing bar", "| T | E |\n|---|---|\n| 1 | x\n", "header [T] [E]\nrow [1] [x]\n"},
      {"table without outer bars", "T | E\n--- | ---\n1 | x\n", "header [T] [E]\nrow [1] [x]\n"},
      {"fence", "```\n# no heading\n```\ntext\n", "code\np text\n"},
      {"an open fence hides no section", "```\nlog\n## Action items\n- a\n",
       "code\nh2 Action items\nitem0 a\n"},
      {"a label is a heading", "- **Impact**: all\n  - a\n", "h7 Impact\np all\nitem0 a\n"},
      {"bare section names", "Summary\n\ntext\n\nTimeline\n\n10:00 a\n",
       "h2 Summary\np text\nh2 Timeline\np 10:00 a\n"},
      {"a sentence is no section", "Impact was small here.\n\ntext\n", "p Impact was small here.\np text\n"},
      {"numbered parts", "x\n\nIssue #1 : 3/30\n\ntext\n", "p x\nh2 Issue #1 : 3/30\np text\n"},
      {"comments", "<!-- fill in\nthis -->\ntext\n", "p text\n"},
      {"links keep their text", "see [the log](http://x/y_(z)) and `cmd`\n", "p see the log and cmd\n"},
      {"unclosed front matter", "---\ntitle: a\n", "p title: a\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(outline(row.text) == row.blocks);
  }
}

TEST_CASE("front matter") {
  const SourceText yaml(
      "---\ntitle: \"A: b\"\ndate: 2021-06-08T09:58:00-00:00 # when\naffected:\n  - one\n  - "
      "two\n---\ntext\n",
      1, "");
  const Blocks blocks = parse_blocks(yaml);
  REQUIRE(blocks.front.find("title") != nullptr);
  CHECK(blocks.front.find("title")->text == "A: b");
  CHECK(blocks.front.find("date")->text == "2021-06-08T09:58:00-00:00");
  CHECK(blocks.front.find("affected")->text == "one, two");
  CHECK(blocks.front.find("owner") == nullptr);
  const SourceText toml("+++\ntitle = \"C\"\n[extra]\nteam = \"t\"\n+++\n", 1, "");
  CHECK(parse_blocks(toml).front.find("title")->text == "C");
}

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
}
