#include "render/page/page_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/overview.hpp"
#include "render/page/canvas.hpp"
#include "render/page/escape.hpp"
#include "render/page/html_table.hpp"
#include "render/suspicion_text.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::ImpactWindow;
using model::Milestone;
using model::TimelineRow;

std::string source_of(const model::Evidence& evidence) {
  // The file's own name: whole paths make the column unreadable, and each mark's hover has them.
  const bool is_told = !evidence.source_name.empty() || !evidence.source_digest.empty();
  return is_told ? place_text(evidence) : "";
}

std::string sources_of(const std::vector<model::Evidence>& all) {
  std::vector<std::string> places;
  for (const model::Evidence& evidence : all) {
    const std::string place = source_of(evidence);
    if (!place.empty() && std::find(places.begin(), places.end(), place) == places.end())
      places.push_back(place);
  }
  constexpr std::size_t kListed = 3;
  if (places.size() > kListed + 1) {
    const std::size_t more = places.size() - kListed;
    places.resize(kListed);
    places.push_back(fmt::format("and {} more", more));
  }
  return base::join(places, ", ");
}

struct Happening {
  base::Moment when;
  std::string time, kind, what, scope, source;
};

std::string what_of(const TimelineRow& row) {
  const std::string label = one_line(row.label), text = one_line(row.text);
  const bool says_it_all = label.empty() || label == model::to_string(row.kind);
  if (says_it_all) return text;
  return text.empty() ? label : label + ": " + text;
}

void add_rows(std::vector<Happening>& all, const model::Incident& incident, const Style& style) {
  for (const TimelineRow& row : incident.timeline) {
    std::string time = when_text(row.when, style);
    if (row.until) time += " to " + when_text(*row.until, style);
    all.push_back({row.when, time, std::string(model::to_string(row.kind)), what_of(row),
                   row.scopes.empty() ? "" : scopes_text(row.scopes), source_of(row.evidence)});
  }
}

void add_milestones(std::vector<Happening>& all, const model::Incident& incident, const Style& style) {
  for (const Milestone& milestone : incident.milestones) {
    if (!milestone.when) continue;
    std::string what = base::spaced(model::to_string(milestone.kind));
    if (!milestone.rule.empty()) what += ": " + one_line(milestone.rule);
    all.push_back({*milestone.when, milestone_text(milestone, style), "milestone", what, "",
                   milestone.candidates.empty() ? "" : source_of(milestone.candidates.front().evidence)});
  }
}

void add_edges(std::vector<Happening>& all, const model::Incident& incident, const Style& style) {
  const auto add = [&](const ImpactWindow& window, const base::Moment& when, std::string_view what) {
    all.push_back({when, when_text(when, style), fmt::format("{} window", model::to_string(window.ledger)),
                   level_text(window.level) + ' ' + std::string(what), scopes_text(window.scopes),
                   sources_of(window.evidence)});
  };
  for (const ImpactWindow& window : incident.windows) {
    if (window.ledger == model::Ledger::fused) continue;  // made of the others
    add(window, window.start, "begins");
    if (window.end) add(window, *window.end, "ends");
  }
}

}  // namespace

std::string happenings_html(const model::Incident& incident, const Style& style) {
  std::vector<Happening> all;
  add_rows(all, incident, style);
  add_milestones(all, incident, style);
  add_edges(all, incident, style);
  std::stable_sort(all.begin(), all.end(),
                   [](const Happening& a, const Happening& b) { return base::earlier(a.when, b.when); });
  HtmlTable table(
      {{"time", "time"}, {"kind", ""}, {"what", "words"}, {"scope", "names"}, {"source", "place"}});
  for (const Happening& row : all) table.row({row.time, row.kind, row.what, row.scope, row.source});
  return section("What happened when", table);
}

std::string windows_html(const model::Incident& incident, const Style& style) {
  HtmlTable table({{"ledger", ""},
                   {"scope", "words"},
                   {"level", ""},
                   {"window", "time"},
                   {"length", ""},
                   {"how it is known", "words"},
                   {"source", "place"}});
  for (const model::Ledger ledger :
       {model::Ledger::fused, model::Ledger::observed, model::Ledger::stated, model::Ledger::declared}) {
    for (const ImpactWindow* window : windows_of(incident, ledger)) {
      table.row({model::to_string(ledger), scopes_text(window->scopes),
                 HtmlCell{level_text(window->level), fmt::format("level {}", class_of(window->level))},
                 window_text(*window, style), length_text(*window, style), one_line(window->rule),
                 sources_of(window->evidence)});
    }
  }
  return section("Impact windows", table);
}

