// --period: a stretch of whole local days as people write it.
//
// The forms are those of analyze/sla/period.hpp:
//
//   2026   2026-Q2   2026-04   2026-04-07   90d   last-month   last-quarter   last-year
//   2026-01..2026-03   2026-01-05..2026-01-20      both ends included
//
// `last-month` is the last one that is over at `now`. What it means for an SLA is not decided here.
#pragma once

#include <string_view>

#include "base/zone.hpp"
#include "model/statistics.hpp"

namespace faultline::cli {

// [from, to) in UTC, with a label; empty text = "all", without limits. Throws base::Error with examples.
model::StatisticsPeriod parse_period_option(std::string_view text, const base::Zone& zone, base::Instant now);

}  // namespace faultline::cli
