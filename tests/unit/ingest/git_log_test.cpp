// Commits of a deploy branch: times, versions, kinds, and a log that is not the one to read.
#include <catch2/catch.hpp>

#include <string>

#include "ingest/reader.hpp"

namespace faultline::ingest {
namespace {

const std::string kHash = "1111222233334444555566667777888899990000";

std::string commit(const std::string& message, const std::string& decoration = "",
                   const std::string& date = "2026-03-03T09:12:40+01:00", const std::string& hash = kHash) {
  return "commit " + hash + (decoration.empty() ? "" : " (" + decoration + ")") +
         "\nAuthor:     Ana Ortiz <ana@okapi.example>\nAuthorDate: 2026-01-01T00:00:00Z\n"
         "Commit:     Ana Ortiz <ana@okapi.example>\nCommitDate: " +
         date + "\n\n    " + message + "\n";
}

model::Event only(const std::string& text, const ReadOptions& options = {}) {
  const auto facts = read_input({"x.log", text}, options);
  CHECK(facts.source.reader == "git_log");
  REQUIRE(facts.events.size() == 1);
  return facts.events.front();
}

TEST_CASE("a commit is a deploy at the time it came to the branch") {
  const model::Event event = only(commit("Keep carts for a day", "HEAD -> main, tag: nightly, tag: v2.42.0"));
  CHECK(event.kind == model::EventKind::deploy);
  CHECK(base::format_rfc3339(event.when.utc->best) == "2026-03-03T08:12:40Z");
  CHECK(event.when.utc->earliest == event.when.utc->latest);
  CHECK(event.when.written == "2026-03-03T09:12:40+01:00");
  CHECK(event.title == "Keep carts for a day");
  CHECK(event.version == "v2.42.0");
  CHECK(event.deploy_kind == "code");
  CHECK(event.actor == "Ana Ortiz");
  CHECK(event.update_id == kHash);
  CHECK(event.outcome.empty());
  CHECK(event.scopes.empty());
  CHECK(only(commit("x", "tag: nightly")).version == "nightly");
  CHECK(only(commit("x", "HEAD -> main")).version == "1111222");
}

TEST_CASE("a revert is a rollback and names what it takes back") {
  const model::Event plain = only(commit("Revert \"Keep carts\"\n    \n    This reverts commit 90ab."));
  CHECK(plain.deploy_kind == "rollback");
  CHECK(plain.body == "takes back: Keep carts\nThis reverts commit 90ab.");
  const model::Event merged =
      only(commit("Merge pull request #5 from o/revert-3-x\n    \n    Revert \"Add a cache\""));
  CHECK(merged.deploy_kind == "rollback");
  CHECK(only(commit("Revert \"Revert \"Keep carts\"\"")).deploy_kind == "code");
  CHECK(only(commit("Merge branch 'o/migrate-invoices'")).deploy_kind == "migration");
}

TEST_CASE("the service comes from --service, else from the file's own first line") {
  ReadOptions options;
  options.cluster = "Prod 2";
  const std::string text = "# repository: checkout\n" + commit("x");
  CHECK(only(text, options).scopes.front().service.slug == "checkout");
  CHECK(only(text, options).scopes.front().cluster.slug == "prod-2");
  options.service = "payments";
  CHECK(only(text, options).scopes.front().service.slug == "payments");
}

TEST_CASE("logs of two repositories in one file") {
  const auto facts = read_input(
      {"x", "# repository: a\n" + commit("one") + "\n# repository: b\n" +
                commit("two", "", "2026-03-03T09:00:00Z", "2222333344445555666677778888999900001111")},
      {});
  REQUIRE(facts.events.size() == 2);
  CHECK(facts.events[0].scopes.front().service.slug == "a");
  CHECK(facts.events[1].scopes.front().service.slug == "b");
}

struct Bad {
  const char* name;
  std::string text;
  const char* message;
};

TEST_CASE("what is no log of a deploy branch is told") {
  const Bad rows[] = {
      {"medium", "commit " + kHash + "\nAuthor: A <a>\nDate:   2026-03-03\n\n    x\n", "--pretty=fuller"},
      {"date for people", commit("x", "", "Tue Mar 3 09:12:40 2026 +0100"), "--date=iso-strict"},
      {"cut", "commit " + kHash + "\nAuth", "--pretty=fuller"},
  };
  for (const Bad& row : rows) {
    CAPTURE(row.name);
    const auto facts = read_input({"x.log", row.text}, {});
    CHECK(facts.events.empty());
    REQUIRE_FALSE(facts.diagnostics.empty());
    CHECK(facts.diagnostics.front().message.find(row.message) != std::string::npos);
    CHECK(facts.diagnostics.front().line == 1);
    CHECK(facts.source.records_read == 1);
  }
}

TEST_CASE("commits of merged branches are told once") {
  const std::string side = "7777888899990000111122223333444455556666";
  std::string merge = commit("Merge branch 'side'");
  merge.insert(merge.find("Author:"), "Merge: aaaabbb 77778888\n");
  const auto facts = read_input({"x", merge + "\n" + commit("a side", "", "2026-03-03T07:00:00Z", side)}, {});
  CHECK(facts.events.size() == 2);
  REQUIRE(facts.diagnostics.size() == 1);
  CHECK(facts.diagnostics[0].message.find("--first-parent") != std::string::npos);
  CHECK(read_input({"x", merge}, {}).diagnostics.empty());
}

TEST_CASE("a line of a message is no commit, whatever it says") {
  const model::Event event = only(commit("Release\n    \n    commit " + kHash + "\n    CommitDate: never"));
  CHECK(event.body == "commit " + kHash + "\nCommitDate: never");
}

TEST_CASE("NUL between commits, and other line ends") {
  std::string text = commit("one") + std::string(1, '\0') +
                     commit("two", "", "2026-03-03T09:00:00Z", "2222333344445555666677778888999900001111");
  CHECK(read_input({"x", text}, {}).events.size() == 2);
  std::string windows;
  for (const char c : commit("one")) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(only(windows).title == "one");
}

}  // namespace
}  // namespace faultline::ingest
