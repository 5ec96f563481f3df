// RollupsBuilder: rollups in a few words. Minutes count from 2026-03-02T00:00Z, a Monday.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "analyze/observe.hpp"

namespace faultline::support {

inline base::Instant minute_at(std::int64_t minute) {
  return base::Instant{std::chrono::minutes{29540160 + minute}};
}

struct Counts {
  std::int64_t minute = 0, requests = 0, errors = 0;
};

class RollupsBuilder {
 public:
  // `reader` "rollups" is an imported table, any other a log.
  RollupsBuilder& source(const std::string& digest, const std::string& reader,
                         const std::string& organisation = "") {
    model::Source source;
    source.digest = digest;
    source.name = digest + ".log";
    source.reader = reader;
    source.organisation = organisation;
    rollups_.sources.push_back(source);
    rollups_.rollups.push_back({digest, {}, 0});
    return *this;
  }

  RollupsBuilder& stream(const std::string& cluster, const std::string& service,
                         const std::vector<Counts>& counts, const std::string& version = "") {
    model::RollupStream stream;
    stream.scope.cluster = model::make_name(cluster);
    stream.scope.service = model::make_name(service);
    stream.version = version;
    const bool is_log = rollups_.sources.back().reader != "rollups";
    for (const Counts& count : counts) {
      model::RollupMinute minute;
      minute.minute = minute_at(count.minute);
      minute.requests = count.requests;
      minute.errors = count.errors;
      if (is_log && count.errors > 0)
        minute.first_error = model::ErrorLine{minute.minute,
                                              {static_cast<int>(count.minute) + 1, 1, ""},
                                              "error " + std::to_string(count.minute)};
      stream.minutes.push_back(minute);
    }
    rollups_.rollups.back().streams.push_back(stream);
    return *this;
  }

  model::Observations observe(const model::Config& config = {}) const {
    return analyze::observe(rollups_, config);
  }
  model::Rollups& rollups() { return rollups_; }

 private:
  model::Rollups rollups_;
};

// Steady traffic: one error in a thousand requests.
inline std::vector<Counts> steady(std::int64_t from, std::int64_t to, std::int64_t requests = 200) {
  std::vector<Counts> counts;
  for (std::int64_t minute = from; minute < to; ++minute)
    counts.push_back({minute, requests, minute % 5 == 0 ? requests / 200 : 0});
  return counts;
}

// The share of errors in [from, to) of what is there.
inline void fail(std::vector<Counts>& counts, std::int64_t from, std::int64_t to, double share) {
  for (Counts& count : counts)
    if (count.minute >= from && count.minute < to)
      count.errors = static_cast<std::int64_t>(share * static_cast<double>(count.requests));
}

inline void thin(std::vector<Counts>& counts, std::int64_t from, std::int64_t to, double left) {
  for (Counts& count : counts)
    if (count.minute >= from && count.minute < to) {
      count.requests = static_cast<std::int64_t>(left * static_cast<double>(count.requests));
      count.errors = std::min(count.errors, count.requests);
    }
}

inline void drop_rows(std::vector<Counts>& counts, std::int64_t from, std::int64_t to) {
  counts.erase(std::remove_if(counts.begin(), counts.end(),
                              [&](const Counts& count) { return count.minute >= from && count.minute < to; }),
               counts.end());
}

}  // namespace faultline::support
