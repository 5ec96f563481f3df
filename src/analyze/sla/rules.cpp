#include "analyze/sla/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace faultline::analyze {
namespace {

using model::MaintenanceMode;
using model::PartialMinutes;
using model::UnknownTime;
using std::chrono::ceil;
using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kWholeTenths = 10;

enum class Case { least, best, most };

const TimeSpan& span_of(const SlaWindow& window, Case which) {
  return which == Case::least ? window.least : which == Case::best ? window.best : window.most;
}

int weight_of(const SlaWindow& window, Case which) {
  return which == Case::least  ? window.least_tenths
         : which == Case::best ? window.best_tenths
                               : window.most_tenths;
}

bool is_excusable(const SlaWindow& window, const model::Policy& policy) {
  return window.is_maintenance && policy.maintenance != MaintenanceMode::count &&
         window.notice != SlaWindow::Notice::too_late;
}

// Of the three readings of a maintenance its longest excuses most, so it belongs to the least downtime.
Excused excused_by(const std::vector<const SlaWindow*>& windows, const model::Policy& policy) {
  Excused excused;
  for (const SlaWindow* window : windows) {
    if (!is_excusable(*window, policy)) continue;
    excused.possible.push_back(window->most);
    if (window->notice != SlaWindow::Notice::enough) continue;
    excused.certain.push_back(window->least);
    excused.best.push_back(window->best);
  }
  return {united(std::move(excused.certain)), united(std::move(excused.best)),
          united(std::move(excused.possible))};
}

TimeSpan rounded(TimeSpan span, const model::Policy& policy) {
  if (policy.partial_minutes == PartialMinutes::any && span.start < span.end)
    return {floor<minutes>(span.start), ceil<minutes>(span.end)};
  return span;
}

// Windows as weights. A maintenance weighs only where it may not be excused: at its uncertain edges the
// service was excused or up.
std::vector<WeightedSpan> weights_of(const std::vector<const SlaWindow*>& windows,
                                     const model::Policy& policy, Case which) {
  std::vector<WeightedSpan> spans;
  for (const SlaWindow* window : windows) {
    if (is_excusable(*window, policy) && window->notice == SlaWindow::Notice::enough) continue;
    const TimeSpan& span = span_of(*window, which);
    spans.push_back({span.start, span.end, weight_of(*window, which), window->rank});
  }
  return spans;
}

std::vector<WeightedSpan> without(const std::vector<WeightedSpan>& spans, const TimeSpans& excused) {
  if (excused.empty()) return spans;
  std::vector<WeightedSpan> result;
  for (const WeightedSpan& span : spans)
    for (const TimeSpan& part : subtract(united({{span.start, span.end}}), excused))
      result.push_back({part.start, part.end, span.weight_tenths, span.rank});
  return result;
}

std::vector<WeightedSpan> rounded(std::vector<WeightedSpan> spans, const model::Policy& policy) {
  for (WeightedSpan& span : spans) {
    const TimeSpan whole = rounded(TimeSpan{span.start, span.end}, policy);
    span.start = whole.start;
    span.end = whole.end;
  }
  return spans;
}

std::int64_t requests_in(const std::vector<RequestInterval>& intervals, const TimeSpan& span) {
  auto interval = std::partition_point(intervals.begin(), intervals.end(),
                                       [&](const auto& each) { return each.start < span.start; });
  std::int64_t sum = 0;
  for (; interval != intervals.end() && interval->start < span.end; ++interval) sum += interval->requests;
  return sum;
}

// How the runs of one reading are judged. A run with silent time in it may have any number of requests: too
// few for the least reading, enough for the others.
struct Judge {
  const model::Policy& policy;
  const std::vector<RequestInterval>* intervals = nullptr;  // null = the policy asks for no requests
  const TimeSpans* silent = nullptr;
  Case reading = Case::best;

