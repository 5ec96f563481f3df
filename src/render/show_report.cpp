#include "render/show_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "render/json.hpp"
#include "render/observed_text.hpp"
#include "render/overview.hpp"
#include "render/suspicion_text.hpp"
#include "render/table.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

std::string heading(const Style& style, std::string_view text) {
  return '\n' + tinted(style, Tint::bold, text) + '\n';
}

// The table without its header, behind two spaces.
std::string rows_of(const Table& table, const Style& style) {
  Style narrower = style;
  narrower.width -= 2;
  const std::string text = to_text(table, narrower);
  std::string out;
  bool is_header = true;
  for (const std::string_view line : base::split_lines(text)) {
    if (!is_header || !table.columns.front().title.empty()) out += "  " + std::string(line) + '\n';
    is_header = false;
  }
  return out;
}

std::string words(std::string_view name) {
  return base::replace_all(std::string(name), "_", " ");
}

std::vector<const model::Source*> sources_of(const model::Report& report, const model::Incident& incident) {
  std::vector<const model::Source*> sources;
  for (const model::Source& source : report.sources) {
    const auto& digests = incident.source_digests;
    if (std::find(digests.begin(), digests.end(), source.digest) != digests.end()) sources.push_back(&source);
  }
  std::sort(sources.begin(), sources.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  return sources;
}

std::string header(const model::Report& report, const model::Incident& incident, const Style& style) {
  std::string text = tinted(style, Tint::bold, title_of(incident)) + '\n';
  const auto line = [&](std::string_view label, const std::string& value) {
    constexpr int kIndent = 14;
    if (!value.empty())
      text += fmt::format("{:<{}}{}\n", label, kIndent, wrapped(value, style.width - kIndent, kIndent));
  };
  line("id", incident.id);
  line("organisation",
       incident.organisation.is_known() ? one_line(incident.organisation.label) : "not known");
  line("scope", scopes_text(incident.scopes));
  line("state", state_text(incident));
  line("cause", one_line(incident.cause));
  std::vector<std::string> names;
  for (const model::Source* source : sources_of(report, incident)) {
    names.push_back(fmt::format("{} ({})", one_line(source->name), source->reader));
  }
  line("sources", base::join(names, ", "));
  line("grouped by", one_line(incident.grouping));
  return text;
}

std::string_view mark_of(model::MilestoneState state) {
  switch (state) {
    case model::MilestoneState::recorded:
      return "recorded";
    case model::MilestoneState::bounded:
      return "bounded";
    case model::MilestoneState::pending:
      return "pending";
    case model::MilestoneState::not_applicable:
      return "n/a";
    case model::MilestoneState::invalid:
      return "invalid";
    case model::MilestoneState::unknown:
      break;
  }
  return "-";
}

}  // namespace

std::string windows_section(const model::Incident& incident, const Style& style) {
  if (incident.windows.empty())
    return heading(style, "impact windows") + "  not known: no source tells of an impact\n";
  Table table;
  table.columns = {{"ledger"},
                   {"level"},
                   {fmt::format("when ({})", zone_label(style))},
                   {"length", Align::right},
                   {"scope", Align::left, 24, Overflow::wraps}};
  constexpr std::size_t kScopeWidth = 40;  // a longer list is in the header
  for (const model::ImpactWindow& window : incident.windows) {
    table.rows.push_back({{std::string(model::to_string(window.ledger))},
                          {level_text(window.level), tint_of(window.level)},
                          {window_text(window, style)},
                          {length_text(window, style)},
                          {scopes_text(window.scopes, kScopeWidth)}});
  }
  return heading(style, "impact windows") + rows_of(table, style);
}

