// Which day a mention's date is: the year where it is not written, the order of "03/04", weekdays.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/resolve.hpp"

namespace faultline::ingest::prose {

struct DateReading {
  std::optional<std::chrono::year_month_day> day;
  std::optional<std::chrono::year_month_day> other;  // the other order of "03/04"
  std::string reason;
  bool has_year = false;  // written, not found out
};

// The order that the dates among `mentions` prove: true for "27/07", false for "07/27"; absent where none
// does, or where they disagree.
std::optional<bool> proven_order(const std::vector<TimeMention>& mentions);

// The order that is likely where none is proven: the one in which more of the ambiguous dates are days that
// the text also names without doubt ("08-01-2026" beside "8 January 2026"), or in which they lie at most a
// third as far apart, and that within a month.
std::optional<bool> likely_order(const std::vector<TimeMention>& mentions);

// One per mention; `day` is absent where the mention has no date or its year is not known. The years of a
// list's own dates come before those of the context.
std::vector<DateReading> read_dates(const std::vector<TimeMention>& mentions, const ResolveContext& context);

}  // namespace faultline::ingest::prose
