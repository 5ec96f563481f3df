#include "ingested_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "support/program.hpp"

namespace faultline::crash_test {

namespace fs = std::filesystem;

namespace {

constexpr int kEventsInFile = 1;

using Random = std::mt19937;

int below(Random& random, int limit) {
  return static_cast<int>(random() % static_cast<unsigned>(limit));
}

std::string minute_of(Random& random, int day) {
  return fmt::format("2026-03-{:02}T{:02}:{:02}:00Z", 1 + day % 28, below(random, 24), below(random, 60));
}

// Deploys, alerts and posts of one day.
std::string events(Random& random, int number) {
  std::string text;
  for (int i = 0; i < kEventsInFile; ++i) {
    const std::string at = minute_of(random, number);
    const int cluster = 1 + below(random, 3);
    switch (below(random, 3)) {
      case 0:
        text += fmt::format(
            R"({{"kind":"deploy","at":"{}","organisation":"Tarnfield","cluster":"prod-{}","service":"billing",)"
            R"("version":"v{}","deploy_kind":"code","actor":"release-bot"}})",
            at, cluster, below(random, 500));
        break;
      case 1:
        text += fmt::format(
            R"({{"kind":"alert","at":"{}","organisation":"Tarnfield","cluster":"prod-{}","service":"billing",)"
            R"("title":"billing p99 above {} s"}})",
            at, cluster, 1 + below(random, 9));
        break;
      default:
        text += fmt::format(
            R"({{"kind":"status_update","at":"{}","organisation":"Tarnfield","cluster":"prod-{}",)"
            R"("incident_id":"t-{}","status":"{}","body":"we are looking at slow invoices, {}"}})",
            at, cluster, number % 8, below(random, 2) == 0 ? "investigating" : "monitoring",
            std::string(static_cast<std::size_t>(below(random, 400)), 'x'));
    }
    text += '\n';
  }
  // A line that cannot be read is kept as well.
  return text + "no record\n";
}

// Minutes as another system tells them.
std::string rollups(Random& random, int number) {
  std::string text = "minute,cluster,service,requests,errors,slow\n";
  for (int minute = 0; minute < 120; ++minute) {
    const int requests = 100 + below(random, 900);
    text += fmt::format("2026-03-{:02}T{:02}:{:02}:00Z,prod-{},billing,{},{},{}\n", 1 + number % 28,
                        minute / 60, minute % 60, 1 + number % 3, requests, below(random, requests / 20 + 1),
                        below(random, 10));
  }
  return text;
}

struct Kind {
  const char* reader;
  const char* extension;
  int files;
  std::string (*text)(Random& random, int number);
};

constexpr Kind kKinds[] = {
    {"events", "jsonl", 250, events},
    {"rollups", "csv", 8, rollups},
};

constexpr const char* kSamples[] = {"statuspage_json", "statuspage_text", "statuspage_html",
                                    "statuspage_feed", "document"};

}  // namespace

IngestedFolder make_ingested_folder(const fs::path& folder, const fs::path& repository,
                                    const std::set<std::string>& readers) {
  IngestedFolder result;
  Random random(20'260'304);
  int kinds = 0;
  for (const Kind& kind : kKinds) {
    ++kinds;
    if (readers.count(kind.reader) == 0) {
      result.left_out.push_back(kind.reader);
      continue;
    }
    for (int i = 0; i < kind.files; ++i) {
      // The kinds take turns in the order of names, as they do in the transactions.
      const fs::path file = folder / fmt::format("{:03}-{}.{}", i * 10 + kinds, kind.reader, kind.extension);
      support::write_whole(file, kind.text(random, i));
      result.files.push_back(file.string());
    }
  }
  int number = 5;
  for (const char* sample : kSamples) {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(repository / "samples" / sample))
      if (entry.path().extension() != ".expected") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& from : files) {
      const fs::path file = folder / fmt::format("{:03}-{}", number, from.filename().string());
      number += 70;
      fs::copy_file(from, file);
      result.files.push_back(file.string());
    }
  }
  std::sort(result.files.begin(), result.files.end());
  return result;
}

}  // namespace faultline::crash_test
