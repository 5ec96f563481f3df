// What may be a row of the timeline: every heading, table row, bullet and line that begins with a time.
//
// Which of them are rows is decided in timeline_rows.cpp, once all are known.
#pragma once

#include <vector>

#include "ingest/prose/timeline_rows.hpp"

namespace faultline::ingest::prose {

enum class Layout { heading, row, item, line };

struct Candidate {
  Layout layout = Layout::line;
  TimelineRow row;
  bool is_date_only = false;  // a date line or heading: the day of what follows
  bool is_untouched = false;
  bool in_timeline = false, in_context = false;
  bool is_nested = false;  // an item below the item of another candidate, with none as shallow between
  int depth = 0;
};

std::vector<Candidate> find_candidates(const SourceText& source, const Blocks& blocks);

// What a table that lost its rows leaves at both ends of a text is gone.
Passage without_bars(const Passage& text);

// "First detected: 2024-07-25 12:10": rows whose label is known, or which stand in a block of key events.
// Those taken are marked as used.
std::vector<TimelineRow> find_key_events(const SourceText& source, const Blocks& blocks,
                                         std::vector<bool>& is_used);

}  // namespace faultline::ingest::prose
