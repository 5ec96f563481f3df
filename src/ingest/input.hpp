// Input: the decompressed bytes of one file, archive member or standard input, with the name to cite.
//
// libarchive opens gz, zst, xz, bz2, tar and zip; it is used in input.cpp only. Limits (formats.md):
// 64 MiB for one decompressed member, a decompression ratio of at most 1000, members with ".." or an
// absolute path are named by their last part only. Past a limit: a diagnostic that says which, and the
// rest is still read.
#pragma once

#include <functional>
#include <iosfwd>
#include <span>
#include <string>

#include "base/diagnostic.hpp"

namespace faultline::ingest {

struct Input {
  std::string name;  // "page.txt", "week.tar.gz!page.txt", "-"
  std::string bytes;
};

// Calls `each` for every input behind `paths`: files, folders (recursively, sorted by name, hidden files
// skipped and counted in a note), archives (each member), "-" = `in`. A path that cannot be opened is an
// error diagnostic and the others go on; returns the number of paths that could not be opened.
int for_each_input(std::span<const std::string> paths, std::istream& in, const base::DiagnosticSink& diagnose,
                   const std::function<void(Input&&)>& each);

}  // namespace faultline::ingest
