#include "render/metrics_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ratio.hpp"
#include "base/text.hpp"
#include "render/histogram.hpp"
#include "render/json.hpp"
#include "render/markdown_escape.hpp"

namespace faultline::render {

namespace {

using model::Distribution;
using model::Quantile;
using model::QuantileInterval;

constexpr std::string_view kNothing = "no incidents in the period and scope asked for";

std::string group_heading(const model::Statistics& statistics, const model::StatisticsGroup& group) {
  const auto count = counted(static_cast<std::int64_t>(group.incidents.size()), "incident", "incidents");
  if (statistics.grouping == model::StatisticsGrouping::none) return count;
  return fmt::format("{} {}: {}", model::to_string(statistics.grouping), one_line(group.label), count);
}

Json seconds_json(const std::optional<std::int64_t>& seconds) {
  return seconds ? Json(*seconds) : Json(nullptr);
}

// {"seconds": n} or {"seconds": null, "reached": false}; null where nothing is known.
Json quantile_json(const std::optional<Quantile>& quantile) {
  if (!quantile) return nullptr;
  return {{"seconds", seconds_json(quantile->seconds)}, {"reached", quantile->seconds.has_value()}};
}

Json interval_json(const std::optional<QuantileInterval>& interval) {
  if (!interval) return nullptr;
  return {{"least_seconds", seconds_json(interval->least.seconds)},
          {"most_seconds", seconds_json(interval->most.seconds)}};
}

Json ids_json(const std::vector<std::string>& ids) {
  return {{"count", ids.size()}, {"incidents", ids}};
}

Json trend_json(const model::Trend& trend) {
  Json json = {{"verdict", model::to_string(trend.verdict)},
               {"first_count", trend.first_count},
               {"second_count", trend.second_count}};
  if (trend.verdict == model::Trend::Verdict::too_few) return json;
  json["divided_at"] = base::format_rfc3339(trend.divided_at);
  json["first_median"] = quantile_json(trend.first_median);
  json["second_median"] = quantile_json(trend.second_median);
  if (trend.verdict != model::Trend::Verdict::not_comparable)
    json["difference_interval"] = interval_json(trend.difference);
  return json;
}

Json distribution_json(const Distribution& one) {
  Json json = {{"metric", model::to_string(one.kind)}};
  json["known"] = ids_json(one.known);
  json["ranged"] = ids_json(one.ranged);
  json["censored"] = ids_json(one.censored);
  json["unknown"] = ids_json(one.unknown);
  json["invalid"] = ids_json(one.invalid);
  json["median"] = quantile_json(one.median);
  json["median_interval"] = interval_json(one.median_interval);
  json["median_with_ranged"] = interval_json(one.median_range);
  json["p90"] = quantile_json(one.p90);
  json["p90_with_ranged"] = interval_json(one.p90_range);
  json["least_seconds"] = seconds_json(one.least);
  json["greatest_seconds"] = seconds_json(one.greatest);
  json["trend"] = trend_json(one.trend);
  json["histogram"] = Json::array();
  for (const HistogramBin& bin : bins_of(one.samples))
    json["histogram"].push_back({{"bin", bin.label}, {"ended", bin.ended}, {"open", bin.open}});
  return json;
}

Json paired_json(const model::PairedDurations& paired) {
  return {{"incidents", paired.incidents},
          {"declared_median_seconds", seconds_json(paired.declared_median)},
          {"impact_median_seconds", seconds_json(paired.impact_median)},
          {"difference_median_seconds", seconds_json(paired.difference_median)},
          {"difference_interval", interval_json(paired.difference_interval)}};
}

Json preset_json(const model::PresetResult& preset) {
  Json json = {{"name", preset.name}, {"source", preset.source}, {"figures", Json::array()}};
  for (const model::PresetFigure& figure : preset.figures) {
    Json row = {{"name", figure.name}, {"aggregate", figure.aggregate}, {"formula", figure.formula}};
    if (figure.unit == model::PresetFigure::Unit::seconds) {
      row["seconds"] = seconds_json(figure.seconds);
    } else {
      row["numerator"] = figure.numerator;
      row["denominator"] = figure.denominator;
    }
    row["count"] = figure.count;
    row["left_out"] = figure.left_out;
    json["figures"].push_back(std::move(row));
  }
  json["notes"] = preset.notes;
  return json;
}

}  // namespace

std::string metrics_text(const model::Statistics& statistics, const Style& style) {
  const auto line = [&](const std::string& words) { return wrapped(one_line(words), style.width, 2) + '\n'; };
  std::string text = line(metrics_heading(statistics));
  if (statistics.groups.empty()) text += std::string(kNothing) + '\n';
  for (const model::StatisticsGroup& group : statistics.groups) {
    text += '\n' + line(group_heading(statistics, group)) + to_text(metrics_table(group), style);
    const auto sentences = metrics_sentences(group);
    if (!sentences.empty()) text += '\n';
    for (const std::string& sentence : sentences) text += line(sentence);
    for (const Distribution& one : group.distributions) {
      if (one.samples.size() < 2) continue;
      text += fmt::format("\n{}\n{}", model::title_of(one.kind), histogram_text(one.samples, style));
    }
  }
  if (statistics.preset) {
    text += fmt::format("\nas {} counts\n{}", statistics.preset->name,
                        to_text(preset_table(*statistics.preset), style));
    for (const std::string& note : statistics.preset->notes) text += line(note);
    text += line("source: " + statistics.preset->source);
  }
  text += '\n' + line(metrics_method(statistics));
  for (const std::string& note : statistics.notes) text += line("note: " + note);
  return text;
}

std::string metrics_json(const model::Statistics& statistics) {
  const auto instant = [](const std::optional<base::Instant>& at) {
    return at ? Json(base::format_rfc3339(*at)) : Json(nullptr);
  };
  Json json = Json::object();
  json["period"] = {{"label", statistics.period.label},
                    {"from", instant(statistics.period.from)},
                    {"to", instant(statistics.period.to)}};
  json["as_of"] = base::format_rfc3339(statistics.now);
  json["grouping"] = model::to_string(statistics.grouping);
  json["bootstrap"] = {{"resamples", statistics.resamples}, {"seed", statistics.seed}};
  json["groups"] = Json::array();
  for (const model::StatisticsGroup& group : statistics.groups) {
    Json one = {{"key", group.key}, {"label", group.label}, {"incidents", group.incidents}};
    one["metrics"] = Json::array();
    for (const Distribution& distribution : group.distributions)
      one["metrics"].push_back(distribution_json(distribution));
    one["declared_against_impact"] = paired_json(group.paired);
    json["groups"].push_back(std::move(one));
  }
  json["preset"] = statistics.preset ? preset_json(*statistics.preset) : Json(nullptr);
  json["unplaced"] = statistics.unplaced;
  json["notes"] = statistics.notes;
  return printed(json);
}

std::string metrics_csv(const model::Statistics& statistics) {
  Table table;
  for (const char* title :
       {"period", "grouping", "group", "metric", "known", "ranged", "censored", "unknown", "invalid",
        "median_seconds", "median_interval_least", "median_interval_most", "median_with_ranged_least",
        "median_with_ranged_most", "p90_seconds", "least_seconds", "greatest_seconds", "trend", "seed"}) {
    table.columns.push_back({title});
  }
  const auto seconds = [](const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : std::string();
  };
  const auto of_quantile = [](const std::optional<Quantile>& value) {
    if (!value) return std::string();
    return value->seconds ? std::to_string(*value->seconds) : std::string("not reached");
  };
  const auto least = [&](const std::optional<QuantileInterval>& value) {
    return value ? of_quantile(value->least) : std::string();
  };
  const auto most = [&](const std::optional<QuantileInterval>& value) {
    return value ? of_quantile(value->most) : std::string();
  };
  for (const model::StatisticsGroup& group : statistics.groups) {
    for (const Distribution& one : group.distributions) {
      table.rows.push_back({{statistics.period.label},
                            {std::string(model::to_string(statistics.grouping))},
                            {group.label},
                            {std::string(model::to_string(one.kind))},
                            {std::to_string(one.known.size())},
                            {std::to_string(one.ranged.size())},
                            {std::to_string(one.censored.size())},
                            {std::to_string(one.unknown.size())},
                            {std::to_string(one.invalid.size())},
                            {of_quantile(one.median)},
                            {least(one.median_interval)},
                            {most(one.median_interval)},
                            {least(one.median_range)},
                            {most(one.median_range)},
                            {of_quantile(one.p90)},
                            {seconds(one.least)},
                            {seconds(one.greatest)},
                            {std::string(model::to_string(one.trend.verdict))},
                            {std::to_string(statistics.seed)}});
    }
  }
  return to_csv(table);
}

std::string metrics_markdown(const model::Statistics& statistics) {
  std::string text = "## Metrics, " + escape_inline(metrics_heading(statistics)) + "\n\n";
  if (statistics.groups.empty()) text += std::string(kNothing) + "\n\n";
  for (const model::StatisticsGroup& group : statistics.groups) {
    text += "### " + escape_inline(group_heading(statistics, group)) + "\n\n" +
            to_markdown(metrics_table(group)) + '\n';
    for (const std::string& sentence : metrics_sentences(group)) text += escape_inline(sentence) + "\n\n";
  }
  if (statistics.preset) {
    text += fmt::format("### As {} counts\n\n{}\n", statistics.preset->name,
                        to_markdown(preset_table(*statistics.preset)));
    for (const std::string& note : statistics.preset->notes) text += escape_inline(note) + "\n\n";
    text += "Source: <" + statistics.preset->source + ">\n\n";
  }
  text += escape_inline(metrics_method(statistics)) + '\n';
  for (const std::string& note : statistics.notes) text += "\nNote: " + escape_inline(note) + '\n';
  return text;
}

}  // namespace faultline::render
