#include "store/store.hpp"

#include <fmt/format.h>

#include <utility>

#include "store/annotation_rows.hpp"
#include "store/database.hpp"
#include "store/derived_loader.hpp"
#include "store/derived_writer.hpp"
#include "store/dump.hpp"
#include "store/facts_key.hpp"
#include "store/facts_loader.hpp"
#include "store/facts_writer.hpp"
#include "store/health.hpp"
#include "store/migrations.hpp"
#include "store/rollup_rows.hpp"
#include "store/seal_rows.hpp"

namespace faultline::store {

struct Store::Impl {
  Database database;
  OpenMode mode;
  std::optional<base::Instant> ingest_time;

  void require_write() const {
    if (mode == OpenMode::write) return;
    throw base::Error(fmt::format("'{}' was opened for reading only; nothing can be added", database.path()));
  }
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::string& path, OpenMode mode, std::chrono::milliseconds wait) {
  Database database = Database::open(path, mode, wait);
  const std::vector<Migration> migrations = embedded_migrations();
  if (mode == OpenMode::read) {
    require_current(database, migrations);
  } else {
    if (schema_version(database) == 0) {
      // Only before the first page is written; 8 KiB pages take rows a fifth faster than 4 KiB ones.
      database.execute("PRAGMA page_size = 8192");
    }
    // Where the place cannot have a write-ahead log (a network folder), SQLite keeps its rollback journal
    // and everything works, with readers and writers waiting for each other; Health tells which it is.
    if (schema_version(database) <= migrations.back().version) database.execute("PRAGMA journal_mode = WAL");
    database.execute("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000");
    migrate(database, migrations);
  }
  return Store(std::make_unique<Impl>(Impl{std::move(database), mode, std::nullopt}));
}

void Store::set_ingest_time(base::Instant now) {
  impl_->ingest_time = now;
}

bool Store::has_source(const std::string& digest) const {
  Statement statement = impl_->database.prepare("SELECT 1 FROM source WHERE digest = ?");
  return statement.put(digest).step();
}

Added Store::add(const model::SourceFacts& facts) {
  impl_->require_write();
  Transaction transaction(impl_->database, Transaction::Kind::write);
  const Added added = FactsWriter(impl_->database, impl_->ingest_time).write(facts);
  if (added == Added::added) clear_derived(impl_->database);
  transaction.commit();
  return added;
}

std::vector<Added> Store::add_all(const std::vector<model::SourceFacts>& facts) {
  impl_->require_write();
  std::vector<Added> results;
  results.reserve(facts.size());
  Transaction transaction(impl_->database, Transaction::Kind::write);
  {
    FactsWriter writer(impl_->database, impl_->ingest_time);
    bool has_new = false;
    for (const model::SourceFacts& source : facts) {
      results.push_back(writer.write(source));
      has_new = has_new || results.back() == Added::added;
    }
    if (has_new) clear_derived(impl_->database);
  }
  transaction.commit();
  return results;
}

model::Facts Store::load_facts() const {
  const Transaction transaction(impl_->database, Transaction::Kind::read);
  return store::load_facts(impl_->database);
}

std::vector<base::Diagnostic> Store::load_diagnostics() const {
  return store::load_diagnostics(impl_->database);
}

model::Rollups Store::load_rollups() const {
  const Transaction transaction(impl_->database, Transaction::Kind::read);
  return store::load_rollups(impl_->database);
}

std::string Store::rollups_key() const {
  return store::rollups_key(impl_->database);
}

void Store::save_observations(const model::Observations& observations, const std::string& key) {
  impl_->require_write();
  Transaction transaction(impl_->database, Transaction::Kind::write);
  write_observations(impl_->database, observations, key);
  transaction.commit();
}

std::optional<model::Observations> Store::load_observations(const std::string& key) const {
  return store::load_observations(impl_->database, key);
}

std::vector<Store::KnownContent> Store::known_contents() const {
  std::vector<KnownContent> contents;
  Statement statement =
      impl_->database.prepare("SELECT digest, bytes, reader FROM source WHERE reader <> '' ORDER BY digest");
  while (statement.step()) {
    contents.push_back(
        {std::string(statement.text(0)), statement.integer(1), std::string(statement.text(2))});
  }
  return contents;
}

Added Store::annotate(const model::Annotation& annotation) {
  impl_->require_write();
  Transaction transaction(impl_->database, Transaction::Kind::write);
  const Added added = write_annotation(impl_->database, annotation);
  if (added == Added::added) clear_derived(impl_->database);
  transaction.commit();
  return added;
}

Added Store::add_seal(const model::Seal& seal) {
  impl_->require_write();
  Transaction transaction(impl_->database, Transaction::Kind::write);
  const Added added = write_seal(impl_->database, seal);
  transaction.commit();
  return added;
}

void Store::add_seals(const std::vector<model::Seal>& seals) {
  impl_->require_write();
  Transaction transaction(impl_->database, Transaction::Kind::write);
  for (const model::Seal& seal : seals) write_seal(impl_->database, seal);
  transaction.commit();
}

std::vector<model::Seal> Store::load_seals() const {
  return store::load_seals(impl_->database);
}

std::string Store::facts_key() const {
  const Transaction transaction(impl_->database, Transaction::Kind::read);
  return store::facts_key(impl_->database);
}

void Store::save_derived(const model::Report& report, const std::string& key) {
  impl_->require_write();
  Transaction transaction(impl_->database, Transaction::Kind::write);
  clear_derived(impl_->database);
  write_derived(impl_->database, report, key);
  transaction.commit();
}

std::optional<model::Report> Store::load_derived(const std::string& key) const {
  return store::load_derived(impl_->database, key);
}

void Store::dump(std::ostream& out) const {
  const Transaction transaction(impl_->database, Transaction::Kind::read);
  store::dump(impl_->database, out);
}

Store::Health Store::check() const {
  return check_health(impl_->database);
}

}  // namespace faultline::store
