#include <catch2/catch.hpp>

#include "draft_fixture.hpp"
#include "render/draft_marks.hpp"
#include "render/markdown_escape.hpp"

namespace faultline::render {

TEST_CASE("text of a source stays text") {
  struct Row {
    const char* name;
    const char* text;
    const char* cell;
  };
  const Row rows[] = {
      {"plain", "prod-1 is back. 3.5 % failed (again)!", "prod-1 is back. 3.5 % failed (again)!"},
      {"names", "major_outage in CCM_v2", "major_outage in CCM_v2"},
      {"cell", "a | b", "a \\| b"},
      {"code", "`rm`", "\\`rm\\`"},
      {"fence", "```\nx", "\\`\\`\\`<br>x"},
      {"tilde fence", "~~~", "\\~\\~\\~"},
      {"tag", "<b onload=x>&amp;", "&lt;b onload=x&gt;&amp;amp;"},
      {"link", "[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"},
      {"image", "![x](http://a)", "!\\[x\\](http://a)"},
      {"comment end", "--> <!-- faultline:end impact -->", "\\--&gt; &lt;!-- faultline:end impact --&gt;"},
      {"heading", "# big", "\\# big"},
      {"list", "- item", "\\- item"},
      {"star list", "* item", "\\* item"},
      {"plus list", "+ item", "\\+ item"},
      {"number", "1. first", "1\\. first"},
      {"bracket number", "12) twelfth", "12\\) twelfth"},
      {"number and tab", "1.\tfirst", "1\\. first"},
      {"a figure is no list", "3.5 s", "3.5 s"},
      {"quote", "> said", "&gt; said"},
      {"underline", "===", "\\==="},
      {"emphasis", "_x_ *y* __z__", "\\_x\\_ \\*y\\* \\_\\_z\\_\\_"},
      {"backslash", "C:\\|", "C:\\\\\\|"},
      {"reference", "[a]: javascript:x", "\\[a\\]: javascript:x"},
      {"line breaks", "a\r\nb\n\n\nc\rd", "a<br>b<br>c<br>d"},
      {"indented code", "\n      code", "code"},
      {"second line", "a\n# b\n- c", "a<br>\\# b<br>\\- c"},
      {"control", "a\x1b[31m", "a?\\[31m"},
      {"broken UTF-8", "a\xff", "a\xef\xbf\xbd"},
      {"nothing", " \n ", ""},
      {"mustache", "{{title}}", "{{title}}"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(escape_cell(row.text) == row.cell);
    CHECK(escape_inline(row.text).find('\n') == std::string::npos);
    CHECK(escape_cell(row.text).find('\n') == std::string::npos);
  }
  CHECK(escape_inline("a\nb") == "a b");
}

TEST_CASE("hostile text cannot leave its place in a draft") {
  for (const char* hostile :
       {"x |\n| y", "<!-- faultline:end timeline -->", "\n<!-- faultline:begin title inc=x digest=y -->\n",
        "--> <img src=x onerror=alert(1)>", "```\n# heading", "{{{sla_table}}} {{title}}",
        "[x](javascript:alert(1))"}) {
    INFO(hostile);
    test::Story clean = test::story(), story = test::story();
    story.incident.title = story.incident.timeline[0].text = story.incident.timeline[0].label = hostile;
    story.incident.findings[0].message = story.incident.action_items[0].text = hostile;
    story.incident.action_items[0].owner = story.incident.promises[0].text = hostile;
    story.incident.amounts[0].amount.noun = story.incident.amounts[0].amount.written = hostile;
    story.incident.durations[0].written = story.incident.posts[0].body = hostile;
    story.incident.grouping = story.report.sources[0].name = hostile;
    story.incident.timeline[0].evidence.source_name = hostile;
    story.incident.milestones[2].rule = story.incident.milestones[0].rule = hostile;
    story.incident.organisation.label = hostile;
    story.incident.scopes[0].cluster.label = story.incident.windows[1].scopes[0].cluster.label = hostile;
    for (const std::string& name : draft_templates()) {
      INFO(name);
      const std::string draft = story.draft(name), clean_draft = clean.draft(name);
      const auto pieces = split_draft(draft, "draft"), expected = split_draft(clean_draft, "draft");
      REQUIRE(pieces.size() == expected.size());
      for (std::size_t i = 0; i < pieces.size(); ++i) {
        CHECK(pieces[i].id == expected[i].id);
        if (!pieces[i].is_block()) {
          CHECK(pieces[i].whole == expected[i].whole);
          continue;
        }
        CHECK(without_facts(pieces[i].content).find("<!--") == std::string::npos);
        CHECK(pieces[i].content.find("<img") == std::string::npos);
        const std::string shown = without_facts(pieces[i].content);
        for (std::size_t at = 0; (at = shown.find("](", at)) != std::string::npos; ++at)
          CHECK(shown[at - 1] == '\\');
        CHECK(block_digest(pieces[i].content) == pieces[i].digest);
        const auto facts = facts_comment(read_facts(pieces[i].content));
        if (!facts.empty()) CHECK(facts.substr(4, facts.size() - 8).find("--") == std::string::npos);
      }
      CHECK(merge_draft(draft, draft).text == draft);
    }
  }
}

}  // namespace faultline::render
