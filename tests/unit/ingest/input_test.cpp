#include "ingest/input.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <streambuf>
#include <vector>

#include "ingest/content.hpp"

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
  std::size_t bytes_read = 0;
};

Result open_with(const std::vector<std::string>& paths, std::istream& in) {
  Result result;
  result.failed = for_each_input(
      paths, in, [&](const base::Diagnostic& d) { result.diagnostics.push_back(d); },
      [&](Content& content) {
        const Content::Kept kept = content.keep();
        if (kept == Content::Kept::all) {
          result.inputs.push_back(content.take());
        } else {
          content.leave_out(kept);
        }
      },
      [&](const std::string&, std::size_t bytes) { result.bytes_read += bytes; });
  return result;
}

Result open(const std::vector<std::string>& paths, const std::string& standard_input = {}) {
  std::istringstream in(standard_input);
  return open_with(paths, in);
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

TEST_CASE("the bytes that are read are told, and how many there will be is known before") {
  const Folder folder;
  folder.add("a.txt", std::string(700'000, 'a'));
  folder.add("sub/b.txt", "bb");
  folder.add(".hidden", "h");
  folder.add(".git/config", "g");
  const std::vector<std::string> paths = {folder.path()};
  CHECK(bytes_behind(paths) == 700'002);
  CHECK(open(paths).bytes_read == 700'002);
  CHECK(bytes_behind(std::vector<std::string>{folder.path(), "-"}) == std::nullopt);
  CHECK(bytes_behind(std::vector<std::string>{folder.path() + "/none"}) == 0);
}

// Gives some bytes, then fails as a disk does.
class FailingBuffer : public std::streambuf {
 public:
  explicit FailingBuffer(int good) : good_(good) {}

 protected:
  int_type underflow() override {
    if (good_-- <= 0) throw std::ios_base::failure("disk");
    setg(piece_, piece_, piece_ + sizeof piece_);
    return traits_type::to_int_type(piece_[0]);
  }

 private:
  int good_;
  char piece_[5] = {'l', 'i', 'n', 'e', '\n'};
};

TEST_CASE("a stream that fails midway is told, counted, and gives nothing") {
  const Folder folder;
  const auto a = folder.add("a.txt", "A");
  for (const int good : {0, 1, 1'000'000}) {
    CAPTURE(good);
    FailingBuffer buffer(good);
    std::istream in(&buffer);
    const auto result = open_with({"-", a}, in);
    CHECK(result.failed == 1);
    REQUIRE(result.inputs.size() == 1);
    CHECK(result.inputs[0].bytes == "A");
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].message == "cannot read '-' to its end; what was read is left out");
  }
}

}  // namespace
}  // namespace faultline::ingest
