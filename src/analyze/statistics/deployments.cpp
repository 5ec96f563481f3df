#include <algorithm>
#include <set>
#include <tuple>

#include "analyze/statistics.hpp"

namespace faultline::analyze {

namespace {

bool is_production(const model::Event& event) {
  return event.scopes.empty() ||
         std::any_of(event.scopes.begin(), event.scopes.end(), [](const model::Scope& scope) {
           return !scope.cluster.is_known() || scope.cluster.slug.starts_with("prod");
         });
}

}  // namespace

std::vector<FinishedDeployment> finished_deployments(const model::Facts& facts) {
  std::set<std::tuple<base::Instant, std::string>> found;
  for (const model::Event& event : facts.events) {
    if (event.kind != model::EventKind::deploy || !is_production(event)) continue;
    if (!event.outcome.empty() && event.outcome != "success") continue;
    const base::Moment& end = event.until ? *event.until : event.when;
    if (end.utc) found.emplace(end.utc->best, event.version.empty() ? event.title : event.version);
  }
  std::vector<FinishedDeployment> deployments;
  for (const auto& [finished, title] : found) deployments.push_back({finished, title});
  return deployments;
}

}  // namespace faultline::analyze
