#include "render/timeline_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "render/json.hpp"
#include "render/lanes.hpp"
#include "render/overview.hpp"
#include "render/table.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

constexpr int kMostLines = 3;  // of a row's text on a terminal; Markdown and JSON have all of it

// A row whose label says it all ("Search: major outage") has its kind as the label instead.
std::string label_of(const model::TimelineRow& row) {
  return row.label.empty() || row.text.empty() ? std::string(model::to_string(row.kind))
                                               : one_line(row.label);
}

std::string text_of(const model::TimelineRow& row) {
  std::string text = one_line(row.text.empty() ? row.label : row.text);
  // Beside the kind as the label it need not be said again.
  const std::string kind = std::string(model::to_string(row.kind)) + ": ";
  if (row.text.empty() && text.starts_with(kind)) text.erase(0, kind.size());
  return text.empty() ? "-" : text;
}

Tint tint_of_row(const model::TimelineRow& row) {
  switch (row.kind) {
    case model::TimelineRow::Kind::post:
      return Tint::cyan;
    case model::TimelineRow::Kind::deploy:
      return Tint::green;
    case model::TimelineRow::Kind::alert:
      return Tint::red;
    case model::TimelineRow::Kind::component:
      return Tint::yellow;
    default:
      return Tint::plain;
  }
}

// The edges of the windows as rows, for sources that tell of an impact without a timeline.
std::vector<model::TimelineRow> edges_of(const model::Incident& incident) {
  std::vector<model::TimelineRow> rows;
  const auto add = [&](const model::ImpactWindow& window, const base::Moment& when, std::string_view what) {
    model::TimelineRow row;
    row.when = when;
    row.label = model::to_string(window.ledger);
    row.text = fmt::format("{} {}: {}", level_text(window.level), what, scopes_text(window.scopes, 60));
    if (!window.evidence.empty()) row.evidence = window.evidence.front();
    rows.push_back(std::move(row));
  };
  for (const model::ImpactWindow& window : incident.windows) {
    if (window.ledger == model::Ledger::fused) continue;  // made of the others
    add(window, window.start, "begins");
    if (window.end) add(window, *window.end, "ends");
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return base::earlier(a.when, b.when); });
  return rows;
}

std::string rows_text(const std::vector<model::TimelineRow>& rows, const Style& style) {
  std::size_t clock_width = 5, label_width = 4;
  for (const model::TimelineRow& row : rows) {
    clock_width = std::max(clock_width, date_and_clock(row.when, style).clock.size());
    label_width = std::max(label_width, base::display_width(label_of(row)));
  }
  label_width = std::min<std::size_t>(label_width, 28);
  const int indent = static_cast<int>(clock_width + label_width) + 4;

  std::string text, date = "-";
  for (const model::TimelineRow& row : rows) {
    const DateAndClock at = date_and_clock(row.when, style);
    if (at.date != date) {
      date = at.date;
      text += '\n' + tinted(style, Tint::bold, date.empty() ? "time not known" : date) + '\n';
    }
    std::string label = base::ellipsize(label_of(row), label_width);
    const std::string space(label_width - std::min(label_width, base::display_width(label)), ' ');
    std::string body = text_of(row);
    if (at.clock == "?" && !row.when.written.empty())
      body = fmt::format("'{}' {}", one_line(row.when.written), body);
    std::string lines = wrapped(body, style.width - indent, indent, kMostLines);
    const std::string place = '[' + place_text(row.evidence) + ']';
    const std::size_t last_line = lines.rfind('\n') == std::string::npos ? 0 : lines.rfind('\n') + 1;
    const std::size_t used = base::display_width(std::string_view(lines).substr(last_line)) +
                             (last_line == 0 ? static_cast<std::size_t>(indent) : 0);
    const bool has_room =
        used + 1 + base::display_width(place) <= static_cast<std::size_t>(std::max(0, style.width));
    lines += has_room ? " " : '\n' + std::string(static_cast<std::size_t>(indent), ' ');
    lines += tinted(style, Tint::dim, place);
    text += fmt::format("{:<{}}  {}{}  {}\n", at.clock, clock_width, tinted(style, tint_of_row(row), label),
                        space, lines);
  }
  return text;
}

}  // namespace

std::string timeline_text(const model::Incident& incident, const Style& style) {
  std::string text = tinted(style, Tint::bold, title_of(incident)) + '\n';
  text += fmt::format("{}, times in {}\n", incident.id, zone_label(style));
  const std::string lanes = lanes_text(incident, style);
  if (!lanes.empty()) text += '\n' + lanes;
  if (!incident.timeline.empty()) return text + rows_text(incident.timeline, style);
  const std::vector<model::TimelineRow> edges = edges_of(incident);
  if (edges.empty()) return text + "\nno rows: no source tells what happened when\n";
  return text + rows_text(edges, style);
}

std::string timeline_markdown(const model::Incident& incident, const Style& style) {
  Table table;
  table.columns = {{fmt::format("time ({})", zone_label(style))}, {"what"}, {"text"}, {"source"}};
  for (const model::TimelineRow& row : incident.timeline) {
    table.rows.push_back(
        {{when_text(row.when, style)}, {label_of(row)}, {text_of(row)}, {model::to_string(row.evidence)}});
  }
  return to_markdown(table);
}

std::string timeline_json(const model::Incident& incident) {
  Json json = {{"id", incident.id}, {"title", base::to_valid_utf8(title_of(incident))}};
  json["windows"] = Json::array();
  for (const model::ImpactWindow& window : incident.windows) json["windows"].push_back(window_json(window));
  json["rows"] = Json::array();
  for (const model::TimelineRow& row : incident.timeline) {
    Json one = {{"when", moment_json(row.when)},
                {"kind", model::to_string(row.kind)},
                {"label", base::to_valid_utf8(row.label)},
                {"text", base::to_valid_utf8(row.text)},
                {"evidence", evidence_json(row.evidence)}};
    json["rows"].push_back(std::move(one));
  }
  return printed(json);
}

}  // namespace faultline::render
