// Frame: what the whole document says about its times: title, the day it tells of, its zone.
//
// The day of times without one, in this order: "all events happened on ...", title, file name, front matter,
// the first full date of the text, the page's first stamp. The zone: "all times in ..." or a column header;
// the one zone that stands beside the times of the list; the page's stamps; config; option; else unknown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/blocks.hpp"
#include "ingest/prose/document.hpp"
#include "ingest/prose/resolve.hpp"

namespace faultline::ingest::prose {

struct Frame {
  std::string title;
  ResolveContext times;
  std::optional<DateParts> stated_day;            // "unless otherwise noted all events happened on ..."
  std::vector<std::chrono::year_month_day> days;  // every day the frame names: title, front matter ...
};

Frame find_frame(const SourceText& source, const Blocks& blocks, const DocumentContext& context,
                 const ReadOptions& options);

// Sets the zone where `frame` has none that the document declares: the zone beside most of `mentions`.
void take_zone_of(const std::vector<TimeMention>& mentions, Frame& frame);

// "PST (UTC-7)", "CEST", "GMT+2", "Europe/Madrid" at the head of `text`: what it says, and how it is written.
struct NamedZone {
  std::optional<base::Zone> zone;  // absent: ambiguous or unknown
  std::string written;             // an abbreviation only
};
std::optional<NamedZone> zone_named(std::string_view written);

std::optional<std::chrono::year_month_day> full_date(const TimeMention& mention);

}  // namespace faultline::ingest::prose
