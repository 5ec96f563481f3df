#include <catch2/catch.hpp>

#include "ingest/prose/blocks.hpp"

using namespace faultline::ingest::prose;

namespace {

// "key=value" by line.
std::string fields_of(std::string_view text) {
  const SourceText source(text, 1, "");
  std::string out;
  for (const auto& field : parse_blocks(source).front.fields) {
    std::string value = field.value.text;
    for (char& c : value) c = c == '\n' ? '/' : c;
    out += field.key + "=" + value + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("front matter") {
  struct Row {
    const char* name;
    const char* text;
    const char* fields;
  };
  const Row rows[] = {
      {"none", "text\n", ""},
      {"unclosed", "---\ntitle: a\n", ""},
      {"a line across the page", "---\nA sentence\n---\n", ""},
      {"empty", "---\n---\ntext\n", ""},
      {"quotes and comments",
       "---\ntitle: \"A: \\\"b\\\" # c\" # d\nname: 'it''s'\ndate: 2024-03-05T14:07:00Z # when\n---\n",
       "title=A: \"b\" # c\nname=it's\ndate=2024-03-05T14:07:00Z\n"},
      {"lists", "---\naffected:\n  - one\n  - \"two, three\"\ntags:\n- a\n- b\n---\n",
       "affected=one, two, three\ntags=a, b\n"},
      {"flow lists", "---\ntags: [a, \"b, c\",\n  d]\nx: 1\n---\n", "tags=a, b, c, d\nx=1\n"},
      {"block scalars", "---\nsummary: |\n  one: 1\n\n  two\nmore: >-\n  three\n  four\nx: 1\n---\n",
       "summary=one: 1/two\nmore=three four\nx=1\n"},
      {"a wrapped value", "---\ntitle: one\n  two\nx: 1\n---\n", "title=one two\nx=1\n"},
      {"nested keys", "---\nextra:\n  team:\n    name: t\n  x: 1\ntitle: a\n---\n",
       "extra=\nextra.team=\nextra.team.name=t\nextra.x=1\ntitle=a\n"},
      {"a list of keys", "---\nupdates:\n  - at: 14:07\n    text: down\n  - at: 14:12\n---\n",
       "updates=\nupdates.at=14:07\nupdates.text=down\nupdates.at=14:12\n"},
      {"a rule within a scalar ends nothing", "---\na: |\n  x\n  ---\n  y\nb: 1\n---\n", "a=x/---/y\nb=1\n"},
      {"toml", "+++\ntitle = \"C\"\ndate = 2024-03-05\ntags = [\"a\", \"b\"]\n[extra]\nteam = 't'\n+++\n",
       "title=C\ndate=2024-03-05\ntags=a, b\nextra.team=t\n"},
      {"toml long string", "+++\na = \"\"\"one\ntwo\"\"\"\nb = 1\n+++\n", "a=one/two\nb=1\n"},
      {"garbage", "---\na: [b\n: c\n- d\n'e: f\ng: \"h\n---\n", "a=b, : c, - d, 'e: f, g: \"h\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(fields_of(row.text) == row.fields);
  }
}

TEST_CASE("what stands below the front matter keeps its lines") {
  const SourceText source("---\ntitle: a\n---\n\n# b\n", 1, "");
  const Blocks blocks = parse_blocks(source);
  REQUIRE(blocks.blocks.size() == 1);
  CHECK(source.location(blocks.blocks[0].text).line == 5);
  CHECK(source.location(*blocks.front.find("title")).line == 2);
}
