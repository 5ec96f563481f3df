#include <catch2/catch.hpp>

#include "scan_fixture.hpp"

using namespace faultline::ingest::prose;

namespace {

constexpr ScanRow kRows[] = {
    {"version", "version 1.20.3", ""},
    {"version with v", "v14.07", ""},
    {"image tag", "release 1.2 instead of 1.20", ""},
    {"address", "10.0.0.1:8080", ""},
    {"address alone", "connect 192.168.12.30", ""},
    {"port", "host:8080", ""},
    {"port of four digits in clock range", "localhost:1430", ""},
    {"IPv6", "fe80::12:30", ""},
    {"IPv6 with a network", "2001:db8:12:30::1", ""},
    {"hardware address", "00:12:ab:cd:ef:01", ""},
    {"one to one", "1:1 meeting", ""},
    {"ratio", "a 3:1 ratio", ""},
    {"wide screen", "a 16:9 screen", ""},
    {"ratio of two digits", "a ratio of 12:30", ""},
    {"ratio behind", "12:30 ratio", ""},
    {"status class", "5xx errors", ""},
    {"issue number", "see #1234", ""},
    {"hash sign", "see #14:07", ""},
    {"price", "$12:30", ""},
    {"euro",
     "\xE2\x82\xAC"
     "12.30",
     ""},
    {"percentage", "12:30%", ""},
    {"hexadecimal", "0x14:30", ""},
    {"verse", "John 3:16", ""},
    {"page", "page 12:30", ""},
    {"line of a file", "line 14:10", ""},
    {"file, line and column", "foo.go:12:30", ""},
    {"file with a long ending", "Main.java:14:30", ""},
    {"digits and colons", "12:30:45:99", ""},
    {"glued to a word", "x14:07", ""},
    {"word glued behind", "14:07x", ""},
    {"mail address", "user@14:07", ""},
    {"took", "it took 1:23", ""},
    {"lasted", "lasted 0:45", ""},
    {"duration label", "Duration: 1:23:45", ""},
    {"for a length", "down for 12:30", ""},
    {"scheduled for a time", "scheduled for 22:00", "22:00"},
    {"time to resolve", "Time to resolve: 1:23", ""},
    {"minutes behind", "12:30 minutes", ""},
    {"length", "25 minutes", ""},
    {"length in letters", "3h 8m", ""},
    {"uptime", "uptime 14:07", ""},
    {"timeout", "timeout 0:30", ""},
    {"thousands", "1,399 minutes", ""},
    {"decimal", "0.30 seconds", ""},
    {"money", "12.30 pm2 instances", ""},
    {"identifier", "job-14:07", ""},
    {"serial", "INC-2023-0727", ""},
    {"commit", "commit 1410abc", ""},
    {"path", "/var/log/14:07", ""},
    {"path with a date", "logs/2023/07/27/app.log", ""},
    {"address with a date", "https://example.org/2023/07/27", ""},
    {"address with a clock", "https://example.org/?t=14:07", ""},
    {"Windows path", "C:\\14:07", ""},
    {"number and pm2", "5 pm2 workers", ""},
    {"number of am-word", "5 amps", ""},
    {"word at", "at 5", ""},
    {"quarter", "Q3/4", ""},
    {"fraction", "3/4", ""},
    {"negative number", "-7", ""},
    {"exponent", "1e10", ""},
    {"range of numbers", "10-20 nodes", ""},
    {"empty", "", ""},
    {"blank", "   ", ""},
    {"only punctuation", ":::---...", ""},
};

}  // namespace

TEST_CASE("What is no time is left alone") {
  for (const ScanRow& row : kRows) {
    INFO(row.name);
    CHECK(print(scan_times(row.text)) == row.expected);
    check_prefixes(row.text);
  }
}
