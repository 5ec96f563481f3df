// Speed of rollups, in rows a second out of 240,000: `store_test "[.bench]"`, with sqlite3 in the path. The
// peer is sqlite3's own .import of the same rows into the same table, and reading them as text again.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

#include "random_content.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace faultline {

using store::Database;
using store::OpenMode;
using store::Store;
using store_test::TemporaryFolder;

namespace {

constexpr int kStreams = 40;
constexpr int kMinutes = 6'000;
constexpr int kRows = kStreams * kMinutes;

// As logs give them: a histogram of a dozen buckets in every minute, errors in one of ten.
model::SourceFacts rollups_of_logs() {
  std::mt19937 random(7);
  const auto below = [&](unsigned limit) { return static_cast<int>(random() % limit); };
  model::SourceFacts facts;
  facts.source.digest = "d1";
  facts.source.name = "access.log";
  for (int s = 0; s < kStreams; ++s) {
    model::RollupStream& stream = facts.rollups.streams.emplace_back();
    stream.scope.cluster = model::make_name(fmt::format("prod-{}", 10 + s / 8));
    stream.scope.service = model::make_name(fmt::format("service-{}", s % 8));
    for (int m = 0; m < kMinutes; ++m) {
      model::RollupMinute& minute = stream.minutes.emplace_back();
      minute.minute = base::from_micros((29'000'000 + std::int64_t{m}) * 60'000'000);
      for (int i = 0; i < 12; ++i) minute.latency.add(96 + i * 2 + below(2), 1 + below(300));
      minute.requests = minute.latency.total();
      if (below(10) != 0) continue;
      minute.errors = 1 + below(5);
      minute.first_error = {
          minute.minute, {1 + below(1'000'000), 1, ""}, "GET /cart/checkout 502 upstream timed out"};
      minute.last_error = minute.minute + std::chrono::seconds(50);
    }
  }
  return facts;
}

template <typename Work>
double seconds(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void shell(const std::string& command) {
  REQUIRE(std::system(command.c_str()) == 0);
}

}  // namespace

TEST_CASE("rows a second of rollups in and out", "[.bench]") {
  const TemporaryFolder folder;
  const model::SourceFacts facts = rollups_of_logs();
  // An empty database of the same schema for the peer, made first.
  Store::open(folder / "peer.db", OpenMode::write);
  Store store = Store::open(folder / "a.db", OpenMode::write);
  const std::int64_t before = store.check().bytes;
  const double in = seconds([&] { store.add(facts); });
  const double size = static_cast<double>(store.check().bytes - before) / kRows;
  std::size_t loaded = 0;
  const double out = seconds([&] {
    for (const auto& stream : store.load_rollups().rollups.at(0).streams) loaded += stream.minutes.size();
  });
  REQUIRE(loaded == static_cast<std::size_t>(kRows));

  {
    // .import knows no NULL and no bytes: empty texts and hexadecimal digits, into a table that takes them.
    const std::string columns =
        "stream_id, minute_s, requests, errors, slow, hex(latency), first_error_us, first_error_line, "
        "first_error_column, first_error_pointer, first_error_text, last_error_us";
    shell(fmt::format("sqlite3 -csv {0}/a.db 'SELECT {1} FROM rollup_minute' > {0}/rows.csv", folder.path(),
                      columns));
    shell(
        fmt::format("sqlite3 {0}/peer.db 'CREATE TABLE minutes (stream_id INTEGER, minute_s INTEGER, "
                    "requests INTEGER, errors INTEGER, slow, latency, a, b, c, d, e, f, "
                    "PRIMARY KEY (stream_id, minute_s)) WITHOUT ROWID'",
                    folder.path()));
  }
  const double peer_in = seconds([&] {
    shell(
        fmt::format("sqlite3 {0}/peer.db 'PRAGMA synchronous = NORMAL' '.import --csv {0}/rows.csv minutes'",
                    folder.path()));
  });
  const double peer_out = seconds([&] {
    shell(fmt::format("sqlite3 -csv {0}/peer.db 'SELECT * FROM minutes' > /dev/null", folder.path()));
  });
  std::cout << fmt::format(
      "{} rows, {:.1f} bytes a row\nin  {:.3f} s, {:.0f} rows/s; .import {:.3f} s, {:.2f} times as long\n"
      "out {:.3f} s, {:.0f} rows/s; SELECT as CSV {:.3f} s, {:.2f} times as long\n",
      kRows, size, in, kRows / in, peer_in, peer_in / in, out, kRows / out, peer_out, peer_out / out);
}

}  // namespace faultline
