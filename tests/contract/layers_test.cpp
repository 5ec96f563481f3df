// The layer rules of ARCHITECTURE.md, checked on the includes of every file below src/.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Which layers a layer may include, itself among them.
const std::map<std::string, std::set<std::string>> kMaySee = {
    {"base", {"base"}},
    {"model", {"base", "model"}},
    {"ingest", {"base", "model", "ingest"}},
    {"store", {"base", "model", "store"}},
    {"analyze", {"base", "model", "analyze"}},
    {"render", {"base", "model", "render"}},
    {"cli", {"base", "model", "ingest", "store", "analyze", "render", "cli"}},
    {"main.cpp", {"cli"}},
};

// The only layer that may include a library; matched as a prefix of the include.
const std::vector<std::pair<std::string, std::string>> kOwners = {
    {"sqlite3.h", "store"},  {"CLI/", "cli"},          {"toml++/", "cli"},     {"valijson/", "cli"},
    {"kainjow/", "render"},  {"xlsxwriter", "render"}, {"simdjson", "ingest"}, {"pugixml", "ingest"},
    {"gumbo", "ingest"},     {"cmark", "ingest"},      {"re2/", "ingest"},     {"archive", "ingest"},
    {"curl/", "ingest"},     {"date/", "base"},        {"xxhash", "base"},     {"nettle/", "base"},
    {"yaml-cpp/", "ingest"},
};

// What reads the clock, the environment, a locale or a standard stream; for cli and main.cpp only.
const std::vector<std::string> kOutsideWorld = {
    "std::getenv",  "getenv(",      "system_clock::now", "steady_clock::now", "std::cout",
    "std::cerr",    "std::cin",     "std::locale",       "setlocale(",        "localtime(",
    "localtime_r(", "current_zone", "random_device"};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> sources() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path("src"))) {
    const auto extension = entry.path().extension();
    if (extension == ".cpp" || extension == ".hpp") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string layer_of(const fs::path& path) {
  return fs::relative(path, fs::path("src")).begin()->string();
}

}  // namespace

TEST_CASE("a layer includes only what lies below it") {
  const std::regex include("^\\s*#include\\s*[<\"]([^>\"]+)[>\"]");
  REQUIRE(sources().size() > 40);
  for (const auto& path : sources()) {
    const auto layer = layer_of(path);
    INFO(path);
    REQUIRE(kMaySee.count(layer) == 1);
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (!std::regex_search(line, match, include)) continue;
      const auto target = match[1].str();
      INFO(line);
      const auto folder = target.substr(0, target.find('/'));
      if (kMaySee.count(folder) == 1 && folder != target) CHECK(kMaySee.at(layer).count(folder) == 1);
      for (const auto& [prefix, owner] : kOwners) {
        if (target.compare(0, prefix.size(), prefix) == 0) CHECK(owner == layer);
      }
    }
  }
}

// Two types of one name in one namespace are no error to the linker, which keeps the code of one for both.
TEST_CASE("a name stands for one type of its namespace") {
  const std::regex opening("^namespace ([\\w:]+) \\{");
  const std::regex type("^(?:struct|class|enum class) (\\w+)[^;]*\\{");
  std::map<std::string, fs::path> first;
  for (const auto& path : sources()) {
    if (path.extension() != ".hpp") continue;
    std::ifstream in(path);
    std::string space;
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (std::regex_search(line, match, opening)) space = match[1];
      if (!std::regex_search(line, match, type)) continue;
      const auto [place, is_new] = first.emplace(space + "::" + match[1].str(), path);
      INFO(place->first << " stands in " << place->second << " and in " << path);
      CHECK(is_new);
    }
  }
  CHECK(first.size() > 100);
}

TEST_CASE("nothing below cli sees the clock, the environment or a standard stream") {
  for (const auto& path : sources()) {
    const auto layer = layer_of(path);
    if (layer == "cli" || layer == "main.cpp") continue;
    const auto text = read(path);
    for (const auto& word : kOutsideWorld) {
      INFO(path << " has " << word);
      CHECK(text.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("main stays small and no file outgrows the reader") {
  for (const auto& path : sources()) {
    const auto text = read(path);
    const auto lines = std::count(text.begin(), text.end(), '\n');
    INFO(path << " has " << lines << " lines");
    if (path.filename() == "main.cpp") CHECK(lines < 20);
    CHECK(lines < 700);
  }
}
