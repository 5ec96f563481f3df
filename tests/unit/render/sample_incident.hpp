// An invented incident with the kinds of facts that a report has to print: two ledgers that differ, times to
// the minute, rough ones and unknown ones, promises kept and broken, text that tries to break out.
#pragma once

#include "model/report.hpp"

namespace faultline::render {

base::Instant at(const char* rfc3339);
// Printed to the minute.
base::Moment minute(const char* rfc3339, const char* written);
base::Moment between(const char* earliest, const char* latest);

model::Report sample_report();  // one incident, "orbit-2026-03-10-4c1f"

}  // namespace faultline::render
