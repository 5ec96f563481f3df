// Content: one opened file, archive member or standard input, decompressed, read once from its front.
//
// Promises:
//  1. What was peeked is read again by read(); nothing of it is lost, and it is let go as it is read.
//  2. Memory holds what was peeked and no more.
//  3. A failing disk is a ReadFailure from peek(), read() and keep(); a cut archive is the end of its content
//     and was told by whoever opened it.
//
//   const std::string_view head = content.peek(kHeadBytes);
//   if (is_log(head)) while (content.read(buffer, size) > 0) ...
//   else if (content.keep() == Content::Kept::all) parse(content.take().bytes);
//
// Opening is input.hpp and archive.hpp, deciding who reads it is reader.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "ingest/input.hpp"
#include "ingest/line_stream.hpp"

namespace faultline::ingest {

inline constexpr std::size_t kMaxInputBytes = std::size_t{64} << 20;  // docs/ingest.md, "Limits"

// The disk, not the data: what was read of this content counts for nothing.
class ReadFailure : public base::Error {
 public:
  using base::Error::Error;
};

class Content {
 public:
  enum class Kept { all, too_large, too_dense };

  Content(std::string name, ReadBytes read) : name_(std::move(name)), read_(std::move(read)) {}

  const std::string& name() const { return name_; }
  // The first bytes: `size` of them, fewer only where there are no more. Before the first read().
  std::string_view peek(std::size_t size);
  std::size_t read(char* to, std::size_t size);  // as ReadBytes

  // Holds all of it, where it has at most kMaxInputBytes and may_keep allows; then take() gives it.
  Kept keep();
  Input take();

  // Nobody reads it, since it cannot be kept: the one who opened it tells.
  void leave_out(Kept why) { left_out_ = why; }
  Kept left_out() const { return left_out_; }

  // Whether so many bytes of an unpacked content may stay in memory; empty = any.
  std::function<bool(std::size_t bytes)> may_keep;
  // A regular file can be opened once more, at any byte.
  struct File {
    std::int64_t bytes = 0;
    std::function<ReadBytes(std::int64_t from)> open;
  };
  std::optional<File> file;

 private:
  std::string name_;
  ReadBytes read_;
  std::string peeked_;
  std::size_t given_ = 0;  // of peeked_
  bool is_over_ = false;
  Kept left_out_ = Kept::all;
};

}  // namespace faultline::ingest
