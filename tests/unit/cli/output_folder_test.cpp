#include "cli/output_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "cli/export_files.hpp"
#include "store/store.hpp"
#include "support/program.hpp"

namespace {

using namespace faultline;
using cli::OutputFolder;
namespace fs = std::filesystem;

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

TEST_CASE("a file is written, left alone, and replaced") {
  const support::WorkingDirectory directory;
  OutputFolder folder("a/b");
  CHECK(folder.put("x.csv", std::string_view("one")) == OutputFolder::Put::written);
  struct stat first {
  }, second{};
  REQUIRE(stat("a/b/x.csv", &first) == 0);
  CHECK(folder.put("x.csv", std::string_view("one")) == OutputFolder::Put::unchanged);
  REQUIRE(stat("a/b/x.csv", &second) == 0);
  CHECK(first.st_ino == second.st_ino);
  fs::permissions("a/b/x.csv", fs::perms(0640));
  CHECK(folder.put("x.csv", std::string_view("two")) == OutputFolder::Put::written);
  CHECK(support::read_whole("a/b/x.csv") == "two");
  CHECK(fs::status("a/b/x.csv").permissions() == fs::perms(0640));
  CHECK(folder.has("x.csv"));
  CHECK(!folder.has("y.csv"));
  CHECK(names_in("a/b") == std::set<std::string>{".faultline-export.lock", "x.csv"});
}

TEST_CASE("where a file cannot be made the old one stays and no temporary does") {
  const support::WorkingDirectory directory;
  OutputFolder folder("out");
  folder.put("x.csv", std::string_view("old"));
  const cli::FileMaker fails = [](const std::string& path) {
    support::write_whole(path, "half");
    throw base::Error("the disk is full");
  };
  CHECK_THROWS_WITH(folder.put("x.csv", fails), "cannot write 'out/x.csv': the disk is full");
  CHECK(support::read_whole("out/x.csv") == "old");
  fs::create_directory("out/taken.csv");
  CHECK_THROWS_AS(folder.put("taken.csv", std::string_view("new")), base::Error);
  CHECK(names_in("out") == std::set<std::string>{".faultline-export.lock", "taken.csv", "x.csv"});
}

TEST_CASE("one run at a time; what a killed one left is swept") {
  const support::WorkingDirectory directory;
  support::write_whole("out/.faultline-export.tmp.17.0", "half");
  support::write_whole("out/.faultline-write.tmp.17.0", "of a run without a lock");
  {
    const OutputFolder folder("out");
    CHECK(names_in("out") == std::set<std::string>{".faultline-export.lock", ".faultline-write.tmp.17.0"});
    CHECK_THROWS_AS(OutputFolder("out"), store::LockedError);
  }
  CHECK_NOTHROW(OutputFolder("out"));
}

TEST_CASE("a folder that is a file is an error") {
  const support::WorkingDirectory directory;
  support::write_whole("out", "a file");
  CHECK_THROWS_AS(OutputFolder("out"), base::Error);
}

TEST_CASE("a file's name says the period and what was asked") {
  struct Row {
    cli::ExportQuery query;
    const char* format;
    const char* name;
  };
  const Row rows[] = {
      {{"2026-04", "", "", "", {}, true, true}, "csv", "sla-2026-04.csv"},
      {{"2026-Q2", "", "", "", {}, true, true}, "xlsx", "sla-2026-Q2.xlsx"},
      {{"2026-04", "", "prod-1", "", {}, true, true}, "md", "sla-2026-04-cluster-prod-1.md"},
      {{"2026-04", "", "", "", {}, true, false}, "csv", "sla-2026-04-by-cluster.csv"},
      {{"2026-04", "", "", "", {}, false, true}, "json", "sla-2026-04-by-service.json"},
      {{"2026-04", "", "", "", {"s3", "ec2"}, true, true}, "csv", "sla-2026-04-under-s3-under-ec2.csv"},
      {{"2026-04", "", "", "", {}, true, true}, "openmetrics", "faultline_sla.prom"},
  };
  for (const Row& row : rows) CHECK(cli::file_name(row.query, row.format) == row.name);
  cli::ExportQuery hostile{"2026-04", "../../etc", "", "", {}, true, true};
  const std::string name = cli::file_name(hostile, "csv");
  CHECK(name.find('/') == std::string::npos);
  hostile.organisation = "..-..-etc";
  CHECK(cli::file_name(hostile, "csv") != name);
}

TEST_CASE("what a schedule owes of one period") {
  using Names = std::vector<std::string>;
  struct Row {
    const char* name;
    Names formats;
    bool is_latest;
    std::set<std::string> files;
    Names wanted, there;
  };
  const Row rows[] = {
      {"all is there", {"csv", "md"}, true, {"csv", "md"}, {}, {"csv", "md"}},
      {"one is missing", {"csv", "md"}, true, {"csv"}, {"csv", "md"}, {}},
      {"metrics are compared", {"openmetrics", "csv"}, true, {"csv"}, {"openmetrics"}, {"csv"}},
      {"metrics and a missing one", {"openmetrics", "csv"}, true, {}, {"csv", "openmetrics"}, {}},
      {"metrics of an older period", {"openmetrics", "csv"}, false, {"csv"}, {}, {"csv"}},
      {"metrics alone, older", {"openmetrics"}, false, {}, {}, {}},
      {"metrics alone, latest", {"openmetrics"}, true, {}, {"openmetrics"}, {}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const cli::Owed owed = cli::owed_formats(
        row.formats, row.is_latest, [&](const std::string& each) { return row.files.count(each) > 0; });
    CHECK(owed.wanted == row.wanted);
    CHECK(owed.there == row.there);
  }
}

}  // namespace
