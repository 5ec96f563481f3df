#include "ingest/readers/printed_stamp.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace faultline::ingest::formats {
namespace {

using namespace std::chrono_literals;

std::string shown(const PrintedTime& t) {
  return std::to_string(t.month) + "/" + std::to_string(t.day) + " " + std::to_string(t.hour) + ":" +
         std::to_string(t.minute);
}

struct Row {
  const char* text;
  int year;  // 0 = none
  const char* start;
  const char* end;
  const char* zone;
};

TEST_CASE("printed stamps") {
  const Row rows[] = {
      {"Mar 16, 19:46 UTC", 0, "3/16 19:46", "", "UTC"},
      {"Mar  9, 07:05 UTC", 0, "3/9 7:5", "", "UTC"},
      {"May 08, 2025 - 14:07 BST", 2025, "5/8 14:7", "", "BST"},
      {"Feb 29, 22:00 - 23:00 GMT", 0, "2/29 22:0", "2/29 23:0", "GMT"},
      {"Dec 31, 22:00 - Jan 1, 02:00 PST", 0, "12/31 22:0", "1/1 2:0", "PST"},
      {"September 3, 2024 10:00 +03", 2024, "9/3 10:0", "", "+03"},
      {"Mar 16, 19:46", 0, "3/16 19:46", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto stamp = parse_printed_stamp(row.text);
    REQUIRE(stamp.has_value());
    CHECK(stamp->year.value_or(0) == row.year);
    CHECK(shown(stamp->start) == row.start);
    CHECK((stamp->end ? shown(*stamp->end) : "") == row.end);
    CHECK(stamp->zone == row.zone);
  }
}

TEST_CASE("no stamps") {
  for (const char* text : {"", "Mar", "Mar 16", "Mar 32, 10:00 UTC", "Feb 30, 10:00 UTC", "Mar 16, 24:00 UTC",
                           "Mar 16, 10:60 UTC", "Mar 16, 10:5 UTC", "16 Mar 10:00 UTC",
                           "Mar 16, 10:00 UTC and then some", "3:1 ratio"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_printed_stamp(text).has_value());
  }
}

TEST_CASE("a day that a year lacks has no reading") {
  const auto stamp = parse_printed_stamp("Feb 29, 22:00 GMT");
  REQUIRE(stamp);
  CHECK(local_of(stamp->start, 2024).has_value());
  CHECK_FALSE(local_of(stamp->start, 2023).has_value());
}

struct ZoneRow {
  const char* name;
  const char* printed;
  std::optional<std::chrono::seconds> evidence;
  std::optional<std::chrono::seconds> offset;
  bool has_reason;
};

TEST_CASE("zones of stamps") {
  const ZoneRow rows[] = {
      {"literal", "CET", std::nullopt, 1h, false},
      {"literal and evidence", "CET", 1h, 1h, false},
      {"ambiguous, alone", "IST", std::nullopt, 330min, true},
      {"ambiguous, shown", "IST", 2h, 2h, true},
      {"literal against evidence", "PST", 1h, -8h, true},
      {"generic", "PT", std::nullopt, std::nullopt, true},
      {"generic, shown", "PT", -7h, -7h, true},
      {"number", "+03", std::nullopt, 3h, false},
      {"unknown", "XYZT", std::nullopt, std::nullopt, true},
      {"unknown, shown", "XYZT", 4h, 4h, true},
      {"none", "", std::nullopt, std::nullopt, false},
  };
  for (const ZoneRow& row : rows) {
    CAPTURE(row.name);
    const PrintedZone zone = zone_of(row.printed, row.evidence);
    CHECK(zone.offset == row.offset);
    CHECK(zone.reason.empty() != row.has_reason);
  }
}

TEST_CASE("a stamp in an unknown zone stays zoneless") {
  const auto stamp = parse_printed_stamp("Mar 16, 19:46 XYZT");
  const auto local = local_of(stamp->start, 2026);
  const auto moment =
      printed_moment(*local, zone_of("XYZT", {}), base::DateBasis::page_stamp, "XYZT", stamp->written);
  CHECK_FALSE(moment.is_placed());
  CHECK(base::format_local(*moment.local) == "2026-03-16T19:46");
}

TEST_CASE("the civil zone only where its clock agrees") {
  const auto summer = *base::parse_rfc3339("2026-07-01T00:00:00Z");
  CHECK(civil_zone("BST", 1h, summer).name() == "Europe/London");
  CHECK(civil_zone("PST", -8h, summer).name() != "America/Los_Angeles");
  CHECK(civil_zone("UTC", 0h, summer).name() == base::Zone::utc().name());
}

}  // namespace
}  // namespace faultline::ingest::formats
