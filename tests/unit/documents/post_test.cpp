#include <catch2/catch.hpp>

#include "facts.hpp"

using namespace faultline;
using namespace faultline::test;

namespace {

model::SourceFacts read_one(std::string_view body) {
  ingest::FactSink sink("page.txt", "0", "statuspage_text", 0);
  model::Event post;
  post.kind = model::EventKind::status_update;
  post.body = body;
  post.when.local = base::parse_local("2024-05-03T22:30");
  post.when.utc = base::minute_bounds(*base::parse_rfc3339("2024-05-03T22:30:00Z"));
  post.when.zone = "UTC";
  const int ordinal = sink.event(post);
  ingest::prose::read_post(post, ordinal, sink);
  return sink.take();
}

}  // namespace

TEST_CASE("promises of posts") {
  struct Row {
    const char* body;
    std::int64_t minutes;  // 0 = none
  };
  const Row rows[] = {
      {"Please expect further updates within 30 minutes and write to us.", 30},
      {"Please expect further updates within 30 Minutes", 30},
      {"Please expect further updates in 1 hour", 60},
      {"Please look for additional updates within the next hour.", 60},
      {"Please look for the next update within an hour.", 60},
      {"The next update follows within half an hour.", 30},
      {"Next update by 23:45 UTC.", 75},
      {"Next update by 00:30 UTC.", 120},  // the post is of 22:30: past midnight
      {"Next update by 11:15 UTC.", 45},   // an unmarked evening
      {"Next update by 21:00 UTC on 2 May 2024.", 0},
      {"We will provide an update as soon as possible.", 0},
      {"The fix is expected within 30 minutes.", 0},
      {"We updated the index 30 minutes ago.", 0},
  };
  for (const Row& row : rows) {
    INFO(row.body);
    const auto promises = claims_of(read_one(row.body), model::ClaimKind::promise);
    if (row.minutes == 0) {
      CHECK(promises.empty());
      continue;
    }
    REQUIRE(promises.size() == 1);
    CHECK(promises[0].seconds == row.minutes * 60);
    CHECK(promises[0].event_ordinal == 0);
    REQUIRE(promises[0].end.has_value());
    REQUIRE(promises[0].end->utc.has_value());
    CHECK(promises[0].end->utc->best - promises[0].start.utc->best == std::chrono::minutes(row.minutes));
  }
}

TEST_CASE("windows of posts") {
  const auto windows =
      claims_of(read_one("Logins failed between 19:47 and 22:05 UTC on 3 May."), model::ClaimKind::window);
  REQUIRE(windows.size() == 1);
  CHECK(local_of(windows[0].start) == "2024-05-03T19:47");
  CHECK(local_of(*windows[0].end) == "2024-05-03T22:05");
  CHECK(claims_of(read_one("All is well."), model::ClaimKind::window).empty());
}
