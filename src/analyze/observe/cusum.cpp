#include "analyze/observe/cusum.hpp"

#include <algorithm>
#include <array>

namespace faultline::analyze::observing {

namespace {

constexpr double kClose = 6.9;       // ln 1000: as usual is a thousand times likelier than still broken
constexpr double kCloseMinutes = 5;  // and at least five minutes say so

// Goes on from an alarm to where the stream is as usual again.
void close(const Likelihood& likelihood, Excursion& excursion, std::array<double, kAlternatives> sums,
           double most) {
  double quiet = 0;
  std::size_t end = excursion.alarm + 1;
  double theta = likelihood.fit(excursion.start, end);
  double peak = excursion.peak;
  for (std::size_t at = end; at < likelihood.size(); ++at) {
    quiet = std::max(0.0, quiet + std::min(-likelihood.of(at, theta), kClose / kCloseMinutes));
    const auto evidence = likelihood.alternatives(at);
    for (std::size_t i = 0; i < kAlternatives; ++i) {
      sums[i] = std::max(0.0, sums[i] + std::min(evidence[i], most));
      peak = std::max(peak, sums[i]);
    }
    if (quiet == 0) {
      end = at + 1;
      theta = likelihood.fit(excursion.start, end);
    }
    if (quiet >= kClose) {
      excursion.end = end;
      excursion.closed = at + 1;
      excursion.peak = peak;
      return;
    }
  }
  excursion.closed = likelihood.size();
  excursion.peak = peak;
}

}  // namespace

std::vector<Excursion> excursions(const Likelihood& likelihood, const CusumLimits& limits) {
  std::vector<Excursion> result;
  const double most = limits.alarm / limits.least_minutes;
  std::array<double, kAlternatives> sums{};
  std::array<std::size_t, kAlternatives> start{};
  for (std::size_t at = 0; at < likelihood.size(); ++at) {
    const auto evidence = likelihood.alternatives(at);
    std::size_t loudest = 0;
    for (std::size_t i = 0; i < kAlternatives; ++i) {
      sums[i] = std::max(0.0, sums[i] + std::min(evidence[i], most));
      if (sums[i] == 0) start[i] = at + 1;
      if (sums[i] > sums[loudest]) loudest = i;
    }
    if (sums[loudest] < limits.alarm) continue;
    Excursion excursion;
    excursion.start = start[loudest];
    excursion.alarm = at;
    excursion.peak = sums[loudest];
    close(likelihood, excursion, sums, most);
    result.push_back(excursion);
    at = excursion.closed - 1;
    sums = {};
    start.fill(excursion.closed);
  }
  return result;
}

}  // namespace faultline::analyze::observing
