// Which periods are complete: what an export owes at a given moment.
//
//   complete_periods({utc}, Every::month, 2026-05-20, 2)  -> {"2026-03", "2026-04"}
//
// A period is complete from its end on, in the zone's own clock; with several zones in all of them. Labels
// are those the SLA engine reads ("2026-04", "2026-Q2", "2026"). No clock is read here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/zone.hpp"

namespace faultline::cli {

enum class Every { month, quarter, year };

std::optional<Every> parse_every(std::string_view text);  // "month"

// The last `count`, oldest first.
std::vector<std::string> complete_periods(std::span<const base::Zone> zones, Every every, base::Instant now,
                                          int count);

}  // namespace faultline::cli
