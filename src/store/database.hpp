// Database: one thin RAII layer over SQLite: a connection, prepared statements, transactions.
//
// Promises:
//  1. Every failure is a base::Error that names the file and says what to do; a lock held by another run
//     is a LockedError, so that the program can end with its own exit code.
//  2. A Transaction that is not committed is rolled back, once.
//  3. A Statement must not outlive its Database, which may be moved.
//
//   Transaction transaction(database, Transaction::Kind::write);
//   Statement insert = database.prepare("INSERT INTO ignored VALUES (?, ?, ?, ?)");
//   insert.put(source).put(0).put("blank row").put(2).run();
//   transaction.commit();
//
// What the tables are is in schemas/sql; which version a file has is in migrations.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "store/store.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace faultline::store {

// A connection and the path the user gave, on the heap so that statements can point to it.
struct Connection {
  sqlite3* handle = nullptr;
  std::string path;
  std::chrono::milliseconds wait{};
  ~Connection();
};

class Statement {
 public:
  Statement(const Connection& connection, std::string_view sql);

  // Parameters are given in order, all of them before each run. A text must live until the run has ended.
  Statement& put(std::int64_t value);
  Statement& put(std::string_view text);
  Statement& put(const char* text) { return put(std::string_view(text)); }
  Statement& put(std::nullopt_t);
  Statement& put_bytes(std::string_view bytes);
  Statement& put_real(double value);
  Statement& put(const std::optional<std::int64_t>& value) { return value ? put(*value) : put(std::nullopt); }
  template <typename E>
  requires std::is_enum_v<E> Statement& put(E value) { return put(static_cast<std::int64_t>(value)); }
  template <typename E>
  requires std::is_enum_v<E> Statement& put(const std::optional<E>& value) {
    return value ? put(*value) : put(std::nullopt);
  }

  bool step();  // true = a row stands ready; false = the end, and the statement is ready for parameters again
  void run();   // for statements without rows
  std::int64_t last_insert_id() const;

  // 0-based columns of the row; NULL is 0 or "". A view lives until the next step.
  bool is_null(int column) const;
  bool is_integer(int column) const;
  bool is_real(int column) const;
  bool is_bytes(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  std::string_view bytes(int column) const;
  int columns() const;
  std::string_view column_name(int column) const;

  // Throws: a stored number outside what its type knows.
  [[noreturn]] void refuse_value(int column, std::int64_t value) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  const Connection* connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int next_ = 1;
};

// Reads the columns of the current row one after the other.
class Row {
 public:
  explicit Row(const Statement& statement, int first = 0) : statement_(statement), next_(first) {}
  bool is_null() const { return statement_.is_null(next_); }
  void skip(int columns) { next_ += columns; }
  std::int64_t integer() { return statement_.integer(next_++); }
  int small() { return static_cast<int>(integer()); }
  std::string text() { return std::string(statement_.text(next_++)); }
  std::string_view view() { return statement_.text(next_++); }
  std::optional<std::int64_t> maybe_integer();
  // An enum of 0 .. last; any other number means damage.
  template <typename E>
  E one_of(E last) {
    const int column = next_;
    const std::int64_t value = integer();
    if (value < 0 || value > static_cast<std::int64_t>(last)) statement_.refuse_value(column, value);
    return static_cast<E>(value);
  }
  template <typename E>
  std::optional<E> maybe_one_of(E last) {
    if (!is_null()) return one_of(last);
    skip(1);
    return std::nullopt;
  }

 private:
  const Statement& statement_;
  int next_;
};

class Database {
 public:
  // read: the file must exist. write: created where absent. Says nothing about what is inside.
  static Database open(const std::string& path, OpenMode mode, std::chrono::milliseconds wait);

  Statement prepare(std::string_view sql) const { return Statement(*connection_, sql); }
  void execute(const std::string& script) const;  // several statements, rows are ignored
  std::int64_t integer(std::string_view sql) const;
  std::string text(std::string_view sql) const;
  const std::string& path() const { return connection_->path; }

 private:
  explicit Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
  std::unique_ptr<Connection> connection_;
};

class Transaction {
 public:
  // read: one consistent view for several statements. write: takes the lock at once, so that it fails here
  // and not halfway.
  enum class Kind { read, write };
  Transaction(const Database& database, Kind kind);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  const Database& database_;
  bool is_finished_ = false;
};

}  // namespace faultline::store
