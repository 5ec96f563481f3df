#include "analyze/slo_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "base/time.hpp"

namespace faultline::analyze {

namespace {

using model::BudgetingMethod;
using model::Slo;
using model::SloWindow;

__extension__ using Wide = __int128;

base::Ratio reduced(Wide numerator, Wide denominator) {
  Wide a = numerator < 0 ? -numerator : numerator, b = denominator;
  while (b != 0) std::swap(a %= b, b);
  if (a == 0) a = 1;
  return {static_cast<std::int64_t>(numerator / a), static_cast<std::int64_t>(denominator / a)};
}

std::string written(const SloWindow& window) {
  return fmt::format("{}{}{}", window.count, window.unit,
                     window.is_rolling ? " rolling" : " of the calendar");
}

// Months, quarters and years of the calendar by their number of months.
std::optional<model::PeriodRule> calendar_rule(const SloWindow& window) {
  const std::int64_t months = window.unit == 'M'   ? window.count
                              : window.unit == 'Q' ? window.count * 3
                              : window.unit == 'Y' ? window.count * 12
                                                   : 0;
  if (months == 1) return model::PeriodRule{model::PeriodRule::Kind::month, 0};
  if (months == 3) return model::PeriodRule{model::PeriodRule::Kind::quarter, 0};
  if (months == 12) return model::PeriodRule{model::PeriodRule::Kind::year, 0};
  return std::nullopt;
}

// OpenSLO leaves the length of a rolling month to whoever implements it; ours are 30, 90 and 365 days.
std::int64_t rolling_days(const SloWindow& window) {
  switch (window.unit) {
    case 'M':
      return window.count * 30;
    case 'Q':
      return window.count * 90;
    case 'Y':
      return window.count * 365;
    default:
      break;
  }
  const std::int64_t seconds = window_seconds(window).value_or(0);
  return seconds % 86400 == 0 ? seconds / 86400 : 0;
}

std::optional<model::PeriodRule> period_of(const Slo& slo, std::vector<std::string>& remarks) {
  const SloWindow& window = slo.window;
  if (window.count == 0) {
    remarks.emplace_back("no time window is told; a calendar month is taken");
    return model::PeriodRule{};
  }
  if (!window.is_rolling) {
    const auto rule = calendar_rule(window);
    if (!rule)
      remarks.push_back(
          fmt::format("no period of ours is like {}: month, quarter, year are", written(window)));
    const std::string& start = window.start_text;
    if (rule && start.size() >= 10 && start.substr(8, 2) != "01")
      remarks.push_back(
          fmt::format("it begins on {}; our periods begin on the first of a month", start.substr(0, 10)));
    return rule;
  }
  const std::int64_t days = rolling_days(window);
  if (days < 1 || days > 3660) {
    remarks.push_back(fmt::format("no period of ours is like {}: 1 to 3660 whole days are", written(window)));
    return std::nullopt;
  }
  if (window.unit == 'M' || window.unit == 'Q' || window.unit == 'Y')
    remarks.push_back(fmt::format("{} is taken as {} days", written(window), days));
  return model::PeriodRule{model::PeriodRule::Kind::rolling, static_cast<int>(days)};
}

model::Policy policy_of(const Slo& slo, model::PeriodRule period, const std::string& name) {
  model::Policy policy;
  policy.name = name;
  policy.title = slo.display_name;
  policy.source = "OpenSLO " + slo.name;
  policy.ledger = model::Ledger::observed;
  policy.period = period;
  if (!slo.window.is_rolling && !slo.window.zone.empty()) policy.zone = slo.window.zone;
  policy.target = slo.target;
  policy.target_text = slo.target_text;
  if (slo.method == BudgetingMethod::occurrences) {
    policy.metric = model::SlaMetric::request_ratio;
    return policy;
  }
  policy.interval_seconds = slo.slice_seconds;
  if (slo.method == BudgetingMethod::ratio_timeslices) {
    policy.metric = model::SlaMetric::interval_error_rate;
    return policy;
  }
  const base::Ratio good = slo.slice_target.value_or(base::Ratio{1, 1});
  policy.error_rate_above = base::Ratio{good.denominator - good.numerator, good.denominator};
  policy.error_rate_text = model::shortest_percent(*policy.error_rate_above);
  return policy;
}

std::string free_name(const std::vector<SloImport>& taken, const std::string& wanted) {
  std::string name = wanted;
  for (int i = 2; std::any_of(taken.begin(), taken.end(),
                              [&](const SloImport& other) { return other.objective.policy == name; });
       ++i)
    name = fmt::format("{}-{}", wanted, i);
  return name;
}

// "5.04", "822.857142": truncated to six decimals, without zeros at the end.
std::string amount_text(base::Ratio amount) {
  std::string text = base::truncated_quotient(amount.numerator, amount.denominator, 6);
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

std::vector<SloImport> import_slos(const std::vector<Slo>& slos) {
  std::vector<SloImport> imports;
  for (const Slo& slo : slos) {
    SloImport import;
    import.slo = slo;
    const std::string slug = base::slug(slo.name.empty() ? slo.service : slo.name);
    const std::string name = free_name(imports, slug.empty() ? "openslo" : slug);
    import.objective.name = name;
    import.objective.scope.service = model::make_name(slo.service);
    import.objective.target = slo.target;
    import.objective.target_text = slo.target_text;
    import.objective.is_default = false;
    import.objective.policy = name;
    if (const auto period = period_of(slo, import.remarks)) import.policy = policy_of(slo, *period, name);
    imports.push_back(std::move(import));
  }
  return imports;
}

std::optional<std::int64_t> window_seconds(const SloWindow& window) {
  switch (window.unit) {
    case 'm':
      return window.count > 0 ? std::optional(window.count * 60) : std::nullopt;
    case 'h':
      return window.count * 3600;
    case 'd':
      return window.count > 0 ? std::optional(window.count * 86400) : std::nullopt;
    case 'w':
      return window.count * 604800;
    default:
      return std::nullopt;
  }
}

base::Ratio allowed_bad(std::int64_t total, base::Ratio target) {
  return reduced(static_cast<Wide>(target.denominator - target.numerator) * total, target.denominator);
}

std::optional<base::Ratio> slices_to_burn(std::int64_t slices, base::Ratio target, base::Ratio usual,
                                          base::Ratio during) {
  const auto minus = [](base::Ratio a, base::Ratio b) {
    return reduced(
        static_cast<Wide>(a.numerator) * b.denominator - static_cast<Wide>(b.numerator) * a.denominator,
        static_cast<Wide>(a.denominator) * b.denominator);
  };
  const base::Ratio room = minus(usual, target), loss = minus(usual, during);
  if (room.numerator < 0 || loss.numerator <= 0) return std::nullopt;
  const base::Ratio share = reduced(static_cast<Wide>(room.numerator) * loss.denominator,
                                    static_cast<Wide>(room.denominator) * loss.numerator);
  if (share.numerator > share.denominator) return std::nullopt;
  return reduced(static_cast<Wide>(share.numerator) * slices, share.denominator);
}

std::string budget_words(const Slo& slo) {
  if (slo.method == BudgetingMethod::occurrences) {
    const base::Ratio bad = allowed_bad(1, slo.target);
    return fmt::format("{} of {} events may be bad", bad.numerator, bad.denominator);
  }
  const auto seconds = window_seconds(slo.window);
  const std::string slice = base::format_duration(base::Seconds(slo.slice_seconds));
  if (!seconds || *seconds < slo.slice_seconds) {
    const base::Ratio bad = allowed_bad(1, slo.target);
    return fmt::format("{} of {} slices of {} may be bad", bad.numerator, bad.denominator, slice);
  }
  const std::int64_t slices = *seconds / slo.slice_seconds;
  const base::Ratio bad = allowed_bad(slices, slo.target);
  const std::int64_t length =
      static_cast<std::int64_t>(static_cast<Wide>(bad.numerator) * slo.slice_seconds / bad.denominator);
  const std::string amount = slo.method == BudgetingMethod::ratio_timeslices
                                 ? fmt::format("{} wholly bad ones burn the budget", amount_text(bad))
                                 : fmt::format("{} may be bad", amount_text(bad));
  return fmt::format("of {} slices of {}, {}: {}", slices, slice, amount,
                     base::format_duration(base::Seconds(length)));
}

}  // namespace faultline::analyze
