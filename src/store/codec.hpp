// Codec: how moments, scopes, evidence and amounts become columns and come back, exactly.
//
// A moment is eleven columns, so that people can query its parts and a load parses no text; only the
// rejected readings, which are rare, are JSON. A scope is a row of a dictionary.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/moment.hpp"
#include "model/amount.hpp"
#include "model/scope.hpp"
#include "model/source.hpp"
#include "store/database.hpp"

namespace faultline::store {

// "earliest_us, best_us, ..., rejected", each with the prefix.
std::string moment_columns(std::string_view prefix = {});

// Keeps the text of the rejected readings alive until the statement has run. One per moment of a row.
class MomentText {
 public:
  void put(Statement& statement, const base::Moment& moment);
  void put(Statement& statement, const std::optional<base::Moment>& moment);

 private:
  std::string rejected_;
};

base::Moment read_moment(Row& row);
std::optional<base::Moment> read_maybe_moment(Row& row);

// line, "column", pointer
void put_location(Statement& statement, const model::Location& location);
model::Location read_location(Row& row);

// source_digest, source_name, line, "column", pointer, excerpt
inline constexpr std::string_view kEvidenceColumns =
    R"(source_digest, source_name, line, "column", pointer, excerpt)";
void put_evidence(Statement& statement, const model::Evidence& evidence);

// NULL in each of them = no amount.
inline constexpr std::string_view kAmountColumns =
    "amount_kind, lowest, highest, total, is_hedged, noun, unit, amount_written";
void put_amount(Statement& statement, const std::optional<model::Amount>& amount);
std::optional<model::Amount> read_amount(Row& row);

std::optional<std::int64_t> maybe_micros(const std::optional<base::Instant>& instant);
std::optional<base::Instant> maybe_instant(std::optional<std::int64_t> micros);

// "INSERT INTO table (columns) VALUES (?, ...)"
std::string insert_sql(std::string_view table, std::string_view columns);

// Gives a scope its row id, adding it where it is new. Lives no longer than the transaction it writes in.
class ScopeWriter {
 public:
  explicit ScopeWriter(const Database& database);
  std::int64_t id_of(const model::Scope& scope);

 private:
  Statement find_;
  Statement insert_;
  std::unordered_map<std::string, std::int64_t> known_;
};

// All scopes by id; for loading.
class ScopeTable {
 public:
  explicit ScopeTable(const Database& database);
  const model::Scope& at(std::int64_t id) const;

 private:
  std::vector<model::Scope> scopes_;  // ids are 1 .. n: rows are only ever added
  std::string path_;
};

}  // namespace faultline::store
