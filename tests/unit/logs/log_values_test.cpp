#include "ingest/logs/log_values.hpp"

#include <catch2/catch.hpp>

namespace faultline::ingest::logs {

TEST_CASE("a level is severe from error on") {
  struct Row {
    const char* level;
    std::optional<bool> severe;
  };
  const Row rows[] = {{"error", true},     {"ERR", true},
                      {"Fatal", true},     {"CRITICAL", true},
                      {"alert", true},     {"emerg", true},
                      {"panic", true},     {"DPANIC", true},
                      {"SEVERE", true},    {"ERROR+2", true},
                      {"warn", false},     {"WARNING", false},
                      {"info", false},     {"INFO-1", false},
                      {"notice", false},   {"debug", false},
                      {"trace", false},    {"10", false},
                      {"30", false},       {"40", false},
                      {"50", true},        {"60", true},
                      {"0", true},         {"3", true},
                      {"4", false},        {"7", false},
                      {"8", std::nullopt}, {"banana", std::nullopt},
                      {"", std::nullopt},  {"errors", std::nullopt},
                      {"5x", std::nullopt}};
  for (const Row& row : rows) {
    CAPTURE(row.level);
    CHECK(is_severe(row.level) == row.severe);
  }
}

TEST_CASE("a status is a number from 100 to 599") {
  for (const char* text :
       {"", "-", "ok", "99", "600", "999", "0", "200.0", "-500", "99999999999999999999", "2e2"}) {
    CAPTURE(text);
    CHECK_FALSE(read_status(text));
  }
  CHECK(read_status("100") == 100);
  CHECK(read_status("599") == 599);
}

TEST_CASE("a latency is read in its own unit, else in the given one") {
  struct Row {
    const char* text;
    LatencyUnit unit;
    std::optional<std::int64_t> micros;
  };
  const Row rows[] = {
      {"12", LatencyUnit::millisecond, 12'000},
      {"0.012", LatencyUnit::second, 12'000},
      {"12", LatencyUnit::microsecond, 12},
      {"1500", LatencyUnit::nanosecond, 2},
      {"1.2ms", LatencyUnit::second, 1'200},
      {"350\xc2\xb5s", LatencyUnit::second, 350},
      {"350\xce\xbcs", LatencyUnit::second, 350},
      {"350us", LatencyUnit::second, 350},
      {"999ns", LatencyUnit::second, 1},
      {"1m2.5s", LatencyUnit::millisecond, 62'500'000},
      {"1h0m0.5s", LatencyUnit::millisecond, 3'600'500'000},
      {"12 ms", LatencyUnit::second, 12'000},
      {"0.123s", LatencyUnit::millisecond, 123'000},
      {"0", LatencyUnit::second, 0},
      {"1e300", LatencyUnit::millisecond, 1'000'000'000'000'000},
      {"-1", LatencyUnit::second, std::nullopt},
      {"-", LatencyUnit::second, std::nullopt},
      {"", LatencyUnit::second, std::nullopt},
      {"NaN", LatencyUnit::second, std::nullopt},
      {"nan", LatencyUnit::second, std::nullopt},
      {"inf", LatencyUnit::second, std::nullopt},
      {"1e999", LatencyUnit::second, std::nullopt},
      {"1m30", LatencyUnit::second, std::nullopt},
      {"12 parsecs", LatencyUnit::second, std::nullopt},
      {"ms", LatencyUnit::second, std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read_latency(row.text, row.unit) == row.micros);
  }
}

}  // namespace faultline::ingest::logs
