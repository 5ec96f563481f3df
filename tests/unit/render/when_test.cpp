#include "render/when.hpp"

#include <catch2/catch.hpp>

#include "sample_incident.hpp"

namespace {

using namespace faultline;
using base::Resolution;

base::Moment local_only(const char* text, Resolution resolution) {
  base::Moment moment;
  moment.local = base::parse_local(text);
  moment.resolution = resolution;
  moment.written = text;
  return moment;
}

base::Moment with(base::Moment moment, Resolution resolution) {
  moment.resolution = resolution;
  return moment;
}

base::Moment day_in_the_west() {
  base::Moment moment = render::between("2026-04-30T07:00:00Z", "2026-05-01T07:00:00Z");
  moment.local = base::parse_local("2026-04-30");
  moment.resolution = Resolution::day;
  return moment;
}

TEST_CASE("the width of a moment is visible") {
  base::Moment open_minute;
  open_minute.written = "14:??";
  open_minute.reason = "the minute is left open";
  struct Row {
    const char* name;
    base::Moment moment;
    const char* text;
  };
  const Row rows[] = {
      {"to the minute", render::minute("2026-03-10T11:29:00Z", "11:29"), "2026-03-10 11:29"},
      {"exact", base::exact_moment(render::at("2026-03-10T11:29:31Z"), ""), "2026-03-10 11:29"},
      {"interval", render::between("2026-03-10T11:29:00Z", "2026-03-10T11:32:00Z"), "2026-03-10 11:29-11:32"},
      {"over midnight", render::between("2026-03-10T23:50:00Z", "2026-03-11T00:10:00Z"),
       "[2026-03-10 23:50, 2026-03-11 00:10]"},
      {"a limit", render::between("2026-03-10T11:29:00Z", "2026-03-10T11:29:00Z"), "2026-03-10 by 11:29"},
      {"approximate",
       with(render::between("2026-03-10T17:00:00Z", "2026-03-10T17:15:00Z"), Resolution::approximate),
       "2026-03-10 ~17:00"},
      {"a day of the writer's calendar", day_in_the_west(), "2026-04-30 (day)"},
      {"about a day", with(day_in_the_west(), Resolution::approximate), "~2026-04-30"},
      {"no zone", local_only("2026-03-10T11:29", Resolution::minute), "2026-03-10 11:29 (zone?)"},
      {"no zone, a day", local_only("2026-03-10", Resolution::day), "2026-03-10 (day)"},
      {"unplaced", open_minute,
       "not known: '14:?"
       "?', the minute is left open"},
      {"nothing", {}, "not known"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(render::when_text(row.moment, {}) == row.text);
  }
}

TEST_CASE("the display zone moves placed moments only") {
  render::Style style;
  style.zone = base::Zone::find("America/New_York").value();
  CHECK(render::when_text(render::minute("2026-03-10T11:29:00Z", ""), style) == "2026-03-10 07:29");
  CHECK(render::when_text(local_only("2026-03-10T11:29", Resolution::minute), style) ==
        "2026-03-10 11:29 (zone?)");
}

TEST_CASE("a window tells its length and what its edges leave open") {
  render::Style style;
  style.now = render::at("2026-03-10T14:00:00Z");
  model::ImpactWindow window;
  window.start = render::minute("2026-03-10T11:04:00Z", "");
  CHECK(render::window_text(window, style) == "2026-03-10 11:04 to now (open)");
  CHECK(render::length_text(window, style) == "open, 2h 56m so far");
  window.end = render::minute("2026-03-10T11:29:00Z", "");
  CHECK(render::window_text(window, style) == "2026-03-10 11:04 to 11:29");
  CHECK(render::length_text(window, style) == "25m");
  window.end = render::between("2026-03-10T11:29:00Z", "2026-03-10T11:59:00Z");
  CHECK(render::length_text(window, style) == "25m (24m to 55m)");
  window.start = local_only("2026-03-10T11:29", Resolution::minute);
  CHECK(render::length_text(window, style) == "not known");
}

TEST_CASE("a milestone without a time tells its state") {
  model::Milestone milestone;
  CHECK(render::milestone_text(milestone, {}) == "not known");
  milestone.state = model::MilestoneState::pending;
  CHECK(render::milestone_text(milestone, {}) == "pending");
  milestone.state = model::MilestoneState::bounded;
  milestone.rule = "bounded by the impact start and the first post";
  milestone.when = render::between("2026-03-10T11:04:00Z", "2026-03-10T11:16:00Z");
  CHECK(render::milestone_text(milestone, {}) == "within 2026-03-10 11:04-11:16");
  milestone.side = model::BoundSide::not_after;
  milestone.when = render::minute("2026-03-10T11:16:00Z", "");
  CHECK(render::milestone_text(milestone, {}) == "not after 2026-03-10 11:16");
}

}  // namespace
