#include "store/migrations.hpp"

#include <fmt/format.h>

#include <cassert>

#include "base/embedded.hpp"
#include "base/error.hpp"

namespace faultline::store {

namespace {

constexpr std::string_view kFolder = "schemas/sql/";

void require_known(const Database& database, int version, std::span<const Migration> migrations) {
  const int newest = migrations.back().version;
  if (version > newest) {
    throw base::Error(
        fmt::format("'{}' was written by a newer Faultline (its schema is {}, this program knows {}); "
                    "update Faultline or give another path with --db",
                    database.path(), version, newest));
  }
}

}  // namespace

std::vector<Migration> embedded_migrations() {
  std::vector<Migration> result;
  for (const auto& file : base::embedded_files()) {
    if (!file.path.starts_with(kFolder)) continue;
    int version = 0;
    for (const char digit : file.path.substr(kFolder.size(), 4)) version = version * 10 + (digit - '0');
    result.push_back({version, file.path, file.content});
    assert(version == static_cast<int>(result.size()));  // the files are numbered without a hole, and sorted
  }
  return result;
}

int schema_version(const Database& database) {
  const std::int64_t application = database.integer("PRAGMA application_id");
  if (application == kApplicationId) return static_cast<int>(database.integer("PRAGMA user_version"));
  if (application == 0 && database.integer("SELECT count(*) FROM sqlite_schema") == 0) return 0;
  throw base::Error(fmt::format(
      "'{}' is another program's database (its application id is {}, not {}); nothing was changed; "
      "give another path with --db",
      database.path(), application, kApplicationId));
}

void migrate(const Database& database, std::span<const Migration> migrations) {
  const int newest = migrations.back().version;
  const int before = schema_version(database);
  require_known(database, before, migrations);
  if (before == newest) return;
  Transaction transaction(database, Transaction::Kind::write);
  // Another run may have been faster while this one waited for the lock.
  const int current = schema_version(database);
  require_known(database, current, migrations);
  for (const Migration& migration : migrations) {
    if (migration.version <= current) continue;
    try {
      database.execute(std::string(migration.sql));
    } catch (const base::Error& error) {
      throw base::Error(
          fmt::format("cannot bring '{}' from schema {} to {}: {} failed, nothing was changed: {}",
                      database.path(), current, newest, migration.name, error.what()));
    }
  }
  database.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, newest));
  transaction.commit();
}

void require_current(const Database& database, std::span<const Migration> migrations) {
  const int version = schema_version(database);
  require_known(database, version, migrations);
  if (version == 0) {
    throw base::Error(fmt::format("'{}' is empty; 'faultline ingest FILE...' fills it", database.path()));
  }
  if (version < migrations.back().version) {
    throw base::Error(
        fmt::format("'{}' was written by an older Faultline (its schema is {}, this program needs {}); "
                    "'faultline ingest FILE...' brings it up to date",
                    database.path(), version, migrations.back().version));
  }
}

}  // namespace faultline::store
