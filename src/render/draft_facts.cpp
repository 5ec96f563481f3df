#include "render/draft_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "render/draft_quotes.hpp"
#include "render/markdown_escape.hpp"
#include "render/overview.hpp"
#include "render/suspicion_text.hpp"
#include "render/when.hpp"

namespace faultline::render {
namespace {

using model::MilestoneState;

constexpr std::size_t kFactName = 48;  // of a timeline row's words in its fact's name

DraftValue text_value(std::string text) {
  return {DraftValue::Kind::text, std::move(text), false, {}};
}

DraftValue fact_value(const std::string& name, std::string text) {
  DraftValue value = text_value(std::move(text));
  add_fact(value.facts, name, value.text);
  return value;
}

DraftValue condition(bool is_present) {
  return {DraftValue::Kind::condition, {}, is_present, {}};
}

std::string sources_of(const std::vector<model::Evidence>& evidence) {
  std::set<std::string> places;
  for (const model::Evidence& each : evidence) places.insert(escape_cell(place_text(each)));
  const std::vector<std::string> list(places.begin(), places.end());
  return base::join(list, "<br>");
}

std::vector<model::Scope> scopes_of(const model::ImpactWindow& window, const model::Incident& incident) {
  if (!window.scopes.empty()) return window.scopes;
  model::Scope scope;
  scope.organisation = incident.organisation;
  return {scope};
}

std::string end_text(const model::ImpactWindow& window, const Style& style) {
  return window.end ? when_text(*window.end, style) : "open";
}

DraftValue impact_table(const model::Incident& incident, const Style& style, bool is_short) {
  MarkdownTable table(
      is_short ? std::vector<std::string>{"Affected", "Level", "Start (UTC)", "End (UTC)", "Duration"}
               : std::vector<std::string>{"Affected", "Ledger", "Level", "Start (UTC)", "End (UTC)",
                                          "Duration", "Source"});
  DraftValue value{DraftValue::Kind::markdown, {}, false, {}};
  std::vector<const model::ImpactWindow*> windows = impact_windows(incident);
  if (!is_short) {
    windows.clear();
    for (const auto& window : incident.windows) windows.push_back(&window);
    std::stable_partition(windows.begin(), windows.end(),
                          [](const auto* window) { return window->ledger == model::Ledger::fused; });
  }
  for (const model::ImpactWindow* window : windows) {
    const std::string level = base::spaced(model::to_string(window->level));
    const std::string shown_level = window->level == model::Level::unknown ? "not known" : level;
    const std::string start = when_text(window->start, style), end = end_text(*window, style);
    const std::string length = length_text(*window, style);
    for (const model::Scope& scope : scopes_of(*window, incident)) {
      const std::string name = model::to_string(scope);
      std::vector<std::string> cells{escape_cell(name), shown_level, escape_cell(start), escape_cell(end),
                                     escape_cell(length)};
      if (!is_short) {
        cells.insert(cells.begin() + 1, std::string(model::to_string(window->ledger)));
        cells.push_back(sources_of(window->evidence));
      }
      table.add(std::move(cells));
      const std::string fact = is_short ? name : fmt::format("{} {}", model::to_string(window->ledger), name);
      add_fact(value.facts, fact + " start", start);
      add_fact(value.facts, fact + " end", end);
      add_fact(value.facts, fact + " duration", length);
    }
  }
  value.text = table.text("not known: no source tells when or where there was impact");
  return value;
}

// A postmortem that the page posted is a document of its own: a row names it, it does not repeat it.
std::string row_text(const model::TimelineRow& row) {
  constexpr std::size_t kMostOfPostmortem = 120, kMost = 300;
  const bool is_postmortem =
      row.kind == model::TimelineRow::Kind::post && base::equals_ignoring_case(row.label, "postmortem");
  const std::string line = one_line(row.text);
  const std::string cut = shortened(line, is_postmortem ? kMostOfPostmortem : kMost);
  return cut == line ? row.text : cut;
}

DraftValue timeline_table(const model::Incident& incident, const Style& style) {
  MarkdownTable table({"Time (UTC)", "What", "Source"});
  DraftValue value{DraftValue::Kind::markdown, {}, false, {}};
  for (const model::TimelineRow& row : incident.timeline) {
    const std::string when = when_text(row.when, style);
    const bool has_label = !row.label.empty() && row.label != "note";
    const std::string label = has_label ? fmt::format("**{}** ", escape_inline(row.label)) : "";
    table.add({escape_cell(when), label + escape_cell(row_text(row)), escape_cell(place_text(row.evidence))});
    const std::string words = base::squeeze(row.text.empty() ? row.label : row.text);
    add_fact(value.facts,
             fmt::format("timeline '{}'", base::ellipsize(base::to_valid_utf8(words), kFactName)), when);
  }
  value.text = table.text("not known: no source has a timeline");
  return value;
}

DraftValue metrics_table(const model::Incident& incident) {
  MarkdownTable table({"Metric", "From ... to", "Value"});
  DraftValue value{DraftValue::Kind::markdown, {}, false, {}};
  for (int i = 0; i < model::kMetricCount; ++i) {
    const auto kind = static_cast<model::MetricKind>(i);
    const auto [from, to] = model::ends_of(kind);
    const std::string printed = model::describe(incident.metric(kind));
    table.add(
        {std::string(model::title_of(kind)),
         fmt::format("{} to {}", base::spaced(model::to_string(from)), base::spaced(model::to_string(to))),
         escape_cell(printed)});
    add_fact(value.facts, std::string(model::title_of(kind)), printed);
  }
  value.text = table.text("none");
  return value;
}

std::string milestone_words(const model::Milestone& milestone, const Style& style) {
  const std::string text = milestone_text(milestone, style);
  const bool has_time = milestone.when.has_value();
  return has_time || milestone.rule.empty() ? text : fmt::format("{}: {}", text, milestone.rule);
}

DraftValue milestones_table(const model::Incident& incident, const Style& style) {
  MarkdownTable table({"Milestone", "State", "Time (UTC)", "Rule", "Source"});
  DraftValue value{DraftValue::Kind::markdown, {}, false, {}};
  for (int i = 0; i < model::kMilestoneCount; ++i) {
    const auto kind = static_cast<model::MilestoneKind>(i);
    const model::Milestone& milestone = incident.milestone(kind);
    const std::string when = milestone_words(milestone, style);
    const bool has_time = milestone.when.has_value();
    const bool has_source = has_time && !milestone.candidates.empty();
    std::string name = base::spaced(model::to_string(kind));
    if (!milestone.detail.empty()) name += fmt::format(" ({})", escape_cell(milestone.detail));
    table.add({name, base::spaced(model::to_string(milestone.state)), escape_cell(when),
               has_time ? escape_cell(milestone.rule) : "",
               has_source ? escape_cell(place_text(milestone.candidates.front().evidence)) : ""});
    add_fact(value.facts, base::spaced(model::to_string(kind)), when);
  }
  value.text = table.text("none");
  return value;
}

// What customers were told while it lasted. A postmortem that the page posted is a document of its own.
DraftValue posts_table(const model::Incident& incident, const Style& style) {
  MarkdownTable table({"Time (UTC)", "Status", "Update"});
  DraftValue value{DraftValue::Kind::markdown, {}, false, {}};
  for (const model::StatusPost& post : incident.posts) {
    if (post.status == model::PostStatus::postmortem) continue;
    const std::string when = when_text(post.when, style);
    table.add({escape_cell(when), base::spaced(model::to_string(post.status)), escape_cell(post.body)});
    add_fact(value.facts, fmt::format("post '{}'", base::ellipsize(base::squeeze(post.body), kFactName)),
             when);
  }
  value.text = table.text("not known: no status page is among the sources");
  return value;
}

// "prod-1, prod-2 / Login": each once.
std::string affected_text(const model::Incident& incident) {
  std::set<model::Scope> scopes;
  for (const model::ImpactWindow* window : impact_windows(incident))
    scopes.insert(window->scopes.begin(), window->scopes.end());
  if (scopes.empty()) scopes.insert(incident.scopes.begin(), incident.scopes.end());
  std::vector<std::string> names;
  for (const model::Scope& scope : scopes) {
    std::string name = model::to_string(scope);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  if (names.empty()) return "not known: no source names a cluster or a service";
  return base::join(names, ", ");
}

std::string level_words(const model::Incident& incident) {
  auto worst = model::Level::operational;
  bool has_unknown = false, has_known = false;
  for (const model::ImpactWindow* window : impact_windows(incident)) {
    has_unknown = has_unknown || window->level == model::Level::unknown;
    has_known = has_known || window->level != model::Level::unknown;
    if (window->level != model::Level::unknown) worst = std::max(worst, window->level);
  }
  if (!has_known) return "not known: no source tells how bad it was";
  return base::spaced(model::to_string(worst)) + (has_unknown ? " at least" : "");
}

DraftValue milestone_value(const model::Incident& incident, model::MilestoneKind kind, const Style& style) {
  const std::string text = milestone_words(incident.milestone(kind), style);
  const bool is_day_or_zoneless = text.ends_with(')') || text.starts_with("about ");
  DraftValue value = text_value(incident.milestone(kind).when && !is_day_or_zoneless ? text + " UTC" : text);
  add_fact(value.facts, base::spaced(model::to_string(kind)), text);
  return value;
}

// Which deploy did it, or ended it, with the confidence word; why not, where it was not assessed.
DraftValue suspicion_value(const std::string& name, const model::Suspicion& suspicion, SuspicionOf of,
                           const Style& style) {
  const std::string sentence = suspicion_sentence(suspicion, of, style);
  const std::string why = suspicion.reason.empty() ? "no deploy history" : suspicion.reason;
  const std::string text = sentence.empty() ? "not assessed: " + why : sentence;
  DraftValue value = text_value(text);
  add_fact(value.facts, name, text);
  return value;
}

std::string sources_text(const model::Report& report, const model::Incident& incident) {
  std::vector<std::string> names;
  for (const model::Source& source : report.sources)
    if (std::find(incident.source_digests.begin(), incident.source_digests.end(), source.digest) !=
        incident.source_digests.end())
      names.push_back(
          fmt::format("{} ({})", source.name.substr(source.name.find_last_of('/') + 1), source.reader));
  return names.empty() ? "not known" : base::join(names, ", ");
}

}  // namespace

MarkdownTable::MarkdownTable(std::vector<std::string> header) {
  rows_.push_back(std::move(header));
}

void MarkdownTable::add(std::vector<std::string> cells) {
  rows_.push_back(std::move(cells));
}

std::string MarkdownTable::text(std::string_view if_empty) const {
  if (rows_.size() == 1) return fmt::format("*{}*", if_empty);
  std::string result;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    result += fmt::format("| {} |\n", base::join(rows_[i], " | "));
    if (i > 0) continue;
    for (std::size_t column = 0; column < rows_[0].size(); ++column) result += "|---";
    result += "|\n";
  }
  result.pop_back();
  return result;
}

void add_fact(DraftFacts& facts, const std::string& name, const std::string& value) {
  if (quotes_in(value).empty()) return;
  if (facts.emplace(name, value).second) return;
  for (int number = 2;; ++number)
    if (facts.emplace(fmt::format("{} ({})", name, number), value).second) return;
}

std::vector<const model::ImpactWindow*> impact_windows(const model::Incident& incident) {
  std::vector<const model::ImpactWindow*> windows;
  for (const bool is_any : {false, true}) {
    if (!windows.empty()) break;
    for (const model::ImpactWindow& window : incident.windows)
      if (is_any || window.ledger == model::Ledger::fused) windows.push_back(&window);
  }
  return windows;
}

DraftData draft_data(const model::Report& report, const model::Incident& incident,
                     const model::SlaResult& sla) {
  Style style;
  style.zone = base::Zone::utc();
  style.now = report.now;
  style.spans_in_words = true;
  const auto metric = [&](model::MetricKind kind) {
    return fact_value(std::string(model::title_of(kind)), model::describe(incident.metric(kind)));
  };
  const auto milestone = [&](model::MilestoneKind kind) { return milestone_value(incident, kind, style); };
  const std::string title = !incident.title.empty()         ? incident.title
                            : !incident.description.empty() ? incident.description
                                                            : "not known: no source gives a title";
  DraftData data;
  data["title"] = text_value(title);
  data["incident_id"] = text_value(incident.id);
  data["external_ids"] =
      text_value(incident.external_ids.empty() ? "none" : base::join(incident.external_ids, ", "));
  data["organisation"] = text_value(incident.organisation.is_known() ? incident.organisation.label
                                                                     : "not known: no source names it");
  data["state"] = text_value(state_text(incident));
  data["affected"] = text_value(affected_text(incident));
  data["level"] = text_value(level_words(incident));
  data["sources"] = text_value(sources_text(report, incident));
  data["grouping"] = text_value(incident.grouping.empty() ? "one source" : incident.grouping);
  data["impact_start"] = milestone(model::MilestoneKind::impact_start);
  data["impact_end"] = milestone(model::MilestoneKind::impact_end);
  data["declared"] = milestone(model::MilestoneKind::declared);
  data["resolved"] = milestone(model::MilestoneKind::resolved);
  for (int i = 0; i < model::kMetricCount; ++i) {
    const auto kind = static_cast<model::MetricKind>(i);
    data[std::string(model::to_string(kind))] = metric(kind);
  }
  data["trigger"] = suspicion_value("trigger", incident.trigger, SuspicionOf::trigger, style);
  data["mitigation"] = suspicion_value("mitigation", incident.mitigation, SuspicionOf::mitigation, style);
  data["cause"] = text_value(
      incident.cause.empty() ? "not known: nobody has set it (faultline annotate --cause)" : incident.cause);
  data["impact_table"] = impact_table(incident, style, false);
  data["affected_table"] = impact_table(incident, style, true);
  data["timeline_table"] = timeline_table(incident, style);
  data["metrics_table"] = metrics_table(incident);
  data["milestones_table"] = milestones_table(incident, style);
  data["posts_table"] = posts_table(incident, style);
  data["sla_table"] = sla_table(incident, sla, false);
  data["sla_short_table"] = sla_table(incident, sla, true);
  data["promises_table"] = promises_table(incident, style);
  data["durations_table"] = durations_table(incident);
  data["amounts_table"] = amounts_table(incident);
  data["findings_list"] = findings_list(incident);
  data["action_items_list"] = action_items_list(incident);
  data["findings_count"] = text_value(fmt::format("{}", incident.findings.size()));
  data["is_open"] = condition(incident.is_open);
  data["has_promises"] = condition(!incident.promises.empty());
  data["has_durations"] = condition(!incident.durations.empty());
  data["has_amounts"] = condition(!incident.amounts.empty());
  data["has_findings"] = condition(!incident.findings.empty());
  data["has_posts"] = condition(!incident.posts.empty());
  return data;
}

}  // namespace faultline::render
