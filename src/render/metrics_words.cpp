// The words and tables of metrics_report.hpp that text, Markdown and HTML share.
#include <fmt/format.h>

#include <algorithm>

#include "base/ratio.hpp"
#include "base/text.hpp"
#include "render/metrics_report.hpp"

namespace faultline::render {

namespace {

using model::Distribution;
using model::Quantile;
using model::Trend;

constexpr std::size_t kFewIncidents = 30;

std::string duration(std::int64_t seconds) {
  return base::format_duration(base::Seconds(seconds));
}

std::string quantile_text(const Quantile& quantile) {
  return quantile.seconds ? duration(*quantile.seconds) : "not reached";
}

std::string optional_text(const std::optional<Quantile>& quantile) {
  return quantile ? quantile_text(*quantile) : "-";
}

std::string interval_text(const std::optional<model::QuantileInterval>& interval) {
  if (!interval) return "-";
  return interval->least == interval->most
             ? quantile_text(interval->least)
             : quantile_text(interval->least) + " to " + quantile_text(interval->most);
}

std::string others_text(const Distribution& one) {
  std::string text;
  const auto add = [&](std::size_t count, std::string_view word) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
  };
  add(one.censored.size(), "open");
  add(one.ranged.size(), "ranged");
  add(one.unknown.size(), "unknown");
  add(one.invalid.size(), "invalid");
  return text.empty() ? "-" : text;
}

std::string trend_text(const Distribution& one) {
  const Trend& trend = one.trend;
  const std::string halves = fmt::format("median {} in the first half ({}), {} in the second ({})",
                                         quantile_text(trend.first_median), trend.first_count,
                                         quantile_text(trend.second_median), trend.second_count);
  const std::string name(model::title_of(one.kind));
  switch (trend.verdict) {
    case Trend::Verdict::too_few:
      return "";
    case Trend::Verdict::not_comparable:
      return fmt::format("{}: the halves cannot be compared, too many are open; {}", name, halves);
    default:
      break;
  }
  const std::string verdict = trend.verdict == Trend::Verdict::no_change_shown
                                  ? "no change shown"
                                  : fmt::format("{} in the second half", model::to_string(trend.verdict));
  return fmt::format("{}: {}; {}; 95 % interval of the difference {}", name, verdict, halves,
                     interval_text(trend.difference));
}

}  // namespace

Table metrics_table(const model::StatisticsGroup& group) {
  Table table;
  table.columns = {{"metric"},
                   {"n", Align::right},
                   {"median"},
                   {"95 % of median"},
                   {"p90"},
                   {"least to greatest"},
                   {"median with the ranged"},
                   {"not in n", Align::left, 12}};
  for (const Distribution& one : group.distributions) {
    const std::string range = one.least ? *one.least == *one.greatest
                                              ? duration(*one.least)
                                              : duration(*one.least) + " to " + duration(*one.greatest)
                                        : "-";
    table.rows.push_back({{std::string(model::title_of(one.kind))},
                          {std::to_string(one.known.size())},
                          {optional_text(one.median)},
                          {interval_text(one.median_interval)},
                          {optional_text(one.p90)},
                          {range},
                          {interval_text(one.median_range)},
                          {others_text(one)}});
  }
  return table;
}

Table preset_table(const model::PresetResult& preset) {
  Table table;
  table.columns = {{"figure"},          {"value", Align::right},    {"as"},
                   {"n", Align::right}, {"left out", Align::right}, {"formula"}};
  for (const model::PresetFigure& figure : preset.figures) {
    std::string value = "-";
    if (figure.unit == model::PresetFigure::Unit::seconds) {
      if (figure.seconds) value = duration(*figure.seconds);
    } else if (figure.denominator > 0) {
      value = base::truncated_quotient(figure.numerator * 100, figure.denominator, 2) + " %";
    }
    table.rows.push_back({{figure.name},
                          {value},
                          {figure.aggregate},
                          {std::to_string(figure.count)},
                          {std::to_string(figure.left_out)},
                          {figure.formula}});
  }
  return table;
}

std::vector<std::string> metrics_sentences(const model::StatisticsGroup& group) {
  std::vector<std::string> sentences;
  const model::PairedDurations& paired = group.paired;
  if (paired.difference_median) {
    std::string text = fmt::format(
        "paperwork against impact, {} with both: median declared {}, impact {}; declared less impact: median "
        "{}",
        counted(static_cast<std::int64_t>(paired.incidents.size()), "incident", "incidents"),
        duration(*paired.declared_median), duration(*paired.impact_median),
        duration(*paired.difference_median));
    if (paired.difference_interval) text += ", 95 % " + interval_text(paired.difference_interval);
    sentences.push_back(text);
  }
  for (const Distribution& one : group.distributions) {
    const auto zeros = std::count(one.samples.begin(), one.samples.end(), model::DurationSample{0, false});
    if (one.kind == model::MetricKind::declared_duration && zeros > 0) {
      sentences.push_back(
          fmt::format("declared duration: {} of {} are 0: the page told beginning and end at once", zeros,
                      one.known.size()));
    }
  }
  std::vector<std::string> few;
  for (const Distribution& one : group.distributions) {
    const std::string trend = trend_text(one);
    if (!trend.empty()) sentences.push_back(trend);
    if (trend.empty() && !one.samples.empty()) few.emplace_back(model::title_of(one.kind));
  }
  if (!few.empty()) {
    sentences.push_back(fmt::format("no trend is claimed with fewer than {} incidents, or 6 in a half: {}",
                                    kFewIncidents, base::join(few, ", ")));
  }
  return sentences;
}

std::string metrics_method(const model::Statistics& statistics) {
  return fmt::format(
      "n = known; median and p90 by Kaplan-Meier over known and open; 95 % intervals by bootstrap, {} "
      "resamples, seed {}, from 6 incidents on; as of {}",
      statistics.resamples, statistics.seed,
      base::format_rfc3339(std::chrono::floor<base::Seconds>(statistics.now)));
}

std::string metrics_heading(const model::Statistics& statistics) {
  std::string text = "period " + statistics.period.label;
  if (statistics.period.from && statistics.period.to) {
    text += fmt::format(" ({} to {})", base::format_rfc3339(*statistics.period.from),
                        base::format_rfc3339(*statistics.period.to));
  }
  return text;
}

}  // namespace faultline::render
