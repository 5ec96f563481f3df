#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include "page_incidents.hpp"
#include "render/page/axis.hpp"
#include "render/page/escape.hpp"
#include "render/page/placement.hpp"
#include "render/page/series.hpp"
#include "render/page/svg.hpp"

namespace faultline::render {

TEST_CASE("text of a source is escaped for every place") {
  struct Row {
    const char *name, *text, *expected;
  };
  const Row row = GENERATE(
      Row{"plain", "a b", "a b"}, Row{"markup", "<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"},
      Row{"no double escape is undone", "&amp;", "&amp;amp;"},
      Row{"escape character", "\x1b[31m", "\xEF\xBF\xBD[31m"}, Row{"line break stays", "a\nb", "a\nb"},
      Row{"right-to-left override",
          "a\xE2\x80\xAE"
          "b",
          "a\xEF\xBF\xBD"
          "b"},
      Row{"isolate", "\xE2\x81\xA6", "\xEF\xBF\xBD"}, Row{"C1 control", "\xC2\x9B", "\xEF\xBF\xBD"},
      Row{"invalid UTF-8", "\xFF", "\xEF\xBF\xBD"}, Row{"other scripts stay", "שלום é 漢", "שלום é 漢"});
  INFO(row.name);
  CHECK(escaped(row.text) == row.expected);
}

TEST_CASE("numbers of a picture have one decimal at most") {
  CHECK(number(12) == "12");
  CHECK(number(12.34) == "12.3");
  CHECK(number(-.04) == "0");
  CHECK(number(-1.25) == "-1.3");
}

TEST_CASE("labels never overlap, and no line crosses a label unless the end of the picture pushed it") {
  std::mt19937 random(11);  // fixed: the same cases on every machine
  for (int round = 0; round < 500; ++round) {
    std::vector<LabelWish> wishes;
    double x = 0;
    for (int i = 0; i < 12; ++i) {
      x += static_cast<double>(random() % 90);
      wishes.push_back({x, 40 + static_cast<double>(random() % 100)});
    }
    const auto spots = place_labels(wishes, 0, 900);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      for (std::size_t j = i + 1; j < wishes.size(); ++j) {
        const bool apart = spots[i].left + wishes[i].width <= spots[j].left ||
                           spots[j].left + wishes[j].width <= spots[i].left;
        CHECK((spots[i].row != spots[j].row || apart));
        const bool is_crossed = wishes[j].x > spots[i].left && wishes[j].x < spots[i].left + wishes[i].width;
        CHECK((!is_crossed || spots[j].row < spots[i].row));
      }
    }
  }
}

TEST_CASE("marks go to the first free row, and to none where all are full") {
  CHECK(place_in_rows({{0, 10}, {5, 15}, {12, 20}, {13, 14}}, 1, 2) == std::vector<int>{0, 1, 0, -1});
  CHECK(place_in_rows({}, 1, 2).empty());
}

TEST_CASE("ticks are round on the zone's clock and leave room for their labels") {
  struct Row {
    const char *name, *zone, *first, *last, *clock, *date;
  };
  const Row row = GENERATE(
      Row{"20 minutes", "UTC", "2026-03-10T11:00:00Z", "2026-03-10T11:20:00Z", "11:00", "10 Mar 2026"},
      Row{"43 hours", "America/New_York", "2026-03-28T03:00:00Z", "2026-03-29T22:00:00Z", "00:00",
          "28 Mar 2026"},
      Row{"quarter zone", "Asia/Kathmandu", "2026-03-10T11:00:00Z", "2026-03-10T19:00:00Z", "17:00",
          "10 Mar 2026"},
      Row{"months", "UTC", "2026-01-01T00:00:00Z", "2026-09-01T00:00:00Z", "", ""});
  INFO(row.name);
  const TimeScale scale{at(row.first), at(row.last), 96, 1180};
  const auto ticks = ticks_of(scale, base::Zone::find(row.zone).value());
  REQUIRE(ticks.size() >= 4);
  REQUIRE(ticks.size() <= 22);
  for (std::size_t i = 1; i < ticks.size(); ++i) CHECK(scale.x(ticks[i].at) - scale.x(ticks[i - 1].at) >= 55);
  const auto dated =
      std::find_if(ticks.begin(), ticks.end(), [](const Tick& tick) { return !tick.date.empty(); });
  REQUIRE(dated != ticks.end());
  if (*row.date != 0) CHECK(dated->date == row.date);
  if (*row.clock != 0) CHECK(dated->clock == row.clock);
}

TEST_CASE("an hour that the clock repeats has its ticks twice") {
  const TimeScale scale{at("2026-10-25T00:00:00Z"), at("2026-10-25T03:00:00Z"), 0, 1000};
  int twos = 0;
  for (const Tick& tick : ticks_of(scale, base::Zone::find("Europe/Madrid").value()))
    twos += tick.clock == "02:00";
  CHECK(twos == 2);
}

TEST_CASE("the axis reaches what belongs to the incident, and no further") {
  const auto scale = scale_of(long_incident(), at("2026-03-29T22:00:00Z"), 0, 1000);
  REQUIRE(scale);
  CHECK(scale->shows(at("2026-03-29T22:00:00Z")));        // now, as a window is open
  CHECK_FALSE(scale->shows(at("2026-02-01T09:00:00Z")));  // a fault that slept for weeks
  const auto later = scale_of(long_incident(), at("2028-01-01T00:00:00Z"), 0, 1000);
  CHECK(later->last < at("2026-04-02T00:00:00Z"));
  CHECK_FALSE(scale_of(model::Incident{}, at("2026-03-29T22:00:00Z"), 0, 1000));
}

TEST_CASE("a silent minute is unknown and never zero") {
  const auto incident = short_incident();
  const auto scale = scale_of(incident, at("2026-06-01T00:00:00Z"), 96, 1180);
  const auto series = series_of(incident.observed, *scale);
  REQUIRE(series.size() == 2);
  CHECK(series[0].channel == model::Channel::errors);
  int unknown = 0;
  for (const SeriesColumn& column : series[0].columns) {
    unknown += column.is_unknown;
    if (column.is_unknown) CHECK_FALSE(column.value);
    CHECK(column.value.value_or(0) <= series[0].top);
  }
  CHECK(unknown == 4);
  CHECK(round_top(31, model::Channel::errors) == Approx(50));
  CHECK(round_top(70, model::Channel::errors) == Approx(100));
  CHECK(round_top(0, model::Channel::traffic) == Approx(1));
  CHECK(round_top(199, model::Channel::traffic) == Approx(200));
}

}  // namespace faultline::render
