// C: do requests answered by the change's version fail more often than those answered by the others?
#include <fmt/format.h>

#include "base/grouped.hpp"

#include <algorithm>
#include <cmath>

#include "analyze/suspicion/terms.hpp"

namespace faultline::analyze {

namespace {

using model::SuspicionTerm;

constexpr double kLeast = -2, kMost = 6;
constexpr double kWeight = .5;
// Errors that the new version would have had at the others' rate, before having fewer says that it is no
// worse.
constexpr std::int64_t kTellingRequests = 20;
constexpr double kTellingErrors = 3;
// A version that comes so long after its deploy, into a stream that speaks all the time, came by another one.
constexpr auto kRollOut = std::chrono::hours(1);

struct Count {
  std::int64_t requests = 0, errors = 0;
  std::optional<base::Instant> first_seen;

  void add(const model::VersionCount& row) {
    requests += row.requests;
    errors += row.errors;
    if (row.first_seen && (!first_seen || *row.first_seen < *first_seen)) first_seen = row.first_seen;
  }
  double rate() const { return static_cast<double>(errors) / static_cast<double>(requests); }
};

double log_likelihood(const Count& count, double rate) {
  const auto failed = static_cast<double>(count.errors);
  const auto passed = static_cast<double>(count.requests - count.errors);
  return (failed > 0 ? failed * std::log(rate) : 0) + (passed > 0 ? passed * std::log(1 - rate) : 0);
}

// Two binomials against one that answers for both; never negative.
double log_ratio(const Count& a, const Count& b) {
  Count both = a;
  both.requests += b.requests;
  both.errors += b.errors;
  return log_likelihood(a, a.rate()) + log_likelihood(b, b.rate()) - log_likelihood(a, both.rate()) -
         log_likelihood(b, both.rate());
}

bool may_be_of(const model::ObservedWindow& window, const Change& change) {
  return change.scopes.empty() ||
         std::any_of(change.scopes.begin(), change.scopes.end(), [&](const model::Scope& scope) {
           const auto fits = [](const model::Name& a, const model::Name& b) {
             return !a.is_known() || !b.is_known() || a == b;
           };
           return fits(scope.service, window.scope.service) && fits(scope.cluster, window.scope.cluster);
         });
}

// The stream spoke for an hour after the deploy, and the version was not there.
bool came_by_another_deploy(const Change& change, const Count& own, const Count& others) {
  if (!own.first_seen || !others.first_seen) return false;
  return *own.first_seen - std::max(change.done, *others.first_seen) > kRollOut;
}

std::string rate_text(std::string_view name, const Count& count) {
  return fmt::format("{}: {} of {}", name, base::grouped(count.errors), base::grouped(count.requests));
}

}  // namespace

SuspicionTerm version_term(const Change& change, const SuspicionCase& incident) {
  if (change.version.empty()) return {"versions", 0, "its version is not told"};
  Count own, others;
  std::string other_name;
  bool has_versions = false;
  for (const model::ObservedWindow* window : incident.observed) {
    if (window->channel != model::Channel::errors || !may_be_of(*window, change)) continue;
    for (const model::VersionCount& row : window->versions) {
      has_versions = true;
      const bool is_own = same_version(row.version, change.version);
      (is_own ? own : others).add(row);
      if (is_own || row.requests == 0) continue;
      if (other_name.empty()) other_name = row.version;
      if (other_name != row.version) other_name = "the others";
    }
  }
  if (!has_versions) return {"versions", 0, "no versions in the logs"};
  if (own.requests == 0) return {"versions", 0, "its version answered no request in the window"};
  if (others.requests == 0)
    return {"versions", 0, "all requests were answered by it: nothing to compare with"};
  if (came_by_another_deploy(change, own, others))
    return {"versions", 0,
            fmt::format("its version first answered {} after it, so another deploy brought it",
                        gap_text(*own.first_seen - change.done))};
  const std::string counts =
      fmt::format("{} requests failed, {}", rate_text(change.version, own), rate_text(other_name, others));
  if (own.rate() > others.rate())
    return {"versions", kWeight * std::clamp(log_ratio(own, others), kLeast, kMost), counts};
  // A few requests that were left to the old version when all broke say nothing of it.
  if (static_cast<double>(own.requests) * others.rate() < kTellingErrors ||
      others.requests < kTellingRequests)
    return {"versions", 0, counts + ": too few to tell"};
  return {"versions", kWeight * kLeast, counts + ": the new one is no worse"};
}

}  // namespace faultline::analyze
