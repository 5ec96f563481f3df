// What a window rests on: its minutes, its versions, and the lines or rows that show it.
#pragma once

#include "analyze/observe/edges.hpp"
#include "analyze/observe/series.hpp"
#include "analyze/observe/traffic_likelihood.hpp"
#include "model/observation.hpp"

namespace faultline::analyze::observing {

// From an hour before to half an hour after, unknown minutes among them; of a window of more than 12 h only
// the six hours at each of its edges.
void add_minutes(const Series& series, const TrafficLikelihood& traffic, const Span& span,
                 model::ObservedWindow& window);

// By version; nothing where no line tells one.
void add_versions(const Series& series, const Span& span, model::ObservedWindow& window);

// The first error lines from the start on, one a minute; where there are none, the first rows that show what
// the window's channel saw.
void add_evidence(const Series& series, const TrafficLikelihood& traffic, const Span& span,
                  model::ObservedWindow& window);

}  // namespace faultline::analyze::observing
