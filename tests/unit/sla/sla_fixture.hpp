// Incidents made of a few words, for the SLA tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyze/sla.hpp"
#include "base/time.hpp"

namespace faultline::analyze::test {

inline base::Instant at(std::string_view text) {
  return base::parse_rfc3339(text).value();
}

inline base::Moment exact(std::string_view text) {
  return base::exact_moment(at(text), text);
}

// As a page prints it: to the minute.
inline base::Moment minute(std::string_view text) {
  base::Moment moment;
  moment.utc = base::minute_bounds(at(text));
  moment.resolution = base::Resolution::minute;
  moment.written = text;
  return moment;
}

inline model::Scope scope(std::string_view cluster, std::string_view service = {},
                          std::string_view group = {}) {
  return {model::make_name("Tidepool"), model::make_name(cluster), model::make_name(service),
          model::make_name(group)};
}

inline model::ImpactWindow window(std::vector<model::Scope> scopes, model::Level level, base::Moment start,
                                  std::optional<base::Moment> end) {
  return {model::Ledger::fused, std::move(scopes), level, std::move(start), std::move(end), "told", {}};
}

inline model::Incident incident(std::string id, std::vector<model::ImpactWindow> windows) {
  model::Incident result;
  result.id = std::move(id);
  result.organisation = model::make_name("Tidepool");
  for (const auto& each : windows)
    result.scopes.insert(result.scopes.end(), each.scopes.begin(), each.scopes.end());
  result.windows = std::move(windows);
  return result;
}

inline model::Report report(std::vector<model::Incident> incidents) {
  model::Report result;
  result.incidents = std::move(incidents);
  return result;
}

}  // namespace faultline::analyze::test
