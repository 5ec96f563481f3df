// Input: the decompressed bytes of one file, archive member or standard input, with the name to cite.
//
// for_each_input opens what the user names, one content after the other, and hands each over as a stream
// (content.hpp): memory does not grow with its length. Limits (docs/ingest.md): a content that has to be held
// whole (a document) has at most 64 MiB; what lines are taken from (a log) has no limit. Archives:
// archive.hpp. Past a limit: a diagnostic that says which, and the rest is still read.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>

#include "base/diagnostic.hpp"

namespace faultline::ingest {

class Content;

struct Input {
  std::string name;  // "page.txt", "week.tar.gz!page.txt", "-"
  std::string bytes;
};

// Told after each piece that was read of a file or of standard input: bytes as they lie there, compressed or
// not.
using BytesRead = std::function<void(const std::string& name, std::size_t bytes)>;

// Calls `each` for every content behind `paths`: files, folders (recursively, sorted by name, hidden files
// skipped and counted in a note), archives (each member), "-" = `in`. A path that cannot be opened or read
// to its end is an error diagnostic and the others go on; returns the number of those paths.
int for_each_input(std::span<const std::string> paths, std::istream& in, const base::DiagnosticSink& diagnose,
                   const std::function<void(Content&)>& each, const BytesRead& on_read = {});

// How many bytes BytesRead will come to; absent where that cannot be known before (standard input, a pipe).
std::optional<std::int64_t> bytes_behind(std::span<const std::string> paths);

}  // namespace faultline::ingest
