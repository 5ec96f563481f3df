// LineStream: the lines of one input, one after the other, in memory that does not grow with the input.
//
// Promises:
//  1. A line comes without its "\n" or "\r\n"; a last line without an end counts; a byte order mark before
//     the first line is left out. Numbers are 1-based.
//  2. At least kLinePadding bytes after the text may be read (simdjson needs that); their content is
//     anything.
//  3. The text lives until the next call.
//  4. A line over kMostLineBytes comes cut, once, with `is_cut`; the rest of it is skipped.
//  5. Where the input begins with the bytes of a known source, the first line that began after them has
//     `is_restart`: the reader then forgets what it counted so far; the sink has done so
//     (FactSink::restart). No line counts twice. Of the line that the known source ended in:
//       ended after its text, before its end ("\n", "\r\n")   the known source had all of it: not given out
//       ended in the middle of its text                       lost: not given out, told to Restarts::happens
//
//   while (const auto line = lines.next()) { ... line->text ... }
//
// Where the bytes come from (files, members of archives, standard input) is content.hpp; where a known
// source ends in them is source_bytes.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::ingest {

inline constexpr std::size_t kMostLineBytes = std::size_t{1} << 20;  // docs/ingest.md, "Limits"
inline constexpr std::size_t kLinePadding = 64;

struct Line {
  std::string_view text;
  int number = 0;
  bool is_cut = false;
  bool is_restart = false;
};

// Fills at most `size` bytes at `to`; 0 = the end. Throws base::Error where the input fails.
using ReadBytes = std::function<std::size_t(char* to, std::size_t size)>;

// Reads from `whole`, which must outlive it.
ReadBytes bytes_of(std::string_view whole);

enum class LostLine { none, one };

// How a known source that the input begins with is noticed, and who is told.
struct Restarts {
  std::function<bool()> is_due;                // do the bytes just read follow directly on a known source?
  std::function<void(LostLine lost)> happens;  // before the first line after it is given out
};

class LineStream {
 public:
  explicit LineStream(ReadBytes read, Restarts restarts = {});
  explicit LineStream(std::string_view whole);  // must outlive the stream

  std::optional<Line> next();
  // After the reader is done: what it left is read, and a restart that no line followed happens.
  void finish();

 private:
  std::optional<Line> split();  // the next line, whatever is known of it
  bool fill();                  // more bytes behind those that are not given out; false = the end
  void take(std::size_t size);
  void restart();

  ReadBytes read_;
  Restarts restarts_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of what is read and not given out
  bool is_over_ = false, skips_ = false;
  int number_ = 0;
  // Bytes from the front of the input: where begin_ stands, where the last line began, where its text ended
  // and where the next begins, and the end of the known source.
  std::uint64_t at_ = 0, line_began_ = 0, text_ended_ = 0, line_ended_ = 0;
  std::optional<std::uint64_t> known_end_;
  LostLine lost_ = LostLine::none;
};

}  // namespace faultline::ingest
