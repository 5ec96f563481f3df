#include <catch2/catch.hpp>

#include "unit/documents/outline.hpp"

using faultline::test::outline;
using faultline::test::OutlineRow;

namespace {

void check(std::initializer_list<OutlineRow> rows) {
  for (const OutlineRow& row : rows) {
    INFO(row.name);
    CHECK(outline(row.text, "postmortem.md") == row.blocks);
  }
}

}  // namespace

TEST_CASE("Markdown as it should be") {
  check({
      {"nothing", "", ""},
      {"heading and paragraph", "# A **b**\n\none\ntwo\n", "1 h1 A b\n3 p one / two\n"},
      {"closing hashes", "### 1:12 AM ###\n", "1 h3 1:12 AM\n"},
      {"underlined", "Outage\n======\ntext\n\nMore\n----\n", "1 h1 Outage\n3 p text\n5 h2 More\n"},
      {"nested items", "- a\n  - b\n- c\n", "1 item0 a\n2 item1 b\n3 item0 c\n"},
      {"item goes on", "- a\n  and b\n", "1 item0 a / and b\n"},
      {"item of two paragraphs", "- a\n\n  b\n- c\n", "1 item0 a\n3 p b\n4 item0 c\n"},
      {"tasks", "- [ ] a\n- [x] b\n", "1 item0 a\n2 item0 b\n"},
      {"table", "| T | E |\n|---|---|\n| 1 | x |\n", "1 header [T] [E]\n3 row [1] [x]\n"},
      {"an escaped bar", "| T | E |\n|---|---|\n| 1 | x \\| y |\n", "1 header [T] [E]\n3 row [1] [x | y]\n"},
      {"table without outer bars", "T | E\n--- | ---\n1 | x\n", "1 header [T] [E]\n3 row [1] [x]\n"},
      {"text above a table", "In UTC:\n| T | E |\n|---|---|\n| 1 | x |\n",
       "1 p In UTC:\n2 header [T] [E]\n4 row [1] [x]\n"},
      {"fence", "```\n# no heading\n```\ntext\n", "2 code # no heading\n4 p text\n"},
      {"fence inside an item", "- a\n\n  ```\n  14:07 log\n  ```\n\n  after\n- b\n",
       "1 item0 a\n4 code 14:07 log\n7 p after\n8 item0 b\n"},
      {"quote", "> a\n> - 14:07 b\n\nc\n", "1 quote a / - 14:07 b\n4 p c\n"},
      {"links keep their text", "see [the log](http://x/y_(z)) and `cmd`\n", "1 p see the log and cmd\n"},
      {"a link over two lines", "# x\n\nsee [the long\nlog](http://x/y) now\n",
       "1 h1 x\n3 p see the long / log now\n"},
      {"targets of links", "# x\n\n[a][b] text\n\n[b]: https://x.invalid/14:07\n", "1 h1 x\n3 p a text\n"},
      {"entities", "# R&amp;D\n\n14:07&nbsp;UTC&ndash;14:30 A&B &unknown;\n",
       "1 h1 R&D\n3 p 14:07 UTC-14:30 A&B &unknown;\n"},
      {"a label is a heading", "- **Impact**: all\n  - a\n", "1 h7 Impact\n1 p all\n2 item0 a\n"},
  });
}

