#include "model/level.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kLevels = std::to_array<EnumName<Level>>({{Level::operational, "operational"},
                                                         {Level::unknown, "unknown"},
                                                         {Level::maintenance, "maintenance"},
                                                         {Level::degraded, "degraded"},
                                                         {Level::partial_outage, "partial_outage"},
                                                         {Level::major_outage, "major_outage"}});

// Component states: developer.statuspage.io, Components; full_outage is incident.io's worst.
constexpr auto kStates = std::to_array<EnumName<Level>>({{Level::degraded, "degraded_performance"},
                                                         {Level::maintenance, "under_maintenance"},
                                                         {Level::major_outage, "full_outage"}});

constexpr auto kImpacts = std::to_array<EnumName<Level>>({{Level::unknown, "none"},
                                                          {Level::degraded, "minor"},
                                                          {Level::partial_outage, "major"},
                                                          {Level::major_outage, "critical"},
                                                          {Level::maintenance, "maintenance"}});

}  // namespace

std::string_view to_string(Level level) {
  return name_of(kLevels, level);
}

std::optional<Level> parse_level(std::string_view text) {
  const auto level = value_of(kLevels, text);
  return level ? level : value_of(kStates, text);
}

std::optional<Level> level_of_impact(std::string_view impact) {
  return value_of(kImpacts, impact);
}

}  // namespace faultline::model
