// Evidence between readings of a zone, and the reasons a moment gives.
#include <catch2/catch.hpp>
#include <string>

#include "base/zone.hpp"
#include "resolve_fixture.hpp"

using namespace faultline;
using namespace faultline::ingest::prose;

namespace {

base::Moment stamp(const char* local, const char* utc, const char* zone) {
  base::Moment moment = base::exact_moment(base::parse_rfc3339(utc).value(), local);
  moment.local = base::parse_local(local);
  moment.zone = zone;
  return moment;
}

std::vector<base::Moment> resolve_text(const char* text, const ResolveContext& context) {
  return resolve_list(scan_times(text), context);
}

ResolveContext titled(const char* date) {
  ResolveContext context;
  context.date = day(date);
  context.date_basis = base::DateBasis::title;
  return context;
}

bool mentions(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The page's stamps decide between the literal offset and the wall clock") {
  const char* const kText = "11:00 PST first errors\n11:20 PST fixed";
  ResolveContext context = titled("2026-07-03");

  SECTION("no stamps: the wall clock") {
    const auto moments = resolve_text(kText, context);
    CHECK(base::format_rfc3339(moments[0].utc->best) == "2026-07-03T18:00:00Z");
    CHECK(mentions(moments[0].reason, "'PST' is -08:00"));
    CHECK(mentions(moments[0].reason, "-07:00"));
    CHECK(mentions(moments[0].reason, "the wall clock is taken"));
    REQUIRE(moments[0].rejected.size() == 1);
    CHECK(base::format_rfc3339(moments[0].rejected[0].utc->best) == "2026-07-03T19:00:00Z");
  }
  SECTION("a stamp meets the literal reading: all of the list is literal") {
    context.stamps = {stamp("2026-07-03T19:20", "2026-07-03T19:20:00Z", "UTC")};
    const auto moments = resolve_text(kText, context);
    CHECK(base::format_rfc3339(moments[0].utc->best) == "2026-07-03T19:00:00Z");
    CHECK(base::format_rfc3339(moments[1].utc->best) == "2026-07-03T19:20:00Z");
    CHECK(moments[0].zone == "-08:00");
    CHECK(moments[0].rejected.size() == 1);
  }
  SECTION("a stamp meets the wall clock") {
    context.stamps = {stamp("2026-07-03T18:20", "2026-07-03T18:20:00Z", "UTC")};
    CHECK(base::format_rfc3339(resolve_text(kText, context)[0].utc->best) == "2026-07-03T18:00:00Z");
  }
  SECTION("the page is on that clock") {
    context.zone = base::Zone::find("America/Los_Angeles");
    context.zone_basis = base::ZoneBasis::page_stamp;
    const auto moments = resolve_text(kText, context);
    CHECK(base::format_rfc3339(moments[0].utc->best) == "2026-07-03T18:00:00Z");
    CHECK(mentions(moments[0].reason, "the page is on that clock"));
  }
  SECTION("there is no page: the text itself names the zone") {
    context.zone = base::Zone::find("America/Los_Angeles");
    context.zone_basis = base::ZoneBasis::neighbour;
    const auto moments = resolve_text(kText, context);
    CHECK(mentions(moments[0].reason, "the text's zone is a civil one there"));
    CHECK_FALSE(mentions(moments[0].reason, "the page"));
  }
  SECTION("there is no page: an option names the zone") {
    context.zone = base::Zone::find("America/Los_Angeles");
    context.zone_basis = base::ZoneBasis::option;
    CHECK(mentions(resolve_text(kText, context)[0].reason, "the zone given for the text is that clock"));
  }
}

TEST_CASE("An ambiguous abbreviation is settled by the page's stamps or not at all") {
  ResolveContext context = titled("2026-07-03");
  const auto without = resolve_text("11:00 CST", context);
  CHECK_FALSE(without[0].utc);
  CHECK(without[0].local);
  CHECK(without[0].zone == "CST");
  CHECK(mentions(without[0].reason, "name the zone"));

  context.stamps = {stamp("2026-07-03T11:30", "2026-07-03T03:30:00Z", "+08:00")};
  const auto with = resolve_text("11:00 CST", context);
  CHECK(base::format_rfc3339(with[0].utc->best) == "2026-07-03T03:00:00Z");
  CHECK(with[0].rejected.size() == 2);

  context.stamps = {stamp("2026-07-03T11:30", "2026-07-03T11:30:00Z", "UTC")};
  CHECK_FALSE(resolve_text("11:00 CST", context)[0].utc);
}

TEST_CASE("The zone of the document stands before that of the list, and that before the page's") {
  ResolveContext context = titled("2026-07-03");
  const char* const kText = "11:00 ET a\n11:10 b";
  context.zone = base::Zone::utc();

  context.zone_basis = base::ZoneBasis::page_stamp;
  auto moments = resolve_text(kText, context);
  CHECK(moments[1].zone == "America/New_York");
  CHECK(moments[1].zone_basis == base::ZoneBasis::neighbour);

  context.zone_basis = base::ZoneBasis::document;
  moments = resolve_text(kText, context);
  CHECK(moments[0].zone == "America/New_York");
  CHECK(moments[1].zone == "UTC");
  CHECK(moments[1].zone_basis == base::ZoneBasis::document);
}

TEST_CASE("A zone declared for the document by an abbreviation is read on each day") {
  ResolveContext context;
  context.zone_written = "PST";
  context.zone_basis = base::ZoneBasis::document;
  const auto moments = resolve_text("2026-01-03 11:00 a\n2026-07-03 11:00 b", context);
  CHECK(base::format_rfc3339(moments[0].utc->best) == "2026-01-03T19:00:00Z");
  CHECK(moments[0].rejected.empty());
  CHECK(base::format_rfc3339(moments[1].utc->best) == "2026-07-03T18:00:00Z");
  CHECK(moments[1].rejected.size() == 1);
  CHECK(moments[1].zone_basis == base::ZoneBasis::document);
}

TEST_CASE("A moment says why") {
  struct Row {
    const char* name;
    const char* text;
    const char* date;
    std::size_t index;
    const char* reason;
  };
  const Row kRows[] = {
      {"a wrong half", "08/12 10:41am a\n08/12 10:46pm b\n08/12 11:20am c\n08/12 2:10pm d", "2024-08-12", 1,
       "as written, the clock would run backwards at '08/12 11:20am'"},
      {"an afternoon", "12:30pm a\n2:41 b\n6:31pm c", "2024-08-12", 1,
       "as written, the clock would run backwards from '12:30pm'"},
      {"midnight", "23:50 UTC a\n00:10 UTC b", "2024-08-12", 1, "past midnight"},
      {"two readings", "2:41 a\n3:00 pm b", "2024-08-12", 0, "fit equally well"},
      {"approximate", "~14:00", "2024-08-12", 0, "approximate"},
      {"to the hour", "5 pm", "2024-08-12", 0, "told to the hour"},
      {"an open minute", "14:??", "2024-08-12", 0, "the minute is left open"},
      {"around a day", "around August 3", "2024-08-12", 0, "approximate"},
      {"the year", "Aug 6, 17:49", "", 0, "the year is not told"},
      {"the date", "17:49", "", 0, "the date is not told"},
      {"a placeholder", "HH:mm", "2024-08-12", 0, "a placeholder"},
      {"no zone", "17:49", "2024-08-12", 0, "the zone is not told"},
      {"a zone nobody knows", "17:49 MESZ", "2024-08-12", 0, "no zone is known as 'MESZ'"},
      {"British summer", "17:49 BST", "2024-08-12", 0, "British summer time"},
      {"fold", "2026-11-01 01:30 ET", "", 0, "twice that night"},
      {"gap", "2026-03-08 02:30 ET", "", 0, "skipped"},
      {"a wrong weekday", "Monday 2026-05-05 10:00", "", 0, "that day is a Tuesday, not a Monday"},
      {"a weekday", "Monday 10:00", "2026-05-05", 0, "the Monday nearest"},
      {"a repaired date", "22026-05-05 10:00", "", 0, "repaired"},
      {"an assumed order", "03/04/2026 10:00", "", 0, "month before day is assumed"},
  };
  for (const Row& row : kRows) {
    INFO(row.name);
    const auto moments = resolve_text(row.text, *row.date == '\0' ? ResolveContext{} : titled(row.date));
    REQUIRE(moments.size() > row.index);
    CAPTURE(moments[row.index].reason);
    CHECK(mentions(moments[row.index].reason, row.reason));
  }
}

TEST_CASE("A long text and a long list take time in proportion") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "- 23:50 alert, version 1.20.3 at 10.0.0.1:8080 for 25 minutes\n";
  const auto mentions_found = scan_times(text);
  CHECK(mentions_found.size() == 2000);
  CHECK(scan_durations(text).size() == 2000);
  CHECK(resolve_list(mentions_found, titled("2024-08-12")).size() == 2000);
  CHECK(scan_times(std::string(200000, '1')).empty());
  CHECK(scan_times(std::string(200000, ':')).empty());
  std::string words;
  for (int i = 0; i < 50000; ++i) words += "about ~ 1-";
  CHECK_NOTHROW(scan_times(words));
  CHECK_NOTHROW(scan_durations(words));
}
