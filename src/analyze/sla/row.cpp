#include "analyze/sla/row.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyze/sla/burn_rate.hpp"
#include "analyze/sla/credit.hpp"
#include "analyze/sla/portion.hpp"
#include "base/text.hpp"

namespace faultline::analyze {
namespace {

using std::chrono::seconds;

bool overlaps(const SlaWindow& window, const SlaPeriod& period) {
  return window.most.start < period.end && window.most.end > period.start &&
         window.most.start < window.most.end;
}

std::string range_text(const base::Bounds& bounds) {
  return fmt::format("{} to {}", base::format_rfc3339(bounds.earliest), base::format_rfc3339(bounds.latest));
}

// What of these windows leaves the figure open in the period: edges, levels, excuses.
std::string doubts_of(const std::vector<const SlaWindow*>& windows, const SlaPeriod& period,
                      std::int64_t unknown_seconds) {
  std::vector<std::string> parts;
  for (const SlaWindow* window : windows) {
    if (window->told == nullptr || !overlaps(*window, period)) continue;
    if (window->most_tenths == 0 && !window->is_maintenance) continue;
    const std::string& id = window->incident->id;
    const auto clip = [&](SlaClock at) { return std::clamp(at, period.start, period.end); };
    if (window->least_tenths != window->most_tenths)
      parts.push_back(fmt::format("the level of '{}', which is not known", id));
    if (window->notice == SlaWindow::Notice::unknown)
      parts.push_back(fmt::format("when the maintenance '{}' was announced", id));
    if (clip(window->least.start) != clip(window->most.start))
      parts.push_back(
          fmt::format("the start of '{}', which lies in {}", id, range_text(*window->told->start.utc)));
    if (clip(window->least.end) != clip(window->most.end) && window->told->end)
      parts.push_back(
          fmt::format("the end of '{}', which lies in {}", id, range_text(*window->told->end->utc)));
  }
  if (unknown_seconds > 0)
    parts.push_back(
        fmt::format("{} min of which nothing is known", base::truncated_quotient(unknown_seconds, 60, 2)));
  return base::join(parts, "; ");
}

// Hours of the clock with more downtime than the policy lets pass; hours of a zone begin at its full hours.
std::int64_t free_hours(const Charges& charges, const SlaPeriod& period, const model::Policy& policy,
                        const base::Zone& zone) {
  std::map<SlaClock, std::int64_t> seconds_of_hour;
  for (const TimeSpan& run : covered(clipped(charges, period.start, period.end))) {
    for (SlaClock at = run.start; at < run.end;) {
      const seconds offset = zone.offset_at(base::Instant(at));
      const SlaClock hour = std::chrono::floor<std::chrono::hours>(at + offset) - offset;
      const SlaClock next = std::min(run.end, hour + std::chrono::hours(1));
      seconds_of_hour[hour] += (next - at).count();
      at = next;
    }
  }
  return std::count_if(seconds_of_hour.begin(), seconds_of_hour.end(),
                       [&](const auto& hour) { return hour.second > policy.free_hour_seconds; });
}

std::optional<base::Instant> detected_at(const model::Incident& incident) {
  const model::Milestone& detected = incident.milestone(model::MilestoneKind::detected);
  if (detected.state != model::MilestoneState::recorded || !detected.when || !detected.when->utc)
    return std::nullopt;
  return detected.when->utc->best;
}

// For each incident with a share: the first second, from its first charge to its last, at which each rule
// fires. Afterwards the short window only falls.
void add_firings(model::SlaRow& row, const ScopeBook& book, const SlaPeriod& period,
                 const RowContext& context) {
  row.burn_rules = burn_rules(row.period_seconds);
  std::map<std::uint32_t, TimeSpan> stretches;
  for (const Charge& charge : clipped(book.time.best, period.start, period.end)) {
    if (charge.rank == kNoIncident) continue;
    const auto [place, is_new] = stretches.emplace(charge.rank, TimeSpan{charge.start, charge.end});
    if (!is_new) place->second.end = std::max(place->second.end, charge.end);
  }
  for (const auto& [rank, stretch] : stretches) {
    const model::Incident* incident = context.windows.incident_of_rank[rank];
    for (std::size_t rule = 0; rule < row.burn_rules.size(); ++rule) {
      const auto fired = first_firing(book.time.best, row.burn_rules[rule], row.objective.target,
                                      stretch.start, stretch.end);
      if (fired)
        row.firings.push_back({rule, incident != nullptr ? incident->id : "", base::Instant(*fired),
                               incident != nullptr ? detected_at(*incident) : std::nullopt});
    }
  }
}

void add_days(model::SlaRow& row, const ScopeBook& book, const SlaPeriod& period, const RowContext& context) {
  for (const SlaDayBounds& bounds : days_of(period, context.zone)) {
    const PeriodAccount of_day = account(book.time, book.windows, context.policy,
                                         {bounds.start, bounds.end, book.service_start, &context.zone});
    model::SlaDay day;
    day.day = bounds.day;
    day.portion = of_day.best;
    day.unknown_seconds = of_day.unknown_seconds;
    day.maintenance_seconds = of_day.maintenance_seconds;
    for (const auto& [rank, bad] : of_day.by_rank)
      if (rank != kNoIncident && context.windows.incident_of_rank[rank] != nullptr)
        day.incidents.push_back(context.windows.incident_of_rank[rank]->id);
    row.days.push_back(std::move(day));
  }
}

void add_stretches(model::SlaRow& row, const ScopeBook& book, const SlaPeriod& period,
                   const RowContext& context) {
  const TimeSpans service = service_time(context.policy.hours, context.zone,
                                         std::max(period.start, book.service_start), period.end);
  for (const Charge& charge : within(clipped(book.time.best, period.start, period.end), service)) {
    if (!charge.is_first) {
      row.stretches.back().tenths += charge.added_tenths;
      continue;
    }
    const model::Incident* incident =
        charge.rank == kNoIncident ? nullptr : context.windows.incident_of_rank[charge.rank];
    row.stretches.push_back({base::Instant(charge.start), base::Instant(charge.end), charge.added_tenths,
                             incident != nullptr ? incident->id : ""});
  }
}

// The deploy that set the incident off, as far as that is held for certain enough; empty = none.
std::string deploy_of(const model::Incident& incident) {
  if (incident.trigger.verdict != model::Suspicion::Verdict::trigger || incident.trigger.suspects.empty())
    return {};
  const model::Suspect& first = incident.trigger.suspects.front();
  return first.is_none ? std::string() : first.title;
}

}  // namespace

void conclude(model::SlaRow& row, const model::Policy& policy, const std::function<std::string()>& doubts) {
  // Unknown time has its budget too.
  const bool is_range = policy.unknown == model::UnknownTime::range && row.unknown_seconds > 0;
  row.budget =
      budget_of(row.objective.target, is_range ? std::max(row.best.total, row.least.total) : row.best.total);
  row.remaining = row.budget - row.best.bad;
  const auto holds = [&](const model::Portion& portion) {
    return portion.total == 0 ||
           base::is_at_least({portion.total - portion.bad, portion.total}, row.objective.target);
  };
  using Verdict = model::SlaRow::Verdict;
  const bool at_least = holds(row.least), at_most = holds(row.most);
  if (row.least.total == 0 && row.best.total == 0 && row.most.total == 0)
    row.verdict = Verdict::no_data;
  else if (at_least != at_most)
    row.verdict = Verdict::depends;
  else
    row.verdict = at_least ? Verdict::met : Verdict::breached;
  if (row.verdict == Verdict::depends) row.depends_on = doubts();
  if (row.verdict == Verdict::depends && row.depends_on.empty())
    row.depends_on = "less than the arithmetic resolves (1e-12)";
  row.credit_least = credit_of(policy, row.least);
  row.credit_best = credit_of(policy, row.best);
  row.credit_most = credit_of(policy, row.most);
}

void share_out(model::SlaRow& row, const std::map<std::uint32_t, std::int64_t>& by_rank,
               const SlaWindows& windows) {
  const auto add_to_deploy = [&](const std::string& deploy, std::int64_t bad) -> auto& {
    auto place = std::find_if(row.deploy_shares.begin(), row.deploy_shares.end(),
                              [&](const auto& each) { return each.deploy == deploy; });
    if (place == row.deploy_shares.end())
      place = row.deploy_shares.insert(row.deploy_shares.end(), {deploy, 0, {}});
    place->bad += bad;
    return *place;
  };
  for (const auto& [rank, bad] : by_rank) {
    if (bad == 0) continue;
    const model::Incident* incident = rank == kNoIncident ? nullptr : windows.incident_of_rank[rank];
    if (incident == nullptr) {
      row.shares.push_back({"", bad, "outside of any incident"});
      add_to_deploy("", bad);
    } else {
      row.shares.push_back({incident->id, bad, {}});
      add_to_deploy(deploy_of(*incident), bad).incidents.push_back(incident->id);
    }
  }
  std::stable_sort(row.deploy_shares.begin(), row.deploy_shares.end(), [](const auto& a, const auto& b) {
    return a.deploy.empty() != b.deploy.empty() ? b.deploy.empty() : a.bad > b.bad;
  });
}

model::SlaRow make_row(const ScopeBook& book, const SlaPeriod& period, const RowContext& context) {
  model::SlaRow row;
  row.policy = context.policy.name;
  row.period = period.label;
  row.period_start = period.start;
  row.period_end = period.end;
  row.period_seconds = period.seconds();
  row.as_of = std::min(row.period_end, context.now);
  row.scope = book.scope;
  row.objective = book.objective;
  row.is_provisional = period.end > context.now;
  for (const SlaWindow* window : book.windows)
    row.is_provisional = row.is_provisional || (window->is_open && overlaps(*window, period));

  const PeriodAccount figures = account(book.time, book.windows, context.policy,
                                        {period.start, period.end, book.service_start, &context.zone});
  row.unit = figures.unit;
  row.least = figures.least;
  row.best = figures.best;
  row.most = figures.most;
  row.down_seconds = figures.down_seconds;
  row.counted_seconds = figures.counted_seconds;
  row.maintenance_seconds = figures.maintenance_seconds;
  row.unknown_seconds = figures.unknown_seconds;
  row.requests = figures.requests;
  row.failed_requests = figures.failed_requests;
  row.notes = book.time.notes;
  if (book.time.has_unknown && figures.service_seconds > 0) {
    const TimeSpans known = clipped(book.time.requests.known, period.start, period.end);
    const TimeSpans service = service_time(context.policy.hours, context.zone, period.start, period.end);
    row.coverage = base::Ratio{total_seconds(intersect(known, service)), figures.service_seconds};
  }
  const std::int64_t dropped = total_seconds(clipped(book.time.dropped, period.start, period.end));
  if (dropped > 0)
    row.notes.push_back(
        fmt::format("{} min of downtime do not count by the policy's minima or as no whole minute",
                    base::truncated_quotient(dropped, 60, 2)));
  if (book.service_start > period.start)
    row.notes.push_back(fmt::format(
        "measured from {}", base::format_rfc3339(base::Instant(std::min(book.service_start, period.end)))));
  share_out(row, figures.by_rank, context.windows);
  conclude(row, context.policy, [&] { return doubts_of(book.windows, period, figures.unknown_seconds); });
  if (context.policy.free_hour_seconds > 0)
    row.free_hours = free_hours(book.time.best, period, context.policy, context.zone);
  if (context.query.days == SlaDetail::with) add_days(row, book, period, context);
  if (context.query.stretches == SlaDetail::with && row.unit == model::SlaUnit::tenths)
    add_stretches(row, book, period, context);
  if (context.query.burn_rates == SlaDetail::with && row.unit == model::SlaUnit::tenths)
    add_firings(row, book, period, context);
  return row;
}

}  // namespace faultline::analyze
