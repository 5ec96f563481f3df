#include "render/observed_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/grouped.hpp"
#include "base/text.hpp"
#include "render/overview.hpp"
#include "render/table.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

// Two digits of a small share, none of a large one: "0.10 %", "31 %".
std::string percent(double share) {
  const double value = share * 100;
  return fmt::format("{:.{}f} %", value, value < 1 ? 2 : value < 10 ? 1 : 0);
}

// "31 % of requests failed (412 of 1,320) against 0.10 % as usual".
std::string figures(const model::ObservedWindow& window) {
  if (window.channel == model::Channel::traffic) {
    return fmt::format("{} of the requests came that the season leads to expect ({} of {:.0f})",
                       percent(window.rate), base::grouped(window.requests), window.expected);
  }
  return fmt::format("{} of requests {} ({} of {}) against {} as usual", percent(window.rate),
                     window.channel == model::Channel::latency ? "were slow" : "failed",
                     base::grouped(window.bad), base::grouped(window.requests), percent(window.baseline));
}

std::string edge(const base::Moment& moment, const Style& style) {
  if (!moment.utc) return when_text(moment, style);
  const base::Bounds& bounds = *moment.utc;
  if (bounds.earliest == bounds.latest) return instant_text(bounds.best, style);
  return fmt::format("{}, with 95 % between {} and {}", instant_text(bounds.best, style),
                     instant_text(bounds.earliest, style), instant_text(bounds.latest, style));
}

std::string indented(const std::string& text, const Style& style, int indent) {
  return std::string(static_cast<std::size_t>(indent), ' ') +
         wrapped(text, style.width - indent - 2, indent + 2) + '\n';
}

// The minutes on both sides of an edge: what a person looks at to believe it.
std::string minutes_around(const model::ObservedWindow& window, const base::Moment& at, const Style& style) {
  constexpr std::chrono::minutes kBefore{3}, kAfter{3};
  Table table;
  const bool is_traffic = window.channel == model::Channel::traffic;
  table.columns = {{fmt::format("minute ({})", zone_label(style))},
                   {"requests", Align::right},
                   {is_traffic                                  ? "expected"
                    : window.channel == model::Channel::latency ? "slow"
                                                                : "errors",
                    Align::right}};
  for (const model::ObservedMinute& minute : window.minutes) {
    if (minute.minute < at.utc->best - kBefore || minute.minute > at.utc->best + kAfter) continue;
    if (!minute.is_known) {
      table.rows.push_back({{instant_text(minute.minute, style)}, {"not known"}, {"-"}});
      continue;
    }
    const std::int64_t bad = window.channel == model::Channel::latency ? minute.slow : minute.errors;
    table.rows.push_back({{instant_text(minute.minute, style)},
                          {base::grouped(minute.requests)},
                          {is_traffic ? fmt::format("{:.0f}", minute.expected) : base::grouped(bad)}});
  }
  if (table.rows.empty()) return {};
  const std::string rows = to_text(table, style);
  std::string text;
  for (const std::string_view line : base::split_lines(rows)) text += "    " + std::string(line) + '\n';
  return text;
}

Json minute_json(const model::ObservedMinute& minute) {
  Json json = {{"minute", base::format_rfc3339(minute.minute)}, {"known", minute.is_known}};
  if (!minute.is_known) return json;
  json["requests"] = minute.requests;
  json["errors"] = minute.errors;
  return json;
}

}  // namespace

std::string observed_section(const model::Incident& incident, const Style& style) {
  if (incident.observed.empty()) return {};
  std::string text = '\n' + tinted(style, Tint::bold, "what the logs show") + '\n';
  for (const model::ObservedWindow& window : incident.observed) {
    const std::string end = window.end ? when_text(*window.end, style) : "still so where the logs end";
    text += indented(fmt::format("{}, {} to {}: {}", model::to_string(window.scope),
                                 when_text(window.start, style), end, figures(window)),
                     style, 2);
    const auto unknown = std::count_if(window.minutes.begin(), window.minutes.end(),
                                       [](const model::ObservedMinute& minute) { return !minute.is_known; });
    if (unknown > 0)
      text += indented(fmt::format("{} around it {} not known: the source was silent",
                                   counted(unknown, "minute", "minutes"), unknown == 1 ? "is" : "are"),
                       style, 4);
  }
  return text;
}

