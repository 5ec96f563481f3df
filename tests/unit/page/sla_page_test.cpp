// The SLA page: days in a calendar, the budget's way down, and that text stays text.
#include "render/sla_page.hpp"

#include <catch2/catch.hpp>

#include "render/page/sla_burn_down.hpp"
#include "render/page/sla_calendar.hpp"

namespace faultline::render {
namespace {

using std::chrono::year;

std::chrono::year_month_day day(int month, unsigned number) {
  return year{2026} / month / std::chrono::day{number};
}

model::SlaDay told(unsigned number, std::int64_t bad, std::int64_t total = 864000) {
  model::SlaDay result;
  result.day = day(4, number);
  result.portion = {bad, total};
  return result;
}

model::SlaRow row_of(std::vector<model::SlaDay> days) {
  model::SlaRow row;
  row.policy = "default";
  row.period = "2026-04";
  row.period_start = base::parse_rfc3339("2026-04-01T00:00:00Z").value();
  row.period_end = row.as_of = base::parse_rfc3339("2026-05-01T00:00:00Z").value();
  row.period_seconds = row.counted_seconds = 30 * 86400;
  row.scope.cluster = model::make_name("prod-1");
  row.scope.service = model::make_name("<Login>");
  row.budget = 25920;
  row.days = std::move(days);
  for (const model::SlaDay& each : row.days) row.best.bad += each.portion.bad;
  row.best.total = 30 * 864000;
  row.least = row.most = row.best;
  row.remaining = row.budget - row.best.bad;
  return row;
}

model::SlaResult result_of(std::vector<model::SlaRow> rows) {
  model::SlaResult result;
  result.policies = {model::Policy{}};
  result.rows = std::move(rows);
  return result;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("weeks go from left to right, Monday on top") {
  // 1 April 2026 is a Wednesday.
  CHECK(place_in_calendar(day(4, 1), day(4, 1)) == CalendarPlace{0, 2});
  CHECK(place_in_calendar(day(4, 1), day(4, 5)) == CalendarPlace{0, 6});
  CHECK(place_in_calendar(day(4, 1), day(4, 6)) == CalendarPlace{1, 0});
  CHECK(place_in_calendar(day(4, 1), day(5, 1)) == CalendarPlace{4, 4});
  CHECK(place_in_calendar(day(12, 28), year{2027} / 1 / 3) == CalendarPlace{0, 6});
}

TEST_CASE("a day's shade compares exactly") {
  struct Row {
    const char* name;
    std::int64_t bad, total;
    DayMark mark;
  };
  for (const Row& row :
       {Row{"nothing", 0, 864000, DayMark::up}, Row{"a tenth of a second", 1, 864000, DayMark::slight},
        Row{"just under 0.1 %", 863, 864000, DayMark::slight},
        Row{"exactly 0.1 %", 864, 864000, DayMark::some}, Row{"just under 1 %", 8639, 864000, DayMark::some},
        Row{"exactly 1 %", 8640, 864000, DayMark::much}, Row{"all of it", 864000, 864000, DayMark::much},
        Row{"nothing counted", 0, 0, DayMark::uncounted}}) {
    INFO(row.name);
    CHECK(mark_of(told(1, row.bad, row.total)) == row.mark);
  }
}

TEST_CASE("time that is not known is not uptime, however the policy counts it") {
  auto unknown = told(1, 0);
  unknown.unknown_seconds = 86400;
  CHECK(mark_of(unknown) == DayMark::unknown);  // counted as good
  unknown.portion = {0, 0};
  CHECK(mark_of(unknown) == DayMark::unknown);  // excluded
  unknown.portion = {8640, 864000};
  CHECK(mark_of(unknown) == DayMark::much);  // what is known weighs more
}

TEST_CASE("days begin on the clock of the policy's zone") {
  struct Row {
    const char *name, *zone, *as_of;
    std::size_t begun;
  };
  for (const Row& row : {Row{"UTC", "UTC", "2026-04-02T22:00:00Z", 2},
                         Row{"ahead of UTC: the 3rd", "Pacific/Auckland", "2026-04-02T22:00:00Z", 3},
                         Row{"behind UTC: the 1st", "America/New_York", "2026-04-02T02:00:00Z", 1},
                         Row{"midnight begins nothing yet", "UTC", "2026-04-02T00:00:00Z", 1},
                         Row{"the period's first instant", "UTC", "2026-04-01T00:00:00Z", 0},
                         Row{"all", "UTC", "2026-05-01T00:00:00Z", 4}}) {
    INFO(row.name);
    auto days = row_of({told(1, 0), told(2, 0), told(3, 12960), told(4, 0)});
    days.as_of = base::parse_rfc3339(row.as_of).value();
    const base::Zone zone = base::Zone::find(row.zone).value();
    CHECK(days_begun(days, zone) == row.begun);
    CHECK(budget_left(days, zone).size() == row.begun);
  }
}

TEST_CASE("marks of one day or of neighbours do not cover each other") {
  const std::vector<double> wishes{100, 100, 105, 300, 1000, 1000};
  CHECK(spread(wishes, 20, 0, 1000) == std::vector<double>{100, 120, 140, 300, 980, 1000});
  CHECK(spread({5, 5, 5}, 20, 0, 20) == std::vector<double>{0, 10, 20});
  CHECK(spread({50}, 20, 0, 100) == std::vector<double>{50});
  CHECK(spread({}, 20, 0, 100).empty());
}

TEST_CASE("the budget's way down is cumulative, truncated, and may end below zero") {
  const auto row = row_of({told(1, 0), told(2, 12960), told(3, 25920), told(4, 1)});
  CHECK(budget_left(row, base::Zone::utc()) == std::vector<std::int64_t>{10000, 5000, -5000, -5000});
  auto until = row;
  until.as_of = base::parse_rfc3339("2026-04-02T10:00:00Z").value();
  CHECK(budget_left(until, base::Zone::utc()).size() == 2);
  auto none = row;
  none.budget = 0;
  CHECK(budget_left(none, base::Zone::utc()).empty());
}

TEST_CASE("the page tells all and lets no text become markup") {
  auto burned = row_of({told(1, 0), told(2, 30000)});
  burned.verdict = model::SlaRow::Verdict::breached;
  burned.days[1].incidents = {"<b>x</b>"};
  burned.shares = {{"<b>x</b>", 30000, {}}};
  burned.depends_on = "the end of <i>";
  auto quiet = row_of({told(1, 0)});
  quiet.scope.service = model::make_name("Search");
  model::SlaResult result = result_of({burned, quiet});
  result.notes = {"a <note>"};
  const std::string page = sla_page(result);
  CHECK(has(page, "1 of 2 objectives is breached"));
  CHECK(has(page, "&lt;Login&gt;"));
  CHECK(has(page, "Without any downtime: Search."));
  CHECK(has(page, "a &lt;note&gt;"));
  CHECK_FALSE(has(page, "<b>x"));
  CHECK_FALSE(has(page, "<note>"));
  CHECK_FALSE(has(page, "<script"));
  CHECK(has(page, "Budget left of"));
  CHECK(page == sla_page(result));
  CHECK(has(sla_page({}), "No row"));
}

TEST_CASE("a day still to come is told as that") {
  auto row = row_of({told(1, 0), told(2, 12960), told(3, 0), told(4, 0)});
  row.as_of = base::parse_rfc3339("2026-04-02T10:00:00Z").value();
  row.is_provisional = true;
  const std::string page = sla_page(result_of({row}));
  CHECK(has(page, "<title>3 Apr 2026: still to come</title>"));
  CHECK(has(page, "4 days: no downtime: 1; 1 % of the day and more: 1; still to come: 2."));
}

TEST_CASE("a verdict that depends says on what, also where nothing was down") {
  auto row = row_of({told(1, 0)});
  row.most.bad = 60000;
  row.verdict = model::SlaRow::Verdict::depends;
  row.depends_on = "the level of x";
  CHECK(has(sla_page(result_of({row})), "It depends on the level of x."));
  row.most.bad = 0;
  CHECK(has(sla_page(result_of({row})), "It depends on the level of x."));
}

TEST_CASE("deploys sum to the whole, alerts tell how long before detection") {
  auto row = row_of({told(1, 30000)});
  row.days[0].incidents = {"a", "b"};
  row.shares = {{"a", 10000, {}}, {"b", 20000, {}}};
  row.deploy_shares = {{"web 1.2", 20000, {"b"}}, {"", 10000, {"a"}}};
  row.burn_rules = {{2, 3600, 300, {144, 10}}, {5, 1800, 120, {6, 1}}};
  const auto fired = base::parse_rfc3339("2026-04-01T05:12:00Z").value();
  row.firings = {{0, "a", fired, fired + std::chrono::minutes{28}}, {1, "b", fired, {}}};
  const std::string page = sla_page(result_of({row}));
  CHECK(has(page, "Set off by web 1.2: 33.33 min"));
  CHECK(has(page, "Set off by no deploy: 16.66 min"));
  CHECK(has(page, "detected at 2026-04-01T05:40:00Z, 28 min after the first of them"));
  CHECK(has(page, "5 % of the budget in 30 min at"));
}

}  // namespace faultline::render
