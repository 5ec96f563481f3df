#include "analyze/observe/window_evidence.hpp"

#include <fmt/format.h>

#include "base/grouped.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <tuple>

#include "analyze/observe/wording.hpp"

namespace faultline::analyze::observing {

namespace {

constexpr std::int64_t kBefore = 60, kAfter = 30;        // minutes of the excerpt around a window
constexpr std::int64_t kLong = 12 * 60, kEdge = 6 * 60;  // of a longer one only its edges
constexpr std::size_t kMostEvidence = 5;

using Minutes = std::vector<model::RollupMinute>;

// Those of [from, to), minutes since 1970.
std::pair<Minutes::const_iterator, Minutes::const_iterator> range(const Minutes& minutes, std::int64_t from,
                                                                  std::int64_t to) {
  const auto before = [](const model::RollupMinute& minute, base::Instant instant) {
    return minute.minute < instant;
  };
  const auto first = std::lower_bound(minutes.begin(), minutes.end(), instant_of(from), before);
  return {first, std::lower_bound(first, minutes.end(), instant_of(to), before)};
}

void add_excerpt(const Series& series, const TrafficLikelihood& traffic, std::int64_t from, std::int64_t to,
                 std::vector<model::ObservedMinute>& minutes) {
  std::size_t at = series.place(from);
  for (std::int64_t minute = from; minute < to; ++minute) {
    model::ObservedMinute row;
    row.minute = instant_of(minute);
    row.is_known = at < series.size() && series.minutes[at] == minute;
    if (row.is_known) {
      row.requests = series.requests[at];
      row.errors = series.errors[at];
      row.slow = series.slow[at];
      row.expected = traffic.expected(at);
      ++at;
    }
    minutes.push_back(row);
  }
}

std::int64_t first_minute(const Series& series, const Span& span) {
  return series.minutes[span.start.best];
}

std::int64_t minute_after(const Series& series, const Span& span) {
  return series.minutes[span.stop - 1] + 1;
}

// The first error line of each minute, of all sources and versions.
void add_lines(const Series& series, std::int64_t from, std::int64_t to,
               std::vector<model::Evidence>& evidence) {
  using Witness = std::pair<const model::ErrorLine*, const model::Source*>;
  const auto key = [](const Witness& witness) {
    const model::ErrorLine& line = *witness.first;
    return std::tie(line.at, line.text, witness.second->digest, line.location.line, line.location.column);
  };
  std::map<base::Instant, Witness> first_of;
  for (const Part& part : series.parts) {
    const auto [first, last] = range(part.stream->minutes, from, to);
    std::size_t seen = 0;
    for (auto minute = first; minute != last && seen < kMostEvidence; ++minute) {
      if (!minute->first_error) continue;
      ++seen;
      const Witness witness{&*minute->first_error, part.source};
      const auto [place, is_new] = first_of.try_emplace(minute->minute, witness);
      if (!is_new && key(witness) < key(place->second)) place->second = witness;
    }
  }
  for (const auto& [minute, witness] : first_of) {
    if (evidence.size() == kMostEvidence) return;
    evidence.push_back(
        {witness.second->digest, witness.second->name, witness.first->location, witness.first->text});
  }
}

std::string row_in_words(const Series& series, const TrafficLikelihood& traffic, std::size_t at,
                         model::Channel channel) {
  const std::string minute = base::format_rfc3339(instant_of(series.minutes[at]));
  if (channel == model::Channel::traffic)
    return fmt::format("{}: {} requests, {} expected", minute, base::grouped(series.requests[at]),
                       base::grouped(std::llround(traffic.expected(at))));
  const bool is_slow = channel == model::Channel::latency;
  return fmt::format("{}: {} {} of {} requests", minute,
                     base::grouped(is_slow ? series.slow[at] : series.errors[at]),
                     is_slow ? "slow" : "errors", base::grouped(series.requests[at]));
}

bool shows(const Series& series, const TrafficLikelihood& traffic, std::size_t at, model::Channel channel) {
  if (channel == model::Channel::traffic)
    return static_cast<double>(series.requests[at]) < traffic.expected(at);
  return (channel == model::Channel::latency ? series.slow[at] : series.errors[at]) > 0;
}

// The source that tells of a minute: the first that has a row in it, else the stream's first.
const model::Source& source_of(const Series& series, std::int64_t minute) {
  for (const Part& part : series.parts) {
    const auto [first, last] = range(part.stream->minutes, minute, minute + 1);
    if (first != last) return *part.source;
  }
  return *series.parts.front().source;
}

}  // namespace

void add_minutes(const Series& series, const TrafficLikelihood& traffic, const Span& span,
                 model::ObservedWindow& window) {
  const std::int64_t start = first_minute(series, span), end = minute_after(series, span);
  const std::int64_t from = std::max(start - kBefore, series.minutes.front());
  const std::int64_t to = std::min(end + kAfter, series.minutes.back() + 1);
  if (end - start <= kLong) {
    add_excerpt(series, traffic, from, to, window.minutes);
  } else {
    add_excerpt(series, traffic, from, start + kEdge, window.minutes);
    add_excerpt(series, traffic, end - kEdge, to, window.minutes);
  }
}

void add_versions(const Series& series, const Span& span, model::ObservedWindow& window) {
  const std::int64_t start = first_minute(series, span), end = minute_after(series, span);
  std::map<std::string, model::VersionCount> versions;
  bool is_told = false;
  for (const Part& part : series.parts) {
    is_told = is_told || !part.stream->version.empty();
    model::VersionCount& count = versions[part.stream->version];
    count.version = part.stream->version;
    const Minutes& minutes = part.stream->minutes;
    for (auto [minute, last] = range(minutes, start - kBefore, start); minute != last; ++minute) {
      count.requests_before += minute->requests;
      count.errors_before += minute->errors;
    }
    for (auto [minute, last] = range(minutes, start, end); minute != last; ++minute) {
      count.requests += minute->requests;
      count.errors += minute->errors;
    }
    const auto first = std::find_if(minutes.begin(), minutes.end(),
                                    [](const model::RollupMinute& minute) { return minute.requests > 0; });
    if (first != minutes.end())
      count.first_seen = std::min(count.first_seen.value_or(first->minute), first->minute);
  }
  if (!is_told) return;
  for (const auto& [version, count] : versions)
    if (count.requests + count.requests_before > 0) window.versions.push_back(count);
}

void add_evidence(const Series& series, const TrafficLikelihood& traffic, const Span& span,
                  model::ObservedWindow& window) {
  if (window.channel == model::Channel::errors)
    add_lines(series, first_minute(series, span), minute_after(series, span), window.evidence);
  if (!window.evidence.empty()) return;
  for (std::size_t at = span.start.best; at < span.stop && window.evidence.size() < kMostEvidence; ++at) {
    if (!shows(series, traffic, at, window.channel)) continue;
    const model::Source& source = source_of(series, series.minutes[at]);
    window.evidence.push_back(
        {source.digest, source.name, {}, row_in_words(series, traffic, at, window.channel)});
  }
}

}  // namespace faultline::analyze::observing
