// A run that dies in the middle of a source leaves the database as it was before that source.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <thread>

#include "random_content.hpp"
#include "store/facts_writer.hpp"
#include "store/store.hpp"

namespace faultline {

using store::OpenMode;
using store::Store;
using store_test::RandomContent;
using store_test::TemporaryFolder;

namespace {

std::string dump_of(const std::string& path) {
  std::ostringstream out;
  Store::open(path, OpenMode::read).dump(out);
  return out.str();
}

model::SourceFacts large_source() {
  RandomContent content(21);
  model::SourceFacts facts = content.source();
  while (facts.events.empty()) facts = content.source();
  model::Event event = facts.events[0];
  event.body.assign(2000, 'x');
  facts.events.clear();
  for (int i = 0; i < 30'000; ++i) {
    event.ordinal = i;
    facts.events.push_back(event);
  }
  return facts;
}

}  // namespace

TEST_CASE("a run that ends between writing a source and its commit leaves nothing of it") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  RandomContent content(1);
  Store::open(path, OpenMode::write).add(content.source());
  const std::string before = dump_of(path);
  const pid_t child = fork();
  if (child == 0) {
    const auto database = store::Database::open(path, OpenMode::write, std::chrono::seconds(1));
    const store::Transaction transaction(database, store::Transaction::Kind::write);
    store::FactsWriter(database, std::nullopt).write(large_source());
    _exit(0);  // no destructor runs
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  CHECK(dump_of(path) == before);
  Store store = Store::open(path, OpenMode::write);
  CHECK(store.check().integrity == "ok");
  CHECK(store.add(content.source()) == store::Added::added);
}

TEST_CASE("a run that is killed while it adds leaves the database as before") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  RandomContent content(2);
  Store::open(path, OpenMode::write).add(content.source());
  const std::string before = dump_of(path);
  const model::SourceFacts source = large_source();
  const pid_t child = fork();
  if (child == 0) {
    Store::open(path, OpenMode::write).add(source);
    _exit(0);
  }
  // The log grows while the source is being written, as it does not fit into the cache.
  int status = 0;
  std::error_code ignored;
  while (waitpid(child, &status, WNOHANG) == 0) {
    const auto size = std::filesystem::file_size(path + "-wal", ignored);
    if (!ignored && size > 0) kill(child, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  Store store = Store::open(path, OpenMode::write);
  CHECK(store.check().integrity == "ok");
  if (WIFSIGNALED(status) && !store.has_source(source.source.digest)) {
    CHECK(dump_of(path) == before);
  } else {
    CHECK(store.load_facts().events.size() >= source.events.size());  // it was faster: whole, then
  }
}

}  // namespace faultline
