#include "ingest/readers/html.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace faultline::ingest::formats {
namespace {

struct Row {
  const char* name;
  const char* html;
  const char* text;
};

const Row kRows[] = {
    {"plain text is untouched", "All  fine.\n\nReally.  ", "All  fine.\n\nReally.  "},
    {"entities only", "a &amp; b &lt; c\nnext", "a & b < c\nnext"},
    {"less-than is text", "latency < 5 s and x<y", "latency < 5 s and x<y"},
    {"unknown tag is text", "use Map<String> &amp; go", "use Map<String> & go"},
    {"breaks", "one<br />two<br /><br />three", "one\ntwo\n\nthree"},
    {"break and newline", "one<br />\n<br />\ntwo", "one\n\ntwo"},
    {"paragraphs", "<p>one</p><p>two</p>", "one\n\ntwo"},
    {"list", "<p>So:</p><ul><li><strong>10:00</strong> - a</li><li>b</li></ul>end",
     "So:\n\n- 10:00 - a\n- b\n\nend"},
    {"heading", "<h2>Timeline</h2><p>x</p>", "## Timeline\n\nx"},
    {"table", "<table><tr><th>time</th><th>what</th></tr><tr><td>10:00</td><td>a <b>b</b></td></tr></table>",
     "| time | what |\n| 10:00 | a b |"},
    {"link", "see <a href=\"https://x.example\">here</a>.", "see here."},
    {"other tags stay text", "<div>a</div><script>alert(1)</script>", "a\n<script>alert(1)</script>"},
    {"unclosed", "<p>a <b>b", "a b"},
    {"inline keeps lines", "a <b>b</b>\nc", "a b\nc"},
};

TEST_CASE("text of HTML") {
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    CHECK(text_of_html(row.html) == row.text);
  }
}

TEST_CASE("a text nested too deeply is not parsed") {
  std::string deep;
  for (int i = 0; i <= kMaxHtmlDepth; ++i) deep += "<div>";
  CHECK(is_too_deep(deep));
  CHECK(text_of_html(deep) == deep);
  std::string flat;
  for (int i = 0; i < 20 * kMaxHtmlDepth; ++i) flat += "<li>x<br>";
  CHECK_FALSE(is_too_deep(flat));
}

TEST_CASE("finding elements") {
  const HtmlTree tree("<div class='row update-row'>\n<p id=x>a</p></div><div class=update-rows></div>");
  const auto rows = find_elements(tree.root(), [](const GumboNode& n) { return has_class(n, "update-row"); });
  REQUIRE(rows.size() == 1);
  CHECK(line_of(*rows[0]) == 1);
  const GumboNode* p =
      find_element(tree.root(), [](const GumboNode& n) { return attribute(n, "id") == "x"; });
  REQUIRE(p != nullptr);
  CHECK(line_of(*p) == 2);
  CHECK(inner_text(*p) == "a");
}

}  // namespace
}  // namespace faultline::ingest::formats
