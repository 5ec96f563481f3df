#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "draft_fixture.hpp"
#include "render/draft_quotes.hpp"

namespace faultline::render {
namespace {

std::string edit(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string kSummary = "*To write: what happened, whom it hit and how it ended, in three sentences.*";

std::string later_draft() {
  test::Story story = test::story();
  test::set_end(story, "2021-03-30T19:58:00Z", 1680);
  return story.draft("postmortem");
}

}  // namespace

TEST_CASE("merging an unchanged draft changes no byte") {
  for (const std::string& name : draft_templates()) {
    const std::string draft = test::story().draft(name);
    for (const std::string& file :
         {draft, base::replace_all(draft, "\n", "\r\n"), draft.substr(0, draft.size() - 1)}) {
      const MergedDraft merged = merge_draft(file, draft);
      CHECK(merged.text == file);
      CHECK(merged.changed_blocks.empty());
      CHECK(merged.edited_blocks.empty());
      CHECK(merged.missing_blocks.empty());
      CHECK(merged.unknown_blocks.empty());
      CHECK(merged.stale.empty());
    }
  }
}

TEST_CASE("every byte outside the blocks is kept, the facts are renewed") {
  const std::string before = test::story().draft("postmortem"), after = later_draft();
  const std::string prose =
      "We were down.  \n\n\tOdd bytes: \xff \xc3\xa9, <!-- mine --> and faultline:begin in a line.";
  for (const bool is_crlf : {false, true}) {
    std::string mine = edit(before, kSummary, prose) + "\nno line end";
    std::string wanted = edit(after, kSummary, prose) + "\nno line end";
    if (is_crlf) {
      mine = base::replace_all(mine, "\n", "\r\n");
      wanted = base::replace_all(wanted, "\n", "\r\n");
    }
    const MergedDraft merged = merge_draft(mine, after);
    CHECK(merged.text == wanted);
    CHECK(merged.changed_blocks ==
          std::vector<std::string>{"header", "impact", "times", "milestones", "sla"});
    CHECK(merged.edited_blocks.empty());
    const MergedDraft again = merge_draft(merged.text, after);
    CHECK(again.text == merged.text);
    CHECK(again.changed_blocks.empty());
  }
}

TEST_CASE("an edit inside a block is kept and told") {
  const std::string before = test::story().draft("postmortem");
  const std::string mine = edit(before, "| impact duration | impact start to impact end | 25m |",
                                "| impact duration | impact start to impact end | 20m, says the CTO |");
  SECTION("while the facts are the same, it stays in its place") {
    const MergedDraft merged = merge_draft(mine, before);
    CHECK(merged.text == mine);
    CHECK(merged.edited_blocks == std::vector<std::string>{"times"});
    CHECK(merged.changed_blocks.empty());
  }
  SECTION("with new facts, both stand there") {
    const MergedDraft merged = merge_draft(mine, later_draft());
    CHECK(merged.edited_blocks == std::vector<std::string>{"times"});
    CHECK_THAT(merged.text, Catch::Contains("impact end | 28m |"));
    CHECK_THAT(merged.text, Catch::Contains("<!-- faultline:end times -->\n<!-- faultline:edited times :"));
    CHECK_THAT(merged.text, Catch::Contains("20m, says the CTO"));
    const MergedDraft again = merge_draft(merged.text, later_draft());
    CHECK(again.text == merged.text);
    CHECK(again.edited_blocks.empty());
  }
}

TEST_CASE("a deleted block stays deleted, a foreign one stays") {
  const std::string before = test::story().draft("postmortem");
  const auto begin = before.find("<!-- faultline:begin promises"),
             end = before.find("<!-- faultline:end promises -->\n");
  std::string mine = before.substr(0, begin) + before.substr(end + 32);
  mine += "<!-- faultline:begin weather -->\nrain\n<!-- faultline:end weather -->\n";
  const MergedDraft merged = merge_draft(mine, later_draft());
  CHECK(merged.missing_blocks == std::vector<std::string>{"promises"});
  CHECK(merged.unknown_blocks == std::vector<std::string>{"weather"});
  CHECK(merged.text.find("begin promises") == std::string::npos);
  CHECK_THAT(merged.text,
             Catch::EndsWith("<!-- faultline:begin weather -->\nrain\n<!-- faultline:end weather -->\n"));
}

TEST_CASE("another incident's draft is told") {
  test::Story other = test::story();
  other.incident.id = "tidepool-2021-04-01-aaaa";
  CHECK(merge_draft(test::story().draft("executive"), other.draft("executive")).other_incident ==
        "tidepool-2021-03-30-9f3c");
}

TEST_CASE("sentences that quote a changed fact are listed") {
  struct Row {
    const char* name;
    const char* prose;
    std::vector<std::string> was;
  };
  const Row rows[] = {
      {"as printed", "It took 25m.", {"25m"}},
      {"in words", "We were down for 25 minutes. Sorry.", {"25 minutes"}},
      {"with a hyphen", "a 25-minute outage", {"25-minute"}},
      {"over a line break", "It took 25\nminutes to fix.", {"25\nminutes"}},
      {"a time", "All was well at 19:55.", {"19:55"}},
      {"a time of twelve hours", "All was well at 7:55 PM.", {"7:55 PM"}},
      {"the SLA", "April began with 56.00% burned.", {"56.00%"}},
      {"two in one line", "From 19:30 to 19:55, 25 min.", {"19:55", "25 min"}},
      {"an unchanged time", "It began at 19:30 on 30 March 2021.", {}},
      {"part of another number", "125m, 1.25m, 25mm, 25 minutesque, 119:55, 19:55:30, 25 people", {}},
      {"new already", "It took 28 minutes, until 19:58.", {}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const std::string before = test::story().draft("postmortem");
    const MergedDraft merged = merge_draft(edit(before, kSummary, row.prose), later_draft());
    std::vector<std::string> was;
    for (const StaleQuote& quote : merged.stale) was.push_back(quote.was);
    std::vector<std::string> wanted;
    for (const std::string& words : row.was) wanted.push_back(base::replace_all(words, "\n", " "));
    CHECK(was == wanted);
  }
  const std::string mine =
      edit(test::story().draft("postmortem"), kSummary, "Fine.\nThey waited. It took 25\nminutes! Then not.");
  const MergedDraft merged = merge_draft(mine, later_draft());
  REQUIRE(merged.stale.size() == 1);
  CHECK(merged.stale[0].sentence == "It took 25 minutes!");
  CHECK_THAT(merged.stale[0].now, Catch::Contains("28m (impact duration)"));
  int line = 1;
  for (const char c : mine.substr(0, mine.find("took 25"))) line += c == '\n' ? 1 : 0;
  CHECK(merged.stale[0].line == line);
}

TEST_CASE("broken marks are an error with their line") {
  const std::string fresh = test::story().draft("executive");
  struct Row {
    const char* name;
    const char* text;
    const char* error;
  };
  const Row rows[] = {
      {"no begin", "a\n<!-- faultline:end sla -->\n",
       "the edited draft, line 2: block 'sla' ends here and has no begin"},
      {"no end", "<!-- faultline:begin sla -->\n",
       "the edited draft, line 1: block 'sla' begins here and has no end"},
      {"nested", "<!-- faultline:begin sla -->\n<!-- faultline:begin facts -->\n",
       "the edited draft, line 2: block 'facts' begins inside block 'sla' of line 1"},
      {"crossed", "<!-- faultline:begin sla -->\n\n<!-- faultline:end facts -->\n",
       "the edited draft, line 3: block 'sla' of line 1 is ended by a mark of 'facts'"},
      {"torn", "<!-- faultline:begin sla\n", "the edited draft, line 1: broken mark"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    try {
      merge_draft(row.text, fresh);
      FAIL("no error");
    } catch (const base::Error& error) {
      CHECK_THAT(error.what(), Catch::StartsWith(row.error));
    }
  }
  CHECK(merge_draft("only words\n", fresh).text == "only words\n");
}

TEST_CASE("quotes in printed facts") {
  struct Row {
    const char* printed;
    std::vector<std::string> values;
  };
  const Row rows[] = {
      {"2021-03-30 19:30", {"2021-03-30", "19:30"}},
      {"9h 33m", {"34380 s"}},
      {"25m (24m to 26m)", {"1500 s", "1440 s", "1560 s"}},
      {"12 to 41 min", {"2460 s"}},
      {"99.9439 %", {"99.9439 %"}},
      {"44.64 min", {"44.64 min"}},
      {"3 clusters, v2, prod-1", {}},
      {"not known: no source tells it", {}},
  };
  for (const Row& row : rows) {
    INFO(row.printed);
    std::vector<std::string> values;
    for (const Quote& quote : quotes_in(row.printed)) values.push_back(quote.value);
    CHECK(values == row.values);
  }
}

}  // namespace faultline::render
