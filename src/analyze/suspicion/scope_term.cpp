// S: how near a change is to the deepest anomaly, along the call graph of the config and by clusters.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analyze/suspicion/scope_term.hpp"

namespace faultline::analyze {

namespace {

constexpr double kPerHop = .5;   // a caller's change reaches what it calls
constexpr double kCallee = .15;  // the anomaly is deeper than the callee's callers, so it is not the callee
constexpr double kUnrelated = .05;
constexpr double kUnknown = .5;     // "may be any" is as near as one hop: it neither confirms nor excludes
constexpr double kAlsoBroken = .5;  // of another broken service than the deepest
// No cluster in common: only something shared between clusters could carry it over.
constexpr double kOtherCluster = .002;

using Slugs = std::set<std::string>;
using CallGraph = std::map<std::string, Slugs>;

Slugs clusters_of(const std::vector<model::Scope>& scopes) {
  Slugs names;
  for (const model::Scope& scope : scopes)
    if (scope.cluster.is_known()) names.insert(scope.cluster.slug);
  return names;
}

// Calls from `from` to `to` along the graph; absent where there is no way. Breadth first, so cycles end.
std::optional<int> hops(const CallGraph& calls, const std::string& from, const std::string& to) {
  Slugs seen{from};
  std::vector<std::string> layer{from};
  for (int distance = 0; !layer.empty(); ++distance) {
    std::vector<std::string> next;
    for (const std::string& service : layer) {
      if (service == to) return distance;
      const auto row = calls.find(service);
      if (row == calls.end()) continue;
      for (const std::string& callee : row->second)
        if (seen.insert(callee).second) next.push_back(callee);
    }
    layer = std::move(next);
  }
  return std::nullopt;
}

CallGraph call_graph(const model::Config& config, const model::Name& organisation) {
  CallGraph calls;
  const auto service_slug = [&](const std::string& label) {
    model::Scope scope;
    scope.organisation = organisation;
    scope.service = model::make_name(label);
    return model::resolve_aliases(config, scope).service.slug;
  };
  for (const model::CallConfig& row : config.calls) {
    if (!row.organisation.empty() && organisation.is_known() &&
        model::make_name(row.organisation) != organisation)
      continue;
    for (const std::string& callee : row.calls) calls[service_slug(row.service)].insert(service_slug(callee));
  }
  return calls;
}

struct Part {
  double factor = 0;
  std::string reason;
};

Part service_part(const model::Name& service, const model::Scope& anomaly, const CallGraph& calls) {
  if (!service.is_known()) return {kUnknown, "its service is not told and may be any"};
  if (!anomaly.service.is_known()) return {kUnknown, "the broken service is not known and may be any"};
  const std::string& label = anomaly.service.label;
  if (service == anomaly.service) return {1, fmt::format("same service as the deepest anomaly ({})", label)};
  const auto up = hops(calls, service.slug, anomaly.service.slug);
  const auto down = hops(calls, anomaly.service.slug, service.slug);
  const double caller = up ? std::pow(kPerHop, *up) : 0;
  if (caller > kCallee || (up && !down && caller > kUnrelated))
    return {caller,
            fmt::format("{} calls {}, {} {} up", service.label, label, *up, *up == 1 ? "hop" : "hops")};
  if (down) return {kCallee, fmt::format("{} is only called by {}", service.label, label)};
  return {kUnrelated, fmt::format("{} and {} are not related by the call graph", service.label, label)};
}

Part cluster_part(const std::vector<model::Scope>& deployed, const std::vector<model::Scope>& broken) {
  const Slugs own = clusters_of(deployed), theirs = clusters_of(broken);
  if (own.empty() && theirs.empty()) return {1, "no clusters are told"};
  if (own.empty()) return {kUnknown, "its cluster is not told and may be any"};
  if (theirs.empty()) return {kUnknown, "the broken cluster is not known and may be any"};
  Slugs all = own;
  all.insert(theirs.begin(), theirs.end());
  const auto common = static_cast<std::size_t>(
      std::count_if(own.begin(), own.end(), [&](const std::string& name) { return theirs.contains(name); }));
  if (common == 0) return {kOtherCluster, "no cluster in common"};
  if (common == all.size()) return {1, common == 1 ? "same cluster" : "same clusters"};
  return {static_cast<double>(common) / static_cast<double>(all.size()),
          fmt::format("{} of {} clusters in common", common, all.size())};
}

// The best of the change's services against one broken scope.
Part best_service(const Change& change, const model::Scope& anomaly, const CallGraph& calls) {
  if (change.scopes.empty()) return service_part({}, anomaly, calls);
  Part best;
  for (const model::Scope& scope : change.scopes) {
    Part part = service_part(scope.service, anomaly, calls);
    if (part.factor > best.factor) best = std::move(part);
  }
  return best;
}

}  // namespace

ScopeScorer::ScopeScorer(const SuspicionCase& incident, const model::Config& config)
    : broken_(incident.scopes), has_deepest_(!incident.observed.empty()) {
  if (broken_.empty()) broken_.emplace_back();
  calls_ = call_graph(config, broken_.front().organisation);
}

ScopeMatch ScopeScorer::match(const Change& change) const {
  Part service;
  for (std::size_t i = 0; i < broken_.size(); ++i) {
    Part part = best_service(change, broken_[i], calls_);
    if (i > 0 && has_deepest_ && part.factor == 1)
      part = {kAlsoBroken, fmt::format("{} is broken too, but not the deepest", broken_[i].service.label)};
    if (part.factor > service.factor) service = std::move(part);
  }
  const Part cluster = cluster_part(change.scopes, broken_);
  return {service.factor * cluster.factor, service.reason + "; " + cluster.reason};
}

model::SuspicionTerm scope_term(const ScopeMatch& match) {
  return {"scope", std::log(match.factor), match.reason};
}

}  // namespace faultline::analyze
