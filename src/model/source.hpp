// Source: one ingested file, archive member or standard input; Evidence: a place in a source.
//
// A source is identified by the digest of its decompressed content; the same content under two names is
// one source (the first name stays). Every derived number keeps Evidence, so that `explain` can go down
// to the line.
#pragma once

#include <cstdint>
#include <string>

namespace faultline::model {

struct Source {
  std::string digest;  // XXH3-128, 32 hex digits
  std::string name;    // as the user gave it; "archive.tar!member"
  std::string reader;  // "statuspage_json"
  std::int64_t bytes = 0;
  std::string title;         // of a document or page; may be empty
  std::string organisation;  // label; empty = not told
  std::string zone;          // the source's own zone, where it has one
  // Records: read = events + rolled up + diagnostics + ignored (claims belong to events or lines already
  // counted).
  std::int64_t records_read = 0;
  std::int64_t records_rolled_up = 0;
  std::int64_t records_ignored = 0;
  // The digest of a known source whose bytes this one begins with: only the rest was read. Empty = all was.
  std::string continues;
};

// 1-based line and byte column of the decompressed content, 0 = unknown; or an RFC 6901 pointer.
struct Location {
  int line = 0;
  int column = 0;
  std::string pointer;
  friend bool operator==(const Location&, const Location&) = default;
};

struct Evidence {
  std::string source_digest;
  std::string source_name;
  Location location;
  std::string excerpt;  // the words that say it, at most 200 bytes
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// "page.txt:61" or "incidents.json#/incidents/0".
std::string to_string(const Evidence& evidence);

}  // namespace faultline::model
