// Seals in the store: written once, never changed, part of the content.
#include <catch2/catch.hpp>
#include <sstream>

#include "base/error.hpp"
#include "random_content.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace faultline {

using store::Added;
using store::OpenMode;
using store::Store;
using store_test::RandomContent;
using store_test::TemporaryFolder;

namespace {

model::Seal seal_of(const std::string& period, int version) {
  model::Seal seal;
  seal.period = period;
  seal.start = base::parse_rfc3339("2021-03-01T00:00:00Z").value();
  seal.end = base::parse_rfc3339("2021-04-01T00:00:00Z").value();
  seal.policy = "default";
  seal.policy_text = "name = default\n";
  seal.version = version;
  seal.previous = version == 0 ? "" : "before";
  seal.is_provisional = version == 1;
  seal.sealed_at = base::parse_rfc3339("2021-04-02T00:00:00.000001Z").value();
  seal.author = "M. Ode";
  seal.note = "a 'note'";
  seal.rows_text = "{\"row\":1}\n";
  seal.inputs_text = "{}\n";
  seal.difference_text = version == 0 ? "" : "{}\n";
  seal.digest = model::seal_digest(seal);
  return seal;
}

std::string dump_of(const Store& store) {
  std::ostringstream out;
  store.dump(out);
  return out.str();
}

}  // namespace

TEST_CASE("seals come back as they were hashed, by period and version") {
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  const std::vector<model::Seal> seals{seal_of("2021-03", 0), seal_of("2021-03", 1), seal_of("2021-04", 0)};
  for (int i = 2; i >= 0; --i) CHECK(store.add_seal(seals[static_cast<std::size_t>(i)]) == Added::added);
  CHECK(store.add_seal(seals[0]) == Added::known);
  const auto loaded = store.load_seals();
  REQUIRE(loaded.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(model::seal_text(loaded[i]) == model::seal_text(seals[i]));
    CHECK_FALSE(model::seal_damage(loaded[i]));
  }
  CHECK(store.check().seals == 3);
}

TEST_CASE("another seal of the same version is refused") {
  const TemporaryFolder folder;
  Store store = Store::open(folder / "a.db", OpenMode::write);
  store.add_seal(seal_of("2021-03", 0));
  model::Seal other = seal_of("2021-03", 0);
  other.author = "K. Lund";
  other.digest = model::seal_digest(other);
  CHECK_THROWS_AS(store.add_seal(other), base::Error);
  CHECK(store.load_seals().size() == 1);
  CHECK_THROWS_AS(Store::open(folder / "a.db", OpenMode::read).add_seal(other), base::Error);
}

TEST_CASE("seals are append-only, and whoever gets around that is found out") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  Store::open(path, OpenMode::write).add_seal(seal_of("2021-03", 0));
  const store::Database database =
      store::Database::open(path, OpenMode::write, std::chrono::milliseconds(100));
  CHECK_THROWS_AS(database.execute("UPDATE seal SET sla_rows = ''"), base::Error);
  CHECK_THROWS_AS(database.execute("DELETE FROM seal"), base::Error);
  database.execute("DROP TRIGGER seal_no_update; UPDATE seal SET sla_rows = ''");
  CHECK(model::seal_damage(Store::open(path, OpenMode::read).load_seals().front()).has_value());
}

TEST_CASE("seals are content of the dump, and leave derived rows and the facts' key alone") {
  const TemporaryFolder folder;
  Store a = Store::open(folder / "a.db", OpenMode::write);
  Store b = Store::open(folder / "b.db", OpenMode::write);
  RandomContent content(1);
  const auto source = content.source();
  a.add(source);
  b.add(source);
  const std::string key = a.facts_key();
  a.save_derived({}, "key");
  a.add_seal(seal_of("2021-03", 0));
  a.add_seal(seal_of("2021-04", 0));
  CHECK(a.facts_key() == key);
  CHECK(a.load_derived("key").has_value());
  b.save_derived({}, "key");
  CHECK(dump_of(a) != dump_of(b));
  b.add_seal(seal_of("2021-04", 0));
  b.add_seal(seal_of("2021-03", 0));
  CHECK(dump_of(a) == dump_of(b));
  CHECK(dump_of(a).find(R"({"table":"seal","seal":")") != std::string::npos);
}

}  // namespace faultline
