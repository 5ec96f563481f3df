#include "analyze/sla/other_readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analyze/sla/rows.hpp"
#include "base/text.hpp"

namespace faultline::analyze {
namespace {

using std::chrono::seconds;
using Shift = base::Instant::duration;

constexpr std::size_t kMostTried = 25;  // readings; each computes all rows again
constexpr std::size_t kMostListed = 3;  // rows that a note names

std::map<Shift, std::string> shifts_of(const base::Moment& moment) {
  std::map<Shift, std::string> shifts;
  if (!moment.utc) return shifts;
  for (const base::Reading& reading : moment.rejected)
    if (reading.utc && reading.utc->best != moment.utc->best)
      shifts.emplace(reading.utc->best - moment.utc->best, reading.reason);
  return shifts;
}

// The shifts that the whole window may have: both edges, where it has two.
std::map<Shift, std::string> shifts_of(const model::ImpactWindow& window) {
  std::map<Shift, std::string> shifts = shifts_of(window.start);
  if (!window.end) return shifts;
  const auto of_end = shifts_of(*window.end);
  std::erase_if(shifts, [&](const auto& shift) { return of_end.count(shift.first) == 0; });
  return shifts;
}

void move(base::Moment& moment, Shift shift) {
  for (base::Instant* edge : {&moment.utc->earliest, &moment.utc->best, &moment.utc->latest}) *edge += shift;
}

std::string shift_text(Shift shift) {
  const auto length = std::chrono::duration_cast<seconds>(shift < Shift::zero() ? -shift : shift);
  return fmt::format("{} {}", base::format_duration(length), shift < Shift::zero() ? "earlier" : "later");
}

std::string key_of(const model::SlaRow& row) {
  return fmt::format("{}\n{}\n{}\n{}", row.policy, row.period, model::to_string(row.scope),
                     row.objective.name);
}

std::string figure(const model::SlaRow* row) {
  if (row == nullptr) return "no row";
  const auto tenths = model::down_tenths(*row, row->best.bad);
  return fmt::format("{}, {}", tenths ? base::truncated_quotient(*tenths, 600, 2) + " min" : "other requests",
                     model::to_string(row->verdict));
}

bool is_same(const model::SlaRow& a, const model::SlaRow& b) {
  return a.best == b.best && a.verdict == b.verdict;
}

// Rows that differ, in words; empty = none does.
std::vector<std::string> changes(const model::SlaResult& now, const model::SlaResult& then) {
  std::map<std::string, std::pair<const model::SlaRow*, const model::SlaRow*>> rows;
  for (const model::SlaRow& row : now.rows) rows[key_of(row)].first = &row;
  for (const model::SlaRow& row : then.rows) rows[key_of(row)].second = &row;
  std::vector<std::string> words;
  for (const auto& [key, pair] : rows) {
    const auto& [a, b] = pair;
    if (a != nullptr && b != nullptr && is_same(*a, *b)) continue;
    const model::SlaRow& row = a != nullptr ? *a : *b;
    words.push_back(fmt::format("{} {} would be {} instead of {}", row.period, model::to_string(row.scope),
                                figure(b), figure(a)));
  }
  return words;
}

// An incident moves as a whole or not at all: what logs or another source fix speaks against the reading.
bool may_all_move(const model::Incident& incident, const std::set<model::Ledger>& ledgers, Shift shift) {
  return std::all_of(incident.windows.begin(), incident.windows.end(), [&](const auto& window) {
    return ledgers.count(window.ledger) == 0 || !window.start.utc || shifts_of(window).count(shift) > 0;
  });
}

bool has_share(const model::SlaResult& result, const std::string& incident_id) {
  return std::any_of(result.rows.begin(), result.rows.end(), [&](const model::SlaRow& row) {
    return std::any_of(row.shares.begin(), row.shares.end(),
                       [&](const auto& share) { return share.incident_id == incident_id; });
  });
}

// What the rows are made from, without timelines and texts.
model::Report without_texts(const model::Report& report) {
  model::Report result;
  result.now = report.now;
  for (const model::Incident& incident : report.incidents) {
    model::Incident light;
    light.id = incident.id;
    light.organisation = incident.organisation;
    light.source_digests = incident.source_digests;
    light.scopes = incident.scopes;
    light.windows = incident.windows;
    for (const model::StatusPost& post : incident.posts) {
      light.posts.emplace_back();
      light.posts.back().when.utc = post.when.utc;
    }
    result.incidents.push_back(std::move(light));
  }
  return result;
}

}  // namespace

std::vector<std::string> other_readings(const SlaInput& input, const model::Config& config,
                                        const SlaQuery& query, const model::SlaResult& result,
                                        base::Instant now) {
  std::set<model::Ledger> ledgers;
  for (const model::Policy& policy : result.policies) ledgers.insert(policy.ledger);
  struct Trial {
    std::size_t incident;
    Shift shift;
    std::string reason;
  };
  std::vector<Trial> trials;
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < input.report.incidents.size(); ++i) {
    const model::Incident& incident = input.report.incidents[i];
    std::map<Shift, std::string> shifts;
    for (const model::ImpactWindow& window : incident.windows)
      if (ledgers.count(window.ledger) > 0) shifts.merge(shifts_of(window));
    if (shifts.empty() || !has_share(result, incident.id)) continue;
    for (const auto& [shift, reason] : shifts) {
      if (may_all_move(incident, ledgers, shift))
        trials.push_back({i, shift, reason});
      else
        notes.push_back(
            fmt::format("incident '{}': a time of it could be read {} ({}), but other windows of it stand on "
                        "times without "
                        "that doubt",
                        incident.id, shift_text(shift), reason));
    }
  }
  if (trials.empty()) return notes;
  if (trials.size() > kMostTried) {
    notes.push_back(fmt::format("{} other readings of times were not tried; ask for a shorter period",
                                trials.size() - kMostTried));
    trials.resize(kMostTried);
  }
  const model::Report light = without_texts(input.report);
  for (const Trial& trial : trials) {
    model::Report report = light;
    for (model::ImpactWindow& window : report.incidents[trial.incident].windows) {
      if (shifts_of(window).count(trial.shift) == 0) continue;
      move(window.start, trial.shift);
      if (window.end) move(*window.end, trial.shift);
    }
    const model::SlaResult then =
        compute_rows({report, input.observations, input.rollups}, config, query, now);
    std::vector<std::string> words = changes(result, then);
    const std::size_t count = words.size();
    if (count > kMostListed) words.resize(kMostListed);
    std::string outcome = words.empty() ? "no figure would change" : base::join(words, "; ");
    if (count > kMostListed) outcome += fmt::format("; and {} more rows", count - kMostListed);
    notes.push_back(fmt::format("incident '{}': read {} ({}): {}", report.incidents[trial.incident].id,
                                shift_text(trial.shift), trial.reason, outcome));
  }
  return notes;
}

}  // namespace faultline::analyze
