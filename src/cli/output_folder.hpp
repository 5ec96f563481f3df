// Files that are replaced whole: whoever reads one sees all of the old text or all of the new.
//
// The new text goes to a temporary in the same folder, is forced to the disk, and takes the name by a rename,
// which is forced as well. Where anything fails the old file stays and the temporary goes. An OutputFolder is
// written by one run at a time, so the temporaries that it finds at its beginning belong to killed runs.
//
//   OutputFolder folder("reports");               // throws store::LockedError where another run writes there
//   folder.put("sla-2026-04.csv", text);          // OutputFolder::Put::unchanged where it says that already
//
// It does not remove files that are no longer wanted.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace faultline::cli {

// Makes the file at the path it is given.
using FileMaker = std::function<void(const std::string& temporary)>;

class OutputFolder {
 public:
  // Makes the folder where it is missing. Throws base::Error where it cannot be written.
  explicit OutputFolder(std::string path);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  enum class Put { written, unchanged };
  // Throws base::Error that names the file; the old one is then as it was.
  Put put(const std::string& name, std::string_view text);
  Put put(const std::string& name, const FileMaker& maker);

  bool has(const std::string& name) const;
  std::string path_of(const std::string& name) const;

 private:
  std::string path_;
  int lock_ = -1;  // the lock file's descriptor; the system frees the lock with it, however the run ends
};

// One file, anywhere, without a lock.
void replace_file(const std::string& path, std::string_view text);

}  // namespace faultline::cli
