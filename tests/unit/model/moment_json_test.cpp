#include "model/moment_json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "base/error.hpp"

using namespace faultline::model;
using namespace faultline::base;
using Json = nlohmann::ordered_json;

namespace {

class Randomly {
 public:
  explicit Randomly(unsigned seed) : random_(seed) {}

  int below(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  bool toss() { return below(2) == 0; }

  Instant instant() {
    std::uniform_int_distribution<std::int64_t> micros(-2'000'000'000'000'000, 8'000'000'000'000'000);
    const Instant fine = from_micros(micros(random_));
    return toss() ? fine : floor_minute(fine);
  }

  std::optional<Bounds> bounds() {
    if (toss()) return std::nullopt;
    const Instant best = instant();
    return Bounds{best - std::chrono::seconds(below(4000)), best,
                  best + std::chrono::microseconds(below(1000000))};
  }

  std::optional<LocalTime> local() {
    if (toss()) return std::nullopt;
    return LocalTime(std::chrono::floor<std::chrono::seconds>(instant()).time_since_epoch());
  }

  std::string text() {
    const std::string_view pieces[] = {"11:29", " ",   "\"", "\\", "\n", "\xC3\xA9", "\xF0\x9F\x94\xA5",
                                       "~",     "\x01"};
    std::string result;
    for (int i = below(6); i > 0; --i) result += pieces[below(static_cast<int>(std::size(pieces)))];
    return result;
  }

  Moment moment() {
    Moment result;
    result.utc = bounds();
    result.local = local();
    result.resolution = static_cast<Resolution>(below(8));
    result.zone_basis = static_cast<ZoneBasis>(below(8));
    result.date_basis = static_cast<DateBasis>(below(7));
    result.zone = text();
    result.written = text();
    result.reason = text();
    for (int i = below(3); i > 0; --i) result.rejected.push_back({bounds(), local(), text()});
    return result;
  }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("a moment comes back from JSON as it was, through text too") {
  Randomly randomly(11);
  for (int i = 0; i < 1500; ++i) {
    const Moment moment = randomly.moment();
    const Json json = moment_to_json(moment);
    REQUIRE(moment_from_json(json) == moment);
    REQUIRE(moment_from_json(Json::parse(json.dump())) == moment);
  }
  CHECK(moment_from_json(moment_to_json(Moment{})) == Moment{});
}

TEST_CASE("the keys stand in their order, and empty ones are left out") {
  Moment moment = exact_moment(*parse_rfc3339("2023-07-27T15:32:00Z"), "07/27 11:32pm");
  moment.utc->latest += std::chrono::minutes(1);
  moment.local = parse_local("2023-07-27T11:32");
  moment.resolution = Resolution::minute;
  moment.zone = "America/New_York";
  moment.zone_basis = ZoneBasis::page_stamp;
  moment.date_basis = DateBasis::list;
  moment.reason = "pm would run backwards";
  moment.rejected.push_back({std::nullopt, parse_local("2023-07-27T23:32"), "as written"});
  CHECK(
      moment_to_json(moment).dump() ==
      R"({"earliest":"2023-07-27T15:32:00Z","latest":"2023-07-27T15:33:00Z","best":"2023-07-27T15:32:00Z",)"
      R"("local":"2023-07-27T11:32","resolution":"minute","zone":"America/New_York","zone_basis":"page_stamp",)"
      R"("date_basis":"list","written":"07/27 11:32pm","reason":"pm would run backwards",)"
      R"("rejected":[{"local":"2023-07-27T23:32","reason":"as written"}]})");
  CHECK(moment_to_json(Moment{}).dump() ==
        R"({"resolution":"unknown","zone_basis":"none","date_basis":"none"})");
}

TEST_CASE("the short form") {
  Moment moment = exact_moment(*parse_rfc3339("2023-07-27T15:32:00Z"), "x");
  moment.local = parse_local("2023-07-27T11:32");
  CHECK(
      moment_to_short_json(moment).dump() ==
      R"({"earliest":"2023-07-27T15:32:00Z","latest":"2023-07-27T15:32:00Z","best":"2023-07-27T15:32:00Z"})");
  moment.utc.reset();
  CHECK(moment_to_short_json(moment).dump() == R"({"local":"2023-07-27T11:32"})");
  CHECK(moment_to_short_json(Moment{}).dump() == "{}");
}

TEST_CASE("damaged JSON is an error") {
  for (const char* text :
       {R"({"best": "2023-07-27T15:32:00Z"})", R"({"earliest": "x", "best": "x", "latest": "x"})",
        R"({"local": "noon"})", R"({"resolution": "century"})", R"({"zone_basis": "hearsay"})",
        R"({"date_basis": 3})", R"({"rejected": [7]})", R"({"written": []})", "[]", "3"}) {
    INFO(text);
    CHECK_THROWS_AS(moment_from_json(Json::parse(text)), Error);
  }
}