  bool has_too_few_requests(const TimeSpan& run) const {
    if (intervals == nullptr || requests_in(*intervals, run) >= policy.minimum_requests) return false;
    return reading == Case::least || clipped(*silent, run.start, run.end).empty();
  }

  // The runs that count, of those that the charges make, each as long as it counts.
  TimeSpans counting_runs(const Charges& charges) const {
    TimeSpans runs = covered(charges);
    std::erase_if(runs, [&](const TimeSpan& run) {
      return run.seconds() < policy.minimum_seconds || has_too_few_requests(run);
    });
    if (policy.partial_minutes == PartialMinutes::floor)
      for (TimeSpan& run : runs) run.end = run.start + floor<minutes>(run.end - run.start);
    std::erase_if(runs, [](const TimeSpan& run) { return run.start == run.end; });
    return runs;
  }

  bool has_rules() const {
    return policy.minimum_seconds > 0 || policy.partial_minutes == PartialMinutes::floor ||
           intervals != nullptr;
  }

  Charges judge(std::vector<WeightedSpan> spans) const {
    Charges charges = sweep(std::move(spans));
    return has_rules() ? within(charges, counting_runs(charges)) : charges;
  }
};

bool is_above(const RequestInterval& interval, const base::Ratio& rate) {
  __extension__ using Wide = __int128;
  return Wide{interval.errors} * rate.denominator > Wide{rate.numerator} * interval.requests;
}

TimeSpans failing_intervals(const RequestEvidence& evidence, const model::Policy& policy) {
  TimeSpans spans;
  const seconds length{policy.interval_seconds};
  for (const RequestInterval& interval : evidence.intervals)
    if (is_above(interval, *policy.error_rate_above))
      spans.push_back({interval.start, interval.start + length});
  return united(std::move(spans));
}

// The part of the known time in which nobody asked for anything.
TimeSpans empty_time(const RequestEvidence& evidence, const model::Policy& policy) {
  TimeSpans asked;
  const seconds length{policy.interval_seconds};
  for (const RequestInterval& interval : evidence.intervals)
    asked.push_back({interval.start, interval.start + length});
  return subtract(evidence.known, united(std::move(asked)));
}

// Seconds that are down by requests: charged to the incident whose window lies over them, else to none.
std::vector<WeightedSpan> attributed(const TimeSpans& down, const std::vector<const SlaWindow*>& windows) {
  std::vector<WeightedSpan> spans;
  for (const SlaWindow* window : windows)
    for (const TimeSpan& part : clipped(down, window->best.start, window->best.end))
      spans.push_back({part.start, part.end, kWholeTenths, window->rank});
  for (const TimeSpan& span : down) spans.push_back({span.start, span.end, kWholeTenths, kNoIncident});
  return spans;
}

void add_within(std::vector<WeightedSpan>& spans, const std::vector<WeightedSpan>& more,
                const TimeSpans& time) {
  for (const WeightedSpan& span : more)
    for (const TimeSpan& part : clipped(time, span.start, span.end))
      spans.push_back({part.start, part.end, span.weight_tenths, span.rank});
}

void add(std::vector<WeightedSpan>& spans, const TimeSpans& time) {
  for (const TimeSpan& span : time) spans.push_back({span.start, span.end, kWholeTenths, kNoIncident});
}

TimeSpans joined(TimeSpans a, const TimeSpans& b) {
  a.insert(a.end(), b.begin(), b.end());
  return united(std::move(a));
}

// How time of one kind (unknown, or without requests) counts: as downtime, as no part of the total, or both.
struct Treatment {
  TimeSpans bad_certain, bad_possible, excluded_certain, excluded_best, excluded_possible;
};

void treat(const TimeSpans& time, UnknownTime how, Treatment& treatment) {
  const auto join = [&](TimeSpans& set) { set.insert(set.end(), time.begin(), time.end()); };
  switch (how) {
    case UnknownTime::good:
      return;
    case UnknownTime::bad:
      join(treatment.bad_certain);
      join(treatment.bad_possible);
      return;
    case UnknownTime::excluded:
      join(treatment.excluded_certain);
      join(treatment.excluded_best);
      join(treatment.excluded_possible);
      return;
    case UnknownTime::range:  // good at least, bad at most, the single figure without it
      join(treatment.bad_possible);
      join(treatment.excluded_best);
  }
}

}  // namespace

