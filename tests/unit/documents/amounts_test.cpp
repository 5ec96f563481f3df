// Amounts, action items and empty sections of whole documents; the grammar of amounts is in
// tests/unit/prose/amount_rows_test.cpp.
#include <catch2/catch.hpp>

#include "facts.hpp"

using namespace faultline;
using namespace faultline::test;
using model::ActionState;
using model::ClaimKind;

namespace {

struct Item {
  const char* text;
  const char* owner;
  const char* due;
  const char* day;  // "" = not placed
  const char* ticket;
  std::optional<ActionState> state = std::nullopt;
};

void check_item(const model::Claim& claim, const Item& item) {
  CHECK(claim.owner == item.owner);
  CHECK(claim.due == item.due);
  CHECK((claim.end ? local_of(*claim.end) : std::string()) == item.day);
  CHECK(claim.ticket == item.ticket);
  CHECK(claim.action_state == item.state);
}

constexpr char kHead[] = "# The queue stood still\n\nThe queue was down on 5 December 2024.\n\n";

}  // namespace

TEST_CASE("owner, due date, ticket and state of action items") {
  const Item rows[] = {
      {"Add a canary", "", "", "", ""},
      {"Add a canary (owner: Bo, due: 2024-12-20)", "Bo", "2024-12-20", "2024-12-20", ""},
      {"Add a canary (owner: data platform, due 2024-12-20)", "data platform", "2024-12-20", "2024-12-20",
       ""},
      {"[ ] Add a canary - @bo - due 20 December", "@bo", "20 December", "2024-12-20", "", ActionState::open},
      {"[x] Add a canary - @bo - due 10 January", "@bo", "10 January", "2025-01-10", "", ActionState::done},
      {"@bo: add a canary, see #123", "@bo", "", "", "#123"},
      {"@bo and @kim add a canary", "@bo, @kim", "", "", ""},
      {"Add a canary [@bo]", "@bo", "", "", ""},
      {"OPS-12 add a canary by 20 December 2024 (DRI: Bo)", "Bo", "20 December 2024", "2024-12-20", "OPS-12"},
      {"Add a canary. Assignee: Bo", "Bo", "", "", ""},
      {"Add a canary (assigned to: Bo; deadline: end of Q2)", "Bo", "end of Q2", "", ""},
      {"**Owner:** Bo - **Due:** 2024-12-20 - Add a canary", "Bo", "2024-12-20", "2024-12-20", ""},
      {"~~Add a canary~~", "", "", "", "", ActionState::done},
      {"Add a canary (done)", "", "", "", "", ActionState::done},
      {"Done: add a canary", "", "", "", "", ActionState::done},
      {"\xE2\x9C\x85 Add a canary", "", "", "", "", ActionState::done},
      {"Add a canary (owner: TBD)", "", "", "", ""},
      {"Add a canary due to the outage of 5 December", "", "", "", ""},
      {"Write to ops@example.org", "", "", "", ""},
      {"Upgrade @types/node to UTF-8 and SHA-256", "", "", "", ""},
      {"Show the list of done work", "", "", "", ""},
  };
  for (const Item& row : rows) {
    INFO(row.text);
    const auto items = claims_of(read_text(kHead + std::string("## Action items\n\n- ") + row.text + "\n"),
                                 ClaimKind::action_item);
    REQUIRE(items.size() == 1);
    check_item(items[0], row);
  }
}

TEST_CASE("columns of action items") {
  const auto items =
      claims_of(read_text(kHead + std::string("## Action items\n\n"
                                              "| # | Action | DRI | Target date | Jira | Status |\n"
                                              "|---|---|---|---|---|---|\n"
                                              "| 1 | Add a canary | Bo | 2024-12-20 | Q-7 | In progress |\n"
                                              "| 2 | Add a probe | TBD | - | | Completed |\n")),
                ClaimKind::action_item);
  REQUIRE(items.size() == 2);
  CHECK(items[0].text == "Add a canary");
  check_item(items[0], {"", "Bo", "2024-12-20", "2024-12-20", "Q-7", ActionState::open});
  CHECK(items[1].text == "Add a probe");
  check_item(items[1], {"", "", "", "", "", ActionState::done});
}

