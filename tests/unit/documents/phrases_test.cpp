#include "ingest/prose/phrases.hpp"

#include <catch2/catch.hpp>

using faultline::ingest::prose::Phrase;
using faultline::ingest::prose::words_of;

TEST_CASE("phrases match words") {
  struct Row {
    const char* name;
    const char* pattern;
    const char* text;
    bool matches;
  };
  const Row rows[] = {
      {"words in order", "impact begins", "- IMPACT BEGINS - errors rise", true},
      {"other order", "impact begins", "begins the impact", false},
      {"one of several", "went|goes down", "the site goes down", true},
      {"prefix", "restor*", "service was restored", true},
      {"prefix is no infix", "stor*", "service was restored", false},
      {"gap of none", "restor* ~ backup", "restore backup", true},
      {"gap of three", "restor* ~ backup", "restored from the old backup", true},
      {"gap of four", "restor* ~ backup", "restored from the very old backup", false},
      {"at the start", "^resolved", "resolved at last", true},
      {"not at the start", "^resolved", "was resolved", false},
      {"at the end", "all clear$", "we gave the all clear", true},
      {"not at the end", "all clear$", "the all clear came", false},
      {"hyphens part words", "rolled back", "the change was rolled-back", true},
      {"apostrophe stays", "can't ~ log", "users can't log in", true},
      {"percent", "100% of", "100% of requests", true},
      {"empty text", "outage", "", false},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(Phrase(row.pattern).find(words_of(row.text)).has_value() == row.matches);
  }
}

TEST_CASE("capitals are known") {
  const auto words = words_of("OUTAGE ENDS All X");
  REQUIRE(words.size() == 4);
  CHECK(words[0].is_caps);
  CHECK_FALSE(words[2].is_caps);
  CHECK_FALSE(words[3].is_caps);  // one letter is no marker
}
