#include "store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cassert>
#include <utility>

#include "base/error.hpp"
#include "store/place.hpp"

namespace faultline::store {

namespace {

[[noreturn]] void fail(const Connection& connection, int result) {
  const std::string& path = connection.path;
  const std::string reason = connection.handle ? sqlite3_errmsg(connection.handle) : sqlite3_errstr(result);
  switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw LockedError(
          fmt::format("'{}' is in use by another run (waited {:g} s); try again when it has ended", path,
                      static_cast<double>(connection.wait.count()) / 1000));
    case SQLITE_NOTADB:
      throw base::Error(fmt::format(
          "'{}' is not a database: it does not begin as SQLite files do; give another path with --db", path));
    case SQLITE_CORRUPT:
      throw base::Error(fmt::format(
          "'{}' is damaged ({}); restore a copy, or ingest the sources again into a new file", path, reason));
    case SQLITE_FULL:
      throw base::Error(
          fmt::format("cannot write '{}': the disk is full; free some space and run again", path));
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw base::Error(fmt::format(
          "cannot write '{}' ({}); check its permissions or give another path with --db", path, reason));
    case SQLITE_CANTOPEN:
      throw base::Error(fmt::format("cannot open '{}': {}", path, why_not_openable(path, reason)));
    case SQLITE_IOERR:
      throw base::Error(
          fmt::format("reading or writing '{}' failed ({}); check the disk and run again", path, reason));
    case SQLITE_NOMEM:
      throw base::Error(fmt::format("out of memory at '{}'; free some and run again", path));
    default:
      throw base::Error(
          fmt::format("the database '{}' refused ({}); 'faultline doctor' checks it", path, reason));
  }
}

void require(const Connection& connection, int result) {
  if (result != SQLITE_OK) fail(connection, result);
}

}  // namespace

// close_v2: a statement that is still alive, as on the way out of an exception, is no error.
Connection::~Connection() {
  sqlite3_close_v2(handle);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(const Connection& connection, std::string_view sql) : connection_(&connection) {
  sqlite3_stmt* statement = nullptr;
  require(connection, sqlite3_prepare_v2(connection.handle, sql.data(), static_cast<int>(sql.size()),
                                         &statement, nullptr));
  statement_.reset(statement);
}

Statement& Statement::put(std::int64_t value) {
  require(*connection_, sqlite3_bind_int64(statement_.get(), next_++, value));
  return *this;
}

Statement& Statement::put(std::string_view text) {
  // A null pointer would bind NULL; an empty view may be one.
  const char* bytes = text.data() ? text.data() : "";
  require(*connection_,
          sqlite3_bind_text64(statement_.get(), next_++, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::put(std::nullopt_t) {
  require(*connection_, sqlite3_bind_null(statement_.get(), next_++));
  return *this;
}

Statement& Statement::put_bytes(std::string_view bytes) {
  require(*connection_,
          sqlite3_bind_blob64(statement_.get(), next_++, bytes.data(), bytes.size(), SQLITE_STATIC));
  return *this;
}

Statement& Statement::put_real(double value) {
  require(*connection_, sqlite3_bind_double(statement_.get(), next_++, value));
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  next_ = 1;
  if (result != SQLITE_DONE) {
    // The message is built before the reset, which could change it.
    try {
      fail(*connection_, result);
    } catch (...) {
      sqlite3_reset(statement_.get());
      throw;
    }
  }
  sqlite3_reset(statement_.get());
  return false;
}

void Statement::run() {
  [[maybe_unused]] const bool has_row = step();
  assert(!has_row);  // a statement with rows is stepped through, not run
}

std::int64_t Statement::last_insert_id() const {
  return sqlite3_last_insert_rowid(connection_->handle);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

bool Statement::is_integer(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER;
}

bool Statement::is_real(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_FLOAT;
}

bool Statement::is_bytes(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_BLOB;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  if (!bytes) return {};
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

std::string_view Statement::bytes(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return {static_cast<const char*>(bytes), bytes ? static_cast<std::size_t>(size) : 0};
}

int Statement::columns() const {
  return sqlite3_column_count(statement_.get());
}

std::string_view Statement::column_name(int column) const {
  return sqlite3_column_name(statement_.get(), column);
}

void Statement::refuse_value(int column, std::int64_t value) const {
  throw base::Error(fmt::format(
      "'{}' is damaged (column '{}' holds {}, which means nothing); ingest the sources again into a new file",
      connection_->path, column_name(column), value));
}

std::optional<std::int64_t> Row::maybe_integer() {
  if (!is_null()) return integer();
  skip(1);
  return std::nullopt;
}

namespace {

std::unique_ptr<Connection> connect(const std::string& path, const std::string& name, int flags,
                                    std::chrono::milliseconds wait) {
  auto connection = std::make_unique<Connection>();
  connection->path = path;
  connection->wait = wait;
  // One thread uses a connection at a time, so its locks would only cost time.
  require(*connection,
          sqlite3_open_v2(name.c_str(), &connection->handle, flags | SQLITE_OPEN_NOMUTEX, nullptr));
  sqlite3_busy_timeout(connection->handle, static_cast<int>(wait.count()));
  sqlite3_extended_result_codes(connection->handle, 1);
  return connection;
}

// 0 where the header can be read.
int probe(const Connection& connection) {
  return sqlite3_exec(connection.handle, "PRAGMA schema_version", nullptr, nullptr, nullptr);
}

}  // namespace

Database Database::open(const std::string& path, OpenMode mode, std::chrono::milliseconds wait) {
  check_place(path, mode);
  const std::string name = as_file_name(path);
  if (mode == OpenMode::write) {
    Database database(connect(path, name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, wait));
    // SQLite falls back to reading only where the file may not be written; say so now, not at the first row.
    if (sqlite3_db_readonly(database.connection_->handle, "main") == 1) {
      fail(*database.connection_, SQLITE_READONLY);
    }
    require(*database.connection_, probe(*database.connection_));
    return database;
  }
  // Not SQLITE_OPEN_READONLY: such a connection cannot take away the -wal and -shm files it needs when it is
  // the last to close. Where the file may not be written SQLite opens it for reading by itself.
  auto connection = connect(path, name, SQLITE_OPEN_READWRITE, wait);
  const int result = probe(*connection);
  if (result == SQLITE_OK) {
    Database database(std::move(connection));
    database.execute("PRAGMA query_only = ON");
    return database;
  }
  // A database in WAL mode wants a shared-memory file beside it, which a read-only place refuses. Without a
  // log there is nothing to share: the file alone is the whole content.
  const int primary = result & 0xff;
  if ((primary == SQLITE_CANTOPEN || primary == SQLITE_READONLY) && !has_log(path)) {
    Database database(connect(path, as_immutable_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, wait));
    require(*database.connection_, probe(*database.connection_));
    return database;
  }
  fail(*connection, result);
}

void Database::execute(const std::string& script) const {
  require(*connection_, sqlite3_exec(connection_->handle, script.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Database::integer(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? std::string(statement.text(0)) : std::string();
}

Transaction::Transaction(const Database& database, Kind kind) : database_(database) {
  database_.execute(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

void Transaction::commit() {
  database_.execute("COMMIT");
  is_finished_ = true;
}

Transaction::~Transaction() {
  if (is_finished_) return;
  is_finished_ = true;
  try {
    database_.execute("ROLLBACK");
  } catch (const base::Error&) {
    // SQLite has rolled back by itself already, as it does when the disk is full.
  }
}

}  // namespace faultline::store
