// Progress: one line on a terminal that says how far reading is, drawn over itself and wiped at the end.
//
//   412 MB of 1.0 GB  41 %  310 MB/s  2 s left  ...prod-2/access.log.gz
//
// Promises: at most ten times a second; never wider than a terminal of 80 columns; nothing is written where
// it is off. Whoever prints something else on the same stream wipes it first. Bytes and clock are given: it
// reads neither.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace faultline::cli {

using Monotonic = std::function<std::chrono::milliseconds()>;

class Progress {
 public:
  Progress() = default;  // off
  // `total` = the bytes there are; absent where that is not known: then no share and no time left.
  Progress(std::ostream& out, Monotonic clock, int width, std::optional<std::int64_t> total);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&& other) noexcept;
  ~Progress();

  void add(const std::string& name, std::int64_t bytes);
  void wipe();

 private:
  std::string line(const std::string& name, std::chrono::milliseconds elapsed) const;

  std::ostream* out_ = nullptr;
  Monotonic clock_;
  int width_ = 0;
  std::optional<std::int64_t> total_;
  std::int64_t bytes_ = 0;
  std::chrono::milliseconds began_{}, next_draw_{};
  int drawn_ = 0;  // columns of the line that is there
};

// "412 B", "9.8 kB", "1.0 GB": three digits at most before a unit of a thousand.
std::string printed_bytes(std::int64_t bytes);

}  // namespace faultline::cli
