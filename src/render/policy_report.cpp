#include "render/policy_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "render/policy_json.hpp"
#include "render/table.hpp"

namespace faultline::render {
namespace {

std::string counted(const model::Policy& policy) {
  if (policy.metric == model::SlaMetric::interval_error_rate) return "mean error rate of intervals";
  if (policy.metric == model::SlaMetric::request_ratio) return "failed requests";
  if (policy.error_rate_above) return fmt::format("minutes over {} % of errors", policy.error_rate_text);
  const auto weight = [](int tenths) {
    return tenths % 10 == 0 ? std::to_string(tenths / 10) : fmt::format("0.{}", tenths);
  };
  return fmt::format("time, {} / {} / {}", weight(policy.major_tenths), weight(policy.partial_tenths),
                     weight(policy.degraded_tenths));
}

}  // namespace

std::string policies_table(const std::vector<model::Policy>& policies, const Style& style) {
  Table table;
  table.columns = {{"policy"},
                   {"counts"},
                   {"ledger"},
                   {"period"},
                   {"target %", Align::right},
                   {"rule of", Align::left, 16}};
  for (const model::Policy& policy : policies)
    table.rows.push_back({{policy.name, Tint::bold},
                          {counted(policy)},
                          {std::string(model::to_string(policy.ledger))},
                          {model::to_string(policy.period)},
                          {policy.target_text},
                          {policy.title.empty() ? "-" : policy.title}});
  return to_text(table, style) +
         "\nweights: major / partial / degraded; faultline policy show NAME tells all\n";
}

std::string policy_text(const model::Policy& policy, const Style& style) {
  std::string text = wrapped(one_line(model::describe(policy)), style.width, 2) + '\n';
  if (!policy.title.empty()) text += fmt::format("rule of: {}\n", one_line(policy.title));
  if (!policy.source.empty()) text += fmt::format("source: {}\n", one_line(policy.source));
  text += fmt::format("digest: {}\n\n", model::digest_of(policy));
  const std::string fields = model::canonical_text(policy);
  for (const std::string_view line : base::split_lines(fields)) text += fmt::format("  {}\n", one_line(line));
  return text;
}

std::string policies_json(const std::vector<model::Policy>& policies) {
  Json json = Json::object();
  json["policies"] = Json::array();
  for (const model::Policy& policy : policies) json["policies"].push_back(policy_json(policy));
  return printed(json);
}

}  // namespace faultline::render
