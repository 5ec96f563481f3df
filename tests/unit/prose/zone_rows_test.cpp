#include <catch2/catch.hpp>

#include "scan_fixture.hpp"

using namespace faultline::ingest::prose;

namespace {

constexpr ScanRow kRows[] = {
    {"UTC", "14:07 UTC", "14:07 <UTC>"},
    {"utc", "14:07 utc", "14:07 <utc>"},
    {"glued", "14:07UTC", "14:07 <UTC>"},
    {"in brackets", "14:07 (UTC)", "14:07 <UTC>"},
    {"in square brackets", "14:07 [UTC]", "14:07 <UTC>"},
    {"before the clock", "UTC 14:07", "14:07 <UTC>"},
    {"Z", "14:07Z", "14:07 <Z>"},
    {"four digits and Z", "at 1410Z", "14:10 <Z>"},
    {"four digits and UTC", "at 1410 UTC", "14:10 <UTC>"},
    {"a year's digits and UTC", "at 2025 UTC", "20:25 <UTC>"},
    {"a year's digits behind a date", "Aug 6, 2025", "2025-08-06"},
    {"four digits, no minute", "1475 UTC", ""},
    {"ET", "11:29am ET", "11:29am <ET>"},
    {"PT", "5 pm PT", "5pm <PT>"},
    {"et is French", "14:07 et alors", "14:07"},
    {"EDT", "Jul 27, 2023 - 11:44 EDT", "2023-07-27 11:44 <EDT>"},
    {"PST in hours", "12:55 hours PST", "12:55 <PST>"},
    {"hrs PST", "12:55 hrs PST", "12:55 <PST>"},
    {"PST/PDT", "12:55 PST/PDT", "12:55 <PST/PDT>"},
    {"GMT+1", "10:00 GMT+1", "10:00 <GMT+1>"},
    {"GMT +1", "10:00 GMT +1", "10:00 <GMT +1>"},
    {"UTC with half hours", "10:00 UTC+05:30", "10:00 <UTC+05:30>"},
    {"UTC minus", "10:00 UTC-7", "10:00 <UTC-7>"},
    {"UTC plus in brackets", "10:00 (UTC+2)", "10:00 <UTC+2>"},
    {"abbreviation explained", "10:00 PST (UTC-7)", "10:00 <PST (UTC-7)>"},
    {"no such offset", "10:00 UTC+25", "10:00 <UTC>"},
    {"offset", "2023-07-27T11:29:00+02:00", "2023-07-27 11:29:00 <+02:00> = 2023-07-27T09:29:00Z"},
    {"offset without colon", "2023-07-27T11:29:00+0200",
     "2023-07-27 11:29:00 <+0200> = 2023-07-27T09:29:00Z"},
    {"offset behind a space", "2023-07-27 11:29:00 -0700",
     "2023-07-27 11:29:00 <-0700> = 2023-07-27T18:29:00Z"},
    {"offset of hours", "2023-07-27T11:29:00+02", "2023-07-27 11:29:00 <+02> = 2023-07-27T09:29:00Z"},
    {"instant", "2023-07-27T11:29:00Z", "2023-07-27 11:29:00 <Z> = 2023-07-27T11:29:00Z"},
    {"instant to the minute", "2023-07-27T11:29Z", "2023-07-27 11:29 <Z> = 2023-07-27T11:29:00Z"},
    {"instant with a fraction", "2023-07-27T11:29:00.123456789Z",
     "2023-07-27 11:29:00 <Z> = 2023-07-27T11:29:00.123456Z"},
    {"instant, half an hour off", "2023-07-27T11:29:00+05:30",
     "2023-07-27 11:29:00 <+05:30> = 2023-07-27T05:59:00Z"},
    {"log instant", "[27/Jul/2023:11:29:00 +0000] GET", "2023-07-27 11:29:00 <+0000> = 2023-07-27T11:29:00Z"},
    {"zone name in brackets behind", "2023-07-27T11:29:00+02:00[Europe/Berlin]",
     "2023-07-27 11:29:00 <+02:00> = 2023-07-27T09:29:00Z"},
    {"time zone's name", "10:00 Europe/Madrid", "10:00 <Europe/Madrid>"},
    {"time zone's name with an underscore", "10:00 America/New_York", "10:00 <America/New_York>"},
    {"no such zone", "10:00 Europe/Atlantis", "10:00"},
    {"Pacific", "5 pm Pacific", "5pm <Pacific>"},
    {"Pacific time", "17:00 Pacific time", "17:00 <Pacific time>"},
    {"Eastern, then a sentence", "17:00 Eastern.", "17:00 <Eastern>"},
    {"Eastern region", "17:00 Eastern region failed", "17:00"},
    {"Central cluster", "17:00 Central Cluster failed", "17:00"},
    {"Central European time", "17:00 Central European Time", "17:00 <Central European Time>"},
    {"Eastern Daylight Time", "5 PM Eastern Daylight Time", "5pm <Eastern Daylight Time>"},
    {"Paris time", "8h30 paris time", "8:30 <paris time>"},
    {"UK time", "17:00 UK time", "17:00 <UK time>"},
    {"capitals that are no zone", "14:07 ALERT fired", "14:07"},
    {"status word", "14:07 RESET done", "14:07"},
    {"IST", "14:07 IST", "14:07 <IST>"},
    {"CST", "14:07 CST", "14:07 <CST>"},
    {"BST and UTC", "14:00 BST / 13:00 UTC", "14:00 <BST>, 13:00 <UTC>"},
    {"two readings of one time", "6:30 UTC (8h30 paris time)", "6:30 <UTC>, 8:30 <paris time>"},
    {"zone behind the trailing date", "11am on 9/14/2021 (UTC)", "2021-09-14 11am <UTC>"},
    {"zone, then a date", "16:46 CEST on the 20th of June", "?-06-20 16:46 <CEST>"},
    {"without a year, with a zone", "Aug 6, 17:49 UTC", "?-08-06 17:49 <UTC>"},
    {"CET", "14:07 CET", "14:07 <CET>"},
    {"AEST", "14:07 AEST", "14:07 <AEST>"},
    {"PET", "14:07 PET", "14:07 <PET>"},
    {"ICT", "14:07 ICT", "14:07 <ICT>"},
    {"CLST", "14:07 CLST", "14:07 <CLST>"},
    {"Z behind a space", "14:07 Z search fails", "14:07 <Z>"},
    {"Z as part of a word", "14:07 Z-axis stuck", "14:07"},
    {"about that time in a zone", "14:07ish UTC", "14:07 <UTC> ~"},
    {"about that hour in a zone", "5pm-ish ET", "5pm <ET> ~"},
    {"zone as part of a word", "14:07 PST-based", "14:07"},
    {"zone on the next line", "14:07\nUTC", "14:07"},
    {"chat permalink", "https://chat.example.com/archives/C02/p1582628309085600",
     "= 2020-02-25T10:58:29.085600Z"},
    {"chat permalink in Markdown", "[14:07](https://chat.example.com/archives/C02/p1582628309085600)",
     "14:07, = 2020-02-25T10:58:29.085600Z"},
    {"short number in a link", "https://chat.example.com/archives/p158262830", ""},
};

}  // namespace

TEST_CASE("Zones beside a time are found") {
  for (const ScanRow& row : kRows) {
    INFO(row.name);
    CHECK(print(scan_times(row.text)) == row.expected);
    check_prefixes(row.text);
  }
}