std::string observed_chain(const model::ObservedWindow& window, const Style& style) {
  std::string text =
      tinted(style, Tint::bold,
             fmt::format("logs of {}: {}", model::to_string(window.scope), level_text(window.level))) +
      '\n';
  const auto line = [&](const std::string& what) { text += indented(what, style, 2); };
  line(figures(window));
  line(fmt::format(
      "sum: passed its threshold of {:.1f} at {}, rose to {:.1f}; the stream is {:.1f} times as noisy "
      "as independent requests",
      window.threshold, instant_text(window.alarm, style), window.peak, window.dispersion));
  line("start: " + edge(window.start, style));
  if (window.start.utc) text += minutes_around(window, window.start, style);
  line("end: " +
       (window.end ? edge(*window.end, style) : std::string("not seen: still so where the logs end")));
  if (window.end && window.end->utc) text += minutes_around(window, *window.end, style);
  if (window.recovered) line("usual rate again: " + edge(*window.recovered, style));
  for (const model::VersionCount& version : window.versions) {
    line(fmt::format("version {}: {} of {} failed; in the hour before {} of {}", one_line(version.version),
                     base::grouped(version.errors), base::grouped(version.requests),
                     base::grouped(version.errors_before), base::grouped(version.requests_before)));
  }
  for (const model::Evidence& evidence : window.evidence)
    line(fmt::format("{}: {}", place_text(evidence), one_line(evidence.excerpt)));
  return text;
}

Json observed_json(const model::ObservedWindow& window) {
  Json json = {{"scope", scope_json(window.scope)},
               {"channel", model::to_string(window.channel)},
               {"level", model::to_string(window.level)},
               {"start", moment_json(window.start)}};
  json["end"] = optional_moment_json(window.end);
  json["recovered"] = optional_moment_json(window.recovered);
  json["baseline"] = window.baseline;
  json["rate"] = window.rate;
  json["requests"] = window.requests;
  json["bad"] = window.bad;
  json["expected"] = window.expected;
  json["dispersion"] = window.dispersion;
  json["threshold"] = window.threshold;
  json["peak"] = window.peak;
  json["alarm"] = base::format_rfc3339(window.alarm);
  json["rule"] = base::to_valid_utf8(window.rule);
  json["versions"] = Json::array();
  for (const model::VersionCount& version : window.versions) {
    json["versions"].push_back({{"version", base::to_valid_utf8(version.version)},
                                {"requests", version.requests},
                                {"errors", version.errors},
                                {"requests_before", version.requests_before},
                                {"errors_before", version.errors_before}});
  }
  json["evidence"] = Json::array();
  for (const model::Evidence& evidence : window.evidence) json["evidence"].push_back(evidence_json(evidence));
  json["minutes"] = Json::array();
  for (const model::ObservedMinute& minute : window.minutes) json["minutes"].push_back(minute_json(minute));
  return json;
}

std::string corrections_section(const model::Incident& incident, const Style& style) {
  if (incident.corrections.empty()) return {};
  std::string text = '\n' + tinted(style, Tint::bold, "corrections by people") + '\n';
  for (const model::Correction& correction : incident.corrections) {
    text += indented(fmt::format("{}  {} ({}, {}: {})", correction.annotation_id, one_line(correction.what),
                                 one_line(correction.author), instant_text(correction.made_at, style),
                                 one_line(correction.reason)),
                     style, 2);
  }
  return text;
}

Json correction_json(const model::Correction& correction) {
  return {{"id", correction.annotation_id},
          {"what", base::to_valid_utf8(correction.what)},
          {"reason", base::to_valid_utf8(correction.reason)},
          {"author", base::to_valid_utf8(correction.author)},
          {"made_at", base::format_rfc3339(correction.made_at)}};
}

}  // namespace faultline::render
