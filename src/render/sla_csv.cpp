// The rows of an SLA as CSV, a line each: what a spreadsheet or a warehouse takes.
#include "render/sla_report.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {
namespace {

using model::SlaRow;

// Weighted seconds with one decimal; of requests there are none: empty.
std::string seconds(const SlaRow& row, std::int64_t amount) {
  const auto tenths = model::down_tenths(row, amount);
  return tenths ? base::truncated_quotient(*tenths, 10, 1) : "";
}

// Empty where nothing is counted: a dash is for people.
std::string percent(const model::Portion& portion, int decimals) {
  return portion.total <= 0 ? "" : availability_percent(portion, decimals);
}

std::string yes_or_no(bool value) {
  return value ? "true" : "false";
}

}  // namespace

std::string sla_csv(const model::SlaResult& result) {
  Table table;
  for (const char* title : {"period",
                            "period_start",
                            "period_end",
                            "zone",
                            "organisation",
                            "cluster",
                            "group",
                            "service",
                            "objective",
                            "objective_percent",
                            "objective_is_default",
                            "period_seconds",
                            "counted_seconds",
                            "down_seconds",
                            "weighted_down_seconds",
                            "weighted_down_least",
                            "weighted_down_most",
                            "maintenance_seconds",
                            "unknown_seconds",
                            "coverage_percent",
                            "requests",
                            "failed_requests",
                            "availability_percent",
                            "availability_least",
                            "availability_most",
                            "budget_seconds",
                            "remaining_seconds",
                            "burned_percent",
                            "credit_percent",
                            "verdict",
                            "provisional",
                            "as_of",
                            "policy",
                            "policy_digest",
                            "ledger",
                            "config_digest",
                            "seal"}) {
    table.columns.push_back({title});
  }
  for (const SlaRow& row : result.rows) {
    const model::Policy& policy = result.policy_of(row);
    const model::SealMark* seal = result.seal_of(row);
    const int decimals = policy.decimals;
    table.rows.push_back({{row.period},
                          {base::format_rfc3339(row.period_start)},
                          {base::format_rfc3339(row.period_end)},
                          {policy.zone},
                          {row.scope.organisation.label},
                          {row.scope.cluster.slug},
                          {row.scope.group.label},
                          {row.scope.service.label},
                          {row.objective.name},
                          {row.objective.target_text},
                          {yes_or_no(row.objective.is_default)},
                          {std::to_string(row.period_seconds)},
                          {std::to_string(row.counted_seconds)},
                          {std::to_string(row.down_seconds)},
                          {seconds(row, row.best.bad)},
                          {seconds(row, row.least.bad)},
                          {seconds(row, row.most.bad)},
                          {std::to_string(row.maintenance_seconds)},
                          {std::to_string(row.unknown_seconds)},
                          {row.coverage ? base::truncated_percent(*row.coverage, decimals) : ""},
                          {row.requests > 0 ? std::to_string(row.requests) : ""},
                          {row.requests > 0 ? std::to_string(row.failed_requests) : ""},
                          {percent(row.best, decimals)},
                          {percent(row.most, decimals)},
                          {percent(row.least, decimals)},
                          {seconds(row, row.budget)},
                          {seconds(row, row.remaining)},
                          {burned_percent(row, row.best.bad)},
                          {row.credit_best.percent},
                          {std::string(model::to_string(row.verdict))},
                          {yes_or_no(row.is_provisional)},
                          {base::format_rfc3339(row.as_of)},
                          {policy.name},
                          {model::digest_of(policy).substr(0, 12)},
                          {std::string(model::to_string(policy.ledger))},
                          {result.config_digest},
                          {seal != nullptr ? seal->id : ""}});
  }
  return to_csv(table);
}

}  // namespace faultline::render