TEST_CASE("an item's details stand below it") {
  const auto items = claims_of(
      read_text(kHead +
                std::string("## Action items\n\n- Add a canary\n  - Owner: Bo\n  - Due: 20 December\n")),
      ClaimKind::action_item);
  REQUIRE(items.size() == 1);
  check_item(items[0], {"", "Bo", "20 December", "2024-12-20", ""});
}

TEST_CASE("amounts of a document with sentence, line and column") {
  const auto facts = read_text(
      "# The queue stood still\n\nIt was bad. About 30 % of **all requests** failed.\n\n"
      "## Timeline\n\n- 2024-12-05 10:00 UTC The error rate reached 12 %\n"
      "- 2024-12-05 10:10 UTC 3 of 12 nodes failed\n- 2024-12-05 10:20 UTC Back to 100 % of requests\n\n"
      "## Action items\n\n- Alert when 5 % of requests fail\n");
  const auto amounts = claims_of(facts, ClaimKind::amount);
  REQUIRE(amounts.size() == 3);
  CHECK(amounts[0].text == "About 30 % of **all requests** failed.");
  CHECK(amounts[0].location.line == 3);
  CHECK(amounts[0].location.column == 13);
  REQUIRE(amounts[0].amount.has_value());
  CHECK(amounts[0].amount->written == "About 30 % of all requests");
  CHECK(amounts[0].amount->noun == "requests");
  CHECK(amounts[0].amount->unit == "request");
  CHECK(amounts[0].event_ordinal == -1);
  CHECK(amounts[1].event_ordinal == 0);
  CHECK(amounts[1].amount->lowest == 12'000);
  CHECK(amounts[2].event_ordinal == 1);
  CHECK(amounts[2].amount->total == 12'000);
}

TEST_CASE("empty sections") {
  struct Row {
    const char* name;
    const char* text;
    std::vector<std::string> headings;
  };
  const Row rows[] = {
      {"nothing below", "## Impact\n\n## Detection\n\nBy an alert.\n", {"Impact"}},
      {"a comment",
       "## Root cause\n\n<!-- why\nit broke -->\n\n## Detection\n\nBy an alert.\n",
       {"Root cause"}},
      {"a rule and to be done", "## Impact\n\n---\n\nTBD\n", {"Impact"}},
      {"at the end", "## Detection\n\nBy an alert.\n\n## Lessons learned\n", {"Lessons learned"}},
      {"an underlined heading", "Impact\n------\n\nDetection\n---------\n\nBy an alert.\n", {"Impact"}},
      {"an image", "## Impact\n\n![errors](errors.png)\n", {}},
      {"a code block", "## Impact\n\n```\n503\n```\n", {}},
      {"none is an answer", "## Impact\n\nNone.\n", {}},
      {"deeper headings", "## Impact\n\n### On customers\n\nAll of them.\n", {}},
      {"a section of no known kind", "## The sea\n\n## Impact\n\nAll of them.\n", {}},
      {"attendees", "## Attendees\n\n## Impact\n\nAll of them.\n", {}},
      {"a label", "**Impact:** all of them\n\n**Detection:** an alert\n", {}},
      {"a table", "## Timeline\n\n| Time | Event |\n|---|---|\n| 10:00 | Down |\n", {}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<std::string> headings;
    for (const auto& claim : claims_of(read_text(std::string(kHead) + row.text), ClaimKind::empty_section))
      headings.push_back(claim.text);
    CHECK(headings == row.headings);
  }
}

TEST_CASE("an untouched template tells of no incident") {
  CHECK(read_text("# Postmortem\n\n## Impact\n\n## Timeline\n\n## Action items\n").claims.empty());
}
