#include "analyze/observe/recovery.hpp"

#include <algorithm>
#include <cmath>

namespace faultline::analyze::observing {

namespace {

constexpr std::size_t kMinutes = 5;
constexpr double kNear = 0.1;

template <typename IsUsual>
std::optional<std::size_t> first_usual(const std::vector<std::int64_t>& minutes, std::size_t from,
                                       std::size_t to, IsUsual is_usual) {
  for (std::size_t at = from; at + kMinutes <= to; ++at) {
    const bool is_whole = minutes[at + kMinutes - 1] == minutes[at] + static_cast<std::int64_t>(kMinutes) - 1;
    if (is_whole && is_usual(at, at + kMinutes)) return at;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> recovered(const RatioLikelihood& likelihood,
                                     const std::vector<std::int64_t>& minutes, std::size_t from,
                                     std::size_t to) {
  return first_usual(minutes, from, to, [&](std::size_t a, std::size_t b) {
    const double expected = static_cast<double>(likelihood.total_requests(a, b)) * likelihood.usual(a);
    const double allowed = std::max(kNear * expected, std::sqrt(expected * likelihood.dispersion()));
    return static_cast<double>(likelihood.total_bad(a, b)) <= expected + allowed;
  });
}

std::optional<std::size_t> recovered(const TrafficLikelihood& likelihood,
                                     const std::vector<std::int64_t>& minutes, std::size_t from,
                                     std::size_t to) {
  return first_usual(minutes, from, to, [&](std::size_t a, std::size_t b) {
    const double expected = likelihood.total_expected(a, b);
    const double allowed = std::max(kNear * expected, std::sqrt(expected * likelihood.dispersion(a)));
    return static_cast<double>(likelihood.total_requests(a, b)) >= expected - allowed;
  });
}

}  // namespace faultline::analyze::observing
