// Told periods: without being asked for a period, a scope has a row for those of which a source that names it
// tells something. A period of which nobody said anything is not uptime.
#pragma once

#include <map>
#include <set>
#include <string>

#include "analyze/sla/requests.hpp"
#include "analyze/sla/windows.hpp"

namespace faultline::analyze {

class ToldPeriods {
 public:
  ToldPeriods(const SlaWindows& windows, const RequestIndex& requests, const model::PeriodRule& rule,
              const base::Zone& zone, base::Instant now);
  // `row`'s scope; whether requests tell of it as well.
  std::set<SlaPeriod> of(const model::Scope& row, bool by_requests) const;

 private:
  const SlaWindows& windows_;
  const RequestIndex& requests_;
  const model::PeriodRule& rule_;
  const base::Zone& zone_;
  base::Instant now_;
  std::map<std::string, std::set<SlaPeriod>> of_source_;  // by organisation's slug, '\n', digest
  void add(std::set<SlaPeriod>& periods, const TimeSpan& span) const;
};

}  // namespace faultline::analyze