std::string milestones_section(const model::Incident& incident, const Style& style) {
  Table table;
  table.columns = {{"milestone"},
                   {fmt::format("when ({})", zone_label(style))},
                   {"state"},
                   {"source", Align::left, 16},
                   {"why", Align::left, 24, Overflow::wraps}};
  std::vector<std::string> silent;
  for (int i = 0; i < model::kMilestoneCount; ++i) {
    const auto kind = static_cast<model::MilestoneKind>(i);
    const model::Milestone& milestone = incident.milestone(kind);
    if (milestone.state == model::MilestoneState::unknown) {
      silent.push_back(words(model::to_string(kind)));
      continue;
    }
    const bool has_source = milestone.when && !milestone.candidates.empty();
    const std::string why =
        milestone.detail.empty() ? milestone.rule : milestone.detail + "; " + milestone.rule;
    table.rows.push_back({{words(model::to_string(kind))},
                          {milestone_text(milestone, style)},
                          {std::string(mark_of(milestone.state))},
                          {has_source ? place_text(milestone.candidates.front().evidence) : "-"},
                          {why}});
  }
  std::string text = heading(style, "milestones");
  if (!table.rows.empty()) text += rows_of(table, style);
  if (!silent.empty())
    text += "  " + wrapped("not known: " + base::join(silent, ", "), style.width - 4, 4) + '\n';
  return text;
}

std::string metrics_section(const model::Incident& incident, const Style& style) {
  Table table;
  table.columns = {{"metric"}, {"from"}, {"to"}, {"value", Align::left, 24, Overflow::wraps}};
  for (int i = 0; i < model::kMetricCount; ++i) {
    const auto kind = static_cast<model::MetricKind>(i);
    const model::Metric& metric = incident.metric(kind);
    const model::MetricEnds ends = model::ends_of(kind);
    const bool is_known =
        metric.state == model::MetricState::known || metric.state == model::MetricState::ranged;
    table.rows.push_back({{std::string(model::title_of(kind))},
                          {words(model::to_string(ends.from))},
                          {words(model::to_string(ends.to))},
                          {model::describe(metric), is_known ? Tint::bold : Tint::dim}});
  }
  return heading(style, "metrics") + rows_of(table, style);
}

std::string promises_section(const std::vector<model::Promise>& promises, const Style& style) {
  if (promises.empty()) return "";
  Table table;
  table.columns = {{fmt::format("posted ({})", zone_label(style))},
                   {"next update due"},
                   {"came"},
                   {"verdict"},
                   {"source", Align::left, 16}};
  int kept = 0;
  for (const model::Promise& promise : promises) {
    std::string verdict(model::to_string(promise.verdict));
    if (promise.verdict == model::Promise::Verdict::late) {
      verdict += ' ' + base::format_duration(base::Seconds(promise.late_seconds));
    }
    kept += promise.verdict == model::Promise::Verdict::kept ? 1 : 0;
    table.rows.push_back(
        {{when_text(promise.posted, style)},
         {date_and_clock(promise.due, style).clock},
         {promise.next ? date_and_clock(*promise.next, style).clock : "-"},
         {verdict, promise.verdict == model::Promise::Verdict::late ? Tint::red : Tint::plain},
         {place_text(promise.evidence)}});
  }
  return heading(style, fmt::format("promised updates: {} of {} kept", kept, promises.size())) +
         rows_of(table, style);
}

std::string durations_section(const std::vector<model::DurationAudit>& durations, const Style& style) {
  if (durations.empty()) return "";
  Table table;
  table.columns = {{"written", Align::left, 16},
                   {"length", Align::right},
                   {"verdict"},
                   {"compared with", Align::left, 24, Overflow::wraps},
                   {"source", Align::left, 16}};
  for (const model::DurationAudit& duration : durations) {
    const std::string message = compared_text(duration);
    table.rows.push_back(
        {{duration.written},
         {base::format_duration(base::Seconds(duration.seconds))},
         {words(model::to_string(duration.verdict)),
          duration.verdict == model::DurationAudit::Verdict::contradicted ? Tint::red : Tint::plain},
         {message.empty() ? "-" : message},
         {place_text(duration.evidence)}});
  }
  return heading(style, "stated durations") + rows_of(table, style);
}

std::string amounts_section(const std::vector<model::StatedAmount>& amounts, const Style& style) {
  if (amounts.empty()) return "";
  Table table;
  table.columns = {
      {"value"}, {"of what"}, {"written", Align::left, 24, Overflow::wraps}, {"source", Align::left, 16}};
  for (const model::StatedAmount& told : amounts) {
    table.rows.push_back({{model::describe(told.amount)},
                          {told.amount.noun},
                          {one_line(told.amount.written)},
                          {place_text(told.evidence)}});
  }
  return heading(style, "stated amounts") + rows_of(table, style);
}

