// The place of a database file: what can be said about a path before SQLite opens it, in words that help.
//
// SQLite says "unable to open database file" for a directory, a missing folder and a closed door alike.
#pragma once

#include <string>

#include "store/store.hpp"

namespace faultline::store {

// Throws base::Error for an empty path, a directory, a missing file (read), a missing folder (write).
void check_place(const std::string& path, OpenMode mode);

// The path so that SQLite takes it for a file whatever it is called (":memory:", "file:x").
std::string as_file_name(const std::string& path);

// A URI that promises SQLite that nobody writes the file.
std::string as_immutable_uri(const std::string& path);

// A write-ahead log with content stands beside the file.
bool has_log(const std::string& path);

// The reason, and what to do, after SQLite could not open the file; `reason` is its own word.
std::string why_not_openable(const std::string& path, const std::string& reason);

}  // namespace faultline::store
