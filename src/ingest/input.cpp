#include "ingest/input.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/archive.hpp"

namespace faultline::ingest {

namespace {

namespace fs = std::filesystem;

class Inputs {
 public:
  Inputs(std::istream& in, const base::DiagnosticSink& diagnose, const std::function<void(Input&&)>& each)
      : in_(in), diagnose_(diagnose), each_(each) {}

  int open(const std::string& path) {
    if (path == "-") return open_stream(in_, path) ? 0 : 1;
    std::error_code error;
    if (fs::is_directory(path, error)) return open_folder(path);
    return open_file(path) ? 0 : 1;
  }

 private:
  void tell(base::Severity severity, const std::string& source, std::string message) {
    base::Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.source = source;
    diagnostic.message = std::move(message);
    diagnose_(diagnostic);
  }

  bool open_file(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      tell(base::Severity::error, path,
           fmt::format("cannot open '{}': no such file; is the path right?", path));
      return false;
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      tell(base::Severity::error, path, fmt::format("cannot open '{}'; may you read it?", path));
      return false;
    }
    return open_stream(file, path);
  }

  bool open_stream(std::istream& stream, const std::string& name) {
    Input input{name, {}};
    if (!read_all(stream, input.bytes)) {
      if (stream.bad()) {
        tell(base::Severity::error, name,
             fmt::format("cannot read '{}' to its end; what was read is left out", name));
        return false;
      }
      tell(base::Severity::warning, name,
           fmt::format("larger than the limit of {} MiB for one input; left out, split it",
                       kMaxInputBytes >> 20));
      return true;
    }
    if (is_archive(input.bytes)) {
      expand_archive(input, diagnose_, each_);
    } else {
      each_(std::move(input));
    }
    return true;
  }

  // False where the stream fails or is longer than the limit.
  static bool read_all(std::istream& stream, std::string& bytes) {
    constexpr std::size_t kPiece = std::size_t{1} << 18;
    while (stream && bytes.size() <= kMaxInputBytes) {
      const std::size_t before = bytes.size();
      bytes.resize(before + kPiece);
      stream.read(bytes.data() + before, static_cast<std::streamsize>(kPiece));
      bytes.resize(before + static_cast<std::size_t>(stream.gcount()));
    }
    return !stream.bad() && bytes.size() <= kMaxInputBytes;
  }

  int open_folder(const std::string& path) {
    std::vector<std::string> files;
    std::int64_t hidden = 0, special = 0;
    int failed = 0;
    std::error_code error;
    fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, error);
    if (error) {
      tell(base::Severity::error, path,
           fmt::format("cannot open the folder '{}': {}", path, error.message()));
      return 1;
    }
    for (const fs::recursive_directory_iterator end; entry != end; entry.increment(error)) {
      std::error_code unknown;
      const std::string name = entry->path().filename().string();
      if (name.starts_with('.')) {
        ++hidden;
        if (entry->is_directory(unknown)) entry.disable_recursion_pending();
      } else if (entry->is_regular_file(unknown)) {
        files.push_back(entry->path().string());
      } else if (entry->is_directory(unknown)) {
        std::error_code closed;
        const fs::directory_iterator probe(entry->path(), closed);
        if (!closed) continue;
        tell(base::Severity::error, entry->path().string(),
             fmt::format("cannot open the folder '{}': {}", entry->path().string(), closed.message()));
        entry.disable_recursion_pending();
        ++failed;
      } else {
        ++special;
      }
    }
    if (error) {
      tell(base::Severity::warning, path,
           fmt::format("the folder '{}' could not be listed whole: {}", path, error.message()));
    }
    if (hidden > 0) {
      tell(base::Severity::note, path,
           fmt::format("{} hidden {} skipped; name them to read them", hidden,
                       hidden == 1 ? "entry" : "entries"));
    }
    if (special > 0) {
      tell(base::Severity::warning, path,
           fmt::format("{} {} no file to read (a broken link, a pipe or a device)", special,
                       special == 1 ? "entry is" : "entries are"));
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) failed += open_file(file) ? 0 : 1;
    return failed;
  }

  std::istream& in_;
  const base::DiagnosticSink& diagnose_;
  const std::function<void(Input&&)>& each_;
};

}  // namespace

int for_each_input(std::span<const std::string> paths, std::istream& in, const base::DiagnosticSink& diagnose,
                   const std::function<void(Input&&)>& each) {
  Inputs inputs(in, diagnose, each);
  int failed = 0;
  for (const std::string& path : paths) failed += inputs.open(path);
  return failed;
}

}  // namespace faultline::ingest
