// What evidence a policy takes: notice of maintenance, silence, requests, deploys, and times read otherwise.
#include <catch2/catch.hpp>

#include "../sla/sla_fixture.hpp"
#include "analyze/sla/service_hours.hpp"

namespace faultline::analyze {
namespace {

using model::Level;
using test::exact;

const model::Scope kLogin = test::scope("prod-1", "Login");

model::Incident login_incident(std::string id, Level level, std::string_view start, std::string_view end) {
  return test::incident(std::move(id), {test::window({kLogin}, level, exact(start), exact(end))});
}

model::SlaRow only_row(const SlaInput& input, const model::Policy& policy, std::string period) {
  SlaQuery query;
  query.period = std::move(period);
  query.service = "login";
  query.under = {policy};
  const auto result = compute_sla(input, {}, query, test::at("2030-01-01T00:00:00Z"));
  REQUIRE(result.rows.size() == 1);
  return result.rows.front();
}

// A minute a row: requests and errors from a start on.
model::RollupStream stream_of(std::string_view start, std::vector<std::pair<int, int>> minutes) {
  model::RollupStream stream;
  stream.scope = kLogin;
  for (std::size_t i = 0; i < minutes.size(); ++i) {
    model::RollupMinute minute;
    minute.minute = test::at(start) + std::chrono::minutes(i);
    minute.requests = minutes[i].first;
    minute.errors = minutes[i].second;
    stream.minutes.push_back(minute);
  }
  return stream;
}

model::Rollups rollups_of(std::vector<model::RollupStream> streams) {
  model::Rollups rollups;
  model::Source source;
  source.digest = "1";
  source.reader = "rollups";
  rollups.sources = {source};
  rollups.rollups = {{"1", std::move(streams), 0}};
  return rollups;
}

model::Policy by_rate() {
  model::Policy policy;
  policy.name = "by rate";
  policy.error_rate_above = base::Ratio{5, 100};
  policy.error_rate_text = "5";
  return policy;
}

}  // namespace

TEST_CASE("maintenance is excused only where it was announced in time") {
  model::Policy policy;
  policy.maintenance = model::MaintenanceMode::exclude_from_downtime;
  policy.maintenance_tenths = 10;
  policy.maintenance_notice_seconds = 2 * 86400;
  struct Row {
    const char* name;
    const char* announced;  // empty = not known
    std::int64_t least_minutes, best_minutes, most_minutes;
  };
  for (const Row& row :
       {Row{"three days before", "2026-04-02T00:00:00Z", 0, 0, 0},
        Row{"exactly two days before", "2026-04-03T10:00:00Z", 0, 0, 0},
        Row{"a second less", "2026-04-03T10:00:01Z", 60, 60, 60}, Row{"not known", "", 0, 60, 60}}) {
    INFO(row.name);
    auto incident = login_incident("m", Level::maintenance, "2026-04-05T10:00:00Z", "2026-04-05T11:00:00Z");
    if (*row.announced != '\0') {
      incident.posts.emplace_back();
      incident.posts.back().when = exact(row.announced);
    }
    const auto report = test::report({incident});
    const auto result = only_row({report}, policy, "2026-04");
    CHECK(result.least.bad == row.least_minutes * 600);
    CHECK(result.best.bad == row.best_minutes * 600);
    CHECK(result.most.bad == row.most_minutes * 600);
  }
}

TEST_CASE("an outage over excused maintenance counts outside of it only") {
  model::Policy policy;
  policy.maintenance = model::MaintenanceMode::exclude_from_both;
  const auto report = test::report(
      {login_incident("m", Level::maintenance, "2026-04-05T10:00:00Z", "2026-04-05T11:00:00Z"),
       login_incident("o", Level::major_outage, "2026-04-05T10:30:00Z", "2026-04-05T11:30:00Z")});
  const auto row = only_row({report}, policy, "2026-04-05");
  CHECK(row.best == model::Portion{30 * 600, 23 * 36000});
  CHECK(row.maintenance_seconds == 3600);
  CHECK(row.counted_seconds == 23 * 3600);
}

TEST_CASE("what no log tells is neither up nor down") {
  // Known from 00:00 to 12:00 of a day, then nothing.
  model::Observations observations;
  model::ObservedStream stream;
  stream.scope = kLogin;
  stream.first = test::at("2026-04-05T00:00:00Z");
  stream.last = test::at("2026-04-05T12:00:00Z");
  observations.streams = {stream};
  auto incident = login_incident("o", Level::major_outage, "2026-04-05T06:00:00Z", "2026-04-05T07:00:00Z");
  incident.windows.front().ledger = model::Ledger::observed;
  const auto report = test::report({incident});
  struct Row {
    model::UnknownTime unknown;
    model::Portion least, best, most;
  };
  const std::int64_t hour = 36000;
  for (const Row& row :
       {Row{model::UnknownTime::good, {hour, 24 * hour}, {hour, 24 * hour}, {hour, 24 * hour}},
        Row{model::UnknownTime::bad, {13 * hour, 24 * hour}, {13 * hour, 24 * hour}, {13 * hour, 24 * hour}},
        Row{model::UnknownTime::excluded, {hour, 12 * hour}, {hour, 12 * hour}, {hour, 12 * hour}},
        Row{model::UnknownTime::range, {hour, 24 * hour}, {hour, 12 * hour}, {13 * hour, 24 * hour}}}) {
    INFO(model::to_string(row.unknown));
    model::Policy policy;
    policy.ledger = model::Ledger::observed;
    policy.unknown = row.unknown;
    const auto result = only_row({report, &observations}, policy, "2026-04-05");
    CHECK(result.least == row.least);
    CHECK(result.best == row.best);
    CHECK(result.most == row.most);
    REQUIRE(result.coverage.has_value());
    CHECK(result.coverage->numerator * 2 == result.coverage->denominator);
    CHECK(result.unknown_seconds == 12 * 3600);
  }
}

TEST_CASE("without any log there is a range and no figure") {
  auto incident = login_incident("o", Level::major_outage, "2026-04-05T06:00:00Z", "2026-04-05T07:00:00Z");
  incident.windows.front().ledger = model::Ledger::observed;
  const auto report = test::report({incident});
  model::Policy policy;
  policy.ledger = model::Ledger::observed;
  const auto row = only_row({report}, policy, "2026-04-05");
  CHECK(row.best == model::Portion{0, 0});
  CHECK(row.shares.empty());
  CHECK(row.least == model::Portion{36000, 24 * 36000});
  CHECK(row.most == model::Portion{24 * 36000, 24 * 36000});
  CHECK(row.verdict == model::SlaRow::Verdict::breached);  // 4 % down at least
}

TEST_CASE("where logs fall silent the windows are the knowledge") {
  std::vector<std::pair<int, int>> minutes(10, {100, 0});
  for (int i = 0; i < 5; ++i) minutes.push_back({100, 50});
  const auto rollups =
      rollups_of({stream_of("2026-04-05T00:00:00Z", minutes),
                  stream_of("2026-04-05T00:45:00Z", std::vector<std::pair<int, int>>(1395, {100, 0}))});
  // The service broke at 00:10; from 00:15 on no line came until 00:45, and the page says it was down.
  const auto report = test::report(
      {login_incident("o", Level::major_outage, "2026-04-05T00:10:00Z", "2026-04-05T00:40:00Z")});
  const auto row = only_row({report, nullptr, &rollups}, by_rate(), "2026-04-05");
  CHECK(row.down_seconds == 30 * 60);
  CHECK(row.unknown_seconds == 5 * 60);  // 00:40 to 00:45
  REQUIRE(row.shares.size() == 1);
  CHECK(row.shares[0].incident_id == "o");
}

TEST_CASE("failed minutes outside of incidents have their own share") {
  std::vector<std::pair<int, int>> minutes(1440, {100, 0});
  for (int i = 60; i < 70; ++i) minutes[static_cast<std::size_t>(i)] = {100, 6};
  for (int i = 600; i < 605; ++i) minutes[static_cast<std::size_t>(i)] = {100, 100};
  minutes[800] = {100, 5};  // exactly 5 % is not over it
  const auto rollups = rollups_of({stream_of("2026-04-05T00:00:00Z", minutes)});
  const auto report =
      test::report({login_incident("o", Level::degraded, "2026-04-05T01:00:00Z", "2026-04-05T01:08:00Z")});
  const auto row = only_row({report, nullptr, &rollups}, by_rate(), "2026-04-05");
  CHECK(row.best == model::Portion{15 * 600, 1440 * 600});
  REQUIRE(row.shares.size() == 2);
  CHECK(row.shares[0].incident_id == "o");
  CHECK(row.shares[0].bad == 8 * 600);
  CHECK(row.shares[1].incident_id.empty());
  CHECK(row.shares[1].bad == 7 * 600);

  // A policy that counts requests only says so where there are none.
  model::Policy requests;
  requests.metric = model::SlaMetric::request_ratio;
  const auto none = only_row({report}, requests, "2026-04-05");
  CHECK(none.verdict == model::SlaRow::Verdict::no_data);
  CHECK_FALSE(none.notes.empty());
}

TEST_CASE("shares by deploy sum to the whole") {
  auto first = login_incident("a", Level::major_outage, "2026-04-05T01:00:00Z", "2026-04-05T02:00:00Z");
  auto second = login_incident("b", Level::major_outage, "2026-04-05T01:30:00Z", "2026-04-05T03:00:00Z");
  auto third = login_incident("c", Level::partial_outage, "2026-04-05T05:00:00Z", "2026-04-05T06:00:00Z");
  for (auto* incident : {&first, &second}) {
    incident->trigger.verdict = model::Suspicion::Verdict::trigger;
    incident->trigger.suspects.emplace_back();
    incident->trigger.suspects.back().title = "login v7";
  }
  third.trigger.verdict = model::Suspicion::Verdict::suspect;
  third.trigger.suspects = first.trigger.suspects;
  const auto report = test::report({first, second, third});
  const auto row = only_row({report}, {}, "2026-04-05");
  CHECK(row.best.bad == 2 * 36000 + 10800);
  REQUIRE(row.deploy_shares.size() == 2);
  CHECK(row.deploy_shares[0].deploy == "login v7");
  CHECK(row.deploy_shares[0].bad == 2 * 36000);
  CHECK(row.deploy_shares[0].incidents == std::vector<std::string>{"a", "b"});
  CHECK(row.deploy_shares[1].deploy.empty());
  CHECK(row.deploy_shares[1].bad == 10800);
}

TEST_CASE("what another reading of a time would change is told") {
  const auto shifted = [](std::string_view start, std::string_view end, int hours) {
    auto incident = login_incident("o", Level::major_outage, start, end);
    for (base::Moment* edge : {&incident.windows.front().start, &*incident.windows.front().end}) {
      base::Reading other;
      const base::Instant at = edge->utc->best + std::chrono::hours(hours);
      other.utc = base::Bounds{at, at, at};
      other.reason = "the abbreviation taken literally";
      edge->rejected = {other};
    }
    return incident;
  };
  SlaQuery query;
  query.service = "login";
  query.period = "2026-04";
  const auto notes_of = [&](const model::Incident& incident) {
    return compute_sla(test::report({incident}), {}, query, test::at("2030-01-01T00:00:00Z")).notes;
  };
  const auto inside = notes_of(shifted("2026-04-05T01:00:00Z", "2026-04-05T02:00:00Z", 1));
  REQUIRE(inside.size() == 1);
  CHECK(inside[0] ==
        "incident 'o': read 1h later (the abbreviation taken literally): no figure would change");
  const auto over_the_edge = notes_of(shifted("2026-04-30T22:30:00Z", "2026-04-30T23:30:00Z", 1));
  REQUIRE(over_the_edge.size() == 1);
  CHECK(over_the_edge[0].find(
            "2026-04 prod-1 / Login would be 30.00 min, met instead of 60.00 min, breached") !=
        std::string::npos);
  // Another window of it that has no such doubt speaks against moving any.
  auto mixed = shifted("2026-04-05T01:00:00Z", "2026-04-05T02:00:00Z", 1);
  mixed.windows.push_back(test::window({kLogin}, Level::major_outage, exact("2026-04-05T01:10:00Z"),
                                       exact("2026-04-05T01:50:00Z")));
  const auto fixed = notes_of(mixed);
  REQUIRE(fixed.size() == 1);
  CHECK(fixed[0].find("other windows of it stand on times without that doubt") != std::string::npos);
}

TEST_CASE("service hours are of the local clock") {
  model::ServiceHours hours;
  hours.spans[0] = {{0, 4 * 60}};        // Sundays from midnight to four
  hours.spans[1] = {{9 * 60, 17 * 60}};  // Mondays from nine to five
  const base::Zone london = base::Zone::find("Europe/London").value();
  const auto seconds_of = [&](const char* start, const char* end) {
    const auto second = [](const char* text) {
      return std::chrono::floor<std::chrono::seconds>(test::at(text));
    };
    return total_seconds(service_time(hours, london, second(start), second(end)));
  };
  CHECK(seconds_of("2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z") == 3 * 3600);  // an hour is lost
  CHECK(seconds_of("2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z") == 5 * 3600);  // and found
  CHECK(seconds_of("2026-06-15T00:00:00Z", "2026-06-16T00:00:00Z") == 8 * 3600);
  CHECK(seconds_of("2026-06-15T08:30:00Z", "2026-06-15T09:00:00Z") == 1800);
  hours.holidays = {std::chrono::year{2026} / 6 / 15};
  CHECK(seconds_of("2026-06-15T00:00:00Z", "2026-06-16T00:00:00Z") == 0);
}

}  // namespace faultline::analyze
