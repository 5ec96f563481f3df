#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "draft_fixture.hpp"

namespace faultline::render {
namespace {

const std::filesystem::path kGolden = std::filesystem::path("tests") / "golden";

// FAULTLINE_APPROVE=1 rewrites.
void check_golden(const std::filesystem::path& path, const std::string& text) {
  if (std::getenv("FAULTLINE_APPROVE") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  std::ostringstream expected;
  expected << file.rdbuf();
  CHECK(text == expected.str());
}

}  // namespace

TEST_CASE("each template that ships gives its golden draft") {
  std::set<std::filesystem::path> known;
  for (const std::string& name : draft_templates()) {
    INFO(name);
    const auto path = kGolden / ("draft_" + name) / "full.md";
    check_golden(path, test::story().draft(name));
    known.insert(path);

    // Nothing is known but that there was something.
    test::Story empty;
    empty.incident.id = "unknown-0000";
    for (auto& metric : empty.incident.metrics)
      metric.kind = static_cast<model::MetricKind>(&metric - empty.incident.metrics.data());
    const auto empty_path = kGolden / ("draft_" + name) / "empty.md";
    check_golden(empty_path, empty.draft(name));
    known.insert(empty_path);
  }
  CHECK(known.size() == 6);
  for (const auto& folder : std::filesystem::directory_iterator(kGolden)) {
    if (!folder.path().filename().string().starts_with("draft_")) continue;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      INFO("an orphaned golden: " << file.path());
      CHECK(known.count(file.path()) == 1);
    }
  }
}

TEST_CASE("the customer's draft tells no internals") {
  test::Story story = test::story();
  story.incident.timeline[0].text = "rollback by alice on db-7";
  story.incident.posts.push_back(story.incident.posts[0]);
  story.incident.posts[1].status = model::PostStatus::postmortem;
  story.incident.posts[1].body = "Root cause: alice restarted db-7";
  const std::string draft = story.draft("customer");
  for (const char* word : {"alice", "db-7", "page.txt", "declared", "OUTAGE BEGINS"})
    CHECK(draft.find(word) == std::string::npos);
}

}  // namespace faultline::render
