#include <catch2/catch.hpp>

#include "ingest/prose/blocks.hpp"
#include "unit/documents/outline.hpp"

using faultline::test::outline;
using faultline::test::OutlineRow;

namespace {

void check(std::initializer_list<OutlineRow> rows) {
  for (const OutlineRow& row : rows) {
    INFO(row.name);
    CHECK(outline(row.text, "outage.rst") == row.blocks);
  }
}

}  // namespace

TEST_CASE("titles and text of reStructuredText") {
  check({
      {"nothing", "", ""},
      {"levels by order", "====\nA\n====\n\nB\n----\n\nC\n~~~~\n\nD\n----\n",
       "2 h1 A\n5 h2 B\n8 h3 C\n11 h2 D\n"},
      {"a short adornment", "Long title\n----\n\ntext\n", "1 h1 Long title\n4 p text\n"},
      {"a line across the page", "A\n===\n\na\n\n----------\n\nb\n", "1 h1 A\n4 p a\n8 p b\n"},
      {"inline markup",
       "A\n===\n\nThe ``search`` :ref:`runbook <run>` of `us <https://x.invalid/14:07>`_ [1]_ says **no**.\n",
       "1 h1 A\n4 p The search runbook of us  says no.\n"},
      {"references", "A\n===\n\nsee plan_ and `the plan`_, not a_b or __init__\n",
       "1 h1 A\n4 p see plan and the plan, not a_b or __init__\n"},
      {"literal block", "A\n===\n\nThe log::\n\n    14:07 down\n\n    14:08 up\n\nb\n",
       "1 h1 A\n4 p The log:\n6 code 14:07 down / 14:08 up\n10 p b\n"},
      {"comments and targets", "A\n===\n\n.. a comment\n   over lines\n\n.. _here: https://x.invalid\n\nb\n",
       "1 h1 A\n9 p b\n"},
      {"indented text is a quote", "A\n===\n\na\n\n   14:07 quoted\n\nb\n",
       "1 h1 A\n4 p a\n6 quote 14:07 quoted\n8 p b\n"},
      {"line block", "A\n===\n\n| 14:07 a\n| 14:12 b\n", "1 h1 A\n4 p 14:07 a / 14:12 b\n"},
      {"label", "A\n===\n\n**Impact**: all\n", "1 h1 A\n4 h7 Impact\n4 p all\n"},
  });
}

TEST_CASE("lists of reStructuredText") {
  check({
      {"bullets", "A\n===\n\n* a\n  more\n\n  * b\n\n* c\n",
       "1 h1 A\n4 item0 a / more\n7 item1 b\n9 item0 c\n"},
      {"nested without a blank", "A\n===\n\n- a\n  - b\n- c\n", "1 h1 A\n4 item0 a\n5 item1 b\n6 item0 c\n"},
      {"indented bullets", "A\n===\n\nText\n\n  - a\n  - b\n", "1 h1 A\n4 p Text\n6 item0 a\n7 item0 b\n"},
      {"numbers", "A\n===\n\n1. a\n#. b\n", "1 h1 A\n4 item0 a\n5 item0 b\n"},
      {"log inside an item", "A\n===\n\n- a::\n\n    14:07 log\n\n  after\n- b\n",
       "1 h1 A\n4 item0 a:\n6 code 14:07 log\n8 p after\n9 item0 b\n"},
      {"definitions", "A\n===\n\n14:07\n  Down\n14:12\n  Up\n\n  - why\n",
       "1 h1 A\n4 item0 14:07 / Down\n6 item0 14:12 / Up\n9 item1 why\n"},
      {"a section's name as term", "A\n===\n\nImpact\n  All users.\n",
       "1 h1 A\n4 h7 Impact\n5 p All users.\n"},
      {"fields in the text", "A\n===\n\na\n\n:Impact: all\n:Ticket: 7\n",
       "1 h1 A\n4 p a\n6 h7 Impact\n6 p all\n7 p Ticket: 7\n"},
  });
}

TEST_CASE("tables and directives of reStructuredText") {
  check({
      {"simple table",
       "A\n===\n\n=====  ======\nTime   Event\n=====  ======\n14:07  Down\n       for all\n14:12  Up\n=====  "
       "======\n\nb\n",
       "1 h1 A\n5 header [Time] [Event]\n7 row [14:07] [Down / for all]\n9 row [14:12] [Up]\n12 p b\n"},
      {"simple table without header", "A\n===\n\n=====  ====\n14:07  a\n14:12  b\n=====  ====\n",
       "1 h1 A\n5 row [14:07] [a]\n6 row [14:12] [b]\n"},
      {"grid table",
       "A\n===\n\n+------+-----+\n| Time | E   |\n+======+=====+\n| 1:07 | a   |\n|      | b   "
       "|\n+------+-----+\n",
       "1 h1 A\n5 header [Time] [E]\n7 row [1:07] [a / b]\n"},
      {"list table",
       "A\n===\n\n.. list-table::\n   :header-rows: 1\n\n   * - Time\n     - Event\n   * - 14:07\n     - "
       "Down\n       again\n",
       "1 h1 A\n7 header [Time] [Event]\n9 row [14:07] [Down / again]\n"},
      {"csv table", "A\n===\n\n.. csv-table::\n   :header: Time, Event\n\n   14:07, \"Down, all\"\n",
       "1 h1 A\n5 header [Time] [Event]\n7 row [14:07] [Down, all]\n"},
      {"code", "A\n===\n\n.. code-block:: console\n   :linenos:\n\n   14:07 x\n\nb\n",
       "1 h1 A\n7 code 14:07 x\n9 p b\n"},
      {"a note is text", "A\n===\n\n.. note:: All times in UTC,\n   really.\n\n   - a\n",
       "1 h1 A\n4 p All times in UTC, / really.\n7 item0 a\n"},
      {"pictures are nothing", "A\n===\n\n.. image:: 14-07.png\n   :alt: 14:07\n\n.. contents::\n\nb\n",
       "1 h1 A\n9 p b\n"},
  });
}

TEST_CASE("fields at the head of reStructuredText are front matter") {
  using namespace faultline::ingest::prose;
  const SourceText source(":date: 2024-03-05\n:Severity: down\n\nA\n===\n\n:date: 1999-01-01\n", 1, "");
  const Blocks blocks = parse_blocks(source, "a.rst");
  REQUIRE(blocks.front.find("date") != nullptr);
  CHECK(blocks.front.find("date")->text == "2024-03-05");
  REQUIRE(blocks.front.find("severity") != nullptr);
  CHECK(blocks.front.find("severity")->text == "down");
}

TEST_CASE("what says reStructuredText") {
  CHECK(outline("A\n=====\n\n.. note:: b\n") == "1 h1 A\n4 p b\n");
  CHECK(outline("A\n=====\n\nSee ``b``.\n\n.. image:: c\n") == "1 h1 A\n4 p See b.\n");
  // Underlined titles alone are any text's.
  CHECK(outline("A\n=====\n\ntext::\n\n  b\n") == "1 h1 A\n4 p text::\n6 p b\n");
}
