// `faultline export`, the real program, is killed at random moments while it replaces files. After each,
// every file is the whole old or the whole new one, and running again gives the bytes of a run that nobody
// disturbed, with no temporary left.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <iostream>
#include <map>
#include <random>
#include <thread>

#include "support/program.hpp"

namespace {

namespace fs = std::filesystem;
using namespace faultline;
using Clock = std::chrono::steady_clock;

constexpr int kKills = 60;
constexpr const char* kFolder = "reports";
constexpr const char* kLock = ".faultline-export.lock";

pid_t start(const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {FAULTLINE_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    const int null = open("/dev/null", O_WRONLY);
    if (null < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0) _exit(126);
    execv(argv[0], argv.data());
    _exit(127);
  }
  REQUIRE(child > 0);
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

void run_to_end(const std::vector<std::string>& arguments) {
  const int status = wait_for(start(arguments));
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
}

// Two years of months, so that writing takes a good part of the run.
std::vector<std::string> export_of(const char* database) {
  return {"export",   "sla",
          "--db",     database,
          "--now",    "2026-06-01T00:00:00Z",
          "--to",     kFolder,
          "--as",     "csv,json,xlsx,md,openmetrics",
          "--period", "2023-10..2025-09"};
}

using Files = std::map<std::string, std::string>;

Files files_in(const char* folder) {
  Files files;
  for (const auto& entry : fs::directory_iterator(folder))
    files[entry.path().filename().string()] = support::read_whole(entry.path());
  return files;
}

bool is_temporary(const std::string& name) {
  return name.find(".tmp.") != std::string::npos;
}

TEST_CASE("an export killed at any moment leaves whole files, and the next run completes them") {
  const support::WorkingDirectory directory;
  const fs::path stories = directory.before() / "samples" / "stories";
  run_to_end({"ingest", "--db", "old.db", "--published", "2024-11-05", (stories / "two-outages").string()});
  fs::copy_file("old.db", "new.db");
  run_to_end({"ingest", "--db", "new.db", "--published", "2025-09-12", (stories / "schema-switch").string(),
              (stories / "long-restore").string()});

  run_to_end(export_of("old.db"));
  const Files old_files = files_in(kFolder);
  fs::copy(kFolder, "old");
  const auto begin = Clock::now();
  run_to_end(export_of("new.db"));
  const auto duration = Clock::now() - begin;
  const Files new_files = files_in(kFolder);
  REQUIRE(old_files.size() == 6);  // five and the lock
  REQUIRE(new_files.size() == 6);
  for (const auto& [name, text] : new_files) {
    if (name != kLock) REQUIRE(old_files.at(name) != text);
  }

  std::mt19937 random(7);
  int in_time = 0, between = 0, temporaries = 0;
  for (int i = 0; i < kKills; ++i) {
    // Most of the run reads and computes; three of four kills come in its second half.
    const double share = static_cast<double>(random() % 100'000) / 100'000;
    const double moment = i % 4 == 0 ? 0.5 * share : 0.5 + 0.6 * share;
    CAPTURE(i, moment);
    fs::remove_all(kFolder);
    fs::copy("old", kFolder);
    const pid_t child = start(export_of("new.db"));
    std::this_thread::sleep_for(moment * duration);
    kill(child, SIGKILL);
    if (WIFSIGNALED(wait_for(child))) ++in_time;

    int count_new = 0, count_old = 0;
    for (const auto& [name, text] : files_in(kFolder)) {
      CAPTURE(name);
      if (is_temporary(name)) {
        ++temporaries;
      } else if (name != kLock) {
        const bool is_new = text == new_files.at(name);
        CHECK((is_new || text == old_files.at(name)));
        ++(is_new ? count_new : count_old);
      }
    }
    CHECK(count_new + count_old == 5);
    if (count_new > 0 && count_old > 0) ++between;

    run_to_end(export_of("new.db"));  // the lock is free again
    CHECK(files_in(kFolder) == new_files);
  }
  std::cout << fmt::format(
      "{} exports killed of {}: {} between files, {} temporaries swept by the next run\n", in_time, kKills,
      between, temporaries);
  CHECK(in_time > 0);
}

}  // namespace
