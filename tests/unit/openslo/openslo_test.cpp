// OpenSLO: YAML read into exact objectives, budgets as fractions, our objectives written and read again.
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "analyze/slo_import.hpp"
#include "ingest/openslo.hpp"
#include "render/openslo.hpp"

namespace faultline {

namespace {

struct Reading {
  std::vector<model::Slo> slos;
  std::vector<std::string> told;  // "8:18 message"
};

Reading read(std::string_view text) {
  Reading reading;
  reading.slos = ingest::read_openslo(text, "file.yaml", [&](const base::Diagnostic& diagnostic) {
    CHECK(diagnostic.source == "file.yaml");
    reading.told.push_back(fmt::format("{}:{} {}", diagnostic.line, diagnostic.column, diagnostic.message));
  });
  return reading;
}

std::string sample(const std::string& name) {
  std::ifstream file("samples/openslo/" + name);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string ratio_text(const std::optional<base::Ratio>& ratio) {
  return ratio ? fmt::format("{}/{}", ratio->numerator, ratio->denominator) : "-";
}

base::Ratio percent(std::string_view text) {
  return base::parse_percent(text).value();
}

}  // namespace

TEST_CASE("percentages and fractions move their point exactly") {
  struct Row {
    const char* fraction;
    const char* percent;  // null = refused
  };
  const Row rows[] = {{"0.9995", "99.95"}, {"0.95", "95"},    {"0.5", "50"},      {"1", "100"},
                      {"0", "0"},          {"1.0", "100"},    {"0.001", "0.1"},   {"0.99995", "99.995"},
                      {"00.9", "90"},      {"99.9", nullptr}, {"-0.1", nullptr},  {"9e-1", nullptr},
                      {"", nullptr},       {".9", nullptr},   {"0.9.9", nullptr}, {"nought", nullptr}};
  for (const Row& row : rows) {
    INFO(row.fraction);
    const auto result = model::percent_of_fraction(row.fraction);
    CHECK(result.has_value() == (row.percent != nullptr));
    if (result && row.percent != nullptr) {
      CHECK(*result == row.percent);
      CHECK(model::percent_of_fraction(model::fraction_of_percent(*result)) == result);
    }
  }
}

TEST_CASE("a month of the calendar, two objectives, labels") {
  const Reading reading = read(sample("calendar-month.yaml"));
  CHECK(reading.told.empty());
  REQUIRE(reading.slos.size() == 2);
  const model::Slo& slo = reading.slos[0];
  CHECK(slo.name == "checkout-availability");
  CHECK(slo.service == "Checkout API");
  CHECK(slo.target_text == "99.95");
  CHECK(reading.slos[1].target_text == "99.995");
  CHECK(slo.window.unit == 'M');
  CHECK_FALSE(slo.window.is_rolling);
  CHECK(slo.window.zone == "Europe/Madrid");
  CHECK(slo.labels == std::vector<std::pair<std::string, std::string>>{{"team", "payments"},
                                                                       {"tags", "customer-facing, tier-1"}});
  const auto imports = analyze::import_slos(reading.slos);
  CHECK(imports[0].policy->metric == model::SlaMetric::request_ratio);
  CHECK(imports[0].policy->period == model::PeriodRule{model::PeriodRule::Kind::month, 0});
  CHECK(imports[0].policy->zone == "Europe/Madrid");
  CHECK(imports[1].objective.policy == "checkout-availability-2");
  CHECK(analyze::budget_words(slo) == "1 of 2000 events may be bad");
}

TEST_CASE("slices: as a time metric, as a mean of ratios") {
  const Reading minutes = read(sample("timeslices.yaml"));
  CHECK(minutes.told.empty());
  REQUIRE(minutes.slos.size() == 1);
  const auto policy = analyze::import_slos(minutes.slos)[0].policy;
  CHECK(policy->metric == model::SlaMetric::time);
  CHECK(policy->interval_seconds == 60);
  CHECK(policy->error_rate_text == "10");
  CHECK(policy->period.days == 14);
  CHECK(analyze::budget_words(minutes.slos[0]) == "of 20160 slices of 1m, 1008 may be bad: 16h 48m");

  const Reading mean = read(sample("ratio-timeslices.yaml"));
  CHECK(mean.told.empty());
  REQUIRE(mean.slos.size() == 1);
  CHECK(analyze::import_slos(mean.slos)[0].policy->metric == model::SlaMetric::interval_error_rate);
  CHECK(analyze::budget_words(mean.slos[0]) ==
        "of 20160 slices of 1m, 1008 wholly bad ones burn the budget: 16h 48m");
}

TEST_CASE("budgets are exact fractions") {
  struct Row {
    const char* name;
    std::int64_t total;
    const char* target;
    const char* allowed;
  };
  // The first four as in the examples of OpenSLO; of 336000 requests its text says 16632, which is 99 % of
  // this.
  const Row rows[] = {{"two weeks of minutes at 95 %", 20160, "95", "1008/1"},
                      {"336000 requests at 95 %", 336000, "95", "16800/1"},
                      {"a week of minutes at 99.95 %: the sixth breaches", 10080, "99.95", "126/25"},
                      {"nothing", 0, "99.9", "0/1"},
                      {"no budget", 10080, "100", "0/1"},
                      {"thirty days of minutes at 99.9 %", 43200, "99.9", "216/5"}};
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(ratio_text(analyze::allowed_bad(row.total, percent(row.target))) == row.allowed);
  }
  // 822.857 slices: 13 h 42 min 51 s.
  CHECK(ratio_text(analyze::slices_to_burn(20160, percent("95"), percent("99"), percent("1"))) == "5760/7");
  CHECK(ratio_text(analyze::slices_to_burn(20160, percent("95"), percent("95"), percent("1"))) == "0/1");
  CHECK(ratio_text(analyze::slices_to_burn(20160, percent("95"), percent("90"), percent("1"))) == "-");
  CHECK(ratio_text(analyze::slices_to_burn(20160, percent("95"), percent("99"), percent("98"))) == "-");
  CHECK(ratio_text(analyze::slices_to_burn(20160, percent("95"), percent("99"), percent("99"))) == "-");
}

TEST_CASE("one minute is no month") {
  const Reading reading = read(sample("minute-for-month.yaml"));
  REQUIRE(reading.slos.size() == 1);
  CHECK(reading.told == std::vector<std::string>{"9:18 1m is one minute; a calendar month is 1M"});
  const auto import = analyze::import_slos(reading.slos)[0];
  CHECK_FALSE(import.policy.has_value());
  CHECK(import.remarks.size() == 1);
}

TEST_CASE("each mistake is told where it stands, and the rest is read") {
  const Reading reading = read(sample("mistakes.yaml"));
  REQUIRE(reading.slos.size() == 1);
  CHECK(reading.slos[0].target_text == "99");
  CHECK(reading.told.size() == 14);
  for (const char* expected :
       {"7:17 SLI 'not-here' is not in this file; whether it is a ratio is not known",
        "9:18 duration '4 weeks' is none; write 28d, 4w, 1M, 1Q, 1Y",
        "12:16 target '99.9' is no ratio from 0 to below 1",
        "13:7 target and targetPercent are both given; which one counts?",
        "14:43 an objective has no key 'timeSliceWIndow'; is 'timeSliceWindow' meant?",
        "15:7 an objective needs target or targetPercent",
        "16:39 Timeslices needs timeSliceTarget, a ratio from 0 to 1 such as 0.9",
        "19:13 apiVersion 'openslo/v1alpha' is not read; openslo/v1 is",
        "23:7 OpenSLO has no kind 'Objective'",
        "30:14 a threshold metric: Faultline counts failed requests, not values over a threshold",
        "31:20 no budgetingMethod 'Sometimes'; there are Occurrences, Timeslices, RatioTimeslices"}) {
    INFO(expected);
    CHECK(std::find(reading.told.begin(), reading.told.end(), expected) != reading.told.end());
  }
}

TEST_CASE("every prefix of every sample is survived") {
  for (const auto& entry : std::filesystem::directory_iterator("samples/openslo")) {
    const std::string text = sample(entry.path().filename());
    for (std::size_t length = 0; length <= text.size(); ++length)
      ingest::read_openslo(text.substr(0, length), "prefix", [](const base::Diagnostic&) {});
  }
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += '[';
  for (const std::string& text :
       {deep, std::string("a: &a [*a, *b]"), std::string("\0\xff\xfe", 3), std::string("? ?"),
        std::string("apiVersion: openslo/v1\nkind: SLO\nspec: {objectives: {}}\n")})
    ingest::read_openslo(text, "odd", [](const base::Diagnostic&) {});
}

TEST_CASE("windows of ours, and those that are none") {
  struct Row {
    std::int64_t count;
    char unit;
    bool is_rolling;
    const char* period;  // "-" = none
  };
  const Row rows[] = {{1, 'M', false, "month"}, {3, 'M', false, "quarter"}, {1, 'Q', false, "quarter"},
                      {1, 'Y', false, "year"},  {12, 'M', false, "year"},   {1, 'w', false, "-"},
                      {2, 'M', false, "-"},     {28, 'd', true, "28d"},     {4, 'w', true, "28d"},
                      {48, 'h', true, "2d"},    {5, 'h', true, "-"},        {1, 'M', true, "30d"},
                      {1, 'Q', true, "90d"},    {20, 'Y', true, "-"},       {0, 'd', true, "month"}};
  for (const Row& row : rows) {
    INFO(row.count << row.unit << row.is_rolling);
    model::Slo slo;
    slo.name = "x";
    slo.window = {row.count, row.unit, row.is_rolling, "2026-01-01 00:00:00", "UTC"};
    const auto import = analyze::import_slos({slo})[0];
    CHECK((import.policy ? model::to_string(import.policy->period) : "-") == row.period);
    CHECK((import.policy.has_value() || !import.remarks.empty()));
  }
}

TEST_CASE("what is written is read again") {
  std::vector<model::Policy> policies(3);
  policies[0].name = "gold";
  policies[0].metric = model::SlaMetric::request_ratio;
  policies[0].zone = "Europe/Madrid";
  policies[1].name = "minutes";
  policies[1].error_rate_above = percent("5");
  policies[1].error_rate_text = "5";
  policies[1].interval_seconds = 300;
  policies[1].period = {model::PeriodRule::Kind::rolling, 28};
  policies[2].name = "mean";
  policies[2].metric = model::SlaMetric::interval_error_rate;
  policies[2].period = {model::PeriodRule::Kind::quarter, 0};
  std::vector<model::Objective> objectives(3);
  const char* services[] = {"Checkout \"API\": # one", "yes", "- [Suche] \\ größer"};
  const char* targets[] = {"99.95", "95", "99.999"};
  for (std::size_t i = 0; i < 3; ++i) {
    objectives[i].policy = policies[i].name;
    objectives[i].scope.organisation = model::make_name("Orbit 'Labs'");
    objectives[i].scope.service = model::make_name(services[i]);
    objectives[i].target_text = targets[i];
    objectives[i].target = percent(targets[i]);
  }
  const Reading reading = read(render::openslo_yaml(objectives, policies));
  CHECK(reading.told.empty());
  REQUIRE(reading.slos.size() == 3);
  const auto imports = analyze::import_slos(reading.slos);
  for (std::size_t i = 0; i < 3; ++i) {
    INFO(services[i]);
    CHECK(imports[i].objective.scope.service.label == services[i]);
    CHECK(imports[i].objective.target_text == targets[i]);
    REQUIRE(imports[i].policy);
    CHECK(imports[i].policy->metric == policies[i].metric);
    CHECK(imports[i].policy->period == policies[i].period);
    CHECK(imports[i].policy->zone == policies[i].zone);
    CHECK(imports[i].policy->error_rate_text == policies[i].error_rate_text);
    if (i > 0) CHECK(imports[i].policy->interval_seconds == policies[i].interval_seconds);
  }
  CHECK(reading.slos[0].labels.front().second == "Orbit 'Labs'");
}

TEST_CASE("as tables of the config") {
  const auto imports = analyze::import_slos(read(sample("timeslices.yaml")).slos);
  CHECK(render::objectives_toml({imports[0].objective}, {*imports[0].policy}) ==
        "[policies.\"search-minutes\"]\nsource = \"OpenSLO search-minutes\"\nmetric = \"time\"\nledger = "
        "\"observed\"\ninterval = \"1m\"\nerror_rate_above = \"10\"\nperiod = \"14d\"\nzone = "
        "\"UTC\"\ntarget = "
        "\"95\"\n\n[[objective]]\nname = \"search-minutes\"\nservice = \"search\"\ntarget = \"95\"\npolicy = "
        "\"search-minutes\"\n");
  CHECK(render::objectives_toml({}, {}).empty());
}

}  // namespace faultline
