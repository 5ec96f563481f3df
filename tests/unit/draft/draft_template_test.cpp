#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "draft_fixture.hpp"
#include "render/draft_marks.hpp"

namespace faultline::render {
namespace {

std::string error_of(std::string_view text) {
  const test::Story story = test::story();
  try {
    render_draft(story.report, story.incident, story.sla, text);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "no error";
}

std::string block(const std::string& inside) {
  return "<!-- faultline:begin a -->\n" + inside + "\n<!-- faultline:end a -->\n";
}

}  // namespace

TEST_CASE("a template is checked before it is rendered") {
  struct Row {
    const char* name;
    std::string text;
    const char* error;
  };
  const Row rows[] = {
      {"a slip", block("{{{impct_table}}}"),
       "template, line 2: unknown key 'impct_table'; did you mean 'impact_table'?"},
      {"outside", "# {{title}}\n", "template, line 1: 'title' stands outside a block"},
      {"unescaped", block("{{{title}}}"),
       "template, line 2: 'title' is text of a source and must be escaped: write {{title}}"},
      {"unescaped with &", block("{{& title }}"), "template, line 2: 'title' is text of a source"},
      {"escaped Markdown", block("{{sla_table}}"),
       "template, line 2: 'sla_table' is Markdown: write {{{sla_table}}}"},
      {"a value as condition", block("{{#title}}x{{/title}}"), "template, line 2: 'title' is no condition"},
      {"a condition as value", block("{{is_open}}"),
       "template, line 2: 'is_open' is a condition: write {{#is_open}} ... {{/is_open}}"},
      {"partial", "{{> other}}",
       "template, line 1: '{{> other}}': partials and other delimiters are not read"},
      {"not closed", "a\n{{title", "template, line 2: a tag is not closed with '}}'"},
      {"section not closed", "{{#is_open}}", "template: unclosed section"},
      {"no end", "\n<!-- faultline:begin a -->\n", "template, line 2: block 'a' begins here and has no end"},
      {"same id", block("x") + block("y"), "template, line 4: a second block 'a'; give it another id"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK_THAT(error_of(row.text), Catch::StartsWith(row.error));
  }
  CHECK(error_of(block("{{! a comment }}{{title}}")) == "no error");
}

TEST_CASE("facts go through a comment unharmed") {
  const DraftFacts facts = {{"a=b", "x --> y"}, {"timeline '---'", "25m\n%41 <b>"}, {"dash-", "-"}};
  const std::string comment = facts_comment(facts);
  CHECK(comment.substr(4, comment.size() - 8).find("--") == std::string::npos);
  CHECK(read_facts("| a |\n" + comment) == facts);
  CHECK(without_facts("| a |\n" + comment) == "| a |\n");
  CHECK(facts_comment({}).empty());
}

TEST_CASE("a template of one's own") {
  const test::Story story = test::story();
  const std::string draft = render_draft(
      story.report, story.incident, story.sla,
      "Hello\r\n{{#is_open}}\r\nopen\r\n{{/is_open}}\r\n" + block("{{title}}: {{impact_duration}}"));
  CHECK_THAT(draft, Catch::StartsWith("Hello\n<!-- faultline:begin a inc=tidepool-2021-03-30-9f3c digest="));
  CHECK_THAT(
      draft,
      Catch::Contains("Logins fail on all clusters: 25m\n<!-- faultline:facts\nimpact duration=25m\n-->\n"));
}

}  // namespace faultline::render
