// LineStream: the lines of one input, one after the other, in memory that does not grow with the input.
//
// Promises:
//  1. A line comes without its "\n" or "\r\n"; a last line without an end counts; a byte order mark before
//  the
//     first line is left out. Numbers are 1-based.
//  2. At least kLinePadding bytes after the text may be read (simdjson needs that); their content is
//  anything.
//  3. The text lives until the next call.
//  4. A line over kMostLineBytes comes cut, once, with `is_cut`; the rest of it is skipped.
//  5. Where the input begins with the bytes of a known source, the first line after them has `is_restart`:
//  the
//     reader then forgets what it counted so far; the sink has done so (FactSink::restart). A line that the
//     known source ended in the middle of is not given out: it is ignored with its reason.
//
//   while (const auto line = lines.next()) { ... line->text ... }
//
// Where the bytes come from (files, members of archives, standard input) is input.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::ingest {

inline constexpr std::size_t kMostLineBytes = std::size_t{1} << 20;  // formats.md, "Limits"
inline constexpr std::size_t kLinePadding = 64;

struct Line {
  std::string_view text;
  int number = 0;
  bool is_cut = false;
  bool is_restart = false;
};

// Fills at most `size` bytes at `to`; 0 = the end. Throws base::Error where the input fails.
using ReadBytes = std::function<std::size_t(char* to, std::size_t size)>;

class LineStream {
 public:
  explicit LineStream(ReadBytes read);
  explicit LineStream(std::string_view whole);  // must outlive the stream

  std::optional<Line> next();

 private:
  bool fill();  // more bytes behind those that are not given out; false = the end
  ReadBytes read_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of what is read and not given out
  bool is_over_ = false, skips_ = false;
  int number_ = 0;
};

}  // namespace faultline::ingest
