#include "render/openslo.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ratio.hpp"
#include "base/text.hpp"
#include "model/slo.hpp"

namespace faultline::render {

namespace {

using model::Objective;
using model::Policy;

// Double quotes of YAML and of TOML alike: both take these escapes.
std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : base::to_valid_utf8(text)) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

const Policy& policy_of(const Objective& objective, const std::vector<Policy>& policies) {
  static const Policy kDefault;
  const auto named = std::find_if(policies.begin(), policies.end(),
                                  [&](const Policy& policy) { return policy.name == objective.policy; });
  if (named != policies.end()) return *named;
  return policies.empty() ? kDefault : policies.front();
}

// OpenSLO's names: at most 63 of lower-case letters, digits and '-', beginning and ending with one of the
// former.
std::string object_name(std::string_view label) {
  std::string name;
  for (const char c : base::slug(label)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_plain) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  name = name.substr(0, 63);
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "all" : name;
}

std::string service_of(const Objective& objective) {
  const model::Scope& scope = objective.scope;
  if (scope.service.is_known()) return scope.service.label;
  if (scope.cluster.is_known()) return scope.cluster.label;
  return scope.organisation.is_known() ? scope.organisation.label : "all";
}

std::string window_yaml(const Policy& policy) {
  if (policy.period.kind == model::PeriodRule::Kind::rolling)
    return fmt::format("    - duration: {}d\n      isRolling: true\n", policy.period.days);
  const char* duration = policy.period.kind == model::PeriodRule::Kind::month     ? "1M"
                         : policy.period.kind == model::PeriodRule::Kind::quarter ? "1Q"
                                                                                  : "1Y";
  // A first day that every such period begins on; OpenSLO repeats the window from it.
  return fmt::format(
      "    - duration: {}\n      isRolling: false\n      calendar:\n        startTime: \"2026-01-01 "
      "00:00:00\"\n"
      "        timeZone: {}\n",
      duration, in_quotes(policy.zone));
}

std::string slice_text(std::int64_t seconds) {
  const std::int64_t minutes = std::max<std::int64_t>(1, seconds / 60);
  return fmt::format("{}m", minutes);
}

model::BudgetingMethod method_of(const Policy& policy) {
  switch (policy.metric) {
    case model::SlaMetric::request_ratio:
      return model::BudgetingMethod::occurrences;
    case model::SlaMetric::interval_error_rate:
      return model::BudgetingMethod::ratio_timeslices;
    case model::SlaMetric::time:
      break;
  }
  return model::BudgetingMethod::timeslices;
}

std::string objective_yaml(const Objective& objective, const Policy& policy, model::BudgetingMethod method) {
  std::string text = fmt::format("    - target: {}\n", model::fraction_of_percent(objective.target_text));
  if (method == model::BudgetingMethod::occurrences) return text;
  text += "      timeSliceWindow: " + slice_text(policy.interval_seconds) + '\n';
  if (method == model::BudgetingMethod::ratio_timeslices) return text;
  // Without a rate any impact makes a slice bad.
  const base::Ratio rate = policy.error_rate_above.value_or(base::Ratio{0, 1});
  const base::Ratio good{rate.denominator - rate.numerator, rate.denominator};
  return text + "      timeSliceTarget: " + model::fraction_of_percent(model::shortest_percent(good)) + '\n';
}

std::string annotations_yaml(const Policy& policy) {
  std::string text = "  annotations:\n";
  const std::string fields = model::canonical_text(policy);
  for (const std::string_view line : base::split_lines(fields)) {
    const std::size_t equals = line.find(" = ");
    if (equals == std::string_view::npos) continue;
    text += fmt::format("    faultline/{}: {}\n",
                        base::replace_all(std::string(line.substr(0, equals)), "_", "-"),
                        in_quotes(line.substr(equals + 3)));
  }
  return text;
}

std::string document(const Objective& objective, const Policy& policy, const std::string& name) {
  const model::BudgetingMethod method = method_of(policy);
  std::string text = fmt::format("apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: {}\n", name);
  if (!objective.name.empty()) text += "  displayName: " + in_quotes(objective.name) + '\n';
  const model::Scope& scope = objective.scope;
  if (scope.organisation.is_known() || scope.cluster.is_known()) text += "  labels:\n";
  if (scope.organisation.is_known())
    text += "    organisation: " + in_quotes(scope.organisation.label) + '\n';
  if (scope.cluster.is_known()) text += "    cluster: " + in_quotes(scope.cluster.label) + '\n';
  text += annotations_yaml(policy);
  text += fmt::format("spec:\n  description: {}\n  service: {}\n", in_quotes(model::describe(policy)),
                      in_quotes(service_of(objective)));
  text += "  indicator:\n    metadata:\n      name: " + name + "-requests\n    spec:\n      ratioMetric:\n";
  for (const char* part : {"bad", "total"})
    text += fmt::format(
        "        {}:\n          metricSource:\n            type: Faultline\n            spec: {{}}\n", part);
  text += "  timeWindow:\n" + window_yaml(policy);
  text += fmt::format("  budgetingMethod: {}\n  objectives:\n", model::to_string(method));
  return text + objective_yaml(objective, policy, method);
}

std::string length_toml(std::int64_t seconds) {
  if (seconds % 3600 == 0) return fmt::format("\"{}h\"", seconds / 3600);
  return seconds % 60 == 0 ? fmt::format("\"{}m\"", seconds / 60) : fmt::format("\"{}s\"", seconds);
}

std::string policy_toml(const Policy& policy) {
  std::string text = fmt::format("[policies.{}]\n", in_quotes(policy.name));
  const auto line = [&](std::string_view key, std::string_view value) {
    text += fmt::format("{} = {}\n", key, value);
  };
  if (!policy.title.empty()) line("title", in_quotes(policy.title));
  if (!policy.source.empty()) line("source", in_quotes(policy.source));
  line("metric", in_quotes(model::to_string(policy.metric)));
  line("ledger", in_quotes(model::to_string(policy.ledger)));
  if (model::counts_requests(policy) && policy.metric != model::SlaMetric::request_ratio)
    line("interval", length_toml(policy.interval_seconds));
  if (policy.error_rate_above) line("error_rate_above", in_quotes(policy.error_rate_text));
  line("period", in_quotes(model::to_string(policy.period)));
  line("zone", in_quotes(policy.zone));
  line("target", in_quotes(policy.target_text));
  return text + '\n';
}

}  // namespace