std::string observed_html(const model::Incident& incident, const Style& style) {
  HtmlTable table({{"scope", "names"},
                   {"channel", ""},
                   {"level", ""},
                   {"window", "time"},
                   {"recovered", "time"},
                   {"what the logs say", "words"},
                   {"source", "place"}});
  for (const model::ObservedWindow& window : incident.observed) {
    const std::string end = window.end ? when_text(*window.end, style) : "where the data ends (open)";
    table.row({one_line(model::to_string(window.scope)), model::to_string(window.channel),
               HtmlCell{level_text(window.level), fmt::format("level {}", class_of(window.level))},
               when_text(window.start, style) + " to " + end,
               window.recovered ? when_text(*window.recovered, style) : "", one_line(window.rule),
               sources_of(window.evidence)});
  }
  return section("What the logs say", table);
}

std::string metrics_html(const model::Incident& incident) {
  HtmlTable table({{"metric", ""}, {"from", ""}, {"to", ""}, {"value", "words"}});
  for (const model::Metric& metric : incident.metrics) {
    const model::MetricEnds ends = model::ends_of(metric.kind);
    table.row({model::title_of(metric.kind), base::spaced(model::to_string(ends.from)),
               base::spaced(model::to_string(ends.to)), one_line(model::describe(metric))});
  }
  return section("Metrics", table);
}

namespace {

std::string suspicion_line(std::string_view what, const model::Suspicion& suspicion, SuspicionOf of) {
  std::string line = fmt::format("{}: {}", what, verdict_text(suspicion, of));
  if (!suspicion.suspects.empty() && !suspicion.suspects.front().is_none) {
    const model::Suspect& first = suspicion.suspects.front();
    line += fmt::format(", {} ({})", one_line(first.title), share_text(first.probability));
  }
  if (!suspicion.reason.empty()) line += ": " + one_line(suspicion.reason);
  if (suspicion.base_rate)
    line += fmt::format("; {} of random instants have a deploy as near", share_text(*suspicion.base_rate));
  return fmt::format("<p>{}</p>\n", escaped(line));
}

std::string terms_of(const model::Suspect& suspect) {
  std::string text;
  for (const model::SuspicionTerm& term : suspect.terms)
    text += fmt::format("{}{} {:+.1f}: {}", text.empty() ? "" : "; ", term.name, term.value,
                        one_line(term.reason));
  return text;
}

}  // namespace

std::string suspicion_html(const model::Incident& incident, const Style& style) {
  std::string text = "<section>\n<h2>Trigger</h2>\n" +
                     suspicion_line("What set it off", incident.trigger, SuspicionOf::trigger);
  if (!incident.cause.empty())
    text += fmt::format("<p>{}</p>\n", escaped("Cause, as a person set it: " + one_line(incident.cause)));
  const bool has_mitigation = incident.mitigation.verdict != model::Suspicion::Verdict::not_assessed;
  if (has_mitigation) text += suspicion_line("What ended it", incident.mitigation, SuspicionOf::mitigation);
  HtmlTable table({{"candidate", "names"},
                   {"completed", "time"},
                   {"probability", ""},
                   {"scope", "names"},
                   {"why", "words"},
                   {"source", "place"}});
  for (const model::Suspect& suspect : incident.trigger.suspects) {
    const std::string name = suspect.is_none ? "no deploy" : one_line(suspect.title);
    const base::Moment& when = suspect.completed ? *suspect.completed : suspect.started;
    table.row({name, suspect.is_none ? "" : when_text(when, style), share_text(suspect.probability),
               suspect.scopes.empty() ? "" : scopes_text(suspect.scopes), terms_of(suspect),
               source_of(suspect.evidence)});
  }
  return text + table.html() + "</section>\n";
}

std::string findings_html(const model::Incident& incident) {
  HtmlTable table({{"severity", ""}, {"finding", "words"}, {"rule", "names"}, {"source", "place"}});
  for (const model::Finding& finding : incident.findings) {
    table.row({model::to_string(finding.severity), one_line(finding.message), finding.rule,
               sources_of(finding.evidence)});
  }
  return section("To check before it is sent", table);
}

}  // namespace faultline::render
