// The promise of crash safety: `faultline ingest`, the real program, is killed at a hundred random moments.
// After each, every source is in the database whole or not at all, the file is sound, and running again
// gives the very bytes of `doctor --dump` that a run gives which nobody disturbed.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <thread>

#include "base/text.hpp"
#include "ingested_folder.hpp"
#include "store/store.hpp"
#include "support/program.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;

constexpr int kKills = 100;
constexpr const char* kDatabase = "faultline.db";

pid_t start(const std::vector<std::string>& arguments, const char* output) {
  std::vector<std::string> words = {FAULTLINE_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    const int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err = open("/dev/null", O_WRONLY);
    if (out < 0 || err < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0) _exit(126);
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

// Its standard output; it must end with exit code 0.
std::string run_to_end(const std::vector<std::string>& arguments) {
  const int status = wait_for(start(arguments, "out.txt"));
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
  return support::read_whole("out.txt");
}

std::vector<std::string> ingest_of(std::vector<std::string> files) {
  files.insert(files.begin(), {"ingest", "--db", kDatabase, "--now", "2026-06-01T00:00:00Z"});
  return files;
}

void remove_database() {
  for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(std::string(kDatabase) + end);
}

// All that a dump says of one source as facts, by digest: its own row, names, events, rollups and so on.
// Derived rows name sources too, and are made anew by the next run.
std::map<std::string, std::string> facts_by_source(const std::string& dump) {
  constexpr std::string_view kFacts[] = {"source",        "source_name",   "event",        "event_scope",
                                         "claim",         "claim_scope",   "diagnostic",   "ignored",
                                         "rollup_source", "rollup_stream", "rollup_minute"};
  std::map<std::string, std::string> facts;
  for (const std::string_view line : base::split_lines(dump)) {
    const Json row = Json::parse(line);
    const auto table = row.at("table").get<std::string>();
    if (std::find(std::begin(kFacts), std::end(kFacts), table) == std::end(kFacts)) continue;
    std::string& text = facts[row.at(table == "source" ? "digest" : "source").get<std::string>()];
    text += line;
    text += '\n';
  }
  return facts;
}

// What stands in the file: absent where there is no database in it yet, as a run may die before the first
// page.
std::optional<std::string> dump_of_what_is_left() {
  if (!fs::exists(kDatabase)) return std::nullopt;
  try {
    const auto database = store::Store::open(kDatabase, store::OpenMode::read);
    const auto health = database.check();
    CHECK(health.integrity == "ok");
    CHECK(health.foreign_key_violations == 0);
    std::ostringstream out;
    database.dump(out);
    return out.str();
  } catch (const base::Error& error) {
    if (std::string_view(error.what()).find("is empty;") == std::string_view::npos) throw;
    return std::nullopt;
  }
}

std::set<std::string> known_readers() {
  std::set<std::string> readers;
  const Json formats = Json::parse(run_to_end({"formats", "--format", "json"}));
  for (const Json& reader : formats.at("readers")) readers.insert(reader.at("name").get<std::string>());
  return readers;
}

struct Undisturbed {
  std::string dump;
  std::map<std::string, std::string> sources;
  std::chrono::microseconds duration{};
};

Undisturbed run_undisturbed(const std::vector<std::string>& files) {
  Undisturbed run;
  const auto begin = Clock::now();
  run_to_end(ingest_of(files));
  run.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  run.dump = run_to_end({"doctor", "--dump", "--db", kDatabase});
  run.sources = facts_by_source(run.dump);
  return run;
}

// Fractions of the run at which it is killed: all over it, a fifth of them close to its beginning and a
// fifth close to its end and after.
std::vector<double> moments() {
  std::mt19937 random(41);
  const auto share = [&] { return static_cast<double>(random() % 100'000) / 100'000; };
  std::vector<double> result;
  for (int i = 0; i < kKills; ++i) {
    switch (i % 5) {
      case 0:
        result.push_back(i == 0 ? 0 : 0.1 * share());
        break;
      case 1:
        result.push_back(0.85 + 0.25 * share());
        break;
      default:
        result.push_back(share());
    }
  }
  return result;
}

}  // namespace

TEST_CASE("a run killed at any moment leaves whole sources, and the next run completes them") {
  const support::WorkingDirectory directory;
  const auto folder = crash_test::make_ingested_folder("in", directory.before(), known_readers());
  for (const std::string& reader : folder.left_out)
    std::cout << "left out: sources of " << reader << ", a reader this program does not have\n";

  const Undisturbed whole = run_undisturbed(folder.files);
  REQUIRE(whole.sources.size() == folder.files.size());
  // The other start: a database in which every second source is already.
  remove_database();
  std::vector<std::string> half_of_files;
  for (std::size_t i = 0; i < folder.files.size(); i += 2) half_of_files.push_back(folder.files[i]);
  const Undisturbed half = run_undisturbed(half_of_files);
  REQUIRE(half.sources.size() == half_of_files.size());
  fs::copy_file(kDatabase, "half.db");

  int before_all = 0, between = 0, after_all = 0, in_time = 0;
  const std::vector<double> kMoments = moments();
  for (int i = 0; i < kKills; ++i) {
    const double moment = kMoments[static_cast<std::size_t>(i)];
    const bool is_fresh = i / 5 % 2 == 0;
    CAPTURE(i, moment, is_fresh);
    remove_database();
    if (!is_fresh) fs::copy_file("half.db", kDatabase);

    const pid_t child = start(ingest_of(folder.files), "/dev/null");
    std::this_thread::sleep_for(moment * whole.duration);
    kill(child, SIGKILL);
    const int status = wait_for(child);
    if (WIFSIGNALED(status)) {
      ++in_time;
    } else {
      REQUIRE(WEXITSTATUS(status) == 0);  // it was faster this time
    }

    const auto left = dump_of_what_is_left();
    const auto sources = left ? facts_by_source(*left) : std::map<std::string, std::string>();
    if (!WIFSIGNALED(status)) CHECK(sources.size() == whole.sources.size());
    for (const auto& [digest, facts] : sources) {
      CAPTURE(digest);
      REQUIRE(whole.sources.count(digest) == 1);
      CHECK(facts == whole.sources.at(digest));
    }
    if (!is_fresh) {
      for (const auto& [digest, facts] : half.sources) {
        CAPTURE(digest);
        CHECK(sources.count(digest) == 1);
      }
    }
    const std::size_t least = is_fresh ? 0 : half.sources.size();
    (sources.size() == whole.sources.size() ? after_all : sources.size() == least ? before_all : between)++;

    run_to_end(ingest_of(folder.files));
    REQUIRE(dump_of_what_is_left() == whole.dump);
  }
  std::cout << fmt::format(
      "{} runs killed of {}: {} before the first source was written, {} between sources, {} after the last\n",
      in_time, kKills, before_all, between, after_all);
  // A test whose kills all come too late shows nothing.
  CHECK(in_time > 0);
}

}  // namespace faultline
