#include "cli/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "base/error.hpp"
#include "cli/session.hpp"
#include "store/store.hpp"

namespace faultline::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kLockName = ".faultline-export.lock";
// Of a locked folder, and so swept by the next run; files written without a lock have the other.
constexpr const char* kSweptPrefix = ".faultline-export.tmp.";
constexpr const char* kPrefix = ".faultline-write.tmp.";
constexpr int kMostNames = 1000;

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw base::Error(fmt::format("cannot write '{}': {}", path, why));
}

[[noreturn]] void fail(const std::string& path) {
  fail(path, std::strerror(errno));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

std::string folder_of(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  return parent.empty() ? "." : parent.string();
}

// An empty file beside `path` that nobody else has, removed at the end unless it took the name.
class Temporary {
 public:
  Temporary(const std::string& path, const char* prefix) {
    for (int i = 0; i < kMostNames; ++i) {
      path_ = fmt::format("{}/{}{}.{}", folder_of(path), prefix, getpid(), i);
      // 0666 and the user's mask, as any file of the program.
      const Descriptor file(open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
      if (file.number() >= 0) return;
      if (errno != EEXIST) break;
    }
    fail(path);
  }
  ~Temporary() {
    if (!is_renamed_) unlink(path_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  const std::string& path() const { return path_; }

  void take_name(const std::string& path) {
    struct stat old {};
    const bool has_old = stat(path.c_str(), &old) == 0;
    {
      const Descriptor file(open(path_.c_str(), O_RDONLY | O_CLOEXEC));
      if (file.number() < 0) fail(path);
      if (has_old && fchmod(file.number(), old.st_mode & 0777) != 0) fail(path);
      if (fsync(file.number()) != 0) fail(path);
    }
    if (rename(path_.c_str(), path.c_str()) != 0) fail(path);
    is_renamed_ = true;
    const Descriptor folder(open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0 || fsync(folder.number()) != 0) fail(path);
  }

 private:
  std::string path_;
  bool is_renamed_ = false;
};

void write_text(const std::string& file_path, const std::string& wanted, std::string_view text) {
  const Descriptor file(open(file_path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
  if (file.number() < 0) fail(wanted);
  while (!text.empty()) {
    const ssize_t count = write(file.number(), text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(wanted);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

// Absent where there is none that can be read; then it is written anew.
std::optional<std::string> text_of(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return std::nullopt;
  try {
    return read_file(path);
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

}  // namespace

OutputFolder::OutputFolder(std::string path) : path_(std::move(path)) {
  std::error_code failure;
  fs::create_directories(path_, failure);
  if (failure) throw base::Error(fmt::format("cannot make the folder '{}': {}", path_, failure.message()));
  lock_ = open(path_of(kLockName).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_ < 0)
    throw base::Error(fmt::format("cannot write in the folder '{}': {}", path_, std::strerror(errno)));
  if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    const bool is_locked = errno == EWOULDBLOCK;
    const std::string why = std::strerror(errno);
    close(lock_);
    if (is_locked)
      throw store::LockedError(fmt::format("another run writes to '{}'; try again when it is done", path_));
    throw base::Error(fmt::format("cannot lock the folder '{}': {}", path_, why));
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(path_, failure)) {
    if (entry.path().filename().string().starts_with(kSweptPrefix)) fs::remove(entry.path(), failure);
  }
}

OutputFolder::~OutputFolder() {
  close(lock_);  // the lock file stays: removing it would let two runs lock two files of one name
}

OutputFolder::Put OutputFolder::put(const std::string& name, std::string_view text) {
  const std::string path = path_of(name);
  if (text_of(path) == text) return Put::unchanged;
  Temporary temporary(path, kSweptPrefix);
  write_text(temporary.path(), path, text);
  temporary.take_name(path);
  return Put::written;
}

OutputFolder::Put OutputFolder::put(const std::string& name, const FileMaker& maker) {
  const std::string path = path_of(name);
  Temporary temporary(path, kSweptPrefix);
  try {
    maker(temporary.path());
  } catch (const base::Error& error) {
    fail(path, error.what());
  }
  const auto old = text_of(path);
  if (old && old == text_of(temporary.path())) return Put::unchanged;
  temporary.take_name(path);
  return Put::written;
}

bool OutputFolder::has(const std::string& name) const {
  std::error_code ignored;
  return fs::is_regular_file(path_of(name), ignored);
}

std::string OutputFolder::path_of(const std::string& name) const {
  return (fs::path(path_) / name).string();
}

void replace_file(const std::string& path, std::string_view text) {
  Temporary temporary(path, kPrefix);
  write_text(temporary.path(), path, text);
  temporary.take_name(path);
}

}  // namespace faultline::cli
