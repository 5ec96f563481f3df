// Five real incident documents, each beside what a careful reader finds in it (../shared/seeds/facts.json).
// The same kinds of trouble are held without them by the stories and by tests/scenario/inspect-remarks.test.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "support/program.hpp"

namespace {

using nlohmann::json;
using namespace faultline;

const std::filesystem::path kFolder = "../shared/seeds";

json inspected(const std::string& file) {
  const auto ran = support::run_program(
      {"inspect", (kFolder / file).string(), "--format", "json", "--published", "2021-04-05"});
  REQUIRE(ran.code == 0);
  return json::parse(ran.out);
}

std::string minute(const json& instant) {
  return instant.is_string() ? instant.get<std::string>().substr(0, 16) : std::string();
}

// "2023-07-27T15:29", or "[from, to]" for a wider one.
std::string when(const json& seen, const char* milestone) {
  const json& m = seen.at("milestones").at(milestone);
  if (m.at("state") == "unknown") return "";
  const std::string from = minute(m.value("earliest", json())), to = minute(m.value("latest", json()));
  if (m.at("state") == "recorded" && from.substr(0, 10) == to.substr(0, 10)) return from;
  return "[" + from + ", " + to + "]";
}

std::set<std::string> rules_of(const json& seen) {
  std::set<std::string> rules;
  for (const json& finding : seen.at("findings")) rules.insert(finding.at("rule").get<std::string>());
  return rules;
}

std::vector<std::string> locals(const json& list) {
  std::vector<std::string> out;
  for (const json& entry : list) out.push_back(entry.value("local", "?").substr(0, 16));
  return out;
}

using Expected = std::map<std::string, std::string>;

void check_milestones(const json& seen, const Expected& expected) {
  for (const auto& [name, time] : expected) {
    INFO(name);
    CHECK(when(seen, name.c_str()) == time);
  }
}

void check_rules(const json& seen, const std::vector<std::string>& expected) {
  const auto rules = rules_of(seen);
  for (const auto& rule : expected) {
    INFO(rule);
    CHECK(rules.count(rule) == 1);
  }
}

json facts_of(const std::string& number) {
  const json facts = json::parse(support::read_whole(kFolder / "facts.json"));
  for (const json& document : facts.at("documents")) {
    if (document.at("file").get<std::string>().starts_with(number)) return document;
  }
  FAIL("no document " + number);
  return {};
}

bool is_absent() {
  if (std::filesystem::exists(kFolder / "facts.json")) return false;
  std::cout << "skipped: " << kFolder.string() << " is not here\n";
  return true;
}

}  // namespace

TEST_CASE("stale data after a deploy") {
  if (is_absent()) return;
  const json facts = facts_of("000"), seen = inspected(facts.at("file").get<std::string>());
  CHECK(seen.at("organisation") == facts.at("organisation"));
  CHECK(seen.at("title") == facts.at("title"));
  REQUIRE(seen.at("updates").size() == facts.at("status_updates").size());
  CHECK(seen.at("scope").at(0).at("cluster") == facts.at("scope").at(0).at("cluster"));
  CHECK(seen.at("scope").at(0).at("service") == facts.at("scope").at(0).at("service"));
  check_milestones(seen, {{"impact_start", "[2026-04-30T07:00, 2026-05-01T07:00]"},
                          {"trigger", "[2026-05-04T07:00, 2026-05-05T07:00]"},
                          {"declared", "2026-05-05T07:57"},
                          {"resolved", "2026-05-05T08:17"}});
  CHECK(seen.at("milestones").at("detected").at("state") == "bounded");
  CHECK(seen.at("durations").empty());
  CHECK(seen.at("action_items").size() == facts.at("action_items").get<std::size_t>());
  check_rules(seen,
              {"impact-before-trigger", "page-understates-impact", "no-detection-time", "customer-named"});
}

TEST_CASE("two outages in one article") {
  if (is_absent()) return;
  const json facts = facts_of("001"), seen = inspected(facts.at("file").get<std::string>());
  CHECK(seen.at("organisation") == facts.at("organisation"));
  std::set<std::string> windows;
  for (const json& window : seen.at("windows")) {
    if (window.at("ledger") == "stated")
      windows.insert(minute(window.at("start").at("best")) + " " + minute(window.at("end").at("best")) + " " +
                     std::to_string(window.at("scope").size()) + " " + window.at("level").get<std::string>());
  }
  CHECK(windows == std::set<std::string>{"2021-03-30T19:30 2021-03-30T19:55 3 major_outage",
                                         "2021-04-01T18:16 2021-04-01T18:44 1 major_outage"});
  REQUIRE(seen.at("durations").size() == 2);
  CHECK(seen.at("durations").at(0).at("seconds") == 25 * 60);
  CHECK(seen.at("durations").at(0).at("verdict") == "supported");
  CHECK(seen.at("durations").at(1).at("seconds") == 28 * 60);
  CHECK(seen.at("durations").at(1).at("verdict") == "supported");
  check_rules(seen, {"zone-abbreviation", "unknown-name", "time-not-explained"});
}

