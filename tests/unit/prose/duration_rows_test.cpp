#include <catch2/catch.hpp>

#include "scan_fixture.hpp"

using namespace faultline::ingest::prose;

namespace {

constexpr ScanRow kRows[] = {
    {"minutes", "lasting 25 minutes", "0:25"},
    {"one minute", "1 minute", "0:01"},
    {"min", "5 min", "0:05"},
    {"mins", "5 mins", "0:05"},
    {"hours and minutes", "9 hours and 18 minutes", "9:18"},
    {"hour, min", "1 hour, 5 min", "1:05"},
    {"hours minutes seconds", "2 hours 3 minutes 4 seconds", "2:03:04"},
    {"letters", "3h 8m", "3:08"},
    {"letters glued", "1h50m", "1:50"},
    {"days hours minutes", "2d 1h 29m", "49:29"},
    {"letter alone", "45s", "0:00:45"},
    {"minutes as a letter", "10m", "0:10"},
    {"millions", "5m requests", ""},
    {"millicores", "500m CPU", ""},
    {"half an hour", "half an hour", "0:30"},
    {"half-hour", "a half-hour outage", "0:30"},
    {"half hour", "the next half hour", "0:30"},
    {"an hour", "within an hour", "1:00"},
    {"next hour", "within the next hour", "1:00"},
    {"an hour and a half", "an hour and a half", "1:30"},
    {"two and a half hours", "two and a half hours", "2:30"},
    {"one and a half hours", "1 and a half hours", "1:30"},
    {"quarter of an hour", "a quarter of an hour", "0:15"},
    {"three quarters", "three quarters of an hour", "0:45"},
    {"words", "twenty-five minutes", "0:25"},
    {"words without a dash", "forty five minutes", "0:45"},
    {"two hours", "two hours", "2:00"},
    {"a couple of hours", "a couple of hours", "2:00 +- 0:15"},
    {"a few minutes", "a few minutes", "0:04 +- 0:02"},
    {"decimal", "1.5 hours", "1:30"},
    {"thousands", "1,399 minutes", "23:19"},
    {"399 minutes", "399 minutes", "6:39"},
    {"hyphen", "a 23-minute outage", "0:23"},
    {"hyphen with a word", "a two-hour window", "2:00"},
    {"singular behind a number", "for a 10 minute period", "0:10"},
    {"range", "20-25 minutes", "0:22:30 +- 0:02:30"},
    {"range with to", "20 to 25 minutes", "0:22:30 +- 0:02:30"},
    {"about", "about an hour", "1:00 +- 0:15"},
    {"about, letters", "about 1h50m", "1:50 +- 0:15"},
    {"just under", "just under an hour", "1:00 +- 0:15"},
    {"just over", "just over 2 hours", "2:00 +- 0:15"},
    {"nearly", "nearly 10 minutes", "0:10 +- 0:02:30"},
    {"more than", "more than 3 hours", "3:00 +- 0:15"},
    {"less than", "less than 30 seconds", "0:00:30 +- 0:00:30"},
    {"up to", "up to 20 minutes", "0:20 +- 0:05"},
    {"at least", "at least 2 hours", "2:00 +- 0:15"},
    {"tilde", "~20 minutes", "0:20 +- 0:05"},
    {"approximately", "approximately 68 minutes", "1:08 +- 0:15"},
    {"later", "14 minutes later", "0:14"},
    {"within", "within 30 minutes", "0:30"},
    {"days", "2 days", "48:00"},
    {"weeks", "for two weeks", "336:00"},
    {"ago", "9 months ago", ""},
    {"24 hours", "24 hours", "24:00"},
    {"colons behind a label", "Duration: 1:23:45", "1:23:45"},
    {"colons, ambiguous", "Duration: 1:23", ""},
    {"clock time", "at 14:07", ""},
    {"military hours", "at 0930 hrs", ""},
    {"version", "v1.20 min", ""},
    {"issue", "#5 minutes", ""},
    {"two lengths", "20 minutes, then 2 hours", "0:20, 2:00"},
    {"larger unit behind", "20 minutes and 2 hours", "0:20, 2:00"},
    {"sentence end", "took 3h. It", "3:00"},
    {"bold", "**25 minutes**", "0:25"},
    {"glued word", "5minutes", "0:05"},
    {"glued nonsense", "5mx", ""},
    {"zero", "0 minutes", ""},
    {"absurd", "999999 weeks", ""},
    {"milliseconds", "5 ms", ""},
    {"\"a\" before another word", "a server", ""},
};

}  // namespace

TEST_CASE("Lengths of time are found") {
  for (const ScanRow& row : kRows) {
    INFO(row.name);
    CHECK(print(scan_durations(row.text)) == row.expected);
    check_prefixes(row.text);
  }
}
