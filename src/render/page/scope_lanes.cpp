#include "render/page/scope_lanes.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "render/style.hpp"

namespace faultline::render {

namespace {

constexpr std::size_t kListedServices = 2;
constexpr std::size_t kListedWidth = 48;

std::string with_place(const std::string& place, const std::string& services) {
  if (services.empty()) return place.empty() ? "(scope not told)" : place;
  return place.empty() ? services : place + " / " + services;
}

}  // namespace

std::vector<ScopeLane> scope_lanes(const model::Incident& incident) {
  std::map<model::Scope, ScopeLane> by_scope;
  for (const model::ImpactWindow& window : incident.windows) {
    if (!window.start.utc || (window.end && !window.end->utc)) continue;
    std::vector<model::Scope> scopes = window.scopes;
    if (scopes.empty()) scopes.emplace_back();
    for (model::Scope& scope : scopes) {
      ScopeLane& lane = by_scope[scope];
      lane.place = one_line(scope.cluster.is_known() ? scope.cluster.slug : scope.group.label);
      if (scope.service.is_known()) lane.services = {one_line(scope.service.label)};
      lane.windows[static_cast<std::size_t>(window.ledger)].push_back(&window);
    }
  }
  std::vector<ScopeLane> lanes;
  for (auto& [scope, lane] : by_scope) {
    for (auto& windows : lane.windows) {
      std::stable_sort(windows.begin(), windows.end(),
                       [](const auto* a, const auto* b) { return base::earlier(a->start, b->start); });
    }
    const auto looks_the_same = [](const model::ImpactWindow* a, const model::ImpactWindow* b) {
      return a->start.utc == b->start.utc && a->level == b->level &&
             a->end.has_value() == b->end.has_value() && (!a->end || a->end->utc == b->end->utc);
    };
    const auto same = std::find_if(lanes.begin(), lanes.end(), [&](const ScopeLane& other) {
      if (other.place != lane.place || other.services.empty() || lane.services.empty()) return false;
      return std::equal(other.windows.begin(), other.windows.end(), lane.windows.begin(),
                        [&](const auto& a, const auto& b) {
                          return std::equal(a.begin(), a.end(), b.begin(), b.end(), looks_the_same);
                        });
    });
    if (same != lanes.end()) {
      same->services.push_back(lane.services.front());
    } else {
      lanes.push_back(std::move(lane));
    }
  }
  for (ScopeLane& lane : lanes) std::sort(lane.services.begin(), lane.services.end());
  std::stable_sort(lanes.begin(), lanes.end(), [](const ScopeLane& a, const ScopeLane& b) {
    return std::pair(a.place, a.services.empty() ? std::string() : a.services.front()) <
           std::pair(b.place, b.services.empty() ? std::string() : b.services.front());
  });
  return lanes;
}

std::string name_of(const ScopeLane& lane) {
  const std::string listed = base::join(lane.services, ", ");
  const bool fits = lane.services.size() <= kListedServices && base::display_width(listed) <= kListedWidth;
  return with_place(lane.place,
                    fits || lane.services.size() == 1
                        ? listed
                        : counted(static_cast<std::int64_t>(lane.services.size()), "service", "services"));
}

std::string full_name_of(const ScopeLane& lane) {
  return with_place(lane.place, base::join(lane.services, ", "));
}

}  // namespace faultline::render
