// FieldMap: which field of a JSON record tells what: the config's names first, then the usual spellings.
//
// Promises:
//  1. A name with dots is found in every way of nesting: {"http": {"status_code": 500}},
//     {"http.status_code": 500}.
//  2. Of two fields that tell the same the one earlier in the order counts, not the one earlier in the line.
//  3. A latency's unit comes from the name's ending ("latency_us", "durationMs"), else from the config, else
//  ms.
//
//   map.find("http")             -> {is_prefix}
//   map.find("http.status_code") -> {{Part::status, rank 2}}
//
// The table for people is docs/logs.md; a test compares the two.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/logs/log_values.hpp"
#include "model/config.hpp"

namespace faultline::ingest::logs {

// `program` is the name that bunyan and pino write beside their numeric levels: a service there, the name of
// a logger elsewhere.
enum class Part { time, cluster, service, program, version, status, level, latency, path, message };
inline constexpr std::size_t kParts = 10;

std::span<const std::string_view> usual_spellings(Part part);

// What the names of latencies may end in, and the units that these mean.
struct UnitEnding {
  std::string_view ending;
  LatencyUnit unit;
};
std::span<const UnitEnding> unit_endings();

class FieldMap {
 public:
  struct Use {
    Part part{};
    int rank = 0;  // the lower counts
    LatencyUnit unit = LatencyUnit::millisecond;
  };
  struct Entry {
    std::string name;
    std::vector<Use> uses;
    bool is_prefix = false;  // some name goes on below it
  };

  explicit FieldMap(const model::LogConfig& config);

  // Null where the field tells nothing.
  const Entry* find(std::string_view name) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  void add(std::string_view name, Use use);

  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

}  // namespace faultline::ingest::logs