std::string openslo_yaml(const std::vector<Objective>& objectives, const std::vector<Policy>& policies) {
  std::string text;
  std::vector<std::string> names;
  for (const Objective& objective : objectives) {
    const std::string wanted = object_name(objective.name.empty() ? service_of(objective) : objective.name);
    std::string name = wanted;
    for (int i = 2; std::find(names.begin(), names.end(), name) != names.end(); ++i)
      name = fmt::format("{}-{}", wanted.substr(0, 58), i);
    names.push_back(name);
    text += "---\n" + document(objective, policy_of(objective, policies), name);
  }
  return text;
}

std::string objectives_toml(const std::vector<Objective>& objectives, const std::vector<Policy>& policies) {
  std::string text;
  for (const Policy& policy : policies) text += policy_toml(policy);
  for (const Objective& objective : objectives) {
    text += "[[objective]]\n";
    const auto line = [&](std::string_view key, const std::string& value) {
      if (!value.empty()) text += fmt::format("{} = {}\n", key, in_quotes(value));
    };
    line("name", objective.name);
    line("organisation", objective.scope.organisation.label);
    line("cluster", objective.scope.cluster.label);
    line("service", objective.scope.service.label);
    line("target", objective.target_text);
    line("policy", objective.policy);
    text += '\n';
  }
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace faultline::render
