// Passage: a stretch of text with its markup gone that still knows where each of its bytes stands.
//
// SourceText keeps the bytes as given and the folded copy (no-break spaces, dashes and quotes made plain)
// that everything is read from. A Passage is cut out of the folded copy; `at[i]` is the folded position
// of text[i], so that a claim can quote the bytes as written and name line and column.
//
//   SourceText source("Down 14:07\xE2\x80\x9314:30", 1, "");
//   source.written(0, source.folded().size())  -> the bytes as given, on one line
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "ingest/prose/time_scan.hpp"
#include "model/source.hpp"

namespace faultline::ingest::prose {

struct Passage {
  std::string text;
  std::vector<std::uint32_t> at;  // as long as text

  bool empty() const { return text.empty(); }
  void add(char c, std::size_t position);
  void add(const Passage& other, char separator);
  // [begin, end) of this passage.
  Passage part(std::size_t begin, std::size_t end) const;
};

class SourceText {
 public:
  SourceText(std::string_view original, int first_line, std::string pointer);

  const std::string& folded() const { return folded_.text; }
  // Lines of the folded text: where each begins.
  const std::vector<std::size_t>& lines() const { return lines_; }
  std::string_view line(std::size_t index) const;

  model::Location location(std::size_t folded_position) const;
  // Where the passage begins; its text as written, on one line.
  model::Location location(const Passage& passage) const;
  std::string written(const Passage& passage) const;
  // The bytes as written of [begin, end) of a passage: for TimeMention::written.
  std::string written(const Passage& passage, std::size_t begin, std::size_t end) const;

 private:
  std::size_t original_position(std::size_t folded_position) const;
  std::string_view original_;
  base::Folded folded_;
  std::vector<std::size_t> lines_;
  int first_line_;
  std::string pointer_;
};

// scan_times over a passage, each mention's `written` as it stands in the source.
std::vector<TimeMention> times_of(const SourceText& source, const Passage& passage);
std::vector<DurationMention> durations_of(const SourceText& source, const Passage& passage);

// Sentences of a passage as [begin, end), without the white space between them. A full stop after a
// number, an abbreviation or a single letter ends none. One of more than 4,096 bytes is cut at its next white
// space.
struct Extent {
  std::size_t begin = 0, end = 0;
};
std::vector<Extent> sentences_of(std::string_view text);

}  // namespace faultline::ingest::prose
