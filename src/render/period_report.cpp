#include "render/period_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/markdown_escape.hpp"
#include "render/metrics_report.hpp"
#include "render/overview.hpp"
#include "render/sla_report.hpp"
#include "render/sla_text.hpp"
#include "render/when.hpp"

namespace faultline::render {
namespace {

using model::PeriodChapter;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return count == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}", count, many);
}

std::string known_or_dash(const model::Metric& metric) {
  if (metric.state == model::MetricState::known || metric.state == model::MetricState::ranged)
    return one_line(model::describe(metric));
  return metric.state == model::MetricState::pending ? "open" : "-";
}

ReportSection incidents_section(const PeriodChapter& chapter, const Style& style) {
  ReportSection section{"Incidents", {}, {}};
  if (chapter.incidents.empty()) {
    section.sentences.emplace_back("No incident began in the period.");
    return section;
  }
  Table table;
  table.columns = {{"incident", Align::left, 20}, {fmt::format("start ({})", zone_label(style))},
                   {"duration", Align::right},    {"level"},
                   {"where", Align::left, 10},    {"detected after"},
                   {"mitigated after"},           {"title", Align::left, 20}};
  for (const model::Incident* incident : chapter.incidents) {
    const Overview overview = overview_of(*incident, style);
    table.rows.push_back({{incident->id, Tint::bold},
                          {overview.start},
                          {overview.length},
                          {overview.level_text, tint_of(overview.level)},
                          {overview.clusters},
                          {known_or_dash(incident->metric(model::MetricKind::time_to_detect))},
                          {known_or_dash(incident->metric(model::MetricKind::time_to_mitigate))},
                          {overview.title}});
  }
  const auto open = std::count_if(chapter.incidents.begin(), chapter.incidents.end(),
                                  [](const model::Incident* each) { return each->is_open; });
  section.sentences.push_back(counted(chapter.incidents.size(), "incident", "incidents") +
                              (open > 0 ? fmt::format(", {} still open.", open) : std::string(".")));
  section.tables.push_back(std::move(table));
  return section;
}

ReportSection times_section(const PeriodChapter& chapter, const model::PeriodReport& report) {
  ReportSection section{"Times", metrics_sentences(chapter.statistics), {}};
  if (chapter.statistics.incidents.empty()) {
    section.sentences = {"No incident, no times."};
    return section;
  }
  section.sentences.push_back(metrics_method(report.statistics));
  section.tables.push_back(metrics_table(chapter.statistics));
  return section;
}

ReportSection sla_section(const PeriodChapter& chapter, const model::PeriodReport& report) {
  ReportSection section{"Availability", {}, {}};
  if (chapter.sla.empty()) {
    section.sentences.emplace_back("No row: nothing tells of an availability here.");
    return section;
  }
  const auto breached = std::count_if(chapter.sla.begin(), chapter.sla.end(), [](const model::SlaRow* row) {
    return row->verdict == model::SlaRow::Verdict::breached;
  });
  section.sentences.push_back(fmt::format("{} of {} objectives breached.", breached, chapter.sla.size()));
  Table table;
  table.columns = {{"period"},      {"organisation", Align::left, 12},
                   {"cluster"},     {"service", Align::left, 16},
                   {"available %"}, {"down"},
                   {"burned %"},    {"objective"},
                   {"verdict"}};
  for (const model::SlaRow* row : chapter.sla) {
    const SlaText text = sla_text(*row, report.sla.policy_of(*row).decimals);
    table.rows.push_back({{row->period},
                          {row->scope.organisation.is_known() ? row->scope.organisation.label : "-"},
                          {place_of(*row)},
                          {service_of(*row)},
                          {text.availability},
                          {with_unit(*row, text.down)},
                          {text.burned},
                          {objective_text(row->objective)},
                          {verdict_text(*row), tint_of(*row)}});
  }
  section.tables.push_back(std::move(table));
  return section;
}

ReportSection recurrences_section(const PeriodChapter& chapter) {
  ReportSection section{"What came back", {}, {}};
  if (chapter.recurrences.empty()) {
    section.sentences.emplace_back(
        "No cause, kind of trigger or deploy is known of two incidents. Causes are set with faultline "
        "annotate.");
    return section;
  }
  Table table;
  table.columns = {
      {"what"}, {"name", Align::left, 16}, {"times", Align::right}, {"incidents", Align::left, 20}};
  for (const model::Recurrence& each : chapter.recurrences) {
    std::vector<std::string> ids;
    for (const model::Incident* incident : each.incidents) ids.push_back(incident->id);
    table.rows.push_back({{std::string(model::to_string(each.kind))},
                          {each.name},
                          {std::to_string(ids.size())},
                          {base::join(ids, ", ")}});
  }
  section.tables.push_back(std::move(table));
  return section;
}

