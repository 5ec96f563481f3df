#include <catch2/catch.hpp>

#include "scan_fixture.hpp"

using namespace faultline::ingest::prose;

namespace {

constexpr ScanRow kRows[] = {
    {"dash", "14:07-14:30", "14:07 ..., 14:30"},
    {"en dash",
     "14:07\xE2\x80\x93"
     "14:30",
     "14:07 ..., 14:30"},
    {"spaced dash", "14:07 - 14:30", "14:07 ..., 14:30"},
    {"double dash", "14:07 -- 14:30", "14:07 ..., 14:30"},
    {"arrow", "14:07 -> 14:30", "14:07 ..., 14:30"},
    {"real arrow", "14:07 \xE2\x86\x92 14:30", "14:07 ..., 14:30"},
    {"wave", "14:07~14:30", "14:07 ..., 14:30"},
    {"from to", "from 10:22 to 10:38 UTC", "10:22 <UTC*> ..., 10:38 <UTC>"},
    {"from until", "from 10:22 until 10:38", "10:22 ..., 10:38"},
    {"between and", "between 3:04 PM and 4:05 PM ET", "3:04pm <ET*> ..., 4:05pm <ET>"},
    {"between the hours of", "Between the hour of 16:23 and 16:46 CEST on the 20th of June",
     "?-06-20^ 16:23 <CEST*> ..., ?-06-20 16:46 <CEST>"},
    {"and without between", "at 14:07 and 14:30", "14:07, 14:30"},
    {"and without between, one zone", "at 14:07 and 14:30 UTC", "14:07 <UTC*>, 14:30 <UTC>"},
    {"half shared backwards", "from 3:04 to 4:05 PM", "3:04pm* ..., 4:05pm"},
    {"half shared over noon", "from 11:30 to 1:00 PM", "11:30am* ..., 1:00pm"},
    {"half shared forwards", "from 3:04pm to 4:05", "3:04pm ..., 4:05pm*"},
    {"half shared forwards over noon", "from 11:30am to 12:30", "11:30am ..., 12:30pm*"},
    {"hours only", "from 3 to 4 PM", "3pm* ..., 4pm"},
    {"hours only, dash", "3-4pm", "3pm* ..., 4pm"},
    {"zone on both ends", "14:07 UTC - 14:30 UTC", "14:07 <UTC> ..., 14:30 <UTC>"},
    {"zone glued to the dash", "14:07 UTC-14:30 UTC", "14:07 <UTC> ..., 14:30 <UTC>"},
    {"zone on the first only", "14:07 UTC - 14:30", "14:07 <UTC> ..., 14:30 <UTC*>"},
    {"end that looks like an offset", "08:07-09:30", "08:07 ..., 09:30"},
    {"later end that looks like an offset", "08:07 UTC-11:00", "08:07 <UTC> ..., 11:00 <UTC*>"},
    {"date before both", "3/30 from 12:30 to 12:55 hours PST",
     "?-03-30 12:30 <PST*> ..., ?-03-30^ 12:55 <PST>"},
    {"date before both, brackets", "on 9th May 2025 (14:07 UTC \xE2\x80\x93 14:30 UTC)",
     "2025-05-09 14:07 <UTC> ..., 2025-05-09^ 14:30 <UTC>"},
    {"date before both, between", "July 27th between 10:20am - 11:40am",
     "?-07-27 10:20am ..., ?-07-27^ 11:40am"},
    {"date behind both", "10:20am - 11:40am on July 27th", "?-07-27^ 10:20am ..., ?-07-27 11:40am"},
    {"date on both ends", "July 27 11:00 PM - July 28 1:00 AM EDT",
     "?-07-27 11:00pm <EDT*> ..., ?-07-28 1:00am <EDT>"},
    {"date on both ends, numeric", "2023-07-27 14:00 - 2023-07-28 02:00",
     "2023-07-27 14:00 ..., 2023-07-28 02:00"},
    {"past midnight", "2023-07-27 11pm-2am", "2023-07-27 11pm ..., 2023-07-27^ 2am"},
    {"end left open", "12:26-12:?? fix", "12:26 ..., 12:??"},
    {"days", "May 09, 2025 - May 09, 2025", "2025-05-09 ..., 2025-05-09"},
    {"days of a month", "July 27-28, 2023", "2023-07-27 ..., 2023-07-28"},
    {"days of a month, ordinals", "July 27th - 28th", "?-07-27 ..., ?-07-28"},
    {"days of a month, day first", "27-28 July 2023", "2023-07-27 ..., 2023-07-28"},
    {"days over a month's end", "July 30 \xE2\x80\x93 August 2", "?-07-30 ..., ?-08-02"},
    {"over New Year", "Dec 30, 2023 - Jan 2", "2023-12-30 ..., 2024-01-02"},
    {"over New Year, year at the end", "Dec 30 - Jan 2, 2024", "2023-12-30 ..., 2024-01-02"},
    {"days by from and to", "from 3 May to 5 May 2023", "2023-05-03 ..., 2023-05-05"},
    {"short dates by from and to", "from 3/30 to 4/12", "?-03-30 ..., ?-04-12|?"},
    {"short dates", "07/27-07/28", "?-07-27 ..., ?-07-28"},
    {"weekdays", "Tue 14:00 - Wed 15:00", "Tue 14:00 ..., Wed 15:00"},
    {"clock, then a date", "14:07 - 27 July deploy", "14:07, ?-07-27"},
    {"clock, then a text", "12:08pm - The problem is found", "12:08pm"},
    {"clock, then a count", "14:07 - 5 pods restarted", "14:07"},
    {"clock, then a share", "14:07 - 1/2 nodes down", "14:07"},
    {"two ranges", "3/30 from 12:30 to 12:55 and 4/1 from 11:16 to 11:44",
     "?-03-30 12:30 ..., ?-03-30^ 12:55, ?-04-01|? 11:16 ..., ?-04-01|?^ 11:44"},
    {"until on the next line", "from 14:07\nuntil 14:30", "14:07 ..., 14:30"},
    {"dash on the next line", "14:07\n- 14:30", "14:07, 14:30"},
    {"template range", "HH:mm - HH:mm", "placeholder, placeholder"},
};

}  // namespace

TEST_CASE("Ranges join their ends") {
  for (const ScanRow& row : kRows) {
    INFO(row.name);
    CHECK(print(scan_times(row.text)) == row.expected);
    check_prefixes(row.text);
  }
}
