// CUSUM: where the evidence of a stream piles up to an alarm, where it began to, and where it is gone again.
//
// For each alternative a sum S <- max(0, S + l) with a cap on what one minute may add; an alarm at S >= h;
// the window began after the sum's last zero. Then the other way round until the stream has been as usual for
// long enough; the window ended at that sum's last zero. In a quiet minute an alarm has a chance of at most
// e^-h: docs/observed.md, "False alarms".
//
// Rough edges: edges.hpp sharpens them.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analyze/observe/likelihood.hpp"

namespace faultline::analyze::observing {

struct CusumLimits {
  double alarm = 0;       // h
  int least_minutes = 2;  // a minute adds at most h over this: a blip is no outage
};

struct Excursion {
  std::size_t start = 0, alarm = 0;
  std::optional<std::size_t> end;  // the first place that is as usual again; absent = still open
  std::size_t closed = 0;          // the first place after what was looked at to close it
  double peak = 0;                 // the greatest sum, to where the excursion ends
};

// Ascending, apart from each other.
std::vector<Excursion> excursions(const Likelihood& likelihood, const CusumLimits& limits);

}  // namespace faultline::analyze::observing
