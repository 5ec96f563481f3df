// Policy: how availability is counted, as data. Read from TOML (schemas/policies/*.toml are the presets that
// reproduce vendors' rules, [policy] and [policies.NAME] of the config are the user's own), checked against
// schemas/json/policy_config.schema.json, printed with every result. docs/policies.md tells each field with
// an example and each preset with its source.
//
// Default: the time metric, weights 1 / 0.3 / 0 for major / partial / degraded (Statuspage's), calendar
// months in UTC, fused ledger, maintenance counted by its weight (0), truncated to four decimals, 99.9 %.
//
// What a policy amounts to in seconds is computed in analyze/sla.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ratio.hpp"
#include "model/level.hpp"
#include "model/milestone.hpp"

namespace faultline::model {

enum class SlaMetric {
  time,                 // weighted seconds of downtime
  interval_error_rate,  // the mean of the intervals' error ratios (S3)
  request_ratio         // failed requests of all
};

// What a run of downtime counts that is no whole number of minutes.
enum class PartialMinutes {
  exact,
  floor,  // the minutes it lasted, the rest left off: 59 s is 0, 90 s is 1 min
  any     // each minute of the clock that it touches
};

enum class MaintenanceMode {
  exclude_from_downtime,  // no downtime, but part of the period
  exclude_from_both,      // not part of the period
  count                   // by its weight, as any other level
};

// Seconds of which no evidence tells anything; and intervals without a request.
enum class UnknownTime {
  good,
  bad,
  excluded,  // not part of the period
  range      // good at least, bad at most; the single figure is of the known time
};

struct PeriodRule {
  enum class Kind { month, quarter, year, rolling } kind = Kind::month;
  int days = 0;  // rolling only: whole local days, the last one that of `now`
  friend bool operator==(const PeriodRule&, const PeriodRule&) = default;
};

// Local minutes of the day [from, to), to at most 24 h; by weekday, 0 = Sunday. No span at all = always.
struct ServiceHours {
  std::array<std::vector<std::pair<int, int>>, 7> spans;
  std::vector<std::chrono::year_month_day> holidays;  // no service that day; sorted

  bool is_always() const;
};

// A credit where the availability lies between the edges; an absent edge has no limit.
struct CreditTier {
  std::optional<base::Ratio> lower, upper;
  bool is_lower_included = true, is_upper_included = false;
  std::string lower_text, upper_text;  // as written, in percent
  std::string credit_text;             // percent of the bill, as written
};

struct Policy {
  std::string name = "default";
  std::string title;   // "GitHub Enterprise Cloud", empty = none
  std::string source;  // whose rule it is: an address or a sentence
  SlaMetric metric = SlaMetric::time;
  Ledger ledger = Ledger::fused;
  // Weight of a second at a level, in tenths.
  int major_tenths = 10, partial_tenths = 3, degraded_tenths = 0, maintenance_tenths = 0;
  // Of request-based counting. An interval is down where errors / requests > error_rate_above; absent for the
  // time metric = windows count, not requests.
  std::int64_t interval_seconds = 60;
  std::optional<base::Ratio> error_rate_above;
  std::string error_rate_text;        // as written, in percent
  std::int64_t minimum_seconds = 0;   // a shorter run of downtime does not count
  std::int64_t minimum_requests = 0;  // nor does one with fewer requests (where requests are known)
  PartialMinutes partial_minutes = PartialMinutes::exact;
  MaintenanceMode maintenance = MaintenanceMode::count;
  std::int64_t maintenance_notice_seconds = 0;  // announced later than that = counts by its weight
  PeriodRule period;
  std::string zone = "UTC";
  ServiceHours hours;
  UnknownTime unknown = UnknownTime::range;         // concerns the observed ledger and requests
  UnknownTime empty_intervals = UnknownTime::good;  // known, but without a request
  base::Ratio target{999, 1000};                    // where no objective names one
  std::string target_text = "99.9";
  std::vector<CreditTier> tiers;
  // Credit = downtime x affected share x factor / period (Cloudflare; Slack with a factor of 10). Of
  // customers affected nothing is known but what the config says.
  bool has_proportional_credit = false;
  int credit_factor = 1;
  base::Ratio affected_share{1, 1};
  std::string affected_text = "100";
  // An hour of the clock with more downtime than this is not charged (EC2 instances); 0 = no such rule.
  std::int64_t free_hour_seconds = 0;
  int decimals = 4;
};

std::string_view to_string(SlaMetric metric);        // "interval_error_rate"
std::string_view to_string(PartialMinutes partial);  // "floor"
std::string_view to_string(MaintenanceMode mode);    // "exclude_from_both"
std::string_view to_string(UnknownTime unknown);     // "range"
std::optional<SlaMetric> parse_sla_metric(std::string_view text);
std::optional<PartialMinutes> parse_partial_minutes(std::string_view text);
std::optional<MaintenanceMode> parse_maintenance_mode(std::string_view text);
std::optional<UnknownTime> parse_unknown_time(std::string_view text);

// "month", "quarter", "year", "90d"; absent where it is none (rolling: 1 to 3660 days).
std::optional<PeriodRule> parse_period_rule(std::string_view text);
std::string to_string(const PeriodRule& rule);

// Of a second at the level; operational and unknown weigh nothing.
int weight_tenths(const Policy& policy, Level level);

// True where requests, not windows, decide.
bool counts_requests(const Policy& policy);

// All fields that change a number, one "key = value" a line in a fixed order: two policies with equal text
// count alike. Its SHA-256 is the policy's digest.
std::string canonical_text(const Policy& policy);
std::string digest_of(const Policy& policy);

// In words, a sentence: what is printed beside numbers.
std::string describe(const Policy& policy);

}  // namespace faultline::model
