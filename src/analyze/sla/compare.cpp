#include "analyze/sla/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.hpp"

namespace faultline::analyze {
namespace {

using Rows = std::vector<const model::SlaRow*>;

int weight_at(const model::SlaRow& row, base::Instant at) {
  const auto after = std::partition_point(row.stretches.begin(), row.stretches.end(),
                                          [&](const model::SlaStretch& each) { return each.end <= at; });
  return after != row.stretches.end() && after->start <= at ? after->tenths : 0;
}

std::string incident_at(const Rows& rows, base::Instant at) {
  for (const model::SlaRow* row : rows)
    for (const model::SlaStretch& stretch : row->stretches)
      if (stretch.start <= at && at < stretch.end && !stretch.incident_id.empty()) return stretch.incident_id;
  return {};
}

// The worst level that the incident's windows of a ledger have at the instant.
std::optional<model::Level> level_at(const model::Incident& incident, model::Ledger ledger,
                                     base::Instant at) {
  std::optional<model::Level> worst;
  for (const model::ImpactWindow& window : incident.windows) {
    if (window.ledger != ledger || !window.start.utc || window.start.utc->best > at) continue;
    if (window.end && (!window.end->utc || window.end->utc->best <= at)) continue;
    if (!worst || window.level > *worst) worst = window.level;
  }
  return worst;
}

// Why a policy does not count an instant that another one counts.
std::string why_not(const model::Policy& policy, const model::Incident* incident, base::Instant at) {
  if (incident == nullptr) {
    std::vector<std::string> rules;
    if (policy.error_rate_above)
      rules.push_back(fmt::format("not over {} % of errors", policy.error_rate_text));
    if (policy.minimum_seconds > 0) rules.push_back(fmt::format("under {} s on end", policy.minimum_seconds));
    if (policy.minimum_requests > 0)
      rules.push_back(fmt::format("under {} requests", policy.minimum_requests));
    return rules.empty() ? "no downtime by its evidence" : base::join(rules, ", or ");
  }
  const auto level = level_at(*incident, policy.ledger, at);
  if (!level) return fmt::format("not down in the {} ledger", model::to_string(policy.ledger));
  if (*level == model::Level::unknown) return "a level that is not known counts nothing at least";
  if (model::weight_tenths(policy, *level) == 0) return base::spaced(model::to_string(*level)) + " weighs 0";
  std::vector<std::string> rules;
  if (*level == model::Level::maintenance && policy.maintenance != model::MaintenanceMode::count)
    return "excused maintenance";
  if (policy.minimum_seconds > 0) rules.push_back(fmt::format("under {} s on end", policy.minimum_seconds));
  if (policy.minimum_requests > 0) rules.push_back(fmt::format("under {} requests", policy.minimum_requests));
  if (policy.partial_minutes != model::PartialMinutes::exact) rules.emplace_back("no whole minute");
  if (policy.error_rate_above)
    rules.push_back(fmt::format("not over {} % of errors", policy.error_rate_text));
  if (!policy.hours.is_always() || !policy.hours.holidays.empty())
    rules.emplace_back("outside of service hours");
  if (policy.maintenance != model::MaintenanceMode::count) rules.emplace_back("during excused maintenance");
  return rules.empty() ? "before the service began" : base::join(rules, ", or ");
}

class Comparison {
 public:
  Comparison(const model::SlaResult& result, const model::Report& report) : result_(result) {
    for (const model::Incident& incident : report.incidents) incidents_.emplace(incident.id, &incident);
  }

  void compare(const Rows& rows, std::vector<model::SlaDifference>& differences) const {
    std::set<base::Instant> edges;
    for (const model::SlaRow* row : rows)
      for (const model::SlaStretch& stretch : row->stretches) {
        edges.insert(stretch.start);
        edges.insert(stretch.end);
      }
    for (auto edge = edges.begin(); edge != edges.end() && std::next(edge) != edges.end(); ++edge)
      add(rows, *edge, *std::next(edge), differences);
  }

 private:
  void add(const Rows& rows, base::Instant start, base::Instant end,
           std::vector<model::SlaDifference>& differences) const {
    model::SlaDifference difference;
    difference.period = rows.front()->period;
    difference.scope = rows.front()->scope;
    difference.start = start;
    difference.end = end;
    const std::string id = incident_at(rows, start);
    const auto found = incidents_.find(id);
    const model::Incident* incident = found == incidents_.end() ? nullptr : found->second;
    std::set<int> weights;
    for (const model::SlaRow* row : rows) {
      const int tenths = weight_at(*row, start);
      weights.insert(tenths);
      difference.sides.push_back(
          {row->policy, tenths, tenths > 0 ? "" : why_not(result_.policy_of(*row), incident, start)});
    }
    if (weights.size() < 2) return;
    const auto level = incident == nullptr ? std::nullopt : worst_level(*incident, start);
    difference.words = fmt::format("{} ({})", level ? base::spaced(model::to_string(*level)) : "downtime",
                                   id.empty() ? "outside of any incident" : id);
    if (!differences.empty() && continues(differences.back(), difference))
      differences.back().end = difference.end;
    else
      differences.push_back(std::move(difference));
  }

  static std::optional<model::Level> worst_level(const model::Incident& incident, base::Instant at) {
    std::optional<model::Level> worst;
    for (const model::Ledger ledger :
         {model::Ledger::fused, model::Ledger::observed, model::Ledger::stated, model::Ledger::declared})
      if (const auto level = level_at(incident, ledger, at); level && (!worst || *level > *worst))
        worst = level;
    return worst;
  }

  static bool continues(const model::SlaDifference& a, const model::SlaDifference& b) {
    return a.period == b.period && a.scope == b.scope && a.end == b.start && a.words == b.words &&
           std::equal(a.sides.begin(), a.sides.end(), b.sides.begin(), b.sides.end(),
                      [](const auto& x, const auto& y) {
                        return x.policy == y.policy && x.tenths == y.tenths && x.why == y.why;
                      });
  }

  const model::SlaResult& result_;
  std::map<std::string, const model::Incident*> incidents_;
};

}  // namespace

std::vector<model::SlaDifference> differences_of(const model::SlaResult& result,
                                                 const model::Report& report) {
  std::map<std::tuple<model::Scope, std::string, base::Instant, std::string>, Rows> same;
  for (const model::SlaRow& row : result.rows)
    if (row.unit == model::SlaUnit::tenths)
      same[{row.scope, row.objective.name, row.period_start, row.period}].push_back(&row);
  std::vector<model::SlaDifference> differences;
  const Comparison comparison(result, report);
  for (const auto& [key, rows] : same)
    if (rows.size() > 1) comparison.compare(rows, differences);
  return differences;
}

}  // namespace faultline::analyze
