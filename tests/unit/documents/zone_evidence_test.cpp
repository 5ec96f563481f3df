// 2024-07-05 14:07:27 UTC is the epoch 1720188447.
#include <catch2/catch.hpp>

#include "facts.hpp"

using namespace faultline;
using namespace faultline::test;

namespace {

std::string utc_of(const base::Moment& moment) {
  return moment.utc ? base::format_rfc3339(moment.utc->best).substr(0, 16) : "?";
}

base::Moment stamp(const char* utc, const char* local, const char* zone) {
  base::Moment moment;
  moment.utc = base::minute_bounds(*base::parse_rfc3339(utc));
  moment.local =
      base::LocalTime(std::chrono::floor<std::chrono::seconds>(*base::parse_rfc3339(std::string(local) + "Z"))
                          .time_since_epoch());
  moment.zone = zone;
  moment.written = std::string("Posted ") + local;
  moment.resolution = base::Resolution::minute;
  return moment;
}

}  // namespace

TEST_CASE("the clock of a timeline by what stands in its rows") {
  struct Row {
    const char* name;
    const char* rows;
    const char* first;  // UTC of the first row; "?" = no instant
  };
  const Row rows[] = {
      {"a link of the row's own minute",
       "- 2024-07-05 15:07 Incident declared. https://x.example.com/archives/C1/p1720188447123456\n- "
       "2024-07-05 15:30 b\n",
       "2024-07-05T14:07"},
      {"a link by reference",
       "- 2024-07-05 15:07 [first pinged] the team\n- 2024-07-05 15:30 b\n\n[first pinged]: "
       "https://x.example.com/archives/C1/p1720188447123456\n",
       "2024-07-05T14:07"},
      {"a link of another hour and minute",
       "- 2024-07-05 15:19 See https://x.example.com/archives/C1/p1720188447123456\n- 2024-07-05 15:30 b\n",
       "?"},
      {"two rows that disagree",
       "- 2024-07-05 15:07 a https://x.example.com/archives/C1/p1720188447123456\n"
       "- 2024-07-05 17:07 b https://x.example.com/archives/C1/p1720188447123456\n",
       "?"},
      {"log lines quoted below two rows",
       "- 2024-07-05 16:09 The writer is stuck:\n  ```\n  2024-07-05T14:07:33Z error stuck\n  ```\n"
       "- 2024-07-05 16:32 Again:\n  ```\n  2024-07-05T14:31:02Z error stuck\n  ```\n",
       "2024-07-05T14:09"},
      {"one log line is too little",
       "- 2024-07-05 16:09 The writer is stuck:\n  ```\n  2024-07-05T14:07:33Z error stuck\n  ```\n- "
       "2024-07-05 16:30 "
       "b\n",
       "?"},
      {"one link does not outweigh a zone that is written",
       "- 2024-07-05 15:07 UTC a https://x.example.com/archives/C1/p1720188447123456\n- 2024-07-05 15:30 UTC "
       "b\n",
       "2024-07-05T15:07"},
      {"two links do",
       "- 2024-07-05 15:07 UTC a https://x.example.com/archives/C1/p1720188447123456\n"
       "- 2024-07-05 15:17 UTC b https://x.example.com/archives/C1/p1720189047123456\n- 2024-07-05 15:30 UTC "
       "c\n",
       "2024-07-05T14:07"},
      {"BST four hours behind UTC",
       "- 2024-07-05 10:07 BST a https://x.example.com/archives/C1/p1720188447123456\n"
       "- 2024-07-05 10:17 BST b https://x.example.com/archives/C1/p1720189047123456\n",
       "2024-07-05T14:07"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto facts = read_text(std::string("# R\n\n## Timeline\n\n") + row.rows);
    REQUIRE(!facts.events.empty());
    CHECK(utc_of(facts.events.front().when) == row.first);
  }
}

TEST_CASE("UTC is written over the clock of the page's own stamps") {
  ingest::prose::DocumentContext context;
  context.page_zone = base::Zone::find("Europe/London");
  context.page_stamps = {stamp("2024-07-05T14:20:00Z", "2024-07-05T15:20:00", "BST"),
                         stamp("2024-07-05T14:45:00Z", "2024-07-05T15:45:00", "BST")};
  const char* text =
      "# R\n\n## Timeline\n\n- 2024-07-05 15:07 UTC Search went down\n- 2024-07-05 15:20 UTC Status page "
      "updated\n"
      "- 2024-07-05 15:45 UTC Service restored\n";
  const auto facts = read_text(text, context);
  REQUIRE(facts.events.size() == 3);
  CHECK(utc_of(facts.events[0].when) == "2024-07-05T14:07");
  CHECK(facts.events[0].when.zone == "+01:00");
  REQUIRE(facts.events[0].when.rejected.size() == 1);
  CHECK(base::format_rfc3339(facts.events[0].when.rejected[0].utc->best).substr(0, 16) == "2024-07-05T15:07");
  CHECK(facts.events[0].when.reason.find("the page's stamp") != std::string::npos);
}
