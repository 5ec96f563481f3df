// Rollups and annotations: what is added comes back, the keys name the set of them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "random_content.hpp"
#include "store/database.hpp"
#include "store/rollup_rows.hpp"
#include "store/store.hpp"

namespace faultline {

using store::Added;
using store::OpenMode;
using store::Store;
using store_test::joined_rollups;
using store_test::RandomContent;
using store_test::TemporaryFolder;
using store_test::text_of;

namespace {

// Only rollups, or only other facts.
model::SourceFacts source_of_rollups(RandomContent& content) {
  model::SourceFacts facts = content.source();
  while (facts.rollups.streams.empty()) facts.rollups = content.rollups(facts.source.digest);
  facts.events.clear();
  facts.claims.clear();
  facts.diagnostics.clear();
  facts.ignored.clear();
  return facts;
}

model::SourceFacts source_without_rollups(RandomContent& content) {
  model::SourceFacts facts = content.source();
  facts.rollups = {};
  return facts;
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (; times > 0; --times) result += text;
  return result;
}

}  // namespace

TEST_CASE("a histogram is packed as the header says") {
  using namespace std::string_literals;
  struct Case {
    const char* name;
    std::vector<std::pair<std::uint16_t, std::int64_t>> counts;
    std::string bytes;
  };
  const Case kCases[] = {
      {"none", {}, ""},
      {"the example", {{88, 3}, {91, 200}}, "\x58\x03\x03\xc8\x01"},
      {"first and last bucket", {{0, 1}, {311, 127}}, "\x00\x01\xb7\x02\x7f"s},
      {"the greatest count", {{1, INT64_MAX}}, "\x01" + repeated("\xff", 8) + "\x7f"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.name);
    CHECK(store::packed_histogram({c.counts}) == c.bytes);
    model::LatencyHistogram back;
    CHECK(store::unpack_histogram(c.bytes, back));
    CHECK(back.counts == c.counts);
  }
}

TEST_CASE("bytes that are no histogram are refused") {
  using namespace std::string_literals;
  const std::pair<const char*, std::string> kCases[] = {
      {"a bucket without a count", "\x58"},
      {"a varint without an end", "\x58\x83"},
      {"a count of none", "\x58\x00"s},
      {"the same bucket twice", "\x58\x03\x00\x03"s},
      {"beyond the last bucket", "\xb8\x02\x01"},
      {"beyond it by the sum", "\xb7\x02\x01\x01\x01"},
      {"a step that wraps around", "\x05\x01" + repeated("\xff", 9) + "\x01\x01"},
      {"a count above what a count holds", "\x01" + repeated("\xff", 9) + "\x01"},
      {"a varint of eleven bytes", repeated("\xff", 11) + "\x01\x01"},
  };
  for (const auto& [name, bytes] : kCases) {
    CAPTURE(name);
    model::LatencyHistogram histogram;
    CHECK_FALSE(store::unpack_histogram(bytes, histogram));
  }
}

TEST_CASE("a source of which only rollups exist is a source like others") {
  RandomContent content(31);
  const model::SourceFacts source = source_of_rollups(content);
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  CHECK(store.add(source) == Added::added);
  CHECK(store.add(source) == Added::known);
  CHECK(text_of(store.load_rollups()) == text_of(joined_rollups({source})));
  std::size_t minutes = 0;
  for (const auto& stream : source.rollups.streams) minutes += stream.minutes.size();
  CHECK(store.check().rollups == static_cast<std::int64_t>(minutes));
  CHECK(store.check().foreign_key_violations == 0);
}

TEST_CASE("two streams of one name are refused, and nothing of the source stays") {
  RandomContent content(32);
  model::SourceFacts source = source_of_rollups(content);
  source.rollups.streams.push_back(source.rollups.streams.back());
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  CHECK_THROWS_AS(store.add(source), base::Error);
  CHECK_FALSE(store.has_source(source.source.digest));
  CHECK(store.load_rollups().rollups.empty());
}

TEST_CASE("the rollups key changes with every source that has rollups, and with no other fact") {
  RandomContent content(33);
  std::vector<model::SourceFacts> sources;
  for (int i = 0; i < 5; ++i) sources.push_back(source_of_rollups(content));
  const TemporaryFolder folder;
  std::vector<std::string> keys;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  keys.push_back(store.rollups_key());
  for (const auto& source : sources) {
    store.add(source);
    keys.push_back(store.rollups_key());
    store.add(source_without_rollups(content));
    store.annotate(content.annotation());
    CHECK(store.rollups_key() == keys.back());
  }
  std::reverse(sources.begin(), sources.end());
  Store other = Store::open(folder / "b.db", OpenMode::write);
  other.add_all(sources);
  CHECK(other.rollups_key() == keys.back());
  std::sort(keys.begin(), keys.end());
  CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}

TEST_CASE("annotations come back by time, then id, and change the facts key in any order") {
  RandomContent content(34);
  std::vector<model::Annotation> annotations;
  for (int i = 0; i < 20; ++i) annotations.push_back(content.annotation());
  const model::SourceFacts source = content.source();
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  store.add(source);
  std::vector<std::string> keys = {store.facts_key()};
  for (const auto& annotation : annotations) {
    CHECK(store.annotate(annotation) == Added::added);
    CHECK(store.annotate(annotation) == Added::known);
    keys.push_back(store.facts_key());
  }
  Store other = Store::open(folder / "b.db", OpenMode::write);
  for (auto annotation = annotations.rbegin(); annotation != annotations.rend(); ++annotation)
    other.annotate(*annotation);
  other.add(source);
  CHECK(other.facts_key() == keys.back());
  CHECK(text_of(other.load_facts()) == text_of(store.load_facts()));
  CHECK(other.check().annotations == 20);

  std::sort(annotations.begin(), annotations.end(), [](const auto& a, const auto& b) {
    return std::tie(a.made_at, a.id) < std::tie(b.made_at, b.id);
  });
  std::string expected, actual;
  for (const auto& annotation : annotations) expected += text_of(annotation);
  for (const auto& annotation : store.load_facts().annotations) actual += text_of(annotation);
  CHECK(actual == expected);
  std::sort(keys.begin(), keys.end());
  CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}

TEST_CASE("the known contents are those of all sources") {
  RandomContent content(35);
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  CHECK(store.known_contents().empty());
  for (int i = 0; i < 4; ++i) store.add(content.source());
  const auto sources = store.load_facts().sources;
  const auto known = store.known_contents();
  REQUIRE(known.size() == sources.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    CHECK(known[i].digest == sources[i].digest);
    CHECK(known[i].bytes == sources[i].bytes);
  }
}

TEST_CASE("the view of rollups tells names and times") {
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  model::SourceFacts facts;
  facts.source.digest = "d1";
  facts.source.name = "access.log";
  model::RollupStream& stream = facts.rollups.streams.emplace_back();
  stream.scope.cluster = {"prod-2", "Prod 2"};
  stream.version = "v41";
  model::RollupMinute& minute = stream.minutes.emplace_back();
  minute.minute = *base::parse_rfc3339("2026-03-04T09:12:00Z");
  minute.requests = 181;
  minute.errors = 4;
  minute.first_error = {*base::parse_rfc3339("2026-03-04T09:12:07Z"), {120, 1, ""}, "GET /pay 502"};
  minute.last_error = *base::parse_rfc3339("2026-03-04T09:12:59Z");
  store.add(facts);
  const auto database = store::Database::open(folder / "a.db", OpenMode::read, std::chrono::seconds(1));
  CHECK(database.text(
            "SELECT source || ' ' || minute || ' ' || cluster || ' ' || version || ' ' || requests || "
            "' ' || errors || ' ' || first_error || ' ' || first_error_line || ' ' || "
            "first_error_text || ' ' || last_error FROM readable_rollup") ==
        "access.log 2026-03-04T09:12:00Z prod-2 v41 181 4 2026-03-04T09:12:07Z 120 GET /pay 502 "
        "2026-03-04T09:12:59Z");
}

}  // namespace faultline
