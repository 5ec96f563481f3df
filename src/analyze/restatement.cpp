#include "analyze/restatement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "base/ratio.hpp"

namespace faultline::analyze {

namespace {

using model::FigureChange;
using model::RowDifference;
using model::SlaRow;

bool is_in(const model::Incident& incident, base::Instant start, base::Instant end) {
  return std::any_of(
      incident.windows.begin(), incident.windows.end(), [&](const model::ImpactWindow& window) {
        if (!window.start.utc) return false;
        const bool ends_before = window.end && window.end->utc && window.end->utc->latest <= start;
        return window.start.utc->earliest < end && !ends_before;
      });
}

void sort_unique(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

std::vector<std::string> without(const std::vector<std::string>& names,
                                 const std::vector<std::string>& others) {
  std::vector<std::string> result;
  std::set_difference(names.begin(), names.end(), others.begin(), others.end(), std::back_inserter(result));
  return result;
}

std::string availability(const model::Portion& portion, int decimals) {
  if (portion.total <= 0) return "-";
  return base::truncated_percent({portion.total - portion.bad, portion.total}, decimals);
}

std::string coverage(const SlaRow& row, int decimals) {
  return row.coverage ? base::truncated_percent(*row.coverage, decimals) : "-";
}

std::string credit(const model::SlaCredit& credit) {
  return credit.kind == model::SlaCredit::Kind::none ? "-" : credit.percent;
}

std::string deploys(const SlaRow& row) {
  std::string text;
  for (const SlaRow::DeployShare& share : row.deploy_shares)
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", share.deploy.empty() ? "-" : share.deploy,
                        share.bad);
  return text.empty() ? "-" : text;
}

// The figures of a row by name, in the order in which they are told.
std::vector<std::pair<std::string, std::string>> figures_of(const SlaRow& row, int decimals) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  return {{"availability_percent", availability(row.best, decimals)},
          {"bad", number(row.best.bad)},
          {"total", number(row.best.total)},
          {"least_bad", number(row.least.bad)},
          {"least_total", number(row.least.total)},
          {"most_bad", number(row.most.bad)},
          {"most_total", number(row.most.total)},
          {"unit", std::string(model::to_string(row.unit))},
          {"down_seconds", number(row.down_seconds)},
          {"counted_seconds", number(row.counted_seconds)},
          {"maintenance_seconds", number(row.maintenance_seconds)},
          {"unknown_seconds", number(row.unknown_seconds)},
          {"coverage_percent", coverage(row, decimals)},
          {"requests", number(row.requests)},
          {"failed_requests", number(row.failed_requests)},
          {"target_percent", row.objective.target_text},
          {"budget", number(row.budget)},
          {"remaining", number(row.remaining)},
          {"verdict", std::string(model::to_string(row.verdict))},
          {"provisional", row.is_provisional ? "yes" : "no"},
          {"credit_least_percent", credit(row.credit_least)},
          {"credit_percent", credit(row.credit_best)},
          {"credit_most_percent", credit(row.credit_most)},
          {"free_hours", number(row.free_hours)},
          {"burned_by_deploys", deploys(row)}};
}

std::map<std::string, std::int64_t> shares_of(const SlaRow* row) {
  std::map<std::string, std::int64_t> shares;
  if (row == nullptr) return shares;
  for (const SlaRow::Share& share : row->shares)
    if (!share.incident_id.empty()) shares[share.incident_id] += share.bad;
  return shares;
}

// The incidents whose share of the one row is not that of the other.
std::vector<std::string> incidents_between(const SlaRow* before, const SlaRow* after) {
  const auto old_shares = shares_of(before), new_shares = shares_of(after);
  std::vector<std::string> incidents;
  for (const auto& [id, bad] : old_shares) {
    const auto now = new_shares.find(id);
    if (now == new_shares.end() || now->second != bad) incidents.push_back(id);
  }
  for (const auto& [id, bad] : new_shares)
    if (old_shares.count(id) == 0) incidents.push_back(id);
  sort_unique(incidents);
  return incidents;
}

RowDifference lone_row(RowDifference::Kind kind, const SlaRow& row, int decimals) {
  RowDifference difference{kind, model::row_name(row), {}, {}};
  const bool is_added = kind == RowDifference::Kind::added;
  for (const auto& [figure, value] : figures_of(row, decimals)) {
    if (figure != "availability_percent" && figure != "bad" && figure != "total" && figure != "most_bad" &&
        figure != "verdict")
      continue;
    difference.figures.push_back(is_added ? FigureChange{figure, "-", value}
                                          : FigureChange{figure, value, "-"});
  }
  difference.incidents = is_added ? incidents_between(nullptr, &row) : incidents_between(&row, nullptr);
  return difference;
}

RowDifference between(const SlaRow& before, const SlaRow& after, int decimals) {
  RowDifference difference{RowDifference::Kind::changed, model::row_name(before), {}, {}};
  const auto old_figures = figures_of(before, decimals), new_figures = figures_of(after, decimals);
  for (std::size_t i = 0; i < old_figures.size(); ++i)
    if (old_figures[i].second != new_figures[i].second)
      difference.figures.push_back({old_figures[i].first, old_figures[i].second, new_figures[i].second});
  difference.incidents = incidents_between(&before, &after);
  return difference;
}

}  // namespace

