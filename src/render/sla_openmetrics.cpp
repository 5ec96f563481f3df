#include "render/sla_openmetrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/ratio.hpp"
#include "base/text.hpp"

namespace faultline::render {

namespace {

using model::Portion;
using model::SlaRow;
using Sample = std::optional<std::string>;

constexpr int kRatioDecimals = 12;

// "0.999500" -> "0.9995"; "1.000" -> "1".
std::string without_end_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

Sample ratio(base::Ratio value) {
  return without_end_zeros(base::truncated_quotient(value.numerator, value.denominator, kRatioDecimals));
}

Sample availability(const Portion& portion) {
  if (portion.total <= 0) return std::nullopt;
  return ratio({std::max<std::int64_t>(0, portion.total - portion.bad), portion.total});
}

Sample seconds(const SlaRow& row, std::int64_t amount) {
  const auto tenths = model::down_tenths(row, amount);
  if (!tenths) return std::nullopt;
  return without_end_zeros(base::truncated_quotient(*tenths, 10, 1));
}

Sample unix_seconds(base::Instant instant) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count());
}

Sample flag(bool value) {
  return value ? "1" : "0";
}

bool is_decided(const SlaRow& row) {
  return row.verdict == SlaRow::Verdict::met || row.verdict == SlaRow::Verdict::breached;
}

struct Family {
  const char* name;  // behind "faultline_sla_"
  const char* help;
  Sample (*sample)(const SlaRow& row);
};

// The order is that of the file.
constexpr Family kFamilies[] = {
    {"availability_ratio", "Availability over the period, by the policy.",
     [](const SlaRow& row) { return availability(row.best); }},
    {"availability_lowest_ratio", "Lowest availability that the evidence allows.",
     [](const SlaRow& row) { return availability(row.most); }},
    {"availability_highest_ratio", "Highest availability that the evidence allows.",
     [](const SlaRow& row) { return availability(row.least); }},
    {"target_ratio", "Availability that the objective asks for.",
     [](const SlaRow& row) { return ratio(row.objective.target); }},
    {"downtime_seconds", "Downtime of any level that counts, unweighted.",
     [](const SlaRow& row) {
       return row.unit == model::SlaUnit::requests ? Sample() : Sample(std::to_string(row.down_seconds));
     }},
    {"weighted_downtime_seconds", "Downtime by the weights of the policy: what burns the budget.",
     [](const SlaRow& row) { return seconds(row, row.best.bad); }},
    {"error_budget_seconds", "Downtime that the objective allows in the period.",
     [](const SlaRow& row) { return seconds(row, row.budget); }},
    {"error_budget_remaining_seconds", "What is left of the error budget; negative where it is overdrawn.",
     [](const SlaRow& row) { return seconds(row, row.remaining); }},
    {"error_budget_burned_ratio", "Burned part of the error budget; above 1 where it is overdrawn.",
     [](const SlaRow& row) {
       return row.budget <= 0 ? Sample() : ratio({row.best.bad, row.budget});
     }},
    {"requests", "Requests of the period, where they decide.",
     [](const SlaRow& row) { return row.requests <= 0 ? Sample() : std::to_string(row.requests); }},
    {"failed_requests", "Failed requests of the period, where they decide.",
     [](const SlaRow& row) { return row.requests <= 0 ? Sample() : std::to_string(row.failed_requests); }},
    {"maintenance_seconds", "Maintenance that is left out of the downtime.",
     [](const SlaRow& row) { return Sample(std::to_string(row.maintenance_seconds)); }},
    {"coverage_ratio", "Part of the service time of which anything is known.",
     [](const SlaRow& row) { return row.coverage ? ratio(*row.coverage) : Sample(); }},
    {"breached", "1 where the objective is breached, 0 where it is met; none where that is undecided.",
     [](const SlaRow& row) {
       return is_decided(row) ? flag(row.verdict == SlaRow::Verdict::breached) : Sample();
     }},
    {"undecided", "1 where the evidence cannot decide between met and breached.",
     [](const SlaRow& row) { return flag(!is_decided(row)); }},
    {"provisional", "1 where an incident is still open or the period has not ended.",
     [](const SlaRow& row) { return flag(row.is_provisional); }},
    {"period_seconds", "Length of the period.",
     [](const SlaRow& row) { return Sample(std::to_string(row.period_seconds)); }},
    {"period_start_timestamp_seconds", "Beginning of the period.",
     [](const SlaRow& row) { return unix_seconds(row.period_start); }},
    {"period_end_timestamp_seconds", "End of the period: to see that an export is old.",
     [](const SlaRow& row) { return unix_seconds(row.period_end); }},
};

std::string label(std::string_view name, std::string_view value) {
  std::string text = base::to_valid_utf8(value);
  text = base::replace_all(std::move(text), "\\", "\\\\");
  text = base::replace_all(std::move(text), "\"", "\\\"");
  text = base::replace_all(std::move(text), "\n", "\\n");
  return fmt::format("{}=\"{}\"", name, text);
}

std::string labels_of(const SlaRow& row) {
  const std::string labels[] = {label("organisation", row.scope.organisation.label),
                                label("cluster", row.scope.cluster.slug),
                                label("group", row.scope.group.label),
                                label("service", row.scope.service.label),
                                label("objective", row.objective.name),
                                label("period", row.period),
                                label("policy", row.policy)};
  return '{' + base::join(labels, ",") + '}';
}

}  // namespace

std::string sla_openmetrics(const model::SlaResult& result) {
  std::string text;
  for (const Family& family : kFamilies) {
    const std::string name = fmt::format("faultline_sla_{}", family.name);
    std::string samples;
    std::set<std::string> seen;  // two samples of one series make the collector refuse the whole file
    for (const SlaRow& row : result.rows) {
      const Sample sample = family.sample(row);
      if (!sample) continue;
      std::string series = name + labels_of(row);
      samples += fmt::format("{}{} {}\n", seen.insert(series).second ? "" : "# once more: ", series, *sample);
    }
    if (!samples.empty())
      text += fmt::format("# HELP {} {}\n# TYPE {} gauge\n{}", name, family.help, name, samples);
  }
  return text + "# EOF\n";
}

}  // namespace faultline::render
