#include "analyze/sla/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "analyze/sla/compare.hpp"
#include "analyze/sla/composite.hpp"
#include "analyze/sla/objectives.hpp"
#include "analyze/sla/row.hpp"
#include "analyze/sla/told_periods.hpp"
#include "base/error.hpp"
#include "base/zone.hpp"

namespace faultline::analyze {
namespace {

using model::Combination;

bool is_asked(const SlaQuery& query, const model::Scope& scope) {
  return (query.organisation.empty() || query.organisation == scope.organisation.slug) &&
         (query.cluster.empty() || query.cluster == scope.cluster.slug) &&
         (query.service.empty() || query.service == scope.service.slug);
}

// A cluster of which only services have windows in the period: a row of its own would print 100 % beside
// services that were down, so there is none and the note says so.
bool has_service_windows_only(const model::Scope& cluster, const SlaWindows& all, const SlaPeriod& period) {
  if (!cluster.cluster.is_known() || cluster.service.is_known()) return false;
  // By their order the scopes without a service come first.
  for (auto each = all.by_scope.lower_bound({cluster.organisation, cluster.cluster, {}, {}});
       each != all.by_scope.end() && each->first.organisation == cluster.organisation &&
       each->first.cluster == cluster.cluster;
       ++each) {
    for (const std::uint32_t place : each->second) {
      const SlaWindow& window = all.windows[place];
      if (window.most.start >= period.end || window.most.end <= period.start ||
          window.most.start >= window.most.end)
        continue;
      if (!each->first.service.is_known()) return false;
      if (window.most_tenths > 0) return true;
    }
  }
  return false;
}

std::string no_cluster_row_note(const model::Scope& cluster, const SlaPeriod& period) {
  return fmt::format(
      "{}{}, {}: no figure for the cluster as a whole: no window names it, the downtime of its "
      "services stands in their own rows",
      cluster.organisation.is_known() ? cluster.organisation.label + ", " : "", model::to_string(cluster),
      period.label);
}

// The rows of one policy.
class PolicyRows {
 public:
  PolicyRows(const SlaInput& input, const model::Config& config, const SlaQuery& query,
             const model::Policy& policy, const RequestIndex& requests, base::Instant now)
      : config_(config),
        query_(query),
        policy_(policy),
        requests_(requests),
        now_(now),
        zone_(zone_of(policy)),
        windows_(collect_windows(input.report, policy, query.organisation, now)),
        context_{policy_, zone_, windows_, query_, now_} {
    if (!query.period.empty())
      asked_ = parse_periods(query.period, zone_, now);
    else
      told_.emplace(windows_, requests, query.under.empty() ? policy.period : config.policy.period, zone_,
                    now);
    uses_requests_ = model::counts_requests(policy) || policy.ledger == model::Ledger::observed;
  }

  void run(model::SlaResult& result) {
    result.notes.insert(result.notes.end(), windows_.notes.begin(), windows_.notes.end());
    std::map<std::string, std::set<model::Scope>> due = windows_.scopes;
    if (uses_requests_)
      for (const model::Scope& scope : requests_.scopes()) add_row_scope(due[scope.organisation.slug], scope);
    for (const auto& [organisation, scopes] : due) {
      bool is_shown = false;
      for (const model::Scope& scope : scopes) is_shown = add_rows(scope, result) || is_shown;
      if (is_shown) note_unknown_clusters(organisation, scopes, result.notes);
      for (const model::Objective& objective : config_.objectives)
        if (objective.combination != Combination::none && applies(objective, organisation))
          add_composite(objective, organisation, scopes, result);
    }
  }

 private:
  static base::Zone zone_of(const model::Policy& policy) {
    const auto zone = base::Zone::find(policy.zone);
    if (!zone)
      throw base::Error(fmt::format(
          "the policy's zone '{}' is unknown: write an IANA name such as 'Europe/Madrid'", policy.zone));
    return *zone;
  }

  // Whether the rows of an objective are this policy's: asked for by name, or the objective's own.
  bool is_mine(const model::Objective* objective) const {
    if (!query_.under.empty()) return true;
    const std::string& name = objective == nullptr ? config_.policy.name : objective->policy;
    const model::Policy* wanted = policy_by_name(config_, name);
    return wanted == nullptr ? policy_.name == name : policy_.name == wanted->name;
  }

