// What GitHub's records come to: kinds, versions, times and outcomes, and the books of what is left out.
#include <catch2/catch.hpp>

#include <string>

#include "ingest/reader.hpp"
#include "ingest/readers/deploy_words.hpp"

namespace faultline::ingest {
namespace {

model::SourceFacts read(const std::string& text) {
  return read_input({"x.json", text}, {});
}

std::string at(const base::Moment& moment) {
  return base::format_rfc3339(moment.utc->best);
}

std::int64_t ignored(const model::SourceFacts& facts, std::string_view reason) {
  for (const auto& i : facts.ignored) {
    if (i.reason.find(reason) != std::string::npos) return i.count;
  }
  return 0;
}

const std::string kUrl = "https://api.github.com/repos/okapi/checkout/deployments/7";

std::string deployment(const std::string& more = "") {
  return R"({"url":")" + kUrl + R"(","statuses_url":")" + kUrl +
         R"(/statuses","sha":"3fd1c92ab0e45d7788aa10c3f4e2b1a09d8c7e65","ref":"main","environment":"prod2",)"
         R"("created_at":"2026-03-03T09:00:00Z")" +
         more + "}";
}

std::string status(const std::string& state, const std::string& time, int id = 1) {
  return R"({"deployment_url":")" + kUrl + R"(","state":")" + state + R"(","created_at":")" + time +
         R"(","id":)" + std::to_string(id) + "}";
}

struct Timing {
  const char* name;
  std::string statuses;
  const char* when;
  const char* until;  // "" = none
  const char* outcome;
};

TEST_CASE("times and outcome of a deployment come from its statuses") {
  const auto s = [](const char* state, const char* time) { return status(state, time); };
  const Timing rows[] = {
      {"none", "", "2026-03-03T09:00:00Z", "", ""},
      {"running", s("in_progress", "2026-03-03T09:01:00Z"), "2026-03-03T09:01:00Z", "", "in_progress"},
      {"done", s("success", "2026-03-03T09:05:00Z") + "," + s("in_progress", "2026-03-03T09:01:00Z"),
       "2026-03-03T09:01:00Z", "2026-03-03T09:05:00Z", "success"},
      {"begun by nobody", s("failure", "2026-03-03T09:05:00Z"), "2026-03-03T09:00:00Z",
       "2026-03-03T09:05:00Z", "failure"},
      {"error", s("error", "2026-03-03T09:05:00Z"), "2026-03-03T09:00:00Z", "2026-03-03T09:05:00Z",
       "failure"},
      {"told again", s("success", "2026-03-03T09:05:00Z") + "," + s("success", "2026-03-03T12:00:00Z"),
       "2026-03-03T09:00:00Z", "2026-03-03T09:05:00Z", "success"},
      {"second try",
       s("failure", "2026-03-03T09:05:00Z") + "," + s("in_progress", "2026-03-03T09:06:00Z") + "," +
           s("success", "2026-03-03T09:09:00Z"),
       "2026-03-03T09:06:00Z", "2026-03-03T09:09:00Z", "success"},
      {"replaced", s("success", "2026-03-03T09:05:00Z") + "," + s("inactive", "2026-03-04T09:00:00Z"),
       "2026-03-03T09:00:00Z", "2026-03-03T09:05:00Z", "success"},
      {"waiting", s("queued", "2026-03-03T09:00:01Z") + "," + s("pending", "2026-03-03T09:00:02Z"),
       "2026-03-03T09:00:00Z", "", ""},
      {"same second",
       status("success", "2026-03-03T09:05:00Z", 2) + "," + status("in_progress", "2026-03-03T09:05:00Z", 1),
       "2026-03-03T09:05:00Z", "2026-03-03T09:05:00Z", "success"},
  };
  for (const Timing& row : rows) {
    CAPTURE(row.name);
    // In a list beside the deployment, and as a document of its own before it: the same event.
    for (const std::string& text : {"[" + deployment(",\"statuses\":[" + row.statuses + "]") + "]",
                                    "[" + row.statuses + "]\n[" + deployment() + "]"}) {
      CAPTURE(text);
      const auto facts = read_input({"x", text}, {}, &reader_named("github_deploys"));
      REQUIRE(facts.events.size() == 1);
      const model::Event& event = facts.events.front();
      CHECK(at(event.when) == row.when);
      CHECK((event.until ? at(*event.until) : "") == row.until);
      CHECK(event.outcome == row.outcome);
      CHECK(event.version == "3fd1c92");
      CHECK(event.update_id == "okapi/checkout/deployments/7");
      REQUIRE(event.scopes.size() == 1);
      CHECK(event.scopes.front().cluster.slug == "prod-2");
      CHECK(event.scopes.front().service.slug == "checkout");
      CHECK(facts.diagnostics.empty());
    }
  }
}

TEST_CASE("a status without its deployment is known by its end alone") {
  const auto facts = read("[" + status("success", "2026-03-03T09:05:00Z") + "]");
  REQUIRE(facts.events.size() == 1);
  CHECK(at(facts.events[0].when) == "2026-03-03T09:05:00Z");
  CHECK_FALSE(facts.events[0].until.has_value());
  CHECK(facts.events[0].outcome == "success");
  const auto queued = read("[" + status("queued", "2026-03-03T09:05:00Z") + "]");
  CHECK(queued.events.empty());
  CHECK(ignored(queued, "queued") == 1);
}

TEST_CASE("what is left out has its reason") {
  const auto transient = read("[" + deployment(R"(,"transient_environment":true)") + "]");
  CHECK(transient.events.empty());
  CHECK(ignored(transient, "transient") == 1);
  const auto twice = read("[" + deployment() + "," + deployment() + "]");
  CHECK(twice.events.size() == 1);
  CHECK(ignored(twice, "again") == 1);
  CHECK(twice.source.records_read == 2);
}

