// Which minutes are known, and that neither the order of sources nor the splitting of a log changes anything.
#include <catch2/catch.hpp>

#include "unit/observe/rollups_builder.hpp"

namespace faultline::analyze {
namespace {

using support::Counts;
using support::minute_at;
using support::RollupsBuilder;
using support::steady;

constexpr std::int64_t kDay = 1440;

const model::ObservedStream& stream_of(const model::Observations& found, const std::string& service) {
  for (const model::ObservedStream& stream : found.streams)
    if (stream.scope.service.label == service) return stream;
  throw std::runtime_error("no stream of " + service);
}

// All of a result that does not name a place in a file.
std::string in_words(const model::Observations& found) {
  std::string text = std::to_string(found.threshold) + "\n";
  for (const auto& stream : found.streams)
    text += to_string(stream.scope) + " " + std::to_string(stream.known_minutes) + " " +
            std::to_string(stream.errors) + "\n";
  for (const auto& window : found.windows) {
    text += to_string(window.scope) + " " + window.rule + " " + std::to_string(window.peak);
    for (const auto* moment : {&window.start, window.end ? &*window.end : nullptr})
      if (moment != nullptr)
        text += " " + base::format_rfc3339(moment->utc->earliest) + " " + moment->written + " " +
                base::format_rfc3339(moment->utc->latest);
    for (const auto& evidence : window.evidence) text += " | " + evidence.excerpt;
    for (const auto& version : window.versions)
      text += " " + version.version + "=" + std::to_string(version.requests);
    for (const auto& minute : window.minutes) text += " " + std::to_string(minute.requests);
    text += "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("silence is zero traffic only where the cluster's logs go on") {
  std::vector<Counts> silent = steady(0, 4 * kDay), other = steady(0, 4 * kDay);
  support::drop_rows(silent, 4000, 4060);  // alone
  support::drop_rows(silent, 5000, 5060);  // with the rest of the cluster
  support::drop_rows(other, 5000, 5060);

  SECTION("of one cluster") {
    RollupsBuilder builder;
    builder.source("a", "jsonl").stream("prod-1", "Search", other).stream("prod-1", "Checkout", silent);
    const auto found = builder.observe();
    REQUIRE(found.windows.size() == 1);
    CHECK(found.windows[0].scope.service.label == "Checkout");
    CHECK(found.windows[0].channel == model::Channel::traffic);
    CHECK(found.windows[0].start.utc->best == minute_at(4000));
    CHECK(found.windows[0].end->utc->best == minute_at(4060));
    CHECK(stream_of(found, "Checkout").unknown_minutes == 60);
    REQUIRE(stream_of(found, "Checkout").unknown.size() == 1);
    CHECK(stream_of(found, "Checkout").unknown[0] == std::pair{minute_at(5000), minute_at(5060)});
  }
  SECTION("of two organisations") {
    RollupsBuilder builder;
    builder.source("a", "jsonl", "Tidepool").stream("prod-1", "Checkout", silent);
    builder.source("b", "jsonl", "Fernhollow").stream("prod-1", "Search", other);
    const auto found = builder.observe();
    CHECK(found.windows.empty());
    CHECK(stream_of(found, "Checkout").unknown_minutes == 120);
    CHECK(stream_of(found, "Checkout").scope.organisation.label == "Tidepool");
  }
  SECTION("without a cluster") {
    RollupsBuilder builder;
    builder.source("a", "jsonl").stream("", "Search", other).stream("", "Checkout", silent);
    CHECK(builder.observe().windows.empty());
  }
  SECTION("of an imported table") {
    RollupsBuilder builder;
    builder.source("a", "rollups").stream("prod-1", "Search", other).stream("prod-1", "Checkout", silent);
    const auto found = builder.observe();
    CHECK(found.windows.empty());
    CHECK(stream_of(found, "Checkout").unknown_minutes == 120);
    CHECK(stream_of(found, "Search").unknown_minutes == 60);
  }
}

TEST_CASE("before its first line a stream does not exist, after its last it is silent") {
  RollupsBuilder builder;
  builder.source("a", "jsonl")
      .stream("prod-1", "Search", steady(0, 500))
      .stream("prod-1", "Checkout", steady(100, 400));
  const model::ObservedStream stream = stream_of(builder.observe(), "Checkout");
  CHECK(stream.first == minute_at(100));
  CHECK(stream.last == minute_at(500));
  CHECK(stream.known_minutes == 400);
}

TEST_CASE("aliases make two names one stream") {
  model::Config config;
  config.services.push_back({"", "Checkout", {"checkout-api"}});
  RollupsBuilder builder;
  builder.source("a", "jsonl").stream("prod-1", "checkout-api", steady(0, 100));
  builder.source("b", "jsonl").stream("prod-1", "Checkout", steady(0, 100));
  const auto found = builder.observe(config);
  REQUIRE(found.streams.size() == 1);
  CHECK(found.streams[0].requests == 2 * 100 * 200);
  CHECK(found.streams[0].source_digests == std::vector<std::string>{"a", "b"});
}

TEST_CASE("nothing in, nothing out") {
  const auto found = RollupsBuilder{}.observe();
  CHECK(found.streams.empty());
  CHECK(found.windows.empty());
  CHECK(found.threshold == Approx(9.06).margin(0.1));
}

TEST_CASE("the order of sources and the files over which a log is spread change nothing") {
  std::mt19937 random(20260302);
  std::vector<Counts> first = steady(0, 4 * kDay), second = steady(0, 4 * kDay, 60);
  support::fail(first, 5000, 5040, 0.2);
  support::thin(second, 3000, 3050, 0);
  RollupsBuilder whole;
  whole.source("0", "jsonl")
      .stream("prod-1", "Checkout", first, "v1")
      .stream("prod-1", "Search", second, "v2");
  const std::string expected = in_words(whole.observe());
  REQUIRE(whole.observe().windows.size() == 2);
  for (int round = 0; round < 5; ++round) {
    // Each row goes to one of three files, which come in any order.
    RollupsBuilder split;
    std::vector<Counts> pieces[3][2];
    for (std::size_t i = 0; i < first.size(); ++i) {
      pieces[random() % 3][0].push_back(first[i]);
      pieces[random() % 3][1].push_back(second[i]);
    }
    std::vector<int> order{0, 1, 2};
    std::shuffle(order.begin(), order.end(), random);
    for (const int piece : order)
      split.source(std::to_string(piece), "jsonl")
          .stream("prod-1", "Search", pieces[piece][1], "v2")
          .stream("prod-1", "Checkout", pieces[piece][0], "v1");
    CHECK(in_words(split.observe()) == expected);
  }
}

}  // namespace faultline::analyze
