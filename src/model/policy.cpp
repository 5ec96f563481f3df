#include "model/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "model/enum_names.hpp"

namespace faultline::model {
namespace {

constexpr auto kMetrics =
    std::to_array<EnumName<SlaMetric>>({{SlaMetric::time, "time"},
                                        {SlaMetric::interval_error_rate, "interval_error_rate"},
                                        {SlaMetric::request_ratio, "request_ratio"}});
constexpr auto kPartial = std::to_array<EnumName<PartialMinutes>>(
    {{PartialMinutes::exact, "exact"}, {PartialMinutes::floor, "floor"}, {PartialMinutes::any, "any"}});
constexpr auto kMaintenance = std::to_array<EnumName<MaintenanceMode>>(
    {{MaintenanceMode::exclude_from_downtime, "exclude_from_downtime"},
     {MaintenanceMode::exclude_from_both, "exclude_from_both"},
     {MaintenanceMode::count, "count"}});
constexpr auto kUnknown = std::to_array<EnumName<UnknownTime>>({{UnknownTime::good, "good"},
                                                                {UnknownTime::bad, "bad"},
                                                                {UnknownTime::excluded, "excluded"},
                                                                {UnknownTime::range, "range"}});
constexpr std::string_view kWeekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

std::string weight_text(int tenths) {
  return tenths % 10 == 0 ? std::to_string(tenths / 10) : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

// "90s", "5m", "1h": the greatest unit that is whole.
std::string length_text(std::int64_t seconds) {
  if (seconds % 86400 == 0 && seconds > 0) return fmt::format("{}d", seconds / 86400);
  if (seconds % 3600 == 0 && seconds > 0) return fmt::format("{}h", seconds / 3600);
  if (seconds % 60 == 0 && seconds > 0) return fmt::format("{}m", seconds / 60);
  return fmt::format("{}s", seconds);
}

std::string clock_text(int minute) {
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string hours_text(const ServiceHours& hours) {
  if (hours.is_always() && hours.holidays.empty()) return "always";
  std::vector<std::string> parts;
  for (std::size_t day = 0; day < hours.spans.size() && !hours.is_always(); ++day)
    for (const auto& [from, to] : hours.spans[day])
      parts.push_back(fmt::format("{} {}-{}", kWeekdays[day], clock_text(from), clock_text(to)));
  for (const auto& day : hours.holidays)
    parts.push_back(fmt::format("not {:04}-{:02}-{:02}", static_cast<int>(day.year()),
                                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())));
  return base::join(parts, ", ");
}

std::string tier_text(const CreditTier& tier) {
  std::vector<std::string> edges;
  if (tier.upper) edges.push_back((tier.is_upper_included ? "<= " : "< ") + tier.upper_text);
  if (tier.lower) edges.push_back((tier.is_lower_included ? ">= " : "> ") + tier.lower_text);
  return fmt::format("{} -> {} %", base::join(edges, " and "), tier.credit_text);
}

std::string tiers_text(const Policy& policy) {
  std::vector<std::string> parts;
  for (const CreditTier& tier : policy.tiers) parts.push_back(tier_text(tier));
  return base::join(parts, "; ");
}

std::string_view words_of(MaintenanceMode mode) {
  switch (mode) {
    case MaintenanceMode::exclude_from_downtime:
      return "maintenance is no downtime";
    case MaintenanceMode::exclude_from_both:
      return "maintenance is no part of the period";
    case MaintenanceMode::count:
      break;
  }
  return {};
}

std::string metric_words(const Policy& policy) {
  switch (policy.metric) {
    case SlaMetric::interval_error_rate:
      return fmt::format("the mean error ratio of {} intervals", length_text(policy.interval_seconds));
    case SlaMetric::request_ratio:
      return "failed requests of all";
    case SlaMetric::time:
      break;
  }
  if (policy.error_rate_above)
    return fmt::format(
        "{} intervals with over {} % of errors are down (where requests are not known: windows)",
        length_text(policy.interval_seconds), policy.error_rate_text);
  return fmt::format("a second weighs {} in a major outage, {} partial, {} degraded, {} maintenance",
                     weight_text(policy.major_tenths), weight_text(policy.partial_tenths),
                     weight_text(policy.degraded_tenths), weight_text(policy.maintenance_tenths));
}

std::string period_words(const PeriodRule& rule) {
  switch (rule.kind) {
    case PeriodRule::Kind::month:
      return "calendar month";
    case PeriodRule::Kind::quarter:
      return "calendar quarter";
    case PeriodRule::Kind::year:
      return "calendar year";
    case PeriodRule::Kind::rolling:
      break;
  }
  return fmt::format("rolling {} days", rule.days);
}

}  // namespace

bool ServiceHours::is_always() const {
  return std::all_of(spans.begin(), spans.end(), [](const auto& day) { return day.empty(); });
}

std::string_view to_string(SlaMetric metric) {
  return name_of(kMetrics, metric);
}

std::string_view to_string(PartialMinutes partial) {
  return name_of(kPartial, partial);
}

std::string_view to_string(MaintenanceMode mode) {
  return name_of(kMaintenance, mode);
}

std::string_view to_string(UnknownTime unknown) {
  return name_of(kUnknown, unknown);
}

std::optional<SlaMetric> parse_sla_metric(std::string_view text) {
  return value_of(kMetrics, text);
}

std::optional<PartialMinutes> parse_partial_minutes(std::string_view text) {
  return value_of(kPartial, text);
}

std::optional<MaintenanceMode> parse_maintenance_mode(std::string_view text) {
  return value_of(kMaintenance, text);
}

std::optional<UnknownTime> parse_unknown_time(std::string_view text) {
  return value_of(kUnknown, text);
}

std::optional<PeriodRule> parse_period_rule(std::string_view text) {
  if (text == "month") return PeriodRule{PeriodRule::Kind::month, 0};
  if (text == "quarter") return PeriodRule{PeriodRule::Kind::quarter, 0};
  if (text == "year") return PeriodRule{PeriodRule::Kind::year, 0};
  int days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  if (error != std::errc() || end != text.data() + text.size() - 1 || *end != 'd') return std::nullopt;
  if (days < 1 || days > 3660) return std::nullopt;
  return PeriodRule{PeriodRule::Kind::rolling, days};
}

std::string to_string(const PeriodRule& rule) {
  switch (rule.kind) {
    case PeriodRule::Kind::month:
      return "month";
    case PeriodRule::Kind::quarter:
      return "quarter";
    case PeriodRule::Kind::year:
      return "year";
    case PeriodRule::Kind::rolling:
      break;
  }
  return fmt::format("{}d", rule.days);
}

int weight_tenths(const Policy& policy, Level level) {
  switch (level) {
    case Level::maintenance:
      return policy.maintenance_tenths;
    case Level::degraded:
      return policy.degraded_tenths;
    case Level::partial_outage:
      return policy.partial_tenths;
    case Level::major_outage:
      return policy.major_tenths;
    case Level::operational:
    case Level::unknown:
      break;
  }
  return 0;
}

bool counts_requests(const Policy& policy) {
  return policy.metric != SlaMetric::time || policy.error_rate_above.has_value();
}

std::string canonical_text(const Policy& policy) {
  std::string text;
  const auto line = [&](std::string_view key, std::string_view value) {
    text += fmt::format("{} = {}\n", key, value);
  };
  line("name", policy.name);
  line("metric", to_string(policy.metric));
  line("ledger", to_string(policy.ledger));
  line("weights.major", weight_text(policy.major_tenths));
  line("weights.partial", weight_text(policy.partial_tenths));
  line("weights.degraded", weight_text(policy.degraded_tenths));
  line("weights.maintenance", weight_text(policy.maintenance_tenths));
  line("interval", length_text(policy.interval_seconds));
  line("error_rate_above", policy.error_rate_above ? policy.error_rate_text : "-");
  line("minimum_consecutive", length_text(policy.minimum_seconds));
  line("minimum_requests", std::to_string(policy.minimum_requests));
  line("partial_minutes", to_string(policy.partial_minutes));
  line("maintenance", to_string(policy.maintenance));
  line("maintenance_notice", length_text(policy.maintenance_notice_seconds));
  line("period", to_string(policy.period));
  line("zone", policy.zone);
  line("service_hours", hours_text(policy.hours));
  line("unknown", to_string(policy.unknown));
  line("empty_intervals", to_string(policy.empty_intervals));
  line("target", policy.target_text);
  line("tiers", policy.tiers.empty() ? "-" : tiers_text(policy));
  line("credit", policy.has_proportional_credit ? fmt::format("proportional x {}, affected {}",
                                                              policy.credit_factor, policy.affected_text)
                                                : "tiers");
  line("free_hour_above", length_text(policy.free_hour_seconds));
  line("decimals", std::to_string(policy.decimals));
  return text;
}

std::string digest_of(const Policy& policy) {
  return base::sha256_of(canonical_text(policy));
}

std::string describe(const Policy& policy) {
  std::vector<std::string> parts{fmt::format("{} ledger", to_string(policy.ledger)), metric_words(policy)};
  if (policy.minimum_seconds > 0)
    parts.push_back(fmt::format("from {} on end", length_text(policy.minimum_seconds)));
  if (policy.minimum_requests > 0)
    parts.push_back(fmt::format("with {} requests at least", policy.minimum_requests));
  if (policy.partial_minutes == PartialMinutes::floor) parts.emplace_back("whole minutes only");
  if (policy.partial_minutes == PartialMinutes::any) parts.emplace_back("each minute touched counts");
  if (const auto words = words_of(policy.maintenance); !words.empty()) {
    const std::int64_t notice = policy.maintenance_notice_seconds;
    parts.push_back(notice == 0 ? std::string(words)
                                : fmt::format("{} if told {} before", words, length_text(notice)));
  }
  if (counts_requests(policy) || policy.ledger == Ledger::observed)
    parts.push_back(fmt::format("unknown time: {}", to_string(policy.unknown)));
  if (!policy.hours.is_always() || !policy.hours.holidays.empty())
    parts.push_back(fmt::format("service hours {}", hours_text(policy.hours)));
  parts.push_back(fmt::format("{} in {}", period_words(policy.period), policy.zone));
  if (!policy.tiers.empty()) parts.push_back(fmt::format("credits {}", tiers_text(policy)));
  if (policy.has_proportional_credit)
    parts.push_back(fmt::format("credit {} x the time down", policy.credit_factor));
  if (policy.free_hour_seconds > 0)
    parts.push_back(fmt::format("an hour with over {} down is free", length_text(policy.free_hour_seconds)));
  parts.push_back(fmt::format("truncated to {} decimals", policy.decimals));
  return fmt::format("policy {}: {}", policy.name, base::join(parts, "; "));
}

}  // namespace faultline::model