  bool applies(const model::Objective& objective, const std::string& organisation) const {
    const model::Name& owner = objective.scope.organisation;
    const bool is_owners = !owner.is_known() || owner.slug == organisation;
    const bool is_narrowed = !query_.cluster.empty() || !query_.service.empty();
    return is_owners && !is_narrowed && is_mine(&objective);
  }

  ScopeBook book_of(const model::Scope& scope, const std::vector<SlaPeriod>& periods) const {
    ScopeBook book;
    book.scope = scope;
    const model::Objective* objective = objective_for(config_, scope);
    book.objective = objective != nullptr ? *objective : default_objective(policy_, scope);
    ScopeEvidence evidence;
    for (const std::uint32_t place : windows_.counting_for(scope))
      evidence.windows.push_back(&windows_.windows[place]);
    if (uses_requests_) evidence.requests = requests_.of(scope, policy_.interval_seconds);
    book.windows = evidence.windows;
    book.service_start = service_start(config_, scope, zone_);
    // Of what was not there yet nothing is unknown: it is measured from its first observation.
    if (uses_requests_ && !evidence.requests.known.empty())
      book.service_start = std::max(book.service_start, evidence.requests.known.front().start);
    const SlaClock now = std::chrono::floor<std::chrono::seconds>(now_);
    const SlaClock first = std::max(periods.front().start, book.service_start);
    book.time = apply_rules(policy_, std::move(evidence),
                            {first, std::max(first, std::min(now, periods.back().end))});
    return book;
  }

  std::vector<SlaPeriod> periods_for(const model::Scope& scope) const {
    if (!query_.period.empty()) return asked_;
    const std::set<SlaPeriod> told = told_->of(scope, uses_requests_);
    return {told.begin(), told.end()};
  }

  bool add_rows(const model::Scope& scope, model::SlaResult& result) {
    if (!is_asked(query_, scope) || !is_mine(objective_for(config_, scope))) return false;
    const std::vector<SlaPeriod> periods = periods_for(scope);
    if (periods.empty()) return false;
    const ScopeBook book = book_of(scope, periods);
    for (const SlaPeriod& period : periods) {
      if (!book.time.has_requests && has_service_windows_only(scope, windows_, period))
        result.notes.push_back(no_cluster_row_note(scope, period));
      else
        result.rows.push_back(make_row(book, period, context_));
    }
    return true;
  }

  void add_composite(const model::Objective& objective, const std::string& organisation,
                     const std::set<model::Scope>& scopes, model::SlaResult& result) {
    std::vector<model::Scope> members;
    std::vector<std::string> unknown;
    for (model::Scope member : objective.members) {
      member.organisation = scopes.empty() ? model::make_name(organisation) : scopes.begin()->organisation;
      const auto known = scopes.find(member);
      members.push_back(known == scopes.end() ? member : *known);
      if (known == scopes.end())
        unknown.push_back(fmt::format("objective '{}': nothing tells of its member '{}'", objective.name,
                                      model::to_string(member)));
    }
    // Of whom it is not said, it is theirs who have any of it.
    if (unknown.size() == members.size() && !objective.scope.organisation.is_known()) return;
    result.notes.insert(result.notes.end(), unknown.begin(), unknown.end());
    std::set<SlaPeriod> periods;
    for (const model::Scope& member : members)
      for (const SlaPeriod& period : periods_for(member)) periods.insert(period);
    if (periods.empty() || members.empty()) return;
    const std::vector<SlaPeriod> ordered(periods.begin(), periods.end());
    std::vector<ScopeBook> books;
    for (const model::Scope& member : members) books.push_back(book_of(member, ordered));
    model::Objective own = objective;
    own.scope.organisation = members.front().organisation;
    const bool has_seconds = policy_.metric == model::SlaMetric::time;
    for (const SlaPeriod& period : ordered) {
      if (objective.combination == Combination::worst && has_seconds)
        result.rows.push_back(make_row(worst_book(books, own), period, context_));
      else
        result.rows.push_back(combined_row(books, own, period));
    }
  }

