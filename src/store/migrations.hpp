// Migrations: the numbered SQL files that make a database what this program expects.
//
// A file is ours if its application_id is kApplicationId; its user_version is the number of the last
// migration applied. All pending migrations run in one transaction: a failing one leaves the old version.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

namespace faultline::store {

// "FLTL" in ASCII. Stored in every database; never change.
inline constexpr std::int64_t kApplicationId = 0x464C544C;

struct Migration {
  int version = 0;
  std::string_view name;  // "schemas/sql/0001_facts.sql"
  std::string_view sql;
};

// Those embedded in the binary: versions 1, 2, 3 ... without a hole.
std::vector<Migration> embedded_migrations();

// What stands in a file. Throws for another program's database.
// 0 = new: nothing in it yet.
int schema_version(const Database& database);

// Brings the database to the last of `migrations`. Throws for a newer one, and where a migration fails.
void migrate(const Database& database, std::span<const Migration> migrations);

// For reading: throws unless the version is the last one.
void require_current(const Database& database, std::span<const Migration> migrations);

}  // namespace faultline::store
