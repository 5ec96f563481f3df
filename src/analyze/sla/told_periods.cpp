#include "analyze/sla/told_periods.hpp"

#include <algorithm>

namespace faultline::analyze {
namespace {

using std::chrono::seconds;

std::string key_of(const std::string& organisation, const std::string& source) {
  return organisation + '\n' + source;
}

}  // namespace

ToldPeriods::ToldPeriods(const SlaWindows& windows, const RequestIndex& requests,
                         const model::PeriodRule& rule, const base::Zone& zone, base::Instant now)
    : windows_(windows), requests_(requests), rule_(rule), zone_(zone), now_(now) {
  std::map<std::uint32_t, std::string> organisations;
  for (const auto& [scope, places] : windows.by_scope)
    for (const std::uint32_t place : places) organisations.emplace(place, scope.organisation.slug);
  for (std::uint32_t place = 0; place < windows.windows.size(); ++place) {
    const SlaWindow& window = windows.windows[place];
    std::set<SlaPeriod> periods;
    // An empty window still names the period it stands in.
    add(periods, {window.best.start, std::max(window.best.end, window.best.start + seconds(1))});
    for (const std::string& source : sources_of(*window.incident))
      of_source_[key_of(organisations[place], source)].insert(periods.begin(), periods.end());
  }
}

void ToldPeriods::add(std::set<SlaPeriod>& periods, const TimeSpan& span) const {
  if (rule_.kind == model::PeriodRule::Kind::rolling) {
    periods.insert(period_at(rule_, zone_, now_));
    return;
  }
  for (SlaPeriod period = period_at(rule_, zone_, base::Instant(span.start)); period.start < span.end;
       period = next_period(rule_, zone_, period))
    periods.insert(period);
}

std::set<SlaPeriod> ToldPeriods::of(const model::Scope& row, bool by_requests) const {
  std::set<SlaPeriod> told;
  for (const auto& [source, scopes] : windows_.scopes_of_source) {
    if (scopes.count(row) == 0) continue;
    const auto own = of_source_.find(key_of(row.organisation.slug, source));
    if (own != of_source_.end()) told.insert(own->second.begin(), own->second.end());
  }
  if (by_requests)
    for (const TimeSpan& span : requests_.of(row, 60).known) add(told, span);
  return told;
}

}  // namespace faultline::analyze
