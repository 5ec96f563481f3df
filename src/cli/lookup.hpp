// Which incident, cluster or metric a person means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/report.hpp"

namespace faultline::cli {

// By id, unique prefix of an id, slug of the title, a page's own id, or "latest". Throws base::Error where
// none or several fit, with the nearest names.
const model::Incident& incident_named(const model::Report& report, const std::string& name);

// When it began, as far as anything says: first window, else first milestone, else first row.
std::optional<base::Instant> start_of(const model::Incident& incident);

// The slug of `name` if some scope of the report has it in that part; throws base::Error with the nearest
// otherwise. Empty for an empty name.
enum class ScopePart { organisation, cluster, service };
std::string known_slug(const model::Report& report, ScopePart part, const std::string& name);

}  // namespace faultline::cli
