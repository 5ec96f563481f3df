#include "render/explain_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "model/moment_json.hpp"
#include "render/json.hpp"
#include "render/observed_text.hpp"
#include "render/overview.hpp"
#include "render/suspicion_text.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::Metric;
using model::Milestone;
using model::MilestoneKind;

std::string words(std::string_view name) {
  return base::replace_all(std::string(name), "_", " ");
}

std::set<MilestoneKind> milestones_of(const Subject& subject) {
  std::set<MilestoneKind> kinds(subject.milestones.begin(), subject.milestones.end());
  for (const model::MetricKind kind : subject.metrics) {
    kinds.insert(model::ends_of(kind).from);
    kinds.insert(model::ends_of(kind).to);
  }
  return kinds;
}

std::string instants(const Milestone& milestone, const Style& style) {
  if (!milestone.when || !milestone.when->utc) return milestone_text(milestone, style);
  const auto& bounds = *milestone.when->utc;
  if (bounds.earliest == bounds.latest) return instant_text(bounds.best, style);
  return fmt::format("[{}, {}]", instant_text(bounds.earliest, style), instant_text(bounds.latest, style));
}

std::string metric_text(const model::Incident& incident, model::MetricKind kind, const Style& style) {
  const Metric& metric = incident.metric(kind);
  const model::MetricEnds ends = model::ends_of(kind);
  const Milestone &from = incident.milestone(ends.from), &to = incident.milestone(ends.to);
  std::string text =
      tinted(style, Tint::bold, fmt::format("{}: {}", model::title_of(kind), model::describe(metric))) + '\n';
  text += fmt::format("  = {} - {}\n", words(model::to_string(ends.to)), words(model::to_string(ends.from)));
  if (metric.least_seconds && metric.most_seconds) {
    text += fmt::format("  = {} - {}\n", instants(to, style), instants(from, style));
    const auto length = [](std::int64_t seconds) { return base::format_duration(base::Seconds(seconds)); };
    text += fmt::format("  at least {}, at most {}", length(*metric.least_seconds),
                        most_text(*metric.most_seconds));
    if (metric.best_seconds) text += fmt::format("; as printed {}", length(*metric.best_seconds));
    text += '\n';
  }
  return text;
}

std::string basis_of(const base::Moment& moment) {
  std::vector<std::string> parts;
  if (!moment.written.empty()) parts.push_back(fmt::format("written '{}'", one_line(moment.written)));
  parts.push_back("resolution " + words(base::to_string(moment.resolution)));
  if (moment.date_basis != base::DateBasis::exact)
    parts.push_back("date from " + words(base::to_string(moment.date_basis)));
  if (moment.zone_basis != base::ZoneBasis::exact) {
    const std::string zone = moment.zone.empty() ? "" : one_line(moment.zone) + " ";
    parts.push_back(moment.zone_basis == base::ZoneBasis::none
                        ? "zone not known"
                        : fmt::format("zone {}from {}", zone, words(base::to_string(moment.zone_basis))));
  }
  return base::join(parts, ", ");
}

// Excerpts are kept to a number of bytes; one that was cut there ends after its last whole word.
std::string excerpt_of(const model::Evidence& evidence) {
  constexpr std::size_t kKept = 196;  // the least a cut one has: 200 bytes less a split character
  const std::string text = one_line(evidence.excerpt);
  if (evidence.excerpt.size() < kKept || text.ends_with('.') || text.ends_with('!') || text.ends_with('?'))
    return text;
  return shortened(text + " ...", base::display_width(text));
}

std::string candidate_text(const model::Candidate& candidate, bool is_chosen, const Style& style) {
  constexpr int kIndent = 10;
  const std::string space(kIndent, ' ');
  const int width = style.width - kIndent;
  std::string text = fmt::format("  {:<8}{}  ({}, {})  {}\n", is_chosen ? "chosen" : "other",
                                 when_text(candidate.when, style), model::to_string(candidate.ledger),
                                 model::to_string(candidate.state), one_line(candidate.rule));
  if (is_chosen) text = tinted(style, Tint::green, text.substr(0, text.size() - 1)) + '\n';
  std::string source = place_text(candidate.evidence);
  if (!candidate.evidence.excerpt.empty()) source += fmt::format(": \"{}\"", excerpt_of(candidate.evidence));
  text += space + wrapped(source, width, kIndent) + '\n';
  text += space + wrapped(basis_of(candidate.when), width, kIndent) + '\n';
  if (!candidate.when.reason.empty())
    text += space + wrapped(one_line(candidate.when.reason), width, kIndent) + '\n';
  for (const base::Reading& reading : candidate.when.rejected) {
    base::Moment moment;
    moment.utc = reading.utc;
    moment.local = reading.local;
    moment.resolution = candidate.when.resolution;
    const std::string line =
        fmt::format("rejected {}: {}", when_text(moment, style), one_line(reading.reason));
    text += space + wrapped(line, width, kIndent) + '\n';
  }
  return text;
}

