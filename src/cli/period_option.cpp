#include "cli/period_option.hpp"

#include "analyze/sla/period.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::cli {

model::StatisticsPeriod parse_period_option(std::string_view text, const base::Zone& zone,
                                            base::Instant now) {
  model::StatisticsPeriod period;
  if (text.empty()) return period;
  std::vector<analyze::SlaPeriod> periods;
  try {
    periods = analyze::parse_periods(text, zone, now);
  } catch (const base::Error& error) {
    throw base::Error(std::string("--period ") + error.what());
  }
  period.label = periods.size() == 1 ? periods.front().label : std::string(base::trim(text));
  period.from = base::Instant(periods.front().start);
  period.to = base::Instant(periods.back().end);
  return period;
}

}  // namespace faultline::cli
