// Errors of opening and reading: each cause has its own words.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.hpp"
#include "random_content.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace faultline {

using store::Database;
using store::OpenMode;
using store::Store;
using store_test::RandomContent;
using store_test::TemporaryFolder;

namespace fs = std::filesystem;

namespace {

constexpr auto kShortly = std::chrono::milliseconds(50);

void write_file(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

std::string read_file(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

// What a store says when it is opened; empty = it opened.
std::string complaint(const std::string& path, OpenMode mode) {
  try {
    Store::open(path, mode, kShortly);
  } catch (const base::Error& error) {
    return error.what();
  }
  return {};
}

void make_store(const std::string& path, int sources = 3) {
  RandomContent content(1);
  Store store = Store::open(path, OpenMode::write);
  for (int i = 0; i < sources; ++i) store.add(content.source());
}

void run_sql(const std::string& path, const std::string& sql) {
  Database::open(path, OpenMode::write, kShortly).execute(sql);
}

// Runs `check` as an ordinary user, whom permissions bind; true = it returned true.
template <typename Check>
bool as_ordinary_user(Check check) {
  const pid_t child = fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (geteuid() == 0 && setuid(kNobody) != 0) _exit(2);
    _exit(check() ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("a place that cannot hold a database says why") {
  const TemporaryFolder folder;
  write_file(folder / "plain.txt",
             "just text, and long enough to be read as a header of a database, which it is not "
             "by any means, as every reader of these words will agree at once");
  write_file(folder / "empty.db", "");
  make_store(folder / "other.db");
  run_sql(folder / "other.db", "PRAGMA application_id = 77");
  run_sql(folder / "foreign.db", "CREATE TABLE theirs (x)");
  make_store(folder / "newer.db");
  run_sql(folder / "newer.db", "PRAGMA user_version = 99");

  struct Case {
    const char* name;
    std::string path;
    OpenMode mode;
    const char* words;
  };
  const Case kCases[] = {
      {"nothing named", "", OpenMode::write, "no path of a database was given"},
      {"a directory, write", folder.path(), OpenMode::write, "is a directory, not a database"},
      {"a directory, read", folder.path(), OpenMode::read, "is a directory, not a database"},
      {"missing, read", folder / "none.db", OpenMode::read, "no database at"},
      {"missing folder", folder / "no/such/a.db", OpenMode::write,
       "/no/such' does not exist; create it first"},
      {"below a file", folder / "plain.txt/a.db", OpenMode::write, "is a file, not a folder"},
      {"unwritable", "/proc/a.db", OpenMode::write, "cannot open '/proc/a.db'"},
      {"no database, write", folder / "plain.txt", OpenMode::write, "is not a database"},
      {"no database, read", folder / "plain.txt", OpenMode::read, "is not a database"},
      {"empty, read", folder / "empty.db", OpenMode::read, "is empty"},
      {"another mark", folder / "other.db", OpenMode::write,
       "is another program's database (its application id is 77"},
      {"another mark, read", folder / "other.db", OpenMode::read, "is another program's database"},
      {"tables of others", folder / "foreign.db", OpenMode::write, "is another program's database"},
      {"newer, write", folder / "newer.db", OpenMode::write,
       "was written by a newer Faultline (its schema is 99"},
      {"newer, read", folder / "newer.db", OpenMode::read, "was written by a newer Faultline"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.name);
    CHECK_THAT(complaint(c.path, c.mode), Catch::Contains(c.words));
  }
  // Only what is refused stays as it was; an empty file is as good as none.
  CHECK(complaint(folder / "empty.db", OpenMode::write).empty());
  CHECK_FALSE(fs::exists(folder / "none.db"));
}

TEST_CASE("a file that is refused is not touched") {
  const TemporaryFolder folder;
  run_sql(folder / "foreign.db", "CREATE TABLE theirs (x)");
  make_store(folder / "newer.db");
  run_sql(folder / "newer.db", "PRAGMA user_version = 99");
  for (const char* name : {"foreign.db", "newer.db"}) {
    CAPTURE(name);
    const std::string before = read_file(folder / name);
    for (const OpenMode mode : {OpenMode::write, OpenMode::read})
      CHECK_FALSE(complaint(folder / name, mode).empty());
    CHECK(read_file(folder / name) == before);
  }
}

TEST_CASE("names that mean something to SQLite are names of files here") {
  const TemporaryFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  for (const char* name : {":memory:", "file:x?mode=memory", "a b%20#?.db"}) {
    CAPTURE(name);
    make_store(name, 1);
    CHECK(fs::exists(name));
    CHECK(Store::open(name, OpenMode::read).load_facts().sources.size() == 1);
  }
  fs::current_path(before);
}

TEST_CASE("damage is told, not passed on") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  make_store(path, 200);
  std::string bytes = read_file(path);
  REQUIRE(bytes.size() > 60 * 8192);

  SECTION("pages in the middle") {
    for (std::size_t page = 30; page < 60; ++page)
      bytes.replace(page * 8192, 8192, std::string(8192, '\x5a'));
    write_file(path, bytes);
    const Store store = Store::open(path, OpenMode::read);
    CHECK_THROWS_WITH(store.load_facts(), Catch::Contains("is damaged"));
    const Store::Health health = store.check();
    CHECK(health.integrity != "ok");
    CHECK_FALSE(health.integrity.empty());
  }
  SECTION("the file ends too early") {
    write_file(path, bytes.substr(0, bytes.size() / 2));
    CHECK_THROWS_WITH(Store::open(path, OpenMode::read).load_facts(), Catch::Contains("is damaged"));
  }
  SECTION("a page with the table of tables") {
    bytes.replace(100, 8092, std::string(8092, '\x5a'));
    write_file(path, bytes);
    CHECK_THROWS_WITH(Store::open(path, OpenMode::read).load_facts(), Catch::Contains("is damaged"));
  }
  SECTION("a number that means nothing") {
    run_sql(path, "DROP TRIGGER event_no_update; UPDATE event SET kind = 99");
    CHECK_THROWS_WITH(Store::open(path, OpenMode::read).load_facts(),
                      Catch::Contains("column 'kind' holds 99, which means nothing"));
  }
  SECTION("a histogram that is none") {
    run_sql(path, "DROP TRIGGER rollup_minute_no_update; UPDATE rollup_minute SET latency = x'ff'");
    CHECK_THROWS_WITH(Store::open(path, OpenMode::read).load_rollups(),
                      Catch::Contains("a latency histogram is none"));
    std::ostringstream out;
    CHECK_THROWS_WITH(Store::open(path, OpenMode::read).dump(out), Catch::Contains("is damaged"));
  }
  SECTION("a stream that is not there") {
    run_sql(path, "DROP TRIGGER rollup_stream_no_delete; DELETE FROM rollup_stream");
    CHECK_THROWS_WITH(Store::open(path, OpenMode::read).load_rollups(), Catch::Contains("is damaged"));
  }
}

TEST_CASE("another run's lock is waited for, then told") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  make_store(path);
  const Database other = Database::open(path, OpenMode::write, kShortly);
  RandomContent content(99);
  const model::SourceFacts source = content.source();
  Store store = Store::open(path, OpenMode::write, kShortly);
  {
    const store::Transaction held(other, store::Transaction::Kind::write);
    CHECK_THROWS_AS(store.add(source), store::LockedError);
    CHECK_THROWS_WITH(store.add(source),
                      Catch::Contains("is in use by another run (waited 0.05 s); try again"));
    CHECK_THROWS_AS(store.save_derived({}, "key"), store::LockedError);
    CHECK_THROWS_AS(store.save_observations({}, "key"), store::LockedError);
    CHECK_THROWS_AS(store.annotate(content.annotation()), store::LockedError);
    // Readers are not held up.
    CHECK(Store::open(path, OpenMode::read, kShortly).load_facts().sources.size() == 3);
  }
  CHECK(store.add(source) == store::Added::added);
}

TEST_CASE("reading leaves no files behind") {
  const TemporaryFolder folder;
  make_store(folder / "a.db");
  const std::string before = read_file(folder / "a.db");
  Store::open(folder / "a.db", OpenMode::read).load_facts();
  CHECK(read_file(folder / "a.db") == before);
  CHECK_FALSE(fs::exists(folder / "a.db-wal"));
  CHECK_FALSE(fs::exists(folder / "a.db-shm"));
}

TEST_CASE("nothing is added to a store opened for reading") {
  const TemporaryFolder folder;
  make_store(folder / "a.db");
  Store store = Store::open(folder / "a.db", OpenMode::read);
  RandomContent content(5);
  CHECK_THROWS_WITH(store.add(content.source()), Catch::Contains("opened for reading only"));
  CHECK_THROWS_WITH(store.save_derived({}, "key"), Catch::Contains("opened for reading only"));
  CHECK_THROWS_WITH(store.save_observations({}, "key"), Catch::Contains("opened for reading only"));
  CHECK_THROWS_WITH(store.annotate(content.annotation()), Catch::Contains("opened for reading only"));
}

TEST_CASE("permissions of an ordinary user are told") {
  const TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::group_all | fs::perms::others_all);
  fs::create_directory(folder / "closed");
  make_store(folder / "closed/a.db");
  make_store(folder / "secret.db");
  fs::permissions(folder / "secret.db", fs::perms::none);
  make_store(folder / "fixed.db");
  const auto read_only = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
  fs::permissions(folder / "fixed.db", read_only);
  fs::permissions(folder / "closed/a.db", read_only);
  fs::permissions(folder / "closed",
                  read_only | fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec);
  const auto says = [](const std::string& path, OpenMode mode, const char* words) {
    return as_ordinary_user([&] { return complaint(path, mode).find(words) != std::string::npos; });
  };
  CHECK(says(folder / "secret.db", OpenMode::read, "may not be read; check its permissions"));
  CHECK(says(folder / "fixed.db", OpenMode::write, "cannot write"));
  CHECK(says(folder / "closed/a.db", OpenMode::write, "cannot write"));
  CHECK(says(folder / "closed/new.db", OpenMode::write, "nothing may be written in the folder"));
  // A database in a place where nothing may be written can still be read.
  CHECK(as_ordinary_user([&] {
    try {
      return Store::open(folder / "closed/a.db", OpenMode::read).load_facts().sources.size() == 3;
    } catch (const base::Error&) {
      return false;
    }
  }));
  fs::permissions(folder / "closed", fs::perms::owner_all);
}

}  // namespace faultline
