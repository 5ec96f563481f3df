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
#include "ingest/content.hpp"

namespace faultline::ingest {

namespace {

namespace fs = std::filesystem;

ReadBytes counted(ReadBytes read, const std::string& name, const BytesRead& on_read) {
  if (!on_read) return read;
  return [read = std::move(read), name, &on_read](char* to, std::size_t size) {
    const std::size_t count = read(to, size);
    on_read(name, count);
    return count;
  };
}

ReadBytes bytes_of_stream(std::istream& stream, const std::string& name) {
  return [&stream, name](char* to, std::size_t size) -> std::size_t {
    if (!stream) return 0;
    stream.read(to, static_cast<std::streamsize>(size));
    if (stream.bad())
      throw ReadFailure(fmt::format("cannot read '{}' to its end; what was read is left out", name));
    return static_cast<std::size_t>(stream.gcount());
  };
}

class Inputs {
 public:
  Inputs(std::istream& in, const base::DiagnosticSink& diagnose, const std::function<void(Content&)>& each,
         const BytesRead& on_read)
      : in_(in), diagnose_(diagnose), each_(each), on_read_(on_read) {}

  int open(const std::string& path) {
    if (path == "-") return read(in_, path, {}) ? 0 : 1;
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
    if (!fs::is_regular_file(path, error)) return read(file, path, {});
    std::ifstream second;
    const auto open_at = [&](std::int64_t from) {
      second = std::ifstream(path, std::ios::binary);
      second.seekg(from);
      return counted(bytes_of_stream(second, path), path, on_read_);
    };
    return read(file, path, Content::File{static_cast<std::int64_t>(fs::file_size(path, error)), open_at});
  }

  bool read(std::istream& stream, const std::string& name, std::optional<Content::File> file) {
    try {
      Content content(name, counted(bytes_of_stream(stream, name), name, on_read_));
      content.file = std::move(file);
      if (is_archive(content.peek(kMagicBytes))) {
        expand_archive(content, diagnose_, each_);
      } else {
        each_(content);
        tell_left_out(content, diagnose_);
      }
      return true;
    } catch (const ReadFailure& failure) {
      tell(base::Severity::error, name, failure.what());
      return false;
    }
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
  const std::function<void(Content&)>& each_;
  const BytesRead& on_read_;
};

}  // namespace

int for_each_input(std::span<const std::string> paths, std::istream& in, const base::DiagnosticSink& diagnose,
                   const std::function<void(Content&)>& each, const BytesRead& on_read) {
  Inputs inputs(in, diagnose, each, on_read);
  int failed = 0;
  for (const std::string& path : paths) failed += inputs.open(path);
  return failed;
}

std::optional<std::int64_t> bytes_behind(std::span<const std::string> paths) {
  std::int64_t total = 0;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, error);
      for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
        std::error_code unknown;
        const bool is_hidden = entry->path().filename().string().starts_with('.');
        if (is_hidden && entry->is_directory(unknown)) entry.disable_recursion_pending();
        if (is_hidden || !entry->is_regular_file(unknown)) continue;
        const std::uintmax_t size = entry->file_size(unknown);
        if (!unknown) total += static_cast<std::int64_t>(size);
      }
    } else if (path == "-" || (fs::exists(path, error) && !fs::is_regular_file(path, error))) {
      return std::nullopt;
    } else {
      const std::uintmax_t size = fs::file_size(path, error);
      if (!error) total += static_cast<std::int64_t>(size);
    }
  }
  return total;
}

}  // namespace faultline::ingest
