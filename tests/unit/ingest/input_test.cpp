#include "ingest/input.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace faultline::ingest {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / fs::path("faultline-input-test")) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string add(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

struct Result {
  std::vector<Input> inputs;
  std::vector<base::Diagnostic> diagnostics;
  int failed = 0;
};

Result open(const std::vector<std::string>& paths, const std::string& standard_input = {}) {
  Result result;
  std::istringstream in(standard_input);
  result.failed = for_each_input(
      paths, in, [&](const base::Diagnostic& d) { result.diagnostics.push_back(d); },
      [&](Input&& input) { result.inputs.push_back(std::move(input)); });
  return result;
}

TEST_CASE("files, in the order given") {
  const Folder folder;
  const auto b = folder.add("b.txt", "B");
  const auto a = folder.add("a.txt", "");
  const auto result = open({b, a});
  REQUIRE(result.inputs.size() == 2);
  CHECK(result.inputs[0].name == b);
  CHECK(result.inputs[0].bytes == "B");
  CHECK(result.inputs[1].bytes.empty());
  CHECK(result.failed == 0);
}

TEST_CASE("a folder: sorted, recursive, without hidden entries") {
  const Folder folder;
  folder.add("z.txt", "z");
  folder.add("sub/a.txt", "a");
  folder.add(".hidden", "h");
  folder.add(".git/config", "g");
  const auto result = open({folder.path()});
  REQUIRE(result.inputs.size() == 2);
  CHECK(result.inputs[0].name == folder.path() + "/sub/a.txt");
  CHECK(result.inputs[1].name == folder.path() + "/z.txt");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].severity == base::Severity::note);
  CHECK(result.diagnostics[0].message.starts_with("2 hidden entries"));
}

TEST_CASE("standard input") {
  const auto result = open({"-"}, "hello");
  REQUIRE(result.inputs.size() == 1);
  CHECK(result.inputs[0].name == "-");
  CHECK(result.inputs[0].bytes == "hello");
}

TEST_CASE("a path that cannot be opened is told and the others go on") {
  const Folder folder;
  const auto a = folder.add("a.txt", "A");
  const auto result = open({folder.path() + "/none.txt", a});
  CHECK(result.failed == 1);
  CHECK(result.inputs.size() == 1);
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].severity == base::Severity::error);
}

TEST_CASE("an input past the limit is told and left out") {
  const Folder folder;
  const auto path = folder.add("big.txt", "x");
  fs::resize_file(path, (std::uintmax_t{64} << 20) + 1);
  const auto small = folder.add("small.txt", "s");
  const auto result = open({path, small});
  CHECK(result.failed == 0);
  REQUIRE(result.inputs.size() == 1);
  CHECK(result.inputs[0].bytes == "s");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].message.find("64 MiB") != std::string::npos);
}

}  // namespace
}  // namespace faultline::ingest
