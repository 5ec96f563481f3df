// RollupTable: the minutes of all streams of one source, while it is read.
//
// Promises:
//  1. Streams whose names have the same slugs and whose versions are equal are one; of their labels the
//  shorter
//     counts, then the smaller, so that the order of lines changes no byte.
//  2. Memory grows with streams and minutes, never with lines; at most kMostStreams spellings of a stream.
//
//   if (const auto place = table.find({"prod2", "api", "v41", ""}, minute); place.minute)
//   place.minute->requests += 1;
//
// What is added to a minute is decided by record_counter and readers/rollups.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/rollup.hpp"

namespace faultline::ingest::logs {

// A request id taken for a service would make a stream of every line. The largest system we know of runs some
// thousands of services.
inline constexpr std::size_t kMostStreams = 20'000;

// As written; empty = unknown.
struct StreamKey {
  std::string_view cluster, service, version, organisation;
};

class RollupTable {
 public:
  struct Place {
    model::RollupMinute* minute = nullptr;  // null where its stream would be one too many
    bool is_new = false;
  };
  Place find(const StreamKey& key, base::Instant minute);

  // How many different values each part has; for the diagnostic past the limit.
  struct Distinct {
    std::size_t clusters = 0, services = 0, versions = 0;
  };
  Distinct distinct() const;

  void clear();
  std::vector<model::RollupStream> take();  // sorted by scope and version; the table is empty then

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Minutes = std::map<base::Instant, model::RollupMinute>;
  struct Stream {
    model::Scope scope;
    std::string version;
    Minutes minutes;
    model::RollupMinute* last = nullptr;  // the minute found last
  };

  Stream* stream_of(const StreamKey& key);

  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> spellings_;  // raw bytes -> index
  std::map<std::string, std::size_t> canonical_;                                   // slugs -> index
  std::vector<Stream> streams_;
  std::string raw_;  // the key looked for, kept for its memory
};

}  // namespace faultline::ingest::logs