std::string milestone_chain(const model::Incident& incident, MilestoneKind kind, const Style& style) {
  const Milestone& milestone = incident.milestone(kind);
  std::string text =
      tinted(style, Tint::bold,
             fmt::format("{}: {}", words(model::to_string(kind)), milestone_text(milestone, style)));
  text += fmt::format(" ({})\n", words(model::to_string(milestone.state)));
  if (!milestone.rule.empty() && !milestone.candidates.empty())
    text += "  " + wrapped("rule: " + one_line(milestone.rule), style.width - 4, 4) + '\n';
  if (!milestone.detail.empty())
    text += "  " + wrapped("kind: " + one_line(milestone.detail), style.width - 4, 4) + '\n';
  bool is_first =
      milestone.state == model::MilestoneState::recorded || milestone.state == model::MilestoneState::bounded;
  for (const model::Candidate& candidate : milestone.candidates) {
    text += candidate_text(candidate, is_first, style);
    is_first = false;
  }
  if (milestone.candidates.empty()) {
    const std::string why = milestone.rule.empty() ? "no source tells it" : one_line(milestone.rule);
    text += "  " + wrapped(why, style.width - 4, 4) + '\n';
  }
  return text;
}

// The edges that logs can show.
bool tells_impact(const std::set<MilestoneKind>& kinds) {
  return kinds.count(MilestoneKind::impact_start) > 0 || kinds.count(MilestoneKind::impact_end) > 0 ||
         kinds.count(MilestoneKind::recovered) > 0;
}

Json candidate_json(const model::Candidate& candidate) {
  Json json = {{"state", model::to_string(candidate.state)},
               {"ledger", model::to_string(candidate.ledger)},
               {"rule", candidate.rule},
               {"when", model::moment_to_json(candidate.when)},
               {"evidence", evidence_json(candidate.evidence)}};
  return json;
}

}  // namespace

Subject whole_incident() {
  Subject subject;
  for (int i = 0; i < model::kMetricCount; ++i) subject.metrics.push_back(static_cast<model::MetricKind>(i));
  for (int i = 0; i < model::kMilestoneCount; ++i)
    subject.milestones.push_back(static_cast<MilestoneKind>(i));
  return subject;
}

std::string explain_text(const model::Incident& incident, const Subject& subject, const Style& style) {
  std::string text = fmt::format("{}\n{}, times in {}\n", tinted(style, Tint::bold, title_of(incident)),
                                 incident.id, zone_label(style));
  for (const model::MetricKind kind : subject.metrics) text += '\n' + metric_text(incident, kind, style);
  const std::set<MilestoneKind> kinds = milestones_of(subject);
  std::vector<std::string> silent;  // of the whole incident; one that was asked for has its block
  for (const MilestoneKind kind : kinds) {
    const Milestone& milestone = incident.milestone(kind);
    const bool is_silent = milestone.state == model::MilestoneState::unknown && milestone.candidates.empty();
    if (is_silent && kinds.size() == model::kMilestoneCount)
      silent.push_back(words(model::to_string(kind)));
    else
      text += '\n' + milestone_chain(incident, kind, style);
  }
  if (tells_impact(kinds)) {
    for (const model::ObservedWindow& window : incident.observed)
      text += '\n' + observed_chain(window, style);
  }
  if (kinds.count(MilestoneKind::trigger) > 0)
    text += '\n' + suspicion_table(incident.trigger, SuspicionOf::trigger, style);
  if (kinds.count(MilestoneKind::mitigated) > 0)
    text += '\n' + suspicion_table(incident.mitigation, SuspicionOf::mitigation, style);
  text += corrections_section(incident, style);
  if (!silent.empty())
    text += '\n' + wrapped("not known: " + base::join(silent, ", "), style.width - 2, 2) + '\n';
  return text;
}

std::string explain_json(const model::Incident& incident, const Subject& subject) {
  Json json = {{"id", incident.id}, {"title", base::to_valid_utf8(title_of(incident))}};
  const Json metrics = metrics_json(incident);
  json["metrics"] = Json::object();
  for (const model::MetricKind kind : subject.metrics) {
    const std::string name(model::to_string(kind));
    json["metrics"][name] = metrics.at(name);
  }
  json["milestones"] = Json::object();
  for (const MilestoneKind kind : milestones_of(subject)) {
    const Milestone& milestone = incident.milestone(kind);
    Json one = {{"state", model::to_string(milestone.state)}};
    one["when"] = milestone.when ? model::moment_to_json(*milestone.when) : Json(nullptr);
    one["rule"] = milestone.rule;
    if (!milestone.detail.empty()) one["detail"] = milestone.detail;
    one["candidates"] = Json::array();
    for (const model::Candidate& candidate : milestone.candidates)
      one["candidates"].push_back(candidate_json(candidate));
    json["milestones"][std::string(model::to_string(kind))] = std::move(one);
  }
  json["observed"] = Json::array();
  if (tells_impact(milestones_of(subject))) {
    for (const model::ObservedWindow& window : incident.observed)
      json["observed"].push_back(observed_json(window));
  }
  if (milestones_of(subject).count(MilestoneKind::trigger) > 0)
    json["trigger"] = suspicion_json(incident.trigger, SuspicionOf::trigger);
  if (milestones_of(subject).count(MilestoneKind::mitigated) > 0)
    json["mitigation"] = suspicion_json(incident.mitigation, SuspicionOf::mitigation);
  json["corrections"] = Json::array();
  for (const model::Correction& correction : incident.corrections)
    json["corrections"].push_back(correction_json(correction));
  return printed(json);
}

}  // namespace faultline::render
