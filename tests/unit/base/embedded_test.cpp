#include "base/embedded.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "base/error.hpp"

using faultline::base::embedded;
using faultline::base::embedded_files;

TEST_CASE("embedded files are the repository's, byte for byte, in order") {
  const auto files = embedded_files();
  CHECK(std::is_sorted(files.begin(), files.end(),
                       [](const auto& a, const auto& b) { return a.path < b.path; }));
  for (const auto& file : files) {
    INFO(file.path);
    std::ifstream stream{std::string(file.path), std::ios::binary};
    REQUIRE(stream);
    const std::string content{std::istreambuf_iterator<char>(stream), {}};
    CHECK(content == file.content);
    CHECK(embedded(file.path) == content);
  }
}

TEST_CASE("a file that is not embedded is an error") {
  CHECK_THROWS_AS(embedded("templates/none.mustache"), faultline::base::Error);
  CHECK_THROWS_WITH(embedded("templates/none.mustache"), Catch::Contains("'templates/none.mustache'"));
}