model::SealInputs inputs_of(const model::Report& report, const std::string& organisation, base::Instant start,
                            base::Instant end, const std::string& config_digest) {
  model::SealInputs inputs;
  inputs.config_digest = config_digest;
  for (const model::Incident& incident : report.incidents) {
    if (!organisation.empty() && incident.organisation.slug != organisation) continue;
    if (!is_in(incident, start, end)) continue;
    inputs.sources.insert(inputs.sources.end(), incident.source_digests.begin(),
                          incident.source_digests.end());
    for (const model::Correction& correction : incident.corrections)
      inputs.annotations.push_back(correction.annotation_id);
  }
  sort_unique(inputs.sources);
  sort_unique(inputs.annotations);
  return inputs;
}

bool is_same_row(const SlaRow& a, const SlaRow& b) {
  return a.scope == b.scope && a.objective.name == b.objective.name;
}

std::vector<RowDifference> compare_rows(const std::vector<SlaRow>& sealed, const std::vector<SlaRow>& fresh,
                                        int decimals) {
  std::vector<RowDifference> differences;
  std::vector<bool> is_found(fresh.size());
  for (const SlaRow& row : sealed) {
    std::size_t place = 0;
    while (place < fresh.size() && (is_found[place] || !is_same_row(row, fresh[place]))) ++place;
    if (place == fresh.size()) {
      differences.push_back(lone_row(RowDifference::Kind::removed, row, decimals));
      continue;
    }
    is_found[place] = true;
    RowDifference difference = between(row, fresh[place], decimals);
    if (!difference.figures.empty() || !difference.incidents.empty())
      differences.push_back(std::move(difference));
  }
  for (std::size_t i = 0; i < fresh.size(); ++i)
    if (!is_found[i]) differences.push_back(lone_row(RowDifference::Kind::added, fresh[i], decimals));
  return differences;
}

model::InputsDifference compare_inputs(const model::SealInputs& sealed, const model::SealInputs& fresh,
                                       const std::string& sealed_policy, const std::string& fresh_policy) {
  model::InputsDifference difference;
  difference.is_config_changed = sealed.config_digest != fresh.config_digest;
  difference.is_policy_changed = sealed_policy != fresh_policy;
  difference.new_sources = without(fresh.sources, sealed.sources);
  difference.gone_sources = without(sealed.sources, fresh.sources);
  difference.new_annotations = without(fresh.annotations, sealed.annotations);
  difference.gone_annotations = without(sealed.annotations, fresh.annotations);
  return difference;
}

}  // namespace faultline::analyze
