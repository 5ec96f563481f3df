#include "render/timeline_page.hpp"

#include <fmt/format.h>

#include "render/overview.hpp"
#include "render/page/canvas.hpp"
#include "render/page/escape.hpp"
#include "render/page/page_frame.hpp"
#include "render/page/page_tables.hpp"
#include "render/page/picture.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

std::string fact(std::string_view name, const std::string& value) {
  if (value.empty()) return "";
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), escaped(value));
}

std::string facts_html(const model::Incident& incident, const Style& style) {
  const Overview overview = overview_of(incident, style);
  std::string text = "<dl class=\"facts\">\n";
  text += fmt::format("<div><dt>worst level</dt><dd><span class=\"level {}\">{}</span></dd></div>\n",
                      class_of(overview.level), escaped(level_text(overview.level)));
  text += fact("start", overview.start);
  text += fact("length", overview.length);
  text += fact("where", overview.clusters);
  const model::Metric& notify = incident.metric(model::MetricKind::time_to_notify);
  if (notify.state == model::MetricState::known || notify.state == model::MetricState::ranged)
    text += fact("told to customers after", one_line(model::describe(notify)));
  text += fact("state", state_text(incident));
  return text + "</dl>\n";
}

std::string picture_html(const model::Incident& incident, const Style& style) {
  const Picture picture = picture_of(incident, style);
  if (picture.svg.empty())
    return "<p class=\"quiet\">No source tells when anything happened: there is no picture.</p>\n";
  std::string text =
      "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"Picture of the timeline, scrolls "
      "sideways "
      "where the screen is narrow\">\n" +
      picture.svg + "</div>\n<ul class=\"legend\">\n" + picture.legend + "</ul>\n";
  if (picture.beyond > 0) {
    text += fmt::format(
        "<p class=\"quiet\">{} further from the incident than the axis reaches: see the table.</p>\n",
        picture.beyond == 1 ? "One fact lies" : fmt::format("{} facts lie", picture.beyond));
  }
  return text;
}

}  // namespace

std::string timeline_html(const model::Incident& incident, const Style& style) {
  const std::string title = escaped(title_of(incident));
  std::string page = page_begin(title_of(incident));
  const std::string organisation = one_line(incident.organisation.label);
  page += fmt::format("<h1>{}</h1>\n<p class=\"quiet\">{}{} &middot; times in {}</p>\n", title,
                      organisation.empty() ? "" : escaped(organisation) + " &middot; ", escaped(incident.id),
                      escaped(zone_label(style)));
  page += facts_html(incident, style);
  page += picture_html(incident, style);
  page += suspicion_html(incident, style);
  page += findings_html(incident);
  page += windows_html(incident, style);
  page += metrics_html(incident);
  page += observed_html(incident, style);
  page += happenings_html(incident, style);
  return page + page_end();
}

}  // namespace faultline::render
