#include "model/rollup.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace faultline::model {

namespace {

constexpr int kLinear = 8;  // 0 .. 7 us, one bucket each; then eight to an octave
constexpr int kShift = 3;   // log2 of kLinear
constexpr std::int64_t kMost = (std::int64_t{1} << 41) - 1;

}  // namespace

int latency_bucket(std::int64_t microseconds) {
  const auto value = static_cast<std::uint64_t>(std::clamp<std::int64_t>(microseconds, 0, kMost));
  if (value < kLinear) return static_cast<int>(value);
  const int octave = static_cast<int>(std::bit_width(value)) - 1;  // 3 ..
  const auto within = static_cast<int>((value >> (octave - kShift)) & (kLinear - 1));
  return (octave - kShift + 1) * kLinear + within;
}

std::int64_t latency_bucket_floor(int bucket) {
  if (bucket < kLinear) return bucket;
  const int octave = bucket / kLinear + kShift - 1;
  return (std::int64_t{kLinear} + bucket % kLinear) << (octave - kShift);
}

void LatencyHistogram::add(int bucket, std::int64_t requests) {
  const auto wanted = static_cast<std::uint16_t>(bucket);
  const auto place = std::lower_bound(counts.begin(), counts.end(), wanted,
                                      [](const auto& entry, std::uint16_t b) { return entry.first < b; });
  if (place != counts.end() && place->first == wanted) {
    place->second += requests;
  } else {
    counts.insert(place, {wanted, requests});
  }
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  for (const auto& [bucket, requests] : other.counts) add(bucket, requests);
}

std::int64_t LatencyHistogram::total() const {
  std::int64_t sum = 0;
  for (const auto& entry : counts) sum += entry.second;
  return sum;
}

std::int64_t LatencyHistogram::at_or_above(int bucket) const {
  std::int64_t sum = 0;
  for (const auto& entry : counts) sum += entry.first >= bucket ? entry.second : 0;
  return sum;
}

std::optional<int> LatencyHistogram::quantile_bucket(double share) const {
  const std::int64_t all = total();
  if (all == 0) return std::nullopt;
  const auto rank = static_cast<std::int64_t>(share * static_cast<double>(all - 1));
  std::int64_t seen = 0;
  for (const auto& [bucket, requests] : counts) {
    seen += requests;
    if (seen > rank) return bucket;
  }
  return counts.back().first;
}

void RollupMinute::merge(const RollupMinute& other) {
  requests += other.requests;
  errors += other.errors;
  if (other.slow) slow = slow.value_or(0) + *other.slow;
  latency.merge(other.latency);
  const auto key = [](const ErrorLine& line) {
    return std::tie(line.at, line.location.line, line.location.column, line.text);
  };
  if (other.first_error && (!first_error || key(*other.first_error) < key(*first_error)))
    first_error = other.first_error;
  if (other.last_error) last_error = std::max(last_error.value_or(*other.last_error), *other.last_error);
}

}  // namespace faultline::model