  ScopeBook worst_book(const std::vector<ScopeBook>& books, const model::Objective& objective) const {
    ScopeBook book = books.front();
    book.scope = objective.scope;
    book.objective = objective;
    std::vector<const ScopeTime*> times;
    std::set<const SlaWindow*> windows;
    for (const ScopeBook& each : books) {
      times.push_back(&each.time);
      windows.insert(each.windows.begin(), each.windows.end());
      book.service_start = std::min(book.service_start, each.service_start);
    }
    book.time = worst_of(times);
    book.windows.assign(windows.begin(), windows.end());
    std::sort(book.windows.begin(), book.windows.end(), [](const auto* a, const auto* b) { return a < b; });
    return book;
  }

  model::SlaRow combined_row(const std::vector<ScopeBook>& books, const model::Objective& objective,
                             const SlaPeriod& period) const {
    std::vector<model::SlaRow> rows;
    std::vector<std::map<std::uint32_t, std::int64_t>> by_rank;
    for (const ScopeBook& book : books) {
      rows.push_back(make_row(book, period, context_));
      by_rank.push_back(
          account(book.time, book.windows, policy_, {period.start, period.end, book.service_start, &zone_})
              .by_rank);
    }
    return objective.combination == Combination::serial ? serial_row(rows, by_rank, objective, context_)
                                                        : worst_row(rows, objective, context_);
  }

  // Where the cluster is unknown, nothing is charged to the clusters that also have the service.
  void note_unknown_clusters(const std::string& organisation, const std::set<model::Scope>& scopes,
                             std::vector<std::string>& notes) const {
    if (std::none_of(scopes.begin(), scopes.end(), [](const auto& each) { return each.cluster.is_known(); }))
      return;
    std::vector<std::pair<std::uint32_t, std::string>> found;
    for (const auto& [scope, places] : windows_.by_scope) {
      if (scope.organisation.slug != organisation || scope.cluster.is_known()) continue;
      for (const std::uint32_t place : places)
        found.emplace_back(
            place, fmt::format("incident '{}': a window names no cluster ({}): it counts in no cluster's row",
                               windows_.windows[place].incident->id, model::to_string(scope)));
    }
    std::sort(found.begin(), found.end());
    for (auto& [place, note] : found) notes.push_back(std::move(note));
  }

  const model::Config& config_;
  const SlaQuery& query_;
  const model::Policy& policy_;
  const RequestIndex& requests_;
  base::Instant now_;
  base::Zone zone_;
  SlaWindows windows_;
  std::optional<ToldPeriods> told_;  // without a period asked for
  RowContext context_;
  std::vector<SlaPeriod> asked_;
  bool uses_requests_ = false;
};

}  // namespace

model::SlaResult compute_rows(const SlaInput& input, const model::Config& config, const SlaQuery& asked,
                              base::Instant now) {
  SlaQuery query = asked;
  if (query.under.size() > 1) query.stretches = SlaDetail::with;
  model::SlaResult result;
  result.policies = policies_of(config, query);
  const RequestIndex requests(input.observations, input.rollups, config);
  std::vector<std::size_t> order;
  for (const model::Policy& policy : result.policies) {
    PolicyRows(input, config, query, policy, requests, now).run(result);
    order.push_back(result.rows.size());
  }
  // The set orders a scope's parts as they are declared; the group comes last and must not split services.
  auto first = result.rows.begin();
  for (const std::size_t end : order) {
    const auto last = result.rows.begin() + static_cast<std::ptrdiff_t>(end);
    std::stable_sort(first, last, [](const model::SlaRow& a, const model::SlaRow& b) {
      return std::tie(a.scope, a.objective.name, a.period_start) <
             std::tie(b.scope, b.objective.name, b.period_start);
    });
    first = last;
  }
  if (result.rows.empty())
    result.notes.push_back(
        fmt::format("no row: no impact window of the {} ledger has a known scope and time here",
                    model::to_string(result.policies.front().ledger)));
  // A policy of no row is not told.
  if (query.under.empty() && !result.rows.empty())
    std::erase_if(result.policies, [&](const model::Policy& policy) {
      return result.policies.size() > 1 && std::none_of(result.rows.begin(), result.rows.end(),
                                                        [&](auto& row) { return row.policy == policy.name; });
    });
  if (query.under.size() > 1) result.differences = differences_of(result, input.report);
  std::set<std::string> seen;
  std::erase_if(result.notes, [&](const std::string& note) { return !seen.insert(note).second; });
  return result;
}

}  // namespace faultline::analyze