std::string actions_section(const std::vector<model::ActionItem>& items, const Style& style) {
  if (items.empty()) return "";
  std::string text = heading(style, "action items");
  for (const model::ActionItem& item : items) {
    std::string who = item.owner.empty() ? "no owner" : "owner: " + one_line(item.owner);
    if (!item.due.empty()) who += ", due " + one_line(item.due);
    if (!item.ticket.empty()) who += ", " + one_line(item.ticket);
    if (item.state) who += fmt::format(", {}", model::to_string(*item.state));
    const std::string line = fmt::format("{} ({}; {})", one_line(item.text), who, place_text(item.evidence));
    text += "  - " + wrapped(line, style.width - 4, 4) + '\n';
  }
  return text;
}

std::string findings_section(const std::vector<model::Finding>& findings, const Style& style) {
  if (findings.empty()) return "";
  std::string text = heading(style, "findings");
  for (const model::Finding& finding : findings) {
    const auto tint = finding.severity == model::FindingSeverity::contradiction ? Tint::red
                      : finding.severity == model::FindingSeverity::warning     ? Tint::yellow
                                                                                : Tint::dim;
    std::string line = one_line(finding.message);
    if (!finding.evidence.empty()) line += fmt::format(" ({})", place_text(finding.evidence.front()));
    const std::string severity = fmt::format("{:<13} ", model::to_string(finding.severity));
    text += "  " + tinted(style, tint, severity) + wrapped(line, style.width - 16, 16) + '\n';
  }
  return text;
}

std::string show_text(const model::Report& report, const model::Incident& incident, const Style& style) {
  return header(report, incident, style) + windows_section(incident, style) +
         observed_section(incident, style) + suspicion_section(incident, style) +
         milestones_section(incident, style) + metrics_section(incident, style) +
         corrections_section(incident, style) + promises_section(incident.promises, style) +
         durations_section(incident.durations, style) + amounts_section(incident.amounts, style) +
         actions_section(incident.action_items, style) + findings_section(incident.findings, style);
}

std::string show_json(const model::Report& report, const model::Incident& incident) {
  Json json = {{"id", incident.id}, {"title", base::to_valid_utf8(title_of(incident))}};
  json["organisation"] = incident.organisation.is_known() ? Json(incident.organisation.label) : Json(nullptr);
  json["is_open"] = incident.is_open;
  json["grouping"] = incident.grouping;
  const auto list = [&](const char* key, const auto& items, const auto& to_json) {
    json[key] = Json::array();
    for (const auto& item : items) json[key].push_back(to_json(item));
  };
  list("external_ids", incident.external_ids, [](const std::string& id) { return Json(id); });
  list("sources", sources_of(report, incident), [](const model::Source* source) {
    return Json{
        {"name", base::to_valid_utf8(source->name)}, {"reader", source->reader}, {"digest", source->digest}};
  });
  list("scope", incident.scopes, scope_json);
  list("windows", incident.windows, window_json);
  json["milestones"] = milestones_json(incident, Detail::brief);
  json["metrics"] = metrics_json(incident);
  list("observed", incident.observed, observed_json);
  json["trigger"] = suspicion_json(incident.trigger, SuspicionOf::trigger);
  json["mitigation"] = suspicion_json(incident.mitigation, SuspicionOf::mitigation);
  json["cause"] = incident.cause.empty() ? Json(nullptr) : Json(base::to_valid_utf8(incident.cause));
  list("corrections", incident.corrections, correction_json);
  list("members", incident.anchors, [](const std::string& anchor) { return Json(anchor); });
  list("promises", incident.promises, promise_json);
  list("durations", incident.durations, duration_json);
  list("amounts", incident.amounts, amount_json);
  list("action_items", incident.action_items, action_item_json);
  list("findings", incident.findings, finding_json);
  return printed(json);
}

}  // namespace faultline::render