ReportSection promises_section(const PeriodChapter& chapter, const Style& style) {
  ReportSection section{"Promised updates", {}, {}};
  const std::int64_t all = chapter.promises_kept + chapter.promises_late + chapter.promises_open;
  section.sentences.push_back(
      all == 0
          ? std::string("No post promised a next update.")
          : fmt::format("{} of {} promised updates kept, {} late{}.", chapter.promises_kept, all,
                        chapter.promises_late,
                        chapter.promises_open > 0 ? fmt::format(", {} open", chapter.promises_open) : ""));
  if (chapter.late.empty()) return section;
  Table table;
  table.columns = {
      {"incident", Align::left, 20}, {"due"}, {"late by", Align::right}, {"promise", Align::left, 24}};
  for (const model::LatePromise& each : chapter.late)
    table.rows.push_back({{each.incident->id},
                          {when_text(each.promise->due, style)},
                          {base::format_duration(std::chrono::seconds(each.promise->late_seconds))},
                          {one_line(each.promise->text)}});
  section.tables.push_back(std::move(table));
  return section;
}

ReportSection actions_section(const PeriodChapter& chapter) {
  ReportSection section{"Open action items", {}, {}};
  section.sentences.push_back(fmt::format("{} not told to be done ({} without any state), {} done.",
                                          chapter.actions.size(), chapter.actions_without_state,
                                          chapter.actions_done));
  if (chapter.actions.empty()) return section;
  Table table;
  table.columns = {{"incident", Align::left, 20}, {"due"}, {"owner"}, {"ticket"}, {"what", Align::left, 24}};
  for (const model::OpenAction& each : chapter.actions)
    table.rows.push_back(
        {{each.incident->id},
         {each.item->due.empty() ? "-" : each.item->due + (each.is_overdue ? " (overdue)" : ""),
          each.is_overdue ? Tint::red : Tint::plain},
         {each.item->owner.empty() ? "-" : each.item->owner},
         {each.item->ticket.empty() ? "-" : each.item->ticket},
         {one_line(each.item->text)}});
  section.tables.push_back(std::move(table));
  return section;
}

ReportSection findings_section(const PeriodChapter& chapter) {
  ReportSection section{"To look at", {}, {}};
  if (chapter.findings.empty()) {
    section.sentences.emplace_back("No contradiction and no warning.");
    return section;
  }
  Table table;
  table.columns = {{"incident", Align::left, 20}, {"severity"}, {"rule"}, {"message", Align::left, 24}};
  for (const model::NotableFinding& each : chapter.findings)
    table.rows.push_back({{each.incident->id},
                          {std::string(model::to_string(each.finding->severity))},
                          {each.finding->rule},
                          {one_line(each.finding->message)}});
  section.tables.push_back(std::move(table));
  return section;
}

std::string heading_of(const model::PeriodReport& report) {
  return fmt::format("Incidents and availability, {}", report.period.label);
}

std::vector<const PeriodChapter*> chapters_of(const model::PeriodReport& report) {
  std::vector<const PeriodChapter*> chapters{&report.whole};
  for (const PeriodChapter& chapter : report.clusters) chapters.push_back(&chapter);
  return chapters;
}

std::vector<std::string> all_notes(const model::PeriodReport& report) {
  std::vector<std::string> notes = report.notes;
  for (const model::SealMark& seal : report.sla.seals) notes.push_back(seal_text(seal));
  for (const model::Policy& policy : report.sla.policies) notes.push_back(model::describe(policy));
  for (const std::string& note : notes_of(report.sla)) notes.push_back(note);
  return notes;
}

}  // namespace

std::vector<ReportSection> sections_of(const PeriodChapter& chapter, const model::PeriodReport& report,
                                       const Style& style) {
  return {incidents_section(chapter, style), times_section(chapter, report),   sla_section(chapter, report),
          recurrences_section(chapter),      promises_section(chapter, style), actions_section(chapter),
          findings_section(chapter)};
}

std::string period_report_text(const model::PeriodReport& report, const Style& style) {
  std::string text = tinted(style, Tint::bold, heading_of(report)) + '\n';
  for (const PeriodChapter* chapter : chapters_of(report)) {
    if (!chapter->title.empty())
      text += '\n' + tinted(style, Tint::bold, "== " + one_line(chapter->title)) + '\n';
    for (const ReportSection& section : sections_of(*chapter, report, style)) {
      text += '\n' + tinted(style, Tint::bold, section.heading) + '\n';
      for (const std::string& sentence : section.sentences)
        text += wrapped(one_line(sentence), style.width, 2) + '\n';
      for (const Table& table : section.tables) text += to_text(table, style);
    }
  }
  text += '\n';
  for (const std::string& note : all_notes(report))
    text += wrapped("note: " + one_line(note), style.width, 2) + '\n';
  return text;
}

std::string period_report_markdown(const model::PeriodReport& report, const Style& style) {
  std::string text = fmt::format("# {}\n", escape_inline(heading_of(report)));
  for (const PeriodChapter* chapter : chapters_of(report)) {
    const bool is_whole = chapter->title.empty();
    if (!is_whole) text += fmt::format("\n## {}\n", escape_inline(one_line(chapter->title)));
    for (const ReportSection& section : sections_of(*chapter, report, style)) {
      text += fmt::format("\n{} {}\n", is_whole ? "##" : "###", section.heading);
      for (const std::string& sentence : section.sentences)
        text += '\n' + escape_inline(one_line(sentence)) + '\n';
      for (const Table& table : section.tables) text += '\n' + to_markdown(table);
    }
  }
  text += "\n## Notes\n\n";
  for (const std::string& note : all_notes(report)) text += "- " + escape_inline(one_line(note)) + '\n';
  return text;
}

}  // namespace faultline::render
