#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "cli/config_file.hpp"
#include "cli/policy_file.hpp"

namespace faultline::cli {
namespace {

std::string error_of(std::string_view toml) {
  try {
    parse_config(toml, "faultline.toml");
  } catch (const base::Error& error) {
    return error.what();
  }
  return "no error";
}

void check_same_policy(const model::Policy& a, const model::Policy& b) {
  CHECK(a.name == b.name);
  CHECK(a.major_tenths == b.major_tenths);
  CHECK(a.partial_tenths == b.partial_tenths);
  CHECK(a.degraded_tenths == b.degraded_tenths);
  CHECK(a.maintenance_tenths == b.maintenance_tenths);
  CHECK(a.ledger == b.ledger);
  CHECK(a.zone == b.zone);
  CHECK(a.decimals == b.decimals);
}

}  // namespace

TEST_CASE("the file that init writes says the defaults") {
  const model::Config defaults;
  for (const std::string& text : {initial_config(), std::string()}) {
    const model::Config config = parse_config(text, "faultline.toml");
    CHECK(config.path == "faultline.toml");
    CHECK(config.organisations.empty());
    CHECK(config.clusters.empty());
    CHECK(config.services.empty());
    CHECK(config.objectives.empty());
    CHECK(config.zone == defaults.zone);
    CHECK(config.draft_template == defaults.draft_template);
    CHECK(config.logs.paths.empty());
    CHECK(config.logs.fields.service.empty());
    CHECK((config.logs.latency_unit.empty() || config.logs.latency_unit == "ms"));
    CHECK(config.calls.empty());
    CHECK(config.alerts.empty());
    CHECK(config.observed.partial_share == defaults.observed.partial_share);
    CHECK(config.observed.major_share == defaults.observed.major_share);
    CHECK(config.observed.allowed_false_alarms == defaults.observed.allowed_false_alarms);
    check_same_policy(config.policy, defaults.policy);
  }
}

TEST_CASE("the examples of that file are good ones") {
  std::string text = initial_config();
  for (const char* key : {"zone =",        "[[organisation]]",
                          "name =",        "aliases =",
                          "[[cluster]]",   "organisation =",
                          "[[service]]",   "[[objective]]",
                          "cluster =",     "service =",
                          "target =",      "calls =",
                          "[logs.fields]", "latency =",
                          "since =",       "[policies.contract]",
                          "preset =",      "minimum_consecutive =",
                          "policy =",      "[[export]]",
                          "to =",          "every =",
                          "as =",          "[[logs.paths]]",
                          "prefix =",      "[[alert]]",
                          "for ="})
    for (std::size_t at = 0; (at = text.find(std::string("\n# ") + key, at)) != std::string::npos;)
      text.erase(at + 1, 2);
  const model::Config config = parse_config(text, "faultline.toml");
  CHECK(config.zone == "Europe/Madrid");
  REQUIRE(config.organisations.size() == 1);
  CHECK(config.organisations[0].zone == "America/New_York");
  REQUIRE(config.objectives.size() == 1);
  CHECK(config.objectives[0].target_text == "99.95");
  REQUIRE(config.calls.size() == 1);
  CHECK(config.calls[0].calls == std::vector<std::string>{"Ledger"});
  CHECK(config.logs.fields.latency == std::vector<std::string>{"took_us"});
  REQUIRE(config.logs.paths.size() == 1);
  REQUIRE(config.alerts.size() == 1);
  CHECK(config.alerts[0].pending_seconds == 300);
}

TEST_CASE("every key is read") {
  const model::Config config = parse_config(R"(zone = "Europe/Madrid"
[organisation]
name = "Tidepool"
aliases = ["Tidepool Inc."]
zone = "America/New_York"
[[cluster]]
name = "prod-1"
organisation = "Tidepool"
aliases = ["US production", "live"]
[[service]]
name = "Billing"
aliases = ["billing-api"]
[policy]
name = "ours"
ledger = "declared"
zone = "+02:00"
decimals = 2
weights = { major = 1, partial = 0.5, degraded = 0.1 }
[[objective]]
cluster = "Prod 1"
service = "Billing"
target = 99.95
[[objective]]
target = "99"
[[objective]]
target = 100
[draft]
template = "mine/short.mustache"
[logs]
latency_unit = "us"
fields = { time = ["when"], cluster = ["a.b"], service = ["s", "t"], status = ["rc"], level = ["sev"], latency = ["d"], version = ["v"], message = ["m"] }
[[logs.paths]]
prefix = "/pay"
service = "Billing"
cluster = "prod-1"
[[logs.paths]]
prefix = "shop.example/"
service = "Shop"
[[service]]
name = "Shop"
organisation = "Tidepool"
calls = ["Billing", "Stock"]
[alert]
name = "ShopErrors"
for = "1h30m"
[observed]
partial_share = 0.05
major_share = 0.4
allowed_false_alarms = 0.5
)",
                                            "faultline.toml");
  CHECK(config.zone == "Europe/Madrid");
  REQUIRE(config.organisations.size() == 1);
  CHECK(config.organisations[0].name == "Tidepool");
  CHECK(config.organisations[0].aliases == std::vector<std::string>{"Tidepool Inc."});
  REQUIRE(config.clusters.size() == 1);
  CHECK(config.clusters[0].organisation == "Tidepool");
  CHECK(config.clusters[0].aliases.size() == 2);
  REQUIRE(config.services.size() == 2);
  CHECK(config.services[0].organisation.empty());
  CHECK(config.policy.name == "ours");
  CHECK(config.policy.ledger == model::Ledger::declared);
  CHECK(config.policy.zone == "+02:00");
  CHECK(config.policy.decimals == 2);
  CHECK(config.policy.partial_tenths == 5);
  CHECK(config.policy.degraded_tenths == 1);
  REQUIRE(config.objectives.size() == 3);
  CHECK(config.objectives[0].scope.cluster.slug == "prod-1");
  CHECK(config.objectives[0].scope.service.slug == "billing");
  CHECK_FALSE(config.objectives[0].scope.organisation.is_known());
  CHECK(config.objectives[0].target_text == "99.95");
  CHECK(config.objectives[0].target.numerator * 10000 == config.objectives[0].target.denominator * 9995);
  CHECK_FALSE(config.objectives[0].is_default);
  CHECK(config.objectives[1].target_text == "99");
  CHECK(config.objectives[2].target.numerator == config.objectives[2].target.denominator);
  CHECK(config.draft_template == "mine/short.mustache");
  using Names = std::vector<std::string>;
  CHECK(config.logs.latency_unit == "us");
  CHECK(config.logs.fields.time == Names{"when"});
  CHECK(config.logs.fields.cluster == Names{"a.b"});
  CHECK(config.logs.fields.service == Names{"s", "t"});
  CHECK(config.logs.fields.status == Names{"rc"});
  CHECK(config.logs.fields.level == Names{"sev"});
  CHECK(config.logs.fields.latency == Names{"d"});
  CHECK(config.logs.fields.version == Names{"v"});
  CHECK(config.logs.fields.message == Names{"m"});
  REQUIRE(config.logs.paths.size() == 2);
  CHECK(config.logs.paths[0].prefix == "/pay");
  CHECK(config.logs.paths[0].service == "Billing");
  CHECK(config.logs.paths[0].cluster == "prod-1");
  CHECK(config.logs.paths[1].cluster.empty());
  REQUIRE(config.calls.size() == 1);  // Billing names none
  CHECK(config.calls[0].organisation == "Tidepool");
  CHECK(config.calls[0].service == "Shop");
  CHECK(config.calls[0].calls == Names{"Billing", "Stock"});
  REQUIRE(config.alerts.size() == 1);
  CHECK(config.alerts[0].name == "ShopErrors");
  CHECK(config.alerts[0].pending_seconds == 5400);
  CHECK(config.observed.partial_share == 0.05);
  CHECK(config.observed.major_share == 0.4);
  CHECK(config.observed.allowed_false_alarms == 0.5);
}