TEST_CASE("a table that lost its rows") {
  if (is_absent()) return;
  const json facts = facts_of("002"), seen = inspected(facts.at("file").get<std::string>());
  std::vector<std::string> clocks;
  for (const auto& local : locals(seen.at("entries"))) clocks.push_back(local.substr(11));
  CHECK(json(clocks) == facts.at("timeline_entries"));
  CHECK(seen.at("organisation") == facts.at("organisation"));
  CHECK(seen.at("scope").empty());
  check_milestones(seen, {{"trigger", "2025-05-09T14:00"},
                          {"impact_start", "2025-05-09T14:07"},
                          {"detected", "2025-05-09T14:07"},
                          {"first_action", "2025-05-09T14:12"},
                          {"identified", "2025-05-09T14:24"},
                          {"mitigated", "2025-05-09T14:30"}});
  check_rules(seen, {"duration-contradicted", "empty-section"});
  const auto& lengths = seen.at("durations");
  CHECK(std::any_of(lengths.begin(), lengths.end(), [](const json& length) {
    return length.at("seconds") == 23 * 60 && length.at("verdict") == "supported";
  }));
}

TEST_CASE("a long restore with slips in its timeline") {
  if (is_absent()) return;
  const json facts = facts_of("003"), seen = inspected(facts.at("file").get<std::string>());
  CHECK(seen.at("organisation") == facts.at("organisation"));
  CHECK(seen.at("updates").size() == facts.at("status_updates_local_edt").size());
  CHECK(seen.at("scope").size() == facts.at("scope").at(0).at("services").size());
  CHECK(locals(seen.at("entries")) ==
        std::vector<std::string>{"2023-07-27T11:29", "2023-07-27T11:32", "2023-07-27T12:08",
                                 "2023-07-27T12:30", "2023-07-27T14:41", "2023-07-27T18:31",
                                 "2023-07-27T21:02", "2023-07-28T09:30", "2023-07-28T12:00",
                                 "2023-07-28T17:00", "2023-07-28T22:10", "2023-07-29T22:14"});
  check_milestones(seen, {{"impact_start", "2023-07-27T15:29"},
                          {"detected", "2023-07-27T15:32"},
                          {"declared", "2023-07-27T15:44"},
                          {"identified", "2023-07-27T16:08"},
                          {"mitigated", "2023-07-27T22:31"},
                          {"impact_end", "2023-07-28T01:02"},
                          {"resolved", "2023-07-28T13:47"}});
  const json& promised = facts.at("promised_next_update");
  CHECK(seen.at("promises").size() == promised.at("numeric_promises").get<std::size_t>());
  std::vector<int> late;
  for (const json& promise : seen.at("promises")) {
    if (promise.at("verdict") == "late") late.push_back(promise.at("late_seconds").get<int>() / 60);
  }
  std::vector<int> wanted;
  for (const json& one : promised.at("late")) wanted.push_back(one.at("late_minutes").get<int>());
  std::sort(late.begin(), late.end());
  std::sort(wanted.begin(), wanted.end());
  CHECK(late == wanted);
  check_rules(
      seen, {"duration-contradicted", "clock-runs-backwards", "half-of-day", "summary-and-timeline-disagree",
             "lengths-disagree", "resolved-before-end", "work-after-resolved"});
  int disagreements = 0;
  for (const json& finding : seen.at("findings"))
    disagreements += finding.at("rule") == "summary-and-timeline-disagree" ? 1 : 0;
  CHECK(disagreements == 3);
}

TEST_CASE("markers in a list in another zone than the page") {
  if (is_absent()) return;
  const json facts = facts_of("004"), seen = inspected(facts.at("file").get<std::string>());
  std::vector<std::string> clocks;
  for (const auto& local : locals(seen.at("entries"))) clocks.push_back(local.substr(11));
  CHECK(json(clocks) == facts.at("timeline_entries_local_cest"));
  CHECK(seen.at("updates").size() == facts.at("status_updates_utc").size());
  check_milestones(seen, {{"latent_fault", "2022-06-20T13:59"},
                          {"trigger", "2022-06-20T14:17"},
                          {"impact_start", "2022-06-20T14:23"},
                          {"detected", "[2022-06-20T14:23, 2022-06-20T14:39]"},
                          {"mitigated", "2022-06-20T14:46"},
                          {"declared", "2022-06-20T14:48"}});
  check_rules(seen, {"first-post-after-end", "resolved-before-end", "no-detection-time"});
}
