#include "analyze/observe/coverage.hpp"

#include <algorithm>
#include <numeric>

namespace faultline::analyze::observing {

model::ObservedStream coverage(const Series& series) {
  model::ObservedStream stream;
  stream.scope = series.scope;
  stream.first = instant_of(series.minutes.front());
  stream.last = instant_of(series.minutes.back() + 1);
  stream.known_minutes = static_cast<std::int64_t>(series.size());
  stream.unknown_minutes = series.minutes.back() + 1 - series.minutes.front() - stream.known_minutes;
  stream.requests = std::accumulate(series.requests.begin(), series.requests.end(), std::int64_t{0});
  stream.errors = std::accumulate(series.errors.begin(), series.errors.end(), std::int64_t{0});
  for (std::size_t i = 1; i < series.size(); ++i)
    if (series.minutes[i] != series.minutes[i - 1] + 1)
      stream.unknown.emplace_back(instant_of(series.minutes[i - 1] + 1), instant_of(series.minutes[i]));
  for (const Part& part : series.parts) stream.source_digests.push_back(part.source->digest);
  std::sort(stream.source_digests.begin(), stream.source_digests.end());
  stream.source_digests.erase(std::unique(stream.source_digests.begin(), stream.source_digests.end()),
                              stream.source_digests.end());
  return stream;
}

}  // namespace faultline::analyze::observing
