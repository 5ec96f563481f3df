// Schemas and templates that are part of the binary. The table is written by cmake/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace faultline::base {

struct EmbeddedFile {
  std::string_view path;  // relative to the repository: "schemas/sql/0001_facts.sql"
  std::string_view content;
};

// Sorted as listed in src/CMakeLists.txt.
std::span<const EmbeddedFile> embedded_files();

// The content of one; throws base::Error where the path is not among them (our bug, or a typo of --template).
std::string_view embedded(std::string_view path);

}  // namespace faultline::base
