#include "base/zone.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace faultline::base;
using namespace std::chrono_literals;
using Kind = ZonedReading::Kind;

namespace {

Zone zone(const char* name) {
  const auto found = Zone::find(name);
  REQUIRE(found);
  return *found;
}

LocalTime local(const char* text) {
  return parse_local(text).value();
}
Instant utc(const char* text) {
  return parse_rfc3339(text).value();
}

}  // namespace

TEST_CASE("zones are found by name or by offset") {
  const struct {
    const char* text;
    const char* name;
    std::chrono::minutes offset;
  } kCases[] = {
      {"UTC", "UTC", 0min},
      {"utc", "UTC", 0min},
      {"Z", "UTC", 0min},
      {"GMT", "UTC", 0min},
      {"Etc/UTC", "Etc/UTC", 0min},
      {"+02:00", "+02:00", 120min},
      {"+0200", "+02:00", 120min},
      {"-0330", "-03:30", -210min},
      {"UTC+2", "+02:00", 120min},
      {"GMT-3", "-03:00", -180min},
      {"UTC+05:45", "+05:45", 345min},
      {"UTC +5:30", "+05:30", 330min},
      {"+14", "+14:00", 840min},
      {"-00:00", "UTC", 0min},
      {"UTC+0", "UTC", 0min},
      {"gmt+10", "+10:00", 600min},
      {"Asia/Kathmandu", "Asia/Kathmandu", 345min},
  };
  for (const auto& c : kCases) {
    INFO(c.text);
    const auto found = Zone::find(c.text);
    REQUIRE(found);
    CHECK(found->name() == c.name);
    CHECK(found->offset_at(utc("2023-07-27T15:29:00Z")) == c.offset);
  }
}

TEST_CASE("what is no zone is not found") {
  for (const char* text : {"",
                           "+",
                           "+2:3",
                           "+1:2:3",
                           "+24",
                           "+15:00",
                           "-14:01",
                           "+02:60",
                           "+2x",
                           "+0x:00",
                           "+12345",
                           "UTC2",
                           "UTC+",
                           "Mars/Olympus",
                           "Europe",
                           "Europe/",
                           "../../etc/passwd",
                           "/etc/localtime",
                           "localtime",
                           "posixrules",
                           "Factory",
                           "XYZ",
                           "+ 2"}) {
    INFO(text);
    CHECK_FALSE(Zone::find(text));
  }
}

TEST_CASE("wall clocks in fixed offsets") {
  CHECK(Zone::utc().name() == "UTC");
  const Zone india = Zone::fixed(330min);
  CHECK(india.name() == "+05:30");
  CHECK(Zone::fixed(-210min).name() == "-03:30");
  const auto reading = india.to_utc(local("2023-07-27T20:59"));
  CHECK(reading.kind == Kind::unique);
  CHECK(reading.first == utc("2023-07-27T15:29:00Z"));
  CHECK(reading.second == reading.first);
  CHECK(india.to_local(utc("2023-07-27T15:29:00.999Z")) == local("2023-07-27T20:59"));
  CHECK(india.to_local(utc("1969-12-31T23:59:59.5Z")) == local("1970-01-01T05:29:59"));
  CHECK(india.abbreviation_at({}) == "+05:30");
  CHECK(Zone::utc().abbreviation_at({}) == "UTC");
}

