// A folder of sources of mixed kinds, the same bytes each time: what the crash test has the program read.
//
// Many small sources, so that a run writes several transactions and dies between them as well as in them.
// To add a kind, add a row to the table in ingested_folder.cpp with the reader it needs; a kind whose reader
// the program does not have is left out, and named in `left_out`.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace faultline::crash_test {

struct IngestedFolder {
  std::vector<std::string> files;     // as arguments of the program, sorted
  std::vector<std::string> left_out;  // readers
};

// Writes into `folder`; the samples come from `repository`.
IngestedFolder make_ingested_folder(const std::filesystem::path& folder,
                                    const std::filesystem::path& repository,
                                    const std::set<std::string>& readers);

}  // namespace faultline::crash_test
