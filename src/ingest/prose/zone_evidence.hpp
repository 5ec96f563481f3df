// Which clock a timeline was written by, told by instants that stand in its rows: the epoch of a chat's
// permalink, a quoted log line or alert with its offset, the page's own stamps.
//
//   "2024-07-05 15:07 Incident declared. https://.../p1720188447123456" = 14:07:27 UTC -> the clock was at
//   +01:00
//
// Votes, by row: a permalink whose minute is the row's under an offset of whole quarters of an hour counts in
// full, so does a stamp of the page that shows the same minute on its own clock; a log line up to ten minutes
// before the row, under a whole or half hour, counts half. An offset wins with one full vote where no zone is
// known, with two against a zone that is written; never where rows disagree.
//
// It does not place anything: timeline_rows.cpp does, and keeps the reading that was written.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/blocks.hpp"
#include "ingest/prose/frame.hpp"
#include "ingest/prose/timeline_rows.hpp"

namespace faultline::ingest::prose {

struct ZoneVerdict {
  std::chrono::seconds offset{};
  std::string reason;        // "the link of line 25 says 14:07:27 UTC"
  bool contradicts = false;  // another zone is written
};

// `rows` are resolved, in document order; absent where nothing or too little speaks.
std::optional<ZoneVerdict> zone_by_evidence(const SourceText& source, const Blocks& blocks,
                                            const Frame& frame, const std::vector<TimelineRow>& rows);

}  // namespace faultline::ingest::prose
