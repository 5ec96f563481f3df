#include "analyze/sla/requests.hpp"

#include <algorithm>
#include <map>

namespace faultline::analyze {
namespace {

using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;

bool is_part_of(const model::Scope& stream, const model::Scope& row) {
  if (row.organisation != stream.organisation && row.organisation.is_known()) return false;
  return model::covers(row, stream);
}

void add_known(const model::ObservedStream& stream, TimeSpans& known) {
  base::Instant from = stream.first;
  for (const auto& [start, end] : stream.unknown) {
    known.push_back({floor<seconds>(from), floor<seconds>(start)});
    from = end;
  }
  known.push_back({floor<seconds>(from), floor<seconds>(stream.last)});
}

void add_known(const observing::Series& series, TimeSpans& known) {
  for (const std::int64_t minute : series.minutes) {
    const SlaClock start{minutes{minute}};
    if (!known.empty() && known.back().end == start)
      known.back().end += minutes{1};
    else
      known.push_back({start, start + minutes{1}});
  }
}

}  // namespace

RequestIndex::RequestIndex(const model::Observations* observations, const model::Rollups* rollups,
                           const model::Config& config)
    : observations_(observations) {
  if (rollups != nullptr) series_ = observing::collect_series(*rollups, config);
}

std::vector<model::Scope> RequestIndex::scopes() const {
  std::vector<model::Scope> result;
  if (observations_ != nullptr)
    for (const model::ObservedStream& stream : observations_->streams) result.push_back(stream.scope);
  for (const observing::Series& series : series_) result.push_back(series.scope);
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

RequestEvidence RequestIndex::of(const model::Scope& row, std::int64_t interval_seconds) const {
  RequestEvidence evidence;
  std::map<std::int64_t, RequestInterval> intervals;
  for (const observing::Series& series : series_) {
    if (!is_part_of(series.scope, row)) continue;
    evidence.has_streams = true;
    add_known(series, evidence.known);
    for (std::size_t i = 0; i < series.size(); ++i) {
      if (series.requests[i] == 0) continue;
      const std::int64_t second = series.minutes[i] * 60;
      const std::int64_t start = second - (second % interval_seconds + interval_seconds) % interval_seconds;
      RequestInterval& interval = intervals[start];
      interval.start = SlaClock{seconds{start}};
      interval.requests += series.requests[i];
      interval.errors += series.errors[i];
    }
  }
  if (series_.empty() && observations_ != nullptr) {
    for (const model::ObservedStream& stream : observations_->streams) {
      if (!is_part_of(stream.scope, row)) continue;
      evidence.has_streams = true;
      add_known(stream, evidence.known);
    }
  }
  evidence.known = united(std::move(evidence.known));
  for (const auto& [start, interval] : intervals) evidence.intervals.push_back(interval);
  return evidence;
}

}  // namespace faultline::analyze
