// Invented incidents for the page: a short one with all that can be drawn, a long one over two days, and one
// whose every text tries to get out of its place.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

base::Instant at(const char* rfc3339);
base::Moment minute(const char* rfc3339);
base::Moment between(const char* earliest, const char* latest);

// Forty minutes of failing checkouts in prod-2: logs with a silent minute, a deploy, alerts, posts, notes.
model::Incident short_incident();

// Forty-three hours, nine services of which eight have equal windows, still open.
model::Incident long_incident();

// `text` wherever a source can put one.
model::Incident hostile_incident(const std::string& text);

Style page_style_of(const char* zone, const char* now);

}  // namespace faultline::render
