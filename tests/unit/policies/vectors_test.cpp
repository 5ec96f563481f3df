// Shipped policies against published examples and texts; each row names where its figure is from.
#include <catch2/catch.hpp>

#include "../sla/sla_fixture.hpp"
#include "cli/policy_file.hpp"

namespace faultline::analyze {
namespace {

using model::Level;
using test::exact;

struct Outage {
  Level level;
  std::string start, end;
};

// A row of the period under the policy, from outages of one service with exact edges.
model::SlaRow row_of(const std::string& policy, const std::string& period, const std::vector<Outage>& outages,
                     const model::Config& config = {}) {
  std::vector<model::ImpactWindow> windows;
  for (const Outage& outage : outages) {
    auto window =
        test::window({test::scope("prod-1", "Login")}, outage.level, exact(outage.start), exact(outage.end));
    window.ledger = cli::preset(policy).value_or(model::Policy{}).ledger;
    windows.push_back(std::move(window));
  }
  model::Incident incident = test::incident("a", std::move(windows));
  incident.scopes = {test::scope("prod-1", "Login")};
  SlaQuery query;
  query.period = period;
  query.service = "login";
  query.under = {cli::preset(policy).value_or(model::Policy{})};
  const auto result = compute_sla(test::report({incident}), config, query, test::at("2030-01-01T00:00:00Z"));
  REQUIRE(result.rows.size() == 1);
  return result.rows.front();
}

std::string availability(const model::SlaRow& row, int decimals = 6) {
  return base::truncated_percent({row.best.total - row.best.bad, row.best.total}, decimals);
}

// `count` minutes of a request stream from a start, each with so many requests and errors.
struct Stretch {
  std::string start;
  int minutes;
  std::int64_t requests, errors;
};

model::SlaRow row_of_requests(const model::Policy& policy, const std::string& period,
                              const std::vector<Stretch>& stretches) {
  model::Rollups rollups;
  model::Source source;
  source.digest = "1";
  source.reader = "rollups";
  rollups.sources = {source};
  model::RollupStream stream;
  stream.scope = test::scope("prod-1", "Login");
  for (const Stretch& stretch : stretches)
    for (int i = 0; i < stretch.minutes; ++i) {
      model::RollupMinute minute;
      minute.minute = test::at(stretch.start) + std::chrono::minutes(i);
      minute.requests = stretch.requests;
      minute.errors = stretch.errors;
      stream.minutes.push_back(minute);
    }
  rollups.rollups = {{"1", {stream}, 0}};
  SlaQuery query;
  query.period = period;
  query.service = "login";
  query.under = {policy};
  const model::Report report;
  const auto result =
      compute_sla(SlaInput{report, nullptr, &rollups}, {}, query, test::at("2030-01-01T00:00:00Z"));
  REQUIRE(result.rows.size() == 1);
  return result.rows.front();
}

std::string plus(const std::string& start, std::int64_t seconds) {
  return base::format_rfc3339(test::at(start) + std::chrono::seconds(seconds));
}

}  // namespace

TEST_CASE("vendors' rules give vendors' figures") {
  struct Row {
    const char* name;
    const char* source;
    const char* policy;
    const char* period;
    std::vector<Outage> outages;
    const char* availability;  // six decimals, truncated
    const char* credit;        // empty = the policy has none
  };
  const std::string april = "2026-04-01T00:00:00Z";
  const auto down = [&](std::int64_t minutes) {
    return std::vector<Outage>{{Level::major_outage, april, plus(april, minutes * 60)}};
  };
  const Row rows[] = {
      {"S66 degraded",
       "Atlassian's text",
       "statuspage",
       "2026-04",
       {{Level::degraded, april, plus(april, 3600)}},
       "100",
       ""},
      {"I1",
       "instatus.com, uptime colors",
       "instatus",
       "2026-01-01..2026-03-31",
       {{Level::major_outage, "2026-02-01T00:00:00Z", "2026-02-01T01:00:00Z"},
        {Level::partial_outage, "2026-02-02T00:00:00Z", "2026-02-02T01:40:00Z"}},
       "99.930555",
       ""},
      {"I3",
       "openstatus, concept",
       "openstatus",
       "2026-04-01",
       {{Level::partial_outage, april, plus(april, 1800)}},
       "98.958333",
       ""},
      {"U1 overlapping incidents",
       "upptime, calculate-uptime.spec",
       "upptime",
       "2026-04-01",
       {{Level::major_outage, april, plus(april, 7200)},
        {Level::major_outage, plus(april, 3600), plus(april, 10800)}},
       "87.500000",
       ""},
      {"U2 the greater weight",
       "aiwatch's rule",
       "statuspage",
       "2026-04-01",
       {{Level::partial_outage, april, plus(april, 7200)},
        {Level::major_outage, plus(april, 3600), plus(april, 7200)}},
       "94.583333",
       ""},
      {"E1 4 min", "aws.amazon.com/compute/sla", "ec2", "2026-04", down(4), "99.990740", "0"},
      {"E1 5 min", "aws.amazon.com/compute/sla", "ec2", "2026-04", down(5), "99.988425", "10"},
      {"E1 432 min, exactly 99.0", "aws.amazon.com/compute/sla", "ec2", "2026-04", down(432), "99.000000",
       "10"},
      {"E1 433 min", "aws.amazon.com/compute/sla", "ec2", "2026-04", down(433), "98.997685", "30"},
      {"E1 2160 min, exactly 95.0", "aws.amazon.com/compute/sla", "ec2", "2026-04", down(2160), "95.000000",
       "30"},
      {"E1 2161 min", "aws.amazon.com/compute/sla", "ec2", "2026-04", down(2161), "94.997685", "100"},
      {"a partial outage is no region outage",
       "aws.amazon.com/compute/sla",
       "ec2",
       "2026-04",
       {{Level::partial_outage, april, plus(april, 7200)}},
       "100",
       "0"},
      {"G1 129 min",
       "docs.github.com, GHE SLA",
       "github",
       "2026-Q1",
       {{Level::major_outage, "2026-01-05T00:00:00Z", "2026-01-05T02:09:00Z"}},
       "99.900462",
       "0"},
      {"G1 130 min",
       "docs.github.com, GHE SLA",
       "github",
       "2026-Q1",
       {{Level::major_outage, "2026-01-05T00:00:00Z", "2026-01-05T02:10:00Z"}},
       "99.899691",
       "10"},
      {"G2 exactly 99.0 lies in no tier",
       "docs.github.com, GHE SLA",
       "github",
       "2026-Q1",
       {{Level::major_outage, "2026-01-05T00:00:00Z", "2026-01-05T21:36:00Z"}},
       "99.000000",
       "no tier"},
      {"C1 59 s",
       "cloud.google.com/compute/sla-20171130",
       "gce",
       "2026-04",
       {{Level::major_outage, april, plus(april, 59)}},
       "100",
       "0"},
      {"C1 60 s",
       "cloud.google.com/compute/sla-20171130",
       "gce",
       "2026-04",
       {{Level::major_outage, april, plus(april, 60)}},
       "99.997685",
       "0"},
      {"C1 90 s count as 60",
       "cloud.google.com/compute/sla-20171130",
       "gce",
       "2026-04",
       {{Level::major_outage, april, plus(april, 90)}},
       "99.997685",
       "0"},
  };
  for (const Row& row : rows) {
    INFO(row.name << " (" << row.source << ")");
    const model::SlaRow result = row_of(row.policy, row.period, row.outages);
    CHECK(availability(result) == row.availability);
    const bool has_none = result.credit_best.kind == model::SlaCredit::Kind::none;
    const bool is_between = result.credit_best.kind == model::SlaCredit::Kind::between_tiers;
    CHECK((has_none ? "" : is_between ? "no tier" : result.credit_best.percent) == row.credit);
  }
}

// Seconds of outage and the percentage that the page showed for 90 days, of captured public status pages
// (github.com/bbsetup/public-bugbounty-data); rounding to nearest fits 27 of the 65 that were looked at,
// truncation all.
TEST_CASE("the percentages that real status pages show") {
  struct Row {
    const char* component;
    const char* period;
    std::int64_t partial_seconds, major_seconds;
    const char* shown;
  };
  const Row rows[] = {
      {"Sandbox", "2020-10-25..2021-01-22", 0, 56, "99.99"},
      {"Application Builder", "2020-10-25..2021-01-22", 8857, 1300, "99.94"},
      {"Blog", "2020-10-25..2021-01-22", 0, 1427, "99.98"},
      {"App", "2020-10-25..2021-01-22", 3006, 5508, "99.91"},
      {"Machine Jobs", "2020-10-25..2021-01-22", 1603, 9917, "99.86"},
      {"Pipelines & Workflows", "2020-10-25..2021-01-22", 5878, 8625, "99.86"},
      {"API Gateway", "2020-10-25..2021-01-22", 0, 17043, "99.78"},
      {"Web Application", "2020-10-25..2021-01-22", 0, 10893, "99.85"},
      {"Database Cluster", "2020-10-25..2021-01-22", 0, 5046, "99.93"},
      {"Notifications", "2020-10-25..2021-01-22", 5019, 0, "99.98"},
      {"The Danish Parliament", "2020-10-25..2021-01-22", 0, 7896, "99.89"},
      {"Endpoint Detection and Response (CDM)", "2020-10-25..2021-01-22", 0, 1140, "99.98"},
      {"Management Console - Americas (us-mc1)", "2020-10-25..2021-01-22", 0, 2262, "99.97"},
      {"Cloud Workload Protection", "2020-10-25..2021-01-22", 0, 1011, "99.98"},
      {"ClientNet", "2020-10-25..2021-01-22", 0, 15579, "99.79"},
      {"LeadConduit Classic", "2020-10-25..2021-01-22", 1999, 0, "99.99"},
      {"Marketplace", "2020-10-26..2021-01-23", 5122, 0, "99.98"},
      {"Cloud Authoring", "2020-10-26..2021-01-23", 42951, 12499, "99.67"},
      {"User Authentication", "2020-10-30..2021-01-27", 836, 0, "99.99"},
      {"User Authentication", "2020-10-30..2021-01-27", 21970, 0, "99.91"},
      {"Real transaction services", "2020-11-14..2021-02-11", 1593, 0, "99.99"},
      {"Charting services", "2020-11-14..2021-02-11", 1593, 0, "99.99"},
  };
  for (const Row& row : rows) {
    INFO(row.component << ", " << row.period);
    const std::string start = std::string(row.period).substr(0, 10) + "T03:00:00Z",
                      later = plus(start, 40 * 86400);
    const auto result = row_of("statuspage", row.period,
                               {{Level::major_outage, start, plus(start, row.major_seconds)},
                                {Level::partial_outage, later, plus(later, row.partial_seconds)}});
    CHECK(result.best.total == 90 * 864000);
    CHECK(availability(result, 2) == row.shown);
  }
}

TEST_CASE("exactly 99.9 is GitHub's first tier and no breach") {  // G2
  // 129.6 minutes of a quarter of 129,600.
  const auto row =
      row_of("github", "2026-Q1", {{Level::major_outage, "2026-01-05T00:00:00Z", "2026-01-05T02:09:36Z"}});
  CHECK(availability(row) == "99.900000");
  CHECK(row.credit_best.percent == "10");
  CHECK(row.verdict == model::SlaRow::Verdict::met);
}

TEST_CASE("incident.io's hour") {  // I2: 66.67 % (its page prints 66 %)
  auto policy = cli::preset("incident-io").value();
  policy.hours.spans[3] = {{9 * 60, 10 * 60}};  // Wednesdays, 09:00 to 10:00
  model::Incident incident =
      test::incident("a", {test::window({test::scope("prod-1", "Login")}, Level::degraded,
                                        exact("2026-04-01T09:10:00Z"), exact("2026-04-01T09:40:00Z")),
                           test::window({test::scope("prod-1", "Login")}, Level::major_outage,
                                        exact("2026-04-01T09:40:00Z"), exact("2026-04-01T10:00:00Z"))});
  for (auto& window : incident.windows) window.ledger = model::Ledger::declared;
  SlaQuery query;
  query.period = "2026-04-01";
  query.service = "login";
  query.under = {policy};
  const auto result = compute_sla(test::report({incident}), {}, query, test::at("2030-01-01T00:00:00Z"));
  REQUIRE(result.rows.size() == 1);
  CHECK(result.rows[0].counted_seconds == 3600);
  CHECK(availability(result.rows[0], 2) == "66.66");
}

TEST_CASE("an hour of an instance that was down for more than six minutes is free") {  // E2
  const auto six = row_of("ec2-instance", "2026-04",
                          {{Level::major_outage, "2026-04-01T09:10:00Z", "2026-04-01T09:16:00Z"}});
  CHECK(six.free_hours == 0);
  const auto seven = row_of("ec2-instance", "2026-04",
                            {{Level::major_outage, "2026-04-01T09:10:00Z", "2026-04-01T09:17:00Z"}});
  CHECK(seven.free_hours == 1);
  CHECK(seven.credit_best.percent == "0");  // the month's own promise holds
  const auto over_the_hour = row_of("ec2-instance", "2026-04",
                                    {{Level::major_outage, "2026-04-01T09:54:00Z", "2026-04-01T10:07:00Z"}});
  CHECK(over_the_hour.free_hours == 1);
}

TEST_CASE("a machine counts from when it was deployed") {  // Z1: 14,400 minutes, 2 down
  model::Config config;
  model::ServiceStart start;
  start.scope.service = model::make_name("Login");
  start.day = std::chrono::year{2026} / 4 / 21;
  config.starts = {start};
  const auto row = row_of("azure-vm", "2026-04",
                          {{Level::major_outage, "2026-04-25T09:00:00Z", "2026-04-25T09:02:00Z"},
                           {Level::major_outage, "2026-04-20T09:00:00Z", "2026-04-20T10:00:00Z"}},
                          config);
  CHECK(row.counted_seconds == 14400 * 60);
  CHECK(availability(row) == "99.986111");
  CHECK(row.credit_best.percent == "10");
}

TEST_CASE("Cloudflare's credit is the affected share of the time down") {  // F1
  auto policy = cli::preset("cloudflare").value();
  policy.affected_share = {21, 1000};
  SlaQuery query;
  query.period = "2026-04";
  query.service = "login";
  query.under = {policy};
  const auto report = test::report(
      {test::incident("a", {test::window({test::scope("prod-1", "Login")}, Level::major_outage,
                                         exact("2026-04-01T00:00:00Z"), exact("2026-04-01T01:40:00Z"))})});
  const auto result = compute_sla(report, {}, query, test::at("2030-01-01T00:00:00Z"));
  REQUIRE(result.rows.size() == 1);
  CHECK(result.rows[0].credit_best.percent == "0.00486111");  // percent: 0.0000486111 of the fee
}

TEST_CASE("maintenance is counted, no downtime, or no part of the period") {  // M1
  const std::vector<Outage> outages = {{Level::maintenance, "2026-04-05T00:00:00Z", "2026-04-05T02:00:00Z"},
                                       {Level::major_outage, "2026-04-06T00:00:00Z", "2026-04-06T00:30:00Z"}};
  model::Policy policy;
  policy.maintenance_tenths = 10;
  std::vector<model::ImpactWindow> windows;
  for (const Outage& outage : outages)
    windows.push_back(
        test::window({test::scope("prod-1", "Login")}, outage.level, exact(outage.start), exact(outage.end)));
  const auto report = test::report({test::incident("a", windows)});
  const auto under = [&](model::MaintenanceMode mode) {
    policy.maintenance = mode;
    SlaQuery query;
    query.period = "2026-04";
    query.service = "login";
    query.under = {policy};
    return availability(compute_sla(report, {}, query, test::at("2030-01-01T00:00:00Z")).rows.at(0));
  };
  CHECK(under(model::MaintenanceMode::exclude_from_downtime) == "99.930555");
  CHECK(under(model::MaintenanceMode::exclude_from_both) == "99.930362");
  CHECK(under(model::MaintenanceMode::count) == "99.652777");
}

TEST_CASE("policies that count requests") {
  // April 2026 has 8,640 intervals of five minutes.
  const auto s3 = cli::preset("s3").value();
  const auto all_failing = row_of_requests(
      s3, "2026-04", {{"2026-04-01T00:00:00Z", 60, 10, 10}, {"2026-04-01T01:00:00Z", 43140, 10, 0}});
  CHECK(availability(all_failing) == "99.861111");  // A1: 12 intervals at 100 %
  CHECK(all_failing.credit_best.percent == "10");
  const auto half_failing = row_of_requests(
      s3, "2026-04", {{"2026-04-01T00:00:00Z", 60, 10, 5}, {"2026-04-01T01:00:00Z", 43140, 10, 0}});
  CHECK(availability(half_failing) == "99.930555");  // A2
  CHECK(half_failing.credit_best.percent == "0");
  // An interval without a request has no error rate; the table knows that there was none.
  const auto silent = row_of_requests(
      s3, "2026-04", {{"2026-04-01T00:00:00Z", 60, 10, 10}, {"2026-04-01T01:00:00Z", 43140, 0, 0}});
  CHECK(availability(silent) == "99.861111");

  // G3: 10,000 runs, 11 of them unavailable.
  const auto actions =
      row_of_requests(cli::preset("github-actions").value(), "2026-Q1",
                      {{"2026-01-05T00:00:00Z", 1, 9989, 0}, {"2026-01-05T00:01:00Z", 1, 11, 11}});
  CHECK(actions.best == model::Portion{11, 10000});
  CHECK(availability(actions, 2) == "99.89");
  CHECK(actions.credit_best.percent == "10");

  // C2: over 10 % for ten minutes on end, with 2,000 requests.
  struct Row {
    const char* name;
    int minutes;
    std::int64_t requests, errors;
    std::int64_t down_minutes;
  };
  const auto vertex = cli::preset("vertex-search").value();
  for (const Row& row :
       {Row{"9 min", 9, 1000, 200, 0}, Row{"10 min", 10, 1000, 200, 10},
        Row{"30 min with 1,500 requests", 30, 50, 10, 0}, Row{"10 min at exactly 10 %", 10, 1000, 100, 0}}) {
    INFO(row.name);
    const auto result =
        row_of_requests(vertex, "2026-04",
                        {{"2026-04-01T00:00:00Z", row.minutes, row.requests, row.errors},
                         {plus("2026-04-01T00:00:00Z", row.minutes * 60), 43200 - row.minutes, 10, 0}});
    CHECK(result.down_seconds == row.down_minutes * 60);
    CHECK(result.best.total == 43200 * 600);
  }
}

TEST_CASE("an incident over a month's edge is in each what it is there") {  // D6
  const std::vector<Outage> outages = {{Level::major_outage, "2026-01-31T23:30:00Z", "2026-02-01T00:45:00Z"}};
  CHECK(row_of("none", "2026-01", outages).best.bad == 30 * 600);
  CHECK(row_of("none", "2026-02", outages).best.bad == 45 * 600);
  model::Config config;
  config.policy.zone = "America/New_York";
  SlaQuery query;
  query.period = "2026-01..2026-02";
  query.service = "login";
  const auto report =
      test::report({test::incident("a", {test::window({test::scope("prod-1", "Login")}, Level::major_outage,
                                                      exact(outages[0].start), exact(outages[0].end))})});
  const auto result = compute_sla(report, config, query, test::at("2030-01-01T00:00:00Z"));
  REQUIRE(result.rows.size() == 2);
  CHECK(result.rows[0].best.bad == 75 * 600);
  CHECK(result.rows[1].best.bad == 0);
}

}  // namespace faultline::analyze
