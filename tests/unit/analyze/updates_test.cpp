// The same post from several formats, edits, and which posts are no one.
#include <catch2/catch.hpp>

#include "support/facts_builder.hpp"

using namespace faultline;
using namespace faultline::support;
using model::PostStatus;

namespace {

// One incident as the API, the page as text and the feed tell it.
FactsBuilder three_formats() {
  FactsBuilder facts;
  facts.source("incidents.json")
      .incident("abc123", "Exports  fail")
      .header("2024-05-06T10:00:00.100Z", model::Level::degraded);
  facts.post(PostStatus::resolved, "2024-05-06T11:00:20.5Z", "Fixed.", "u4");
  facts.post(PostStatus::investigating, "2024-05-06T10:20:41.142Z", "We still look into it &amp; more.",
             "u2");
  facts.post(PostStatus::investigating, "2024-05-06T10:02:41.142Z", "We look into it.", "u1");
  facts.source("page.txt").incident("", "Exports fail").header();
  facts.post(PostStatus::resolved, "2024-05-06T11:00Z", "Fixed.");
  facts.post(PostStatus::update, "2024-05-06T10:20Z", "We still look into it amp more");
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "We  look\ninto it.");
  facts.source("feed.atom").incident("abc123", "Exports fail");
  facts.post(PostStatus::resolved, "2024-05-06T11:00Z", "Fixed.");
  facts.post(PostStatus::update, "2024-05-06T10:20Z", "We still look into it &amp; more.");
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "We look into it.");
  return facts;
}

}  // namespace

TEST_CASE("one incident from three formats") {
  const auto report = three_formats().analyze();
  REQUIRE(report.incidents.size() == 1);
  const auto& incident = report.incidents[0];
  REQUIRE(incident.posts.size() == 3);
  CHECK(incident.source_digests.size() == 3);
  CHECK(incident.external_ids == std::vector<std::string>{"abc123"});
  CHECK(incident.title == "Exports fail");
  for (const auto& post : incident.posts) {
    CHECK(post.evidence.size() == 3);
    CHECK(post.versions.size() == 1);
  }
  // The most exact time is shown; a repeated status is an update in every format.
  CHECK(best(incident.posts[0].when) == "2024-05-06T10:02:41.142Z");
  CHECK(incident.posts[0].status == PostStatus::investigating);
  CHECK(incident.posts[1].status == PostStatus::update);
  CHECK(incident.posts[2].status == PostStatus::resolved);
  CHECK_FALSE(incident.is_open);
}

TEST_CASE("an edit becomes a version and the newest is shown") {
  FactsBuilder facts;
  facts.source("old.json").incident("abc", "Slow").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:02:41Z", "We look into exports.", "u1").edited_at =
      at("2024-05-06T10:02:41Z");
  facts.source("new.json").incident("abc", "Slow").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:02:41Z", "We look into imports.", "u1").edited_at =
      at("2024-05-06T10:30:00Z");
  facts.source("page.txt").incident("", "Slow").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "We look into exports");
  const auto report = facts.analyze();
  REQUIRE(report.incidents.size() == 1);
  const auto& incident = report.incidents[0];
  REQUIRE(incident.posts.size() == 1);
  const auto& post = incident.posts[0];
  CHECK(post.body == "We look into imports.");
  CHECK(post.evidence.size() == 3);
  REQUIRE(post.versions.size() == 2);
  CHECK(post.versions[1].body == "We look into imports.");
  CHECK(finding(incident, "post-edited") != nullptr);
}

TEST_CASE("a format that shows another wording of the only post left is an edit of it") {
  FactsBuilder facts;
  facts.source("a.txt").incident("", "Slow").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z",
             "We are looking into slow exports in Europe now");
  facts.source("b.txt").incident("", "Slow").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z",
             "We are looking into slow exports in Europe since ten");
  const auto report = facts.analyze();
  REQUIRE(report.incidents.size() == 1);
  REQUIRE(report.incidents[0].posts.size() == 1);
  CHECK(report.incidents[0].posts[0].versions.size() == 2);
}

TEST_CASE("posts that are two") {
  struct Row {
    const char* name;
    const char* first;
    PostStatus status;
    const char* body;
  };
  const Row row =
      GENERATE(Row{"another minute", "2024-05-06T10:03Z", PostStatus::investigating, "We look into it."},
               Row{"another status", "2024-05-06T10:02Z", PostStatus::identified, "We look into it."},
               Row{"other words", "2024-05-06T10:02Z", PostStatus::investigating, "Nothing in common here"});
  FactsBuilder facts;
  facts.source("a.txt").incident("id1", "Slow").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "We look into it.");
  facts.source("b.txt").incident("id1", "Slow").header();
  facts.post(row.status, row.first, row.body);
  const auto report = facts.analyze();
  INFO(row.name);
  REQUIRE(report.incidents.size() == 1);
  CHECK(report.incidents[0].posts.size() == 2);
}

TEST_CASE("two posts of one printed minute keep the order in which they were posted") {
  FactsBuilder facts;
  facts.source("page.txt").incident("", "Slow").header();
  facts.post(PostStatus::resolved, "2024-05-06T10:10Z", "Done");
  facts.post(PostStatus::update, "2024-05-06T10:02Z", "Still looking");
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "Looking");
  const auto incident = facts.analyze().incidents.at(0);
  REQUIRE(incident.posts.size() == 3);
  CHECK(incident.posts[0].body == "Looking");
  CHECK(incident.posts[1].status == PostStatus::update);
}

TEST_CASE("posts that name no incident are cut after a resolved one") {
  FactsBuilder facts;
  facts.source("posts.csv");
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "Looking");
  facts.post(PostStatus::resolved, "2024-05-06T10:12Z", "Done");
  facts.post(PostStatus::investigating, "2024-05-08T10:02Z", "Looking again");
  facts.post(PostStatus::resolved, "2024-05-08T10:32Z", "Done");
  CHECK(facts.analyze().incidents.size() == 2);
}
