#include "store/place.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"

namespace faultline::store {

namespace fs = std::filesystem;

namespace {

fs::path folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

}  // namespace

void check_place(const std::string& path, OpenMode mode) {
  if (path.empty()) throw base::Error("no path of a database was given; name a file with --db");
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) {
    throw base::Error(
        fmt::format("'{0}' is a directory, not a database; name a file, such as '{0}/faultline.db'", path));
  }
  const fs::path folder = folder_of(path);
  if (fs::exists(folder, ignored) && !fs::is_directory(folder, ignored)) {
    throw base::Error(
        fmt::format("cannot open '{}': '{}' is a file, not a folder; give another path with --db", path,
                    folder.string()));
  }
  if (status.type() != fs::file_type::not_found) return;
  if (mode == OpenMode::read) {
    throw base::Error(fmt::format(
        "no database at '{}'; 'faultline ingest FILE...' makes one, or give its path with --db", path));
  }
  if (!fs::exists(folder, ignored)) {
    throw base::Error(fmt::format("cannot make '{}': the folder '{}' does not exist; create it first", path,
                                  folder.string()));
  }
}

std::string as_file_name(const std::string& path) {
  return path.front() == '/' ? path : "./" + path;
}

std::string as_immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : fs::absolute(path).string()) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '/' || c == '.' || c == '-' || c == '_';
    if (is_plain) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri + "?immutable=1";
}

bool has_log(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path + "-wal", error);
  return !error && size > 0;
}

std::string why_not_openable(const std::string& path, const std::string& reason) {
  std::error_code ignored;
  const std::string folder = folder_of(path).string();
  if (fs::exists(path, ignored) && access(path.c_str(), R_OK) != 0) {
    return "it may not be read; check its permissions";
  }
  if (access(folder.c_str(), W_OK) != 0) {
    return fmt::format(
        "nothing may be written in the folder '{}'; check its permissions or give another path with --db",
        folder);
  }
  return reason + "; check the path and the folder's permissions";
}

}  // namespace faultline::store