TEST_CASE("one broken line costs one line") {
  const std::string good = R"({"event":"deployment","payload":{"deployment":)" + deployment() + "}}";
  const auto facts = read(good + "\n" + good.substr(0, 60) + "\n" + good + "\nnot json\n");
  CHECK(facts.events.size() == 1);
  REQUIRE(facts.diagnostics.size() == 2);
  CHECK(facts.diagnostics[0].line == 2);
  CHECK(facts.diagnostics[1].line == 4);
  CHECK(facts.source.records_read == 4);
}

TEST_CASE("deep JSON is told and left out") {
  const std::string deep =
      R"({"event":"deployment","payload":)" + std::string(200, '[') + std::string(200, ']') + "}";
  const auto facts = read_input({"x", deployment() + "\n" + deep + "\n" + deployment()}, {},
                                &reader_named("github_deploys"));
  CHECK(facts.events.size() == 1);
  REQUIRE(facts.diagnostics.size() == 1);
  CHECK(facts.diagnostics[0].message.find("deeper") != std::string::npos);
}

struct Words {
  const char* text;
  const char* kind;
};

TEST_CASE("kinds by words") {
  using namespace formats;
  const Words names[] = {{"deploy", ""},
                         {"deploy:rollback", "rollback"},
                         {"Deploy config", "config"},
                         {"db-migrate.yml", "migration"},
                         {"Publish docs", "docs"},
                         {"configure-awaits", ""},
                         {"terraform apply", "infrastructure"}};
  for (const Words& row : names) {
    CAPTURE(row.text);
    CHECK(kind_of_name(row.text) == row.kind);
  }
  const Words commits[] = {{"Revert \"Add a cache\"", "rollback"},
                           {"Revert \"Revert \\\"Add a cache\\\"\"", ""},
                           {"Revert \"Revert \"Revert \"Add a cache\"\"\"", "rollback"},
                           {"revert: add a cache", "rollback"},
                           {"docs: how to restart", "docs"},
                           {"chore(config): raise the pool", "config"},
                           {"fix(config): read it once", ""},
                           {"feat!: scale", "scale"},
                           {"Remove the rollback code", ""},
                           {"Parse the config earlier", ""},
                           {"Scale checkout to six", "scale"},
                           {"Turn the feature flag on", "flag"},
                           {"Roll back to v41", "rollback"},
                           {"", ""}};
  for (const Words& row : commits) {
    CAPTURE(row.text);
    CHECK(kind_of_commit(row.text) == row.kind);
  }
}

TEST_CASE("versions in words") {
  using namespace formats;
  const Words refs[] = {{"v2.41.0", "v2.41.0"},
                        {"main", ""},
                        {"checkout-v2.41", "checkout-v2.41"},
                        {"2026.10", "2026.10"},
                        {"refs/tags/nightly", "nightly"},
                        {"release/2.41", ""},
                        {"v41", "v41"},
                        {"41", ""},
                        {"pr-318", ""},
                        {"1.2.3-rc.1", "1.2.3-rc.1"}};
  for (const Words& row : refs) {
    CAPTURE(row.text);
    CHECK(version_of_ref(row.text) == row.kind);
  }
  CHECK(version_in("Deploy 18.2.0 (schema change).") == "18.2.0");
  CHECK(version_in("Deploy to 10.0.0.1.") == "");
  CHECK(version_in("") == "");
}

struct Run {
  const char* name;
  const char* fields;
  const char* outcome;  // "-" = ignored
};

TEST_CASE("which workflow runs are deploys") {
  const Run rows[] = {
      {"deploy", R"("name":"Deploy","status":"completed","conclusion":"success")", "success"},
      {"by its file",
       R"("name":"CD","path":".github/workflows/deploy.yml","status":"completed","conclusion":"failure")",
       "failure"},
      {"timed out", R"("name":"Release","status":"completed","conclusion":"timed_out")", "failure"},
      {"cancelled", R"("name":"Rollback","status":"completed","conclusion":"cancelled")", "cancelled"},
      {"running", R"("name":"Rollout","status":"in_progress")", "in_progress"},
      {"by a deployment", R"("name":"CD","event":"deployment","status":"completed","conclusion":"success")",
       "success"},
      {"neutral", R"("name":"Deploy","status":"completed","conclusion":"neutral")", ""},
      {"tests", R"("name":"Unit tests","status":"completed","conclusion":"success")", "-"},
      {"preview", R"("name":"Deploy preview","status":"completed","conclusion":"success")", "-"},
      {"pull request",
       R"("name":"Deploy","event":"pull_request","status":"completed","conclusion":"success")", "-"},
      {"queued", R"("name":"Deploy","status":"queued")", "-"},
      {"skipped", R"("name":"Deploy","status":"completed","conclusion":"skipped")", "-"},
  };
  for (const Run& row : rows) {
    CAPTURE(row.name);
    const auto facts = read(
        std::string(
            R"({"workflow_runs":[{"workflow_id":1,"head_sha":"aa01bb02cc","run_started_at":"2026-03-03T09:00:00Z",)") +
        R"("updated_at":"2026-03-03T09:09:00Z",)" + row.fields + "}]}");
    CHECK(facts.source.records_read == 1);
    REQUIRE(facts.events.size() == (std::string_view(row.outcome) == "-" ? 0U : 1U));
    if (facts.events.empty()) continue;
    CHECK(facts.events[0].outcome == row.outcome);
    CHECK(facts.events[0].until.has_value() == (facts.events[0].outcome != "in_progress"));
  }
}

}  // namespace
}  // namespace faultline::ingest