TEST_CASE("Markdown that is repaired before it is parsed") {
  check({
      {"an open fence hides no section", "```\nlog\n## Action items\n- a\n",
       "2 code log\n3 h2 Action items\n4 item0 a\n"},
      {"an open fence hides no entry", "### 14:07\n```\nlog\n### 14:12\ntext\n",
       "1 h3 14:07\n3 code log\n4 h3 14:12\n5 p text\n"},
      {"one fence too many", "# a\n```\n```sql\nselect\n```\ntext\n", "1 h1 a\n4 code select\n6 p text\n"},
      {"a fence far to the right", "# a\n\ntext\n\n      ```\n      - 14:07\n\n      x\n      ```\nb\n",
       "1 h1 a\n3 p text\n6 code - 14:07 / x\n10 p b\n"},
      {"a fence behind a bullet", "- a\n- ```\n  log\n  ```\n- b\n", "1 item0 a\n3 code log\n5 item0 b\n"},
      {"copied bullets", "# a\n\n  \xE2\x80\xA2 b\n    \xE2\x80\xA2 c\n  \xE2\x80\xA2 d\n",
       "1 h1 a\n3 item0 b\n4 item1 c\n5 item0 d\n"},
      {"tags around Markdown",
       "# a\n<details>\n<summary>Log</summary>\n\n```\nx\n\ny\n```\n</details>\n- b\n",
       "1 h1 a\n3 p Log\n6 code x / y\n11 item0 b\n"},
      {"a line break before bullets", "# a\n\n<br>\n- b\n- c\n", "1 h1 a\n4 item0 b\n5 item0 c\n"},
      {"a table of HTML",
       "# a\n\n<table>\n<tr><th>T</th><th>E</th></tr>\n\n<tr><td>14:07</td><td>x</td></tr>\n</table>\nb\n",
       "1 h1 a\n4 header [T] [E]\n6 row [14:07] [x]\n8 p b\n"},
      {"a table of HTML that never ends", "# a\n\n<table>\n- b\n", "1 h1 a\n4 item0 b\n"},
      {"comments", "# a\n<!-- fill in\nthis -->\ntext\n", "1 h1 a\n4 p text\n"},
      {"a comment that never ends", "# a\n\n<!-- fill in\n\ntext\n", "1 h1 a\n5 p text\n"},
      {"Quarto", "# a\n\n::: {.callout-note}\nb\n:::\n\n{{< include x.qmd >}}\n", "1 h1 a\n4 p b\n"},
      {"Jekyll", "# a\n\n{% highlight bash %}\nrun\n{% endhighlight %}\n{% include b.html %}\nc\n",
       "1 h1 a\n4 code run\n7 p c\n"},
      {"erb", "# a\n\n<%= partial \"x\" %>\n\nb <%= c %> d\n", "1 h1 a\n5 p b   d\n"},
      {"text between double braces stays", "### {{ 06:10 }}\n", "1 h3 06:10\n"},
  });
}

TEST_CASE("Markdown that is read loosely where cmark sees something else") {
  check({
      {"indented bullets", "# a\n\ntext\n\n    - b\n      - c\n", "1 h1 a\n3 p text\n5 item0 b\n6 item1 c\n"},
      {"odd indents", "# a\n\n1. b\n  - c\n1. d\n", "1 h1 a\n3 item0 b\n4 item1 c\n5 item0 d\n"},
      {"far indents", "# a\n\n- b\n        - c\n", "1 h1 a\n3 item0 b\n4 item1 c\n"},
      {"indented code", "# a\n\ntext\n\n    14:07 log line\n", "1 h1 a\n3 p text\n5 code 14:07 log line\n"},
      {"indented text below a label", "# a\n\n- **Impact**: b\n\n      c\n",
       "1 h1 a\n3 h7 Impact\n3 p b\n5 p c\n"},
      {"row without a closing bar", "| T | E |\n|---|---|\n| 1 | x\n", "1 header [T] [E]\n3 row [1] [x]\n"},
      {"text below a table", "| T | E |\n|---|---|\n| 1 | x |\nb\n",
       "1 header [T] [E]\n3 row [1] [x]\n4 p b\n"},
      {"a header with too few cells", "# a\n\n| T |\n|---|---|\n| 1 | x |\n",
       "1 h1 a\n3 header [T]\n5 row [1] [x]\n"},
      {"rows without a header", "# a\n\n| 1 | x |\n| 2 | y |\n", "1 h1 a\n3 row [1] [x]\n4 row [2] [y]\n"},
      {"a heading without its blank", "# a\n\n##Timeline\n- b\n", "1 h1 a\n3 h2 Timeline\n4 item0 b\n"},
      {"bullets right below text", "# a\n\ntext\n2. b\n3. c\n", "1 h1 a\n3 p text\n4 item0 b\n5 item0 c\n"},
      {"lines above a rule", "# a\n\none\ntwo\n---\nb\n", "1 h1 a\n3 p one / two\n6 p b\n"},
      {"a flattened table", "# a\n\nx | | 14:07 | b | | 14:12 | c |\n",
       "1 h1 a\n3 p x | | 14:07 | b | | 14:12 | c |\n"},
      {"a bare section name", "# a\n\nTimeline\n\n- b\n", "1 h1 a\n3 h2 Timeline\n5 item0 b\n"},
  });
}

TEST_CASE("what says Markdown") {
  CHECK(outline("Text\n\n```\n- a\n```\n\n    - b\n") == "1 p Text\n4 code - a\n7 item0 b\n");
  CHECK(outline("  \xE2\x80\xA2 a\n", "copied.md") == "1 item0 a\n");
  CHECK(outline("Outage\n\n10:00 a\n10:05 b\n", "notes.txt") == "1 p Outage\n3 p 10:00 a / 10:05 b\n");
}
