// The parts of a draft that audit: SLA, promises, stated durations, findings, action items.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/draft_facts.hpp"
#include "render/markdown_escape.hpp"
#include "render/overview.hpp"
#include "render/sla_text.hpp"
#include "render/when.hpp"

namespace faultline::render {
namespace {

DraftValue markdown_value() {
  return {DraftValue::Kind::markdown, {}, false, {}};
}

std::string verdict_words(const model::SlaRow& row) {
  std::string text(model::to_string(row.verdict));
  if (!row.depends_on.empty()) text += " on " + row.depends_on;
  if (row.is_provisional) text += " (provisional)";
  return text;
}

std::int64_t share_of(const model::SlaRow& row, const std::string& incident_id) {
  std::int64_t sum = 0;
  for (const auto& share : row.shares)
    if (share.incident_id == incident_id) sum += share.bad;
  return sum;
}

bool is_in_period(const model::ImpactWindow& window, const model::SlaRow& row) {
  if (!window.start.utc) return false;
  const bool ends_before = window.end && window.end->utc && window.end->utc->latest < row.period_start;
  return window.start.utc->earliest < row.period_end && !ends_before;
}

bool is_about(const model::Incident& incident, const model::SlaRow& row) {
  const auto is_same = [&](const model::Name& organisation, const model::Scope& scope) {
    const model::Name& owner = scope.organisation.is_known() ? scope.organisation : organisation;
    return owner == row.scope.organisation && scope.cluster == row.scope.cluster &&
           (scope.service == row.scope.service ||
            (scope.cluster.is_known() && !row.scope.service.is_known()));
  };
  if (incident.scopes.empty()) return is_same(incident.organisation, {});
  return std::any_of(incident.scopes.begin(), incident.scopes.end(),
                     [&](const auto& scope) { return is_same(incident.organisation, scope); });
}

}  // namespace

std::vector<const model::SlaRow*> sla_rows(const model::Incident& incident, const model::SlaResult& sla) {
  const bool has_placed = std::any_of(incident.windows.begin(), incident.windows.end(),
                                      [](const auto& window) { return window.start.utc.has_value(); });
  std::vector<const model::SlaRow*> rows;
  for (const model::SlaRow& row : sla.rows) {
    const bool is_then =
        !has_placed || std::any_of(incident.windows.begin(), incident.windows.end(),
                                   [&](const auto& window) { return is_in_period(window, row); });
    if (is_then && (is_about(incident, row) || share_of(row, incident.id) > 0)) rows.push_back(&row);
  }
  return rows;
}

DraftValue sla_table(const model::Incident& incident, const model::SlaResult& sla, bool is_short) {
  MarkdownTable table(
      is_short ? std::vector<std::string>{"Scope", "Month", "Availability", "Budget burned", "Target"}
               : std::vector<std::string>{"Scope", "Month", "Down", "Availability", "Target", "Budget",
                                          "Burned", "By this incident", "Verdict"});
  DraftValue value = markdown_value();
  for (const model::SlaRow* row : sla_rows(incident, sla)) {
    const std::string scope = model::to_string(row->scope);
    const SlaText text = sla_text(*row, sla.policy_of(*row).decimals);
    const std::string down = with_unit(*row, text.down), availability = text.availability + " %",
                      burned = text.burned + " %";
    const std::string target =
        fmt::format("{} %{}", row->objective.target_text, row->objective.is_default ? " (default)" : "");
    const std::string verdict = escape_cell(verdict_words(*row));
    if (is_short)
      table.add(
          {escape_cell(scope), row->period, availability, burned, fmt::format("{}: {}", target, verdict)});
    else
      table.add({escape_cell(scope), row->period, down, availability, target,
                 with_unit(*row, amount_text(*row, row->budget)), burned,
                 burned_percent(*row, share_of(*row, incident.id)) + " %", verdict});
    const std::string fact = fmt::format("{} {}", scope, row->period);
    add_fact(value.facts, fact + " availability", availability);
    add_fact(value.facts, fact + " burned", burned);
    if (!is_short) add_fact(value.facts, fact + " down", down);
  }
  value.text = table.text("not known: no SLA row is about this incident's scopes and months");
  if (!is_short) {
    for (const model::Policy& policy : sla.policies)
      value.text += fmt::format("\n\nPolicy {}: {} ledger, periods in {}, percentages truncated.",
                                escape_inline(policy.name), model::to_string(policy.ledger),
                                escape_inline(policy.zone));
    // Of the notes, those about this incident; the whole list is printed by the sla command.
    const std::string own = fmt::format("incident '{}'", incident.id);
    for (const std::string& note : sla.notes)
      if (note.starts_with(own))
        value.text += fmt::format("\n\nNote: {}.", escape_inline(note.substr(own.size() + 2)));
  }
  return value;
}

DraftValue promises_table(const model::Incident& incident, const Style& style) {
  MarkdownTable table({"Posted (UTC)", "Promise", "Due", "Next post", "Verdict", "Source"});
  DraftValue value = markdown_value();
  std::size_t late = 0;
  for (const model::Promise& promise : incident.promises) {
    std::string verdict(model::to_string(promise.verdict));
    if (promise.verdict == model::Promise::Verdict::late) {
      ++late;
      verdict += " by " + base::format_duration(base::Seconds{promise.late_seconds});
    }
    table.add({escape_cell(when_text(promise.posted, style)), escape_cell(promise.text),
               escape_cell(when_text(promise.due, style)),
               promise.next ? escape_cell(when_text(*promise.next, style)) : "none", verdict,
               escape_cell(place_text(promise.evidence))});
  }
  value.text = table.text("none was promised");
  if (!incident.promises.empty())
    value.text += fmt::format("\n\nLate: {} of {}.", late, incident.promises.size());
  return value;
}

DraftValue durations_table(const model::Incident& incident) {
  MarkdownTable table({"As written", "Verdict", "Compared with", "Source"});
  DraftValue value = markdown_value();
  for (const model::DurationAudit& audit : incident.durations) {
    table.add({escape_cell(audit.written), base::spaced(model::to_string(audit.verdict)),
               escape_cell(compared_text(audit)), escape_cell(place_text(audit.evidence))});
  }
  value.text = table.text("no duration is stated");
  return value;
}

DraftValue amounts_table(const model::Incident& incident) {
  MarkdownTable table({"Value", "Of what", "As written", "Source"});
  DraftValue value = markdown_value();
  for (const model::StatedAmount& told : incident.amounts) {
    const std::string amount = model::describe(told.amount);
    table.add({escape_cell(amount), escape_cell(told.amount.noun), escape_cell(told.amount.written),
               escape_cell(place_text(told.evidence))});
    add_fact(value.facts, "amount of " + told.amount.noun, amount);
  }
  value.text = table.text("no source tells how much");
  return value;
}

DraftValue findings_list(const model::Incident& incident) {
  DraftValue value = markdown_value();
  for (const model::Finding& finding : incident.findings) {
    std::vector<std::string> places;
    for (const model::Evidence& evidence : finding.evidence) {
      std::string place = escape_inline(place_text(evidence));
      if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(std::move(place));
    }
    if (!value.text.empty()) value.text += '\n';
    value.text +=
        fmt::format("- **{}**: {}{}", model::to_string(finding.severity), escape_cell(finding.message),
                    places.empty() ? "" : fmt::format(" ({})", base::join(places, ", ")));
  }
  if (value.text.empty()) value.text = "*nothing to check was found*";
  return value;
}

DraftValue action_items_list(const model::Incident& incident) {
  DraftValue value = markdown_value();
  for (const model::ActionItem& item : incident.action_items) {
    if (!value.text.empty()) value.text += '\n';
    const bool is_done = item.state == model::ActionState::done;
    value.text += fmt::format(
        "- [{}] {} (owner: {}; due: {}; {})", is_done ? 'x' : ' ', escape_cell(item.text),
        item.owner.empty() ? "not known" : escape_inline(item.owner),
        item.due.empty() ? "not known" : escape_inline(item.due), escape_inline(place_text(item.evidence)));
  }
  if (value.text.empty()) value.text = "*no source names one*";
  return value;
}

}  // namespace faultline::render
