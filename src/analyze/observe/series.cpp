#include "analyze/observe/series.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace faultline::analyze::observing {

namespace {

using Minutes = std::vector<std::int64_t>;
using ClusterKey = std::pair<std::string, std::string>;  // slugs of organisation and cluster

bool is_imported(const model::Source& source) {
  return source.reader == "rollups";
}

void sort_unique(Minutes& minutes) {
  std::sort(minutes.begin(), minutes.end());
  minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
}

// Of two spellings of one name the shorter, then the smaller.
void keep_label(model::Name& name, const model::Name& other) {
  if (std::make_pair(other.label.size(), std::string_view(other.label)) <
      std::make_pair(name.label.size(), std::string_view(name.label)))
    name.label = other.label;
}

struct Strand {
  model::Scope scope;
  std::vector<Part> parts;
};

std::vector<Strand> strands_of(const model::Rollups& rollups, const model::Config& config) {
  std::map<std::string_view, const model::Source*> sources;
  for (const model::Source& source : rollups.sources) sources[source.digest] = &source;
  std::map<model::Scope, Strand> strands;
  for (const model::SourceRollups& of_source : rollups.rollups) {
    const auto source = sources.find(of_source.source_digest);
    if (source == sources.end()) continue;  // a rollup always has its source; the store keeps it so
    for (const model::RollupStream& stream : of_source.streams) {
      if (stream.minutes.empty()) continue;
      model::Scope scope = stream.scope;
      if (!scope.organisation.is_known()) scope.organisation = model::make_name(source->second->organisation);
      scope = model::resolve_aliases(config, scope);
      Strand& strand = strands.try_emplace(scope, Strand{scope, {}}).first->second;
      keep_label(strand.scope.organisation, scope.organisation);
      keep_label(strand.scope.cluster, scope.cluster);
      keep_label(strand.scope.service, scope.service);
      keep_label(strand.scope.group, scope.group);
      strand.parts.push_back({&stream, source->second});
    }
  }
  std::vector<Strand> result;
  for (auto& entry : strands) {
    std::stable_sort(entry.second.parts.begin(), entry.second.parts.end(), [](const Part& a, const Part& b) {
      return std::tie(a.source->digest, a.stream->version) < std::tie(b.source->digest, b.stream->version);
    });
    result.push_back(std::move(entry.second));
  }
  return result;
}

// The minutes in which a log says anything of a cluster.
std::map<ClusterKey, Minutes> spoken_minutes(const std::vector<Strand>& strands) {
  std::map<ClusterKey, Minutes> spoken;
  for (const Strand& strand : strands) {
    if (!strand.scope.cluster.is_known()) continue;
    Minutes& minutes = spoken[{strand.scope.organisation.slug, strand.scope.cluster.slug}];
    for (const Part& part : strand.parts)
      if (!is_imported(*part.source))
        for (const model::RollupMinute& minute : part.stream->minutes)
          minutes.push_back(minute_of(minute.minute));
    sort_unique(minutes);
  }
  return spoken;
}

Minutes known_minutes(const Strand& strand, const std::map<ClusterKey, Minutes>& spoken) {
  Minutes known, of_logs;
  for (const Part& part : strand.parts)
    for (const model::RollupMinute& minute : part.stream->minutes)
      (is_imported(*part.source) ? known : of_logs).push_back(minute_of(minute.minute));
  if (!of_logs.empty()) {
    const std::int64_t first = *std::min_element(of_logs.begin(), of_logs.end());
    known.insert(known.end(), of_logs.begin(), of_logs.end());
    const auto cluster = spoken.find({strand.scope.organisation.slug, strand.scope.cluster.slug});
    if (cluster != spoken.end()) {
      const auto from = std::lower_bound(cluster->second.begin(), cluster->second.end(), first);
      known.insert(known.end(), from, cluster->second.end());
    }
  }
  sort_unique(known);
  return known;
}

void add_up(Series& series) {
  series.requests.assign(series.size(), 0);
  series.errors.assign(series.size(), 0);
  series.slow.assign(series.size(), 0);
  for (const Part& part : series.parts) {
    std::size_t at = 0;
    for (const model::RollupMinute& minute : part.stream->minutes) {
      const std::int64_t wanted = minute_of(minute.minute);
      while (series.minutes[at] < wanted) ++at;
      series.requests[at] += minute.requests;
      series.errors[at] += minute.errors;
      series.slow[at] += minute.slow.value_or(0);
      series.tells_slow = series.tells_slow || minute.slow.has_value();
    }
  }
  // A table can claim more errors than requests; a share above one means nothing.
  for (std::size_t i = 0; i < series.size(); ++i) {
    series.requests[i] = std::max<std::int64_t>(series.requests[i], 0);
    series.errors[i] = std::clamp<std::int64_t>(series.errors[i], 0, series.requests[i]);
    series.slow[i] = std::clamp<std::int64_t>(series.slow[i], 0, series.requests[i]);
  }
}

}  // namespace

std::size_t Series::place(std::int64_t minute) const {
  return static_cast<std::size_t>(std::lower_bound(minutes.begin(), minutes.end(), minute) - minutes.begin());
}

std::int64_t minute_of(base::Instant instant) {
  return std::chrono::floor<std::chrono::minutes>(instant).time_since_epoch().count();
}

base::Instant instant_of(std::int64_t minute) {
  return base::Instant{std::chrono::minutes{minute}};
}

std::vector<Series> collect_series(const model::Rollups& rollups, const model::Config& config) {
  const std::vector<Strand> strands = strands_of(rollups, config);
  const std::map<ClusterKey, Minutes> spoken = spoken_minutes(strands);
  std::vector<Series> result;
  for (const Strand& strand : strands) {
    Series series;
    series.scope = strand.scope;
    series.parts = strand.parts;
    series.minutes = known_minutes(strand, spoken);
    add_up(series);
    result.push_back(std::move(series));
  }
  return result;
}

}  // namespace faultline::analyze::observing
