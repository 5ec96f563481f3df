#include "render/table.hpp"

#include <catch2/catch.hpp>

#include "base/text.hpp"

namespace {

using namespace faultline;
using render::Align;

TEST_CASE("a table is aligned and has no trailing spaces") {
  const render::Table table{{{"name"}, {"n", Align::right}, {"text"}},
                            {{{"a"}, {"7"}, {""}}, {{"long"}, {"123"}, {"x"}}}};
  CHECK(render::to_text(table, {}) == "name    n  text\na       7\nlong  123  x\n");
}

TEST_CASE("on a terminal the widest column that may be cut is cut") {
  render::Style style;
  style.cut_tables = true;
  style.width = 40;
  const render::Table table{{{"id"}, {"title", Align::left, 10}},
                            {{{"an-id-of-twenty-chars"}, {"a title that is far too long to fit"}}}};
  const std::string text = render::to_text(table, style);
  for (const std::string_view line : base::split_lines(text)) CHECK(base::display_width(line) <= 40);
  CHECK(text.find("an-id-of-twenty-chars") != std::string::npos);
}

TEST_CASE("control characters of a source do not reach the terminal") {
  const render::Table table{{{"title"}}, {{{"a\x1b[2Jb\nc"}}}};
  CHECK(render::to_text(table, {}) == "title\na?[2Jb c\n");
}

TEST_CASE("CSV cells are quoted and harmless for spreadsheets") {
  struct Row {
    const char* text;
    const char* cell;
  };
  const Row rows[] = {
      {"plain", "plain"},
      {"a,b", "\"a,b\""},
      {"say \"hi\"", "\"say \"\"hi\"\"\""},
      {"=1+1", "'=1+1"},
      {"+cmd", "'+cmd"},
      {"-cmd", "'-cmd"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"-12.5", "-12.5"},
      {"-", "'-"},
      {"", ""},
      {"=a,\"b\"", "\"'=a,\"\"b\"\"\""},
      {"-1+cmd", "'-1+cmd"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(render::csv_cell(row.text) == row.cell);
  }
}

TEST_CASE("Markdown cells stay in their cell") {
  const render::Table table{{{"a"}, {"b", Align::right}}, {{{"x | y"}, {"<b>"}}}};
  const std::string text = render::to_markdown(table);
  CHECK(base::split_lines(text).size() == 3);
  CHECK(text.find("x | y") == std::string::npos);
  CHECK(text.find("<b>") == std::string::npos);
}

}  // namespace
