#include "analyze/observe/stream_windows.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "analyze/observe/findings.hpp"
#include "analyze/observe/recovery.hpp"
#include "analyze/observe/window_evidence.hpp"
#include "analyze/observe/wording.hpp"

namespace faultline::analyze::observing {

namespace {

struct Outage {
  std::vector<Finding> findings;  // the leading one first
  Span span;
};

// Slow requests were answered: whatever their share, nobody was without the service.
model::Level level_of(const Finding& finding, const model::ObservedConfig& config) {
  if (finding.channel == model::Channel::latency) return model::Level::degraded;
  if (finding.lost() >= config.major_share) return model::Level::major_outage;
  if (finding.lost() >= config.partial_share) return model::Level::partial_outage;
  return model::Level::degraded;
}

bool is_same_outage(const std::vector<std::int64_t>& minutes, const Span& first, const Span& second) {
  return minutes[second.start.best] - minutes[first.stop - 1] - 1 < kMergeMinutes;
}

std::vector<Outage> put_together(const Series& series, std::vector<Finding> findings,
                                 const model::ObservedConfig& config) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::make_pair(a.span.start.best, a.channel) < std::make_pair(b.span.start.best, b.channel);
  });
  std::vector<Outage> outages;
  for (const Finding& finding : findings) {
    if (outages.empty() || !is_same_outage(series.minutes, outages.back().span, finding.span)) {
      outages.push_back({{finding}, finding.span});
      continue;
    }
    Outage& outage = outages.back();
    outage.findings.push_back(finding);
    if (finding.span.stop > outage.span.stop || !finding.span.end) {
      outage.span.end = finding.span.end;
      outage.span.stop = finding.span.stop;
    }
  }
  for (Outage& outage : outages)
    std::stable_sort(outage.findings.begin(), outage.findings.end(), [&](const Finding& a, const Finding& b) {
      return level_of(a, config) > level_of(b, config);
    });
  return outages;
}

}  // namespace

std::vector<model::ObservedWindow> stream_windows(const Series& series, double threshold,
                                                  const model::ObservedConfig& config) {
  const RatioLikelihood errors(series.minutes, series.requests, series.errors, kErrors);
  const TrafficLikelihood traffic(series.minutes, series.requests);
  std::optional<RatioLikelihood> slow;
  std::vector<Finding> findings =
      find_ratio(series.minutes, errors, model::Channel::errors, kErrors, threshold);
  for (const Finding& finding : find_traffic(series.minutes, traffic, threshold)) findings.push_back(finding);
  if (series.tells_slow) {
    slow.emplace(series.minutes, series.requests, series.slow, kSlow);
    for (const Finding& finding :
         find_ratio(series.minutes, *slow, model::Channel::latency, kSlow, threshold))
      findings.push_back(finding);
  }

  const auto likelihood_of = [&](model::Channel channel) -> const RatioLikelihood& {
    return channel == model::Channel::latency ? *slow : errors;
  };
  std::vector<model::ObservedWindow> windows;
  const std::vector<Outage> outages = put_together(series, std::move(findings), config);
  for (std::size_t i = 0; i < outages.size(); ++i) {
    const Outage& outage = outages[i];
    Finding lead = outage.findings.front();
    model::ObservedWindow window;
    window.scope = series.scope;
    window.channel = lead.channel;
    window.level = level_of(lead, config);
    window.rule = rule_of(outage.findings);
    // The edges are the outage's; the leading channel's figures are counted over them.
    lead.span = outage.span;
    if (lead.channel == model::Channel::traffic) {
      measure(traffic, lead);
    } else {
      measure(likelihood_of(lead.channel), lead);
    }
    window.baseline = lead.baseline;
    window.rate = lead.rate;
    window.requests = lead.requests;
    window.bad = lead.bad;
    window.expected = lead.expected;
    window.dispersion = lead.dispersion;
    window.threshold = lead.threshold;
    window.peak = lead.peak;
    window.alarm = instant_of(series.minutes[lead.alarm]);
    window.start = start_moment(series, outage.span.start);
    if (outage.span.end) {
      window.end = end_moment(series, *outage.span.end);
      const std::size_t until = i + 1 < outages.size() ? outages[i + 1].span.start.best : series.size();
      const auto back = lead.channel == model::Channel::traffic
                            ? recovered(traffic, series.minutes, outage.span.stop, until)
                            : recovered(likelihood_of(lead.channel), series.minutes, outage.span.stop, until);
      if (back) window.recovered = minute_moment(series.minutes[*back]);
    }
    add_minutes(series, traffic, outage.span, window);
    add_versions(series, outage.span, window);
    add_evidence(series, traffic, outage.span, window);
    windows.push_back(std::move(window));
  }
  return windows;
}

}  // namespace faultline::analyze::observing
