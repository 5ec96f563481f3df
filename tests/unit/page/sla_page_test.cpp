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
        Row{"nothing counted", 0, 0, DayMark::unknown}}) {
    INFO(row.name);
    CHECK(mark_of(told(1, row.bad, row.total)) == row.mark);
  }
}

TEST_CASE("the budget's way down is cumulative, truncated, and may end below zero") {
  const auto row = row_of({told(1, 0), told(2, 12960), told(3, 25920), told(4, 1)});
  CHECK(budget_left(row) == std::vector<std::int64_t>{10000, 5000, -5000, -5000});
  auto until = row;
  until.as_of = base::parse_rfc3339("2026-04-02T10:00:00Z").value();
  CHECK(budget_left(until).size() == 2);
  auto none = row;
  none.budget = 0;
  CHECK(budget_left(none).empty());
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

}  // namespace faultline::render
