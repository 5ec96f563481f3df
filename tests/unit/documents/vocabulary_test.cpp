#include "ingest/prose/vocabulary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "base/embedded.hpp"

using namespace faultline;
using namespace faultline::ingest::prose;

TEST_CASE("the vocabulary has the shape its reader expects") {
  const auto data = nlohmann::json::parse(base::embedded("schemas/prose/vocabulary.json"));
  for (const auto& list : {"milestones", "key_events"}) {
    for (const auto& rule : data.at(list)) {
      INFO(rule.dump());
      CHECK(model::parse_milestone_kind(rule.at("kind").get<std::string>()).has_value());
      CHECK(std::set<std::string>{"marker", "named", "described"}.count(
                rule.at("strength").get<std::string>()) == 1);
      CHECK_FALSE(rule.at("phrases").empty());
      CHECK_FALSE(rule.at("rule").get<std::string>().empty());
    }
  }
  for (const auto& level : data.at("levels"))
    CHECK(model::parse_level(level.at("level").get<std::string>()).has_value());
  CHECK_FALSE(vocabulary().impact.empty());
  CHECK_FALSE(vocabulary().promises.empty());
}

TEST_CASE("section names") {
  struct Row {
    const char* title;
    SectionKind kind;
  };
  const Row rows[] = {
      {"Timeline", SectionKind::timeline},
      {"**Timeline**", SectionKind::timeline},
      {"Timeline of events", SectionKind::timeline},
      {"3. Timeline", SectionKind::timeline},
      {"Key events", SectionKind::key_events},
      {"Context", SectionKind::context},
      {"Root Causes", SectionKind::causes},
      {"Incident summary", SectionKind::summary},
      {"Impact", SectionKind::impact},
      {"Preventive Actions", SectionKind::actions},
      {"Action Items as result of Postmortem", SectionKind::actions},
      {"Next steps for resilience", SectionKind::actions},
      {"Lessons/Improvements", SectionKind::lessons},
      {"Stats", SectionKind::stats},
      {"Attendees", SectionKind::people},
      {"Why the mail gateway fell over", SectionKind::other},
      {"", SectionKind::other},
  };
  for (const Row& row : rows) {
    INFO(row.title);
    CHECK(section_kind(row.title) == row.kind);
  }
}

TEST_CASE("words before a phrase take it back") {
  const std::vector<Phrase> phrases{Phrase("service restored")};
  CHECK(find_plain(phrases, words_of("at noon service restored")).has_value());
  for (const auto* text : {"not yet service restored", "once service restored", "expected service restored",
                           "will see service restored"}) {
    INFO(text);
    CHECK_FALSE(find_plain(phrases, words_of(text)).has_value());
  }
}
