// Rows of the written timeline, in whichever layout the document has them:
//
//   heading per entry     "### 14:49" and what follows until the next one
//   table row             "| 2019-12-03 --:-- | text |", the time in its own cell or two
//   bullet                "- 15:44 - text"; nested bullets, quotes and logs belong to it
//   bare line             "07/27 11:29am ET - text"
//   flattened table       "... | | May 09 14:12 UTC | text | | May 09 14:14 UTC | text"
//   key events            "First detected: 2024-07-25 12:10", only where there is no other timeline
//
// The layout with most rows in the timeline's sections is taken; where no section is called a timeline,
// three rows of one layout anywhere make one. "2024-03-13 HH:mm | Short event description." is a template's
// row and counts as untouched; "14:??" and "--:--" are rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/blocks.hpp"
#include "ingest/prose/frame.hpp"

namespace faultline::ingest::prose {

struct TimelineRow {
  TimeMention time;
  std::optional<TimeMention> until;
  Passage head;  // the row's own text, without its time
  Passage body;  // head and what belongs to it
  std::size_t block = 0;
  std::size_t position = 0;  // of its time, in the folded text
  std::string label;         // key events: "First detected"
  base::Moment when;
  std::optional<base::Moment> until_when;
  int ordinal = -1;  // of the event it became
};

struct Timeline {
  std::vector<TimelineRow> rows;
  std::string layout;  // "table row", in words for rules
  bool is_key_events = false;
  int untouched = 0;
  std::vector<TimelineRow> key_events;  // also where rows are others
  std::vector<bool> is_used;            // by block: it is, or belongs to, a row
};

Timeline find_timeline(const SourceText& source, const Blocks& blocks);

// Fills `when` of all rows and key events.
void resolve_timeline(const Frame& frame, Timeline& timeline);

// The time that a passage begins with, and where its text goes on.
struct LeadTime {
  TimeMention time;
  std::optional<TimeMention> until;
  std::size_t rest = 0;  // in the passage, after the separators
  bool is_untouched = false;
};
std::optional<LeadTime> lead_time(const SourceText& source, const Passage& passage);

}  // namespace faultline::ingest::prose
