// Level: how bad, for one scope at one time. Ordered by badness, so the worst of two is the greater.
#pragma once

#include <optional>
#include <string_view>

namespace faultline::model {

// Stored; never renumber. `unknown` is what no source tells: an SLA gives a range for it, never a guess.
enum class Level {
  operational = 0,
  unknown = 1,
  maintenance = 2,
  degraded = 3,
  partial_outage = 4,
  major_outage = 5
};

std::string_view to_string(Level level);                  // "major_outage"
std::optional<Level> parse_level(std::string_view text);  // those names and Statuspage's component states

// Statuspage's incident impact: none -> unknown, minor -> degraded, major -> partial_outage, critical ->
// major_outage, maintenance -> maintenance (what Statuspage itself derives it from).
std::optional<Level> level_of_impact(std::string_view impact);

}  // namespace faultline::model
