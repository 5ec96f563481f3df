#include "store/health.hpp"

#include "base/error.hpp"

namespace faultline::store {

Store::Health check_health(const Database& database) {
  Store::Health health;
  try {
    health.schema_version = static_cast<int>(database.integer("PRAGMA user_version"));
    health.journal_mode = database.text("PRAGMA journal_mode");
    health.bytes = database.integer("PRAGMA page_count") * database.integer("PRAGMA page_size");
    health.integrity = database.text("PRAGMA integrity_check(1)");
    health.foreign_key_violations = database.integer("SELECT count(*) FROM pragma_foreign_key_check");
    health.sources = database.integer("SELECT count(*) FROM source");
    health.events = database.integer("SELECT count(*) FROM event");
    health.claims = database.integer("SELECT count(*) FROM claim");
    health.rollups = database.integer("SELECT count(*) FROM rollup_minute");
    health.annotations = database.integer("SELECT count(*) FROM annotation");
    health.seals = database.integer("SELECT count(*) FROM seal");
    health.diagnostics = database.integer("SELECT count(*) FROM diagnostic");
  } catch (const base::Error& error) {
    if (health.integrity.empty() || health.integrity == "ok") health.integrity = error.what();
  }
  return health;
}

}  // namespace faultline::store