TEST_CASE("other weights do not keep the usual policy's name") {
  CHECK(parse_config("policy.weights.partial = 0.3", "a").policy.name == "default");
  CHECK(parse_config("policy.weights.partial = 0.5", "a").policy.name == "own policy");
  CHECK(parse_config("policy = { name = 'x', weights = { partial = 0.5 } }", "a").policy.name == "x");
}

TEST_CASE("policies, composites, starts and exports are read") {
  const model::Config config = parse_config(R"(
[policy]
preset = "github"
zone = "Europe/Madrid"
[policies.contract]
preset = "gce"
weights = { partial = 0.5 }
minimum_consecutive = "10m"
service_hours = { mon = ["08:00-12:00", "13:00-17:30"], sun = ["00:00-24:00"] }
holidays = ["2026-12-25", "2026-01-01"]
tier = [{ at_least = "99", below = 99.9, credit = 5 }]
[[service]]
name = "Login"
since = "2026-04-10"
[[objective]]
cluster = "prod-*"
target = "99.95"
policy = "contract"
[[objective]]
name = "checkout"
combine = "serial"
scopes = [{ cluster = "Prod 1", service = "Login" }, { service = "Pay" }]
target = 99
policy = "s3"
[[export]]
to = "out"
as = ["csv", "openmetrics"]
every = "quarter"
)",
                                            "faultline.toml");
  CHECK(config.policy.name == "github");
  CHECK(config.policy.zone == "Europe/Madrid");
  REQUIRE(config.policies.size() == 2);  // the shipped one that an objective uses is taken in
  const model::Policy& own = config.policies[0];
  CHECK(own.name == "contract");
  CHECK(own.partial_tenths == 5);
  CHECK(own.major_tenths == 10);
  CHECK(own.minimum_seconds == 600);
  CHECK(own.partial_minutes == model::PartialMinutes::floor);
  CHECK(own.hours.spans[1] == std::vector<std::pair<int, int>>{{480, 720}, {780, 1050}});
  CHECK(own.hours.spans[0] == std::vector<std::pair<int, int>>{{0, 1440}});
  REQUIRE(own.hours.holidays.size() == 2);
  CHECK(static_cast<int>(own.hours.holidays[0].year()) == 2026);
  REQUIRE(own.tiers.size() == 1);
  CHECK(own.tiers[0].upper_text == "99.9");
  CHECK(config.policies[1].name == "s3");
  REQUIRE(config.starts.size() == 1);
  CHECK(config.starts[0].scope.service.slug == "login");
  REQUIRE(config.objectives.size() == 2);
  CHECK(config.objectives[0].scope.cluster.label == "prod-*");
  CHECK(config.objectives[1].combination == model::Combination::serial);
  REQUIRE(config.objectives[1].members.size() == 2);
  CHECK(config.objectives[1].members[0].cluster.slug == "prod-1");
  REQUIRE(config.exports.size() == 1);
  CHECK(config.exports[0].every == "quarter");
  CHECK(config.exports[0].catch_up == 3);
}

