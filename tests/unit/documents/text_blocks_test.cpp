#include <catch2/catch.hpp>

#include "unit/documents/outline.hpp"

using faultline::test::outline;
using faultline::test::OutlineRow;

TEST_CASE("plain text and copied pages") {
  const OutlineRow rows[] = {
      {"nothing", "", ""},
      {"one line", "text", "1 p text\n"},
      {"bare section names", "Summary\n\ntext\n\nTimeline\n\n10:00 a\n",
       "1 h2 Summary\n3 p text\n5 h2 Timeline\n7 p 10:00 a\n"},
      {"a sentence is no section", "Impact was small here.\n\ntext\n",
       "1 p Impact was small here.\n3 p text\n"},
      {"numbered parts", "x\n\nIssue #1 : 3/30\n\ntext\n", "1 p x\n3 h2 Issue #1 : 3/30\n5 p text\n"},
      {"underlined", "Outage\n======\ntext\n", "1 h1 Outage\n3 p text\n"},
      {"copied bullets", "  \xE2\x80\xA2 a\n  \xE2\x80\xA2 b\n      c\n", "1 item0 a\n2 item0 b / c\n"},
      {"nested bullets", "\xE2\x80\xA2 a\n  \xE2\x97\xA6 b\n\xE2\x80\xA2 c\n",
       "1 item0 a\n2 item1 b\n3 item0 c\n"},
      {"a number is no bullet without a blank", "1.20.3 is out\n", "1 p 1.20.3 is out\n"},
      {"a flattened table", "Time Event\n10:02 a\n\nb | | 10:19 | c | | 10:33 | d |\n",
       "1 p Time Event / 10:02 a\n4 p b | | 10:19 | c | | 10:33 | d |\n"},
      {"quoted mail", "a\n> b\n> c\nd\n", "1 p a\n2 quote b / c\n4 p d\n"},
      {"indented log", "a\n\n    10:00 log\n\nb\n", "1 p a\n3 code 10:00 log\n5 p b\n"},
      {"a label opens a section", "**Impact**: all\nmore\n\n    text\n",
       "1 h7 Impact\n1 p all / more\n4 p text\n"},
      {"a rule is no text", "a\n\n-----\n\nb\n", "1 p a\n5 p b\n"},
      {"lines end with CRLF", "Summary\r\n\r\na\r\nb\r\n", "1 h2 Summary\n3 p a / b\n"},
  };
  for (const OutlineRow& row : rows) {
    INFO(row.name);
    CHECK(outline(row.text, "notes.txt") == row.blocks);
  }
}