ScopeTime apply_rules(const model::Policy& policy, ScopeEvidence evidence, const TimeSpan& known_within) {
  ScopeTime time;
  const auto& windows = evidence.windows;
  const bool wants_requests = model::counts_requests(policy);
  time.has_requests = wants_requests && evidence.requests.has_streams;
  if (wants_requests && !time.has_requests)
    time.notes.emplace_back(policy.metric == model::SlaMetric::time
                                ? "no requests are known here: its windows count instead"
                                : "no requests are known here, and the policy counts nothing else");
  time.has_unknown = time.has_requests || policy.ledger == model::Ledger::observed;

  time.maintenance = excused_by(windows, policy);
  const Excused& excused = time.maintenance;
  if (policy.maintenance == MaintenanceMode::exclude_from_both) {
    time.excluded_certain = excused.certain;
    time.excluded_best = excused.best;
    time.excluded_possible = excused.possible;
  }

  // With requests these are exact; with windows each edge has its three readings.
  std::vector<WeightedSpan> least, best, most;
  const bool is_by_rate = time.has_requests && policy.error_rate_above.has_value();
  if (is_by_rate) {
    least = best = most = attributed(failing_intervals(evidence.requests, policy), windows);
  } else {
    least = weights_of(windows, policy, Case::least);
    best = weights_of(windows, policy, Case::best);
    most = weights_of(windows, policy, Case::most);
  }

  TimeSpans silent;
  if (time.has_unknown) {
    silent = subtract(united({known_within}), evidence.requests.known);
    TimeSpans told;
    for (const SlaWindow* window : windows) told.push_back(window->best);
    time.unknown = subtract(silent, united(std::move(told)));
    // Where no request is known windows are the knowledge: an outage may be what silenced the logs.
    if (is_by_rate) {
      add_within(least, weights_of(windows, policy, Case::least), silent);
      add_within(best, weights_of(windows, policy, Case::best), silent);
      add_within(most, weights_of(windows, policy, Case::most), silent);
    }
    Treatment treatment;
    treat(time.unknown, policy.unknown, treatment);
    if (is_by_rate) treat(empty_time(evidence.requests, policy), policy.empty_intervals, treatment);
    add(least, treatment.bad_certain);
    add(best, treatment.bad_certain);
    add(most, treatment.bad_possible);
    time.excluded_certain = joined(time.excluded_certain, treatment.excluded_certain);
    time.excluded_best = joined(time.excluded_best, treatment.excluded_best);
    time.excluded_possible = joined(time.excluded_possible, treatment.excluded_possible);
  }

  Judge judge{policy};
  if (is_by_rate && policy.minimum_requests > 0) judge.intervals = &evidence.requests.intervals;
  judge.silent = &silent;
  const auto ruled = [&](Case reading, const std::vector<WeightedSpan>& spans, const TimeSpans& out,
                         const TimeSpans& more_out) {
    judge.reading = reading;
    return judge.judge(without(rounded(spans, policy), joined(out, more_out)));
  };
  time.least = ruled(Case::least, least, excused.possible, time.excluded_certain);
  time.best = ruled(Case::best, best, excused.best, time.excluded_best);
  time.most = ruled(Case::most, most, excused.certain, time.excluded_certain);
  if (judge.has_rules())
    time.dropped =
        subtract(covered(sweep(without(rounded(best, policy), joined(excused.best, time.excluded_best)))),
                 covered(time.best));
  time.requests = std::move(evidence.requests);
  return time;
}

}  // namespace faultline::analyze