TEST_CASE("every shipped policy is one") {
  const std::vector<std::string> names = preset_names();
  CHECK(names.size() >= 12);
  for (const std::string& name : names) {
    INFO(name);
    const model::Policy policy = parse_policy_file(preset_text(name), name + ".toml");
    CHECK_FALSE(policy.title.empty());
    CHECK_FALSE(policy.source.empty());
    CHECK(preset(name)->name == name);
  }
  CHECK_FALSE(preset("nobody").has_value());
}

TEST_CASE("errors say where, what and what instead") {
  struct Row {
    const char* name;
    const char* toml;
    const char* error;
  };
  const Row rows[] = {
      {"a slip in a key", "zone = 'UTC'\n[policy]\n  decimls = 2\n",
       "faultline.toml:3:3: unknown key 'decimls'; did you mean 'decimals'?"},
      {"a table nobody knows", "[colours]\nred = 1\n",
       "faultline.toml:1:2: unknown key 'colours'; known here: alert, cluster, draft, export, logs, "
       "objective, observed, organisation, policies, policy, service, words, zone"},
      {"a key in a list of tables", "[[cluster]]\nname = 'a'\n\n[[cluster]]\nname = 'b'\nalises = ['c']\n",
       "faultline.toml:6:1: unknown key 'alises'; did you mean 'aliases'?"},
      {"a missing name", "\n[[service]]\naliases = ['x']\n", "faultline.toml:2:1: 'service' needs a 'name'"},
      {"a missing target", "[objective]\ncluster = 'x'\n",
       "faultline.toml:1:1: 'objective' needs a 'target'"},
      {"a wrong type", "[policy]\ndecimals = \"four\"\n",
       "faultline.toml:2:12: 'decimals' cannot be \"four\"; wanted: a whole number from 0 to 9"},
      {"out of range", "[policy]\ndecimals = 10\n",
       "faultline.toml:2:12: 'decimals' cannot be 10; wanted: a whole number from 0 to 9"},
      {"a bad item of a list", "[[cluster]]\nname = 'a'\naliases = ['b', 3]\n",
       "faultline.toml:3:17: 'aliases' cannot be 3; wanted: another name, as text"},
      {"a blank name", "[organisation]\nname = '  '\n",
       "faultline.toml:2:8: 'name' cannot be \"  \"; wanted: the organisation's name, as text"},
      {"a ledger", "[policy]\nledger = 'logs'\n",
       "faultline.toml:2:10: 'ledger' cannot be \"logs\"; wanted: \"declared\", \"observed\", \"stated\" or "
       "\"fused\""},
      {"a weight over 1", "[policy.weights]\npartial = 30\n",
       "faultline.toml:2:11: 'partial' cannot be 30; wanted: a number from 0 to 1 with one decimal"},
      {"a weight with two decimals", "[policy.weights]\npartial = 0.25\n",
       "faultline.toml:2:11: 'partial' cannot be 0.25; wanted: a number from 0 to 1 with one decimal"},
      {"a target over 100", "[objective]\ntarget = 100.1\n",
       "faultline.toml:2:10: 'target' cannot be 100.1; wanted: a percentage from 0 to 100 such as \"99.95\""},
      {"a target in words", "[objective]\ntarget = 'three nines'\n",
       "faultline.toml:2:10: 'target' cannot be \"three nines\"; wanted: a percentage from 0 to 100 such as "
       "\"99.95\""},
      {"a zone", "zone = 'Europe/Madird'\n",
       "faultline.toml:1:8: the zone 'Europe/Madird' is unknown; write an IANA name such as "
       "\"Europe/Madrid\""},
      {"a template", "[draft]\ntemplate = 'postmorten'\n",
       "faultline.toml:2:12: unknown template 'postmorten'; did you mean 'postmortem'?"},
      {"one alias for two",
       "[[service]]\nname = 'A'\naliases = ['x']\n[[service]]\nname = 'B'\naliases = ['X']\n",
       "faultline.toml:6:12: 'X' already stands for 'A'; one name cannot stand for two"},
      {"a scalar for a table", "policy = 'statuspage'\n",
       "faultline.toml:1:10: 'policy' cannot be \"statuspage\"; wanted: a [policy] table"},
      {"a scalar for a list of tables", "cluster = 'prod-1'\n",
       "faultline.toml:1:11: 'cluster' cannot be \"prod-1\"; wanted: [[cluster]] tables"},
      {"a unit of latency", "[logs]\nlatency_unit = 'sec'\n",
       "faultline.toml:2:16: 'latency_unit' cannot be \"sec\"; wanted: \"s\", \"ms\", \"us\" or \"ns\""},
      {"a part of a line that nobody knows", "[logs.fields]\nlevels = ['x']\n",
       "faultline.toml:2:1: unknown key 'levels'; did you mean 'level'?"},
      {"one field instead of a list", "[logs.fields]\nlevel = 'x'\n",
       "faultline.toml:2:9: 'level' cannot be \"x\"; wanted: a list of names of fields, each as text"},
      {"a path without a service", "[[logs.paths]]\nprefix = '/a'\n",
       "faultline.toml:1:1: 'paths' needs a 'service'"},
      {"a path twice",
       "[[logs.paths]]\nprefix = '/a'\nservice = 'A'\n[[logs.paths]]\nprefix = '/a'\nservice = 'B'\n",
       "faultline.toml:5:10: the prefix '/a' stands twice"},
      {"a service that calls itself", "[[service]]\nname = 'Web'\ncalls = ['web']\n",
       "faultline.toml:3:10: 'Web' calls itself; list the other services that it calls"},
      {"an alert without a duration", "[[alert]]\nname = 'A'\n", "faultline.toml:1:1: 'alert' needs a 'for'"},
      {"an alert's duration", "[[alert]]\nname = 'A'\nfor = '5 min'\n",
       "faultline.toml:3:7: 'for' cannot be \"5 min\"; wanted: a duration such as \"5m\" or \"1h30m\""},
      {"a share over 1", "[observed]\npartial_share = 10\n",
       "faultline.toml:2:17: 'partial_share' cannot be 10; wanted: a number from 0 to 1"},
      {"shares the wrong way round", "[observed]\nmajor_share = 0.05\n",
       "faultline.toml:2:15: 'major_share' is 0.05 and 'partial_share' 0.1; a major outage has the greater "
       "share"},
      {"no false alarm allowed", "[observed]\nallowed_false_alarms = 0\n",
       "faultline.toml:2:24: 'allowed_false_alarms' cannot be 0; wanted: a number above 0"},
      {"no such preset", "[policy]\npreset = 'githib'\n",
       "faultline.toml:2:10: no preset 'githib'; did you mean 'github'?"},
      {"an unknown key of a named policy", "[policies.contract]\nmaintainance = 'count'\n",
       "faultline.toml:2:1: unknown key 'maintainance'; did you mean 'maintenance'?"},
      {"a tier without an edge", "[[policies.contract.tier]]\ncredit = 10\n",
       "faultline.toml:1:1: a tier needs an edge: at_least or above, at_most or below"},
      {"two edges on one side", "[[policy.tier]]\ncredit = 10\nbelow = 99\nat_most = 98\n",
       "faultline.toml:3:9: 'below' is a second edge on the same side"},
      {"hours over midnight", "[policy]\nservice_hours = { mon = ['22:00-06:00'] }\n",
       "faultline.toml:2:26: '22:00-06:00' are no hours of one day; write \"22:00-24:00\", and the rest on "
       "the "
       "next"},
      {"no holiday", "[policy]\nholidays = ['2026-02-30']\n",
       "faultline.toml:2:13: '2026-02-30' is no day; write one as \"2026-12-25\""},
      {"an interval that divides no hour", "[policy]\ninterval = '7m'\n",
       "faultline.toml:2:12: 'interval' cannot be \"7m\"; wanted: whole minutes that divide an hour"},
      {"a rolling period of no days", "[policy]\nperiod = '0d'\n",
       "faultline.toml:2:10: 'period' cannot be \"0d\"; wanted: \"month\", \"quarter\", \"year\" or days "
       "such as "
       "\"90d\""},
      {"an objective of a policy that is none", "[objective]\ntarget = 99\npolicy = 'slak'\n",
       "faultline.toml:3:10: no policy 'slak'; did you mean 'slack'?"},
      {"a composite without scopes", "[objective]\ntarget = 99\nname = 'x'\ncombine = 'worst'\n",
       "faultline.toml:1:1: an objective over several scopes needs both 'combine' and 'scopes'"},
      {"no day to begin with", "[service]\nname = 'x'\nsince = 'May'\n",
       "faultline.toml:3:9: 'May' is no day; write one as \"2026-04-10\""},
      {"an export to nowhere", "[export]\nevery = 'month'\n", "faultline.toml:1:1: 'export' needs a 'to'"},
      {"all at once", "zone = 'Nowhere'\n[policy]\ndecimals = -1\nzne = 'UTC'\n[objective]\n",
       "faultline.toml:1:8: the zone 'Nowhere' is unknown; write an IANA name such as \"Europe/Madrid\"\n"
       "faultline.toml:3:12: 'decimals' cannot be -1; wanted: a whole number from 0 to 9\n"
       "faultline.toml:4:1: unknown key 'zne'; did you mean 'zone'?\n"
       "faultline.toml:5:1: 'objective' needs a 'target'"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(error_of(row.toml) == row.error);
  }
  CHECK_THAT(error_of("zone = \n"), Catch::StartsWith("faultline.toml:1:8: this is no TOML: "));
  CHECK_THAT(error_of("[policy]\nname = 'a'\nname = 'b'\n"), Catch::StartsWith("faultline.toml:3:"));
}

}  // namespace faultline::cli
