#include "render/incidents_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "render/json.hpp"
#include "render/overview.hpp"

namespace faultline::render {

Table incidents_table(const Incidents& incidents, const Style& style) {
  Table table;
  table.columns = {
      {"id", Align::left, 0},        {fmt::format("start ({})", zone_label(style)), Align::left, 0},
      {"duration", Align::right, 0}, {"level", Align::left, 0},
      {"clusters", Align::left, 12}, {"title", Align::left, 20}};
  for (const model::Incident* incident : incidents) {
    Overview overview = overview_of(*incident, style);
    table.rows.push_back({{incident->id, Tint::bold},
                          {overview.start},
                          {overview.length, incident->is_open ? Tint::red : Tint::plain},
                          {overview.level_text, tint_of(overview.level)},
                          {overview.clusters},
                          {overview.title}});
  }
  return table;
}

std::string incidents_text(const Incidents& incidents, const Style& style) {
  const Table table = incidents_table(incidents, style);
  std::string text = to_text(table, style);
  const bool has_page_figures = std::any_of(table.rows.begin(), table.rows.end(), [](const auto& row) {
    return row[1].text.ends_with("(page)") || row[2].text.ends_with("(page)");
  });
  text += '\n' + counted(static_cast<std::int64_t>(incidents.size()), "incident", "incidents");
  if (has_page_figures) text += "; (page) = from the status page's posts, the impact itself is not known";
  return text + '\n';
}

std::string incidents_json(const Incidents& incidents) {
  Json list = Json::array();
  for (const model::Incident* incident : incidents) {
    Json one = {{"id", incident->id}, {"title", title_of(*incident)}};
    one["organisation"] =
        incident->organisation.is_known() ? Json(incident->organisation.label) : Json(nullptr);
    one["is_open"] = incident->is_open;
    one["windows"] = Json::array();
    for (const model::ImpactWindow& window : incident->windows) one["windows"].push_back(window_json(window));
    one["milestones"] = milestones_json(*incident, Detail::brief);
    one["metrics"] = metrics_json(*incident);
    list.push_back(std::move(one));
  }
  Json json = Json::object();
  json["incidents"] = std::move(list);
  return printed(json);
}

}  // namespace faultline::render