TEST_CASE("folds and gaps are told") {
  const struct {
    const char* name;
    const char* zone;
    const char* local;
    Kind kind;
    const char* first;
    const char* second;
  } kCases[] = {
      {"summer", "America/New_York", "2023-07-27T11:29", Kind::unique, "2023-07-27T15:29:00Z",
       "2023-07-27T15:29:00Z"},
      {"winter", "America/New_York", "2023-12-27T11:29", Kind::unique, "2023-12-27T16:29:00Z",
       "2023-12-27T16:29:00Z"},
      {"before the fold", "America/New_York", "2023-11-05T00:59:59", Kind::unique, "2023-11-05T04:59:59Z",
       "2023-11-05T04:59:59Z"},
      {"the fold", "America/New_York", "2023-11-05T01:30", Kind::fold, "2023-11-05T05:30:00Z",
       "2023-11-05T06:30:00Z"},
      {"after the fold", "America/New_York", "2023-11-05T02:00", Kind::unique, "2023-11-05T07:00:00Z",
       "2023-11-05T07:00:00Z"},
      {"the gap", "America/New_York", "2023-03-12T02:30", Kind::gap, "2023-03-12T07:00:00Z",
       "2023-03-12T07:00:00Z"},
      {"after the gap", "America/New_York", "2023-03-12T03:00", Kind::unique, "2023-03-12T07:00:00Z",
       "2023-03-12T07:00:00Z"},
      {"a fold of half an hour", "Australia/Lord_Howe", "2023-04-02T01:45", Kind::fold,
       "2023-04-01T14:45:00Z", "2023-04-01T15:15:00Z"},
      {"a gap of half an hour", "Australia/Lord_Howe", "2023-10-01T02:15", Kind::gap, "2023-09-30T15:30:00Z",
       "2023-09-30T15:30:00Z"},
      {"a day that was not", "Pacific/Apia", "2011-12-30T12:00", Kind::gap, "2011-12-30T10:00:00Z",
       "2011-12-30T10:00:00Z"},
      {"the day after it", "Pacific/Apia", "2011-12-31T00:00", Kind::unique, "2011-12-30T10:00:00Z",
       "2011-12-30T10:00:00Z"},
      {"London's fold", "Europe/London", "2023-10-29T01:00", Kind::fold, "2023-10-29T00:00:00Z",
       "2023-10-29T01:00:00Z"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    const auto reading = zone(c.zone).to_utc(local(c.local));
    CHECK(reading.kind == c.kind);
    CHECK(format_rfc3339(reading.first) == c.first);
    CHECK(format_rfc3339(reading.second) == c.second);
  }
}

TEST_CASE("offsets and abbreviations follow the season") {
  const Zone new_york = zone("America/New_York");
  CHECK(new_york.offset_at(utc("2023-07-27T15:29:00Z")) == -4h);
  CHECK(new_york.offset_at(utc("2023-12-27T15:29:00Z")) == -5h);
  CHECK(new_york.abbreviation_at(utc("2023-07-27T15:29:00Z")) == "EDT");
  CHECK(new_york.abbreviation_at(utc("2023-12-27T15:29:00Z")) == "EST");
  CHECK(new_york.to_local(utc("2023-11-05T06:30:00Z")) == local("2023-11-05T01:30"));
}

TEST_CASE("every instant's wall clock leads back to it") {
  std::mt19937_64 random(5);
  std::uniform_int_distribution<std::int64_t> seconds(0, 2'000'000'000);
  for (const char* name : {"America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Europe/London",
                           "Asia/Kolkata", "America/St_Johns", "+05:30"}) {
    INFO(name);
    const Zone place = zone(name);
    for (int i = 0; i < 300; ++i) {
      const Instant instant{std::chrono::seconds(seconds(random))};
      const auto reading = place.to_utc(place.to_local(instant));
      CHECK(reading.kind != Kind::gap);
      CHECK((reading.first == instant || reading.second == instant));
      CHECK(reading.first <= reading.second);
    }
  }
}

TEST_CASE("months and days have the minutes that were lived") {
  using std::chrono::year;
  const struct {
    const char* zone;
    int year;
    unsigned month;
    int minutes;
  } kMonths[] = {
      {"UTC", 2026, 2, 28 * 1440},
      {"UTC", 2024, 2, 29 * 1440},
      {"UTC", 2026, 12, 31 * 1440},
      {"America/New_York", 2026, 3, 44580},
      {"America/New_York", 2026, 11, 43260},
      {"Europe/London", 2026, 3, 44580},
      {"Europe/London", 2026, 10, 44700},
      {"Australia/Lord_Howe", 2026, 4, 43230},
      {"Australia/Lord_Howe", 2026, 10, 44610},
      {"Pacific/Apia", 2011, 12, 43200},
      {"+05:30", 2026, 4, 43200},
  };
  for (const auto& c : kMonths) {
    INFO(c.zone << " " << c.year << "-" << c.month);
    const auto [first, second] = month_bounds(zone(c.zone), year(c.year) / std::chrono::month(c.month));
    CHECK((second - first) / 1min == c.minutes);
  }
  const auto [first, second] = month_bounds(zone("America/New_York"), year(2026) / 3);
  CHECK(format_rfc3339(first) == "2026-03-01T05:00:00Z");
  CHECK(format_rfc3339(second) == "2026-04-01T04:00:00Z");

  const struct {
    const char* name;
    const char* zone;
    std::chrono::year_month_day day;
    int minutes;
  } kDays[] = {
      {"common", "America/New_York", year(2023) / 7 / 27, 1440},
      {"short", "America/New_York", year(2023) / 3 / 12, 1380},
      {"long", "America/New_York", year(2023) / 11 / 5, 1500},
      {"skipped", "Pacific/Apia", year(2011) / 12 / 30, 0},
      {"begins after a gap at midnight", "America/Havana", year(2023) / 3 / 12, 1380},
      {"begins with the first of two midnights", "America/Havana", year(2023) / 11 / 5, 1500},
      {"last of the year", "UTC", year(2023) / 12 / 31, 1440},
  };
  for (const auto& c : kDays) {
    INFO(c.name);
    const auto [begin, end] = day_bounds(zone(c.zone), c.day);
    CHECK((end - begin) / 1min == c.minutes);
  }
}

TEST_CASE("months follow each other without a hole") {
  for (const char* name : {"America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu"}) {
    const Zone place = zone(name);
    auto month = std::chrono::year(2009) / 1;
    for (int i = 0; i < 60; ++i, month += std::chrono::months(1)) {
      const auto [begin, end] = month_bounds(place, month);
      CHECK(begin < end);
      CHECK(end == month_bounds(place, month + std::chrono::months(1)).first);
      Instant day_end = begin;
      for (auto day = std::chrono::sys_days(month / 1);
           day < std::chrono::sys_days((month + std::chrono::months(1)) / 1); day += std::chrono::days(1)) {
        const auto [day_begin, next] = day_bounds(place, day);
        CHECK(day_begin == day_end);
        day_end = next;
      }
      CHECK(day_end == end);
    }
  }
}

TEST_CASE("abbreviations say an offset, and whose clock") {
  const struct {
    const char* text;
    std::chrono::minutes offset;
    const char* civil_zone;
    bool is_generic, is_ambiguous;
  } kCases[] = {
      {"UTC", 0min, "", false, false},
      {"z", 0min, "", false, false},
      {"ET", -300min, "America/New_York", true, false},
      {"edt", -240min, "America/New_York", false, false},
      {"PST", -480min, "America/Los_Angeles", false, false},
      {"Pt", -480min, "America/Los_Angeles", true, false},
      {"CST", -360min, "America/Chicago", false, true},
      {"IST", 330min, "Asia/Kolkata", false, true},
      {"BST", 60min, "Europe/London", false, true},
      {"AST", -240min, "America/Halifax", false, true},
      {"GST", 240min, "Asia/Dubai", false, true},
      {"NST", -210min, "America/St_Johns", false, false},
      {"NDT", -150min, "America/St_Johns", false, false},
      {"ACDT", 630min, "Australia/Adelaide", false, false},
      {"NZDT", 780min, "Pacific/Auckland", false, false},
  };
  for (const auto& c : kCases) {
    INFO(c.text);
    const auto found = abbreviation(c.text);
    REQUIRE(found);
    CHECK(found->offset == c.offset);
    CHECK(found->civil_zone == c.civil_zone);
    CHECK(found->is_generic == c.is_generic);
    CHECK(found->is_ambiguous == c.is_ambiguous);
    CHECK(found->other_offsets.empty() != c.is_ambiguous);
  }
  CHECK(abbreviation("IST")->other_offsets == std::vector<std::chrono::minutes>{120min, 60min});
  CHECK(abbreviation("est")->text == "EST");
  for (const char* text : {"", "A", "XYZ", "UTC+2", "EASTERN", "E.T."}) {
    INFO(text);
    CHECK_FALSE(abbreviation(text));
  }
}

// The table beside the tzdb: a civil zone shows the literal offset in summer or winter.
TEST_CASE("an abbreviation's offset is one of its civil zone's") {
  for (const char* text :
       {"ET",   "EST",  "EDT", "CT",  "CST",  "CDT",  "MT",   "MST",  "MDT",  "PT",   "PST",  "PDT",
        "AKST", "AKDT", "HST", "AST", "ADT",  "NST",  "NDT",  "WET",  "WEST", "CET",  "CEST", "EET",
        "EEST", "BST",  "MSK", "TRT", "IST",  "IDT",  "GST",  "PKT",  "NPT",  "ICT",  "WIB",  "SGT",
        "MYT",  "HKT",  "PHT", "JST", "KST",  "AWST", "ACST", "ACDT", "AEST", "AEDT", "AET",  "NZST",
        "NZDT", "BRT",  "ART", "CLT", "CLST", "COT",  "PET",  "WAT",  "CAT",  "SAST", "EAT"}) {
    INFO(text);
    const auto found = abbreviation(text);
    REQUIRE(found);
    const Zone place = zone(found->civil_zone.c_str());
    const bool is_known = place.offset_at(utc("2023-01-15T12:00:00Z")) == found->offset ||
                          place.offset_at(utc("2023-07-15T12:00:00Z")) == found->offset;
    CHECK(is_known);
  }
}
