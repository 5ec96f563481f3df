// The program in process, for tests: arguments in, exit code and both streams out; fixed clock, no
// environment, no terminal unless asked for.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/context.hpp"

namespace faultline::support {

struct Ran {
  int code = 0;
  std::string out, err;
};

struct Outside {
  std::string input;
  std::map<std::string, std::string> environment;
  std::string now = "2026-06-01T00:00:00Z";
  bool is_terminal = false;
  int width = 100;
};

inline Ran run_program(const std::vector<std::string>& arguments, const Outside& outside = {}) {
  std::istringstream in(outside.input);
  std::ostringstream out, err;
  const auto environment = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = outside.environment.find(std::string(name));
    return found == outside.environment.end() ? std::nullopt : std::optional(found->second);
  };
  cli::Context context{in,
                       out,
                       err,
                       environment,
                       base::parse_rfc3339(outside.now).value(),
                       outside.is_terminal,
                       outside.is_terminal,
                       outside.width};
  const int code = cli::run(arguments, context);
  return {code, out.str(), err.str()};
}

inline std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_whole(const std::filesystem::path& path, const std::string& text) {
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

// A fresh directory that is the working directory while it lives, and is removed after.
class WorkingDirectory {
 public:
  WorkingDirectory() : before_(std::filesystem::current_path()) {
    std::string pattern = (std::filesystem::temp_directory_path() / "faultline-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = pattern;
    std::filesystem::current_path(path_);
  }
  WorkingDirectory(const WorkingDirectory&) = delete;
  WorkingDirectory& operator=(const WorkingDirectory&) = delete;
  ~WorkingDirectory() {
    std::error_code ignored;
    std::filesystem::current_path(before_, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& before() const { return before_; }

 private:
  std::filesystem::path before_, path_;
};

}  // namespace faultline::support
