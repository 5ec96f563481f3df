// The site of a period report: an index, a page per incident with its timeline, a page per cluster.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "render/overview.hpp"
#include "render/page/escape.hpp"
#include "render/page/page_frame.hpp"
#include "render/period_report.hpp"
#include "render/sla_page.hpp"
#include "render/timeline_page.hpp"

namespace faultline::render {
namespace {

constexpr std::string_view kStyle = R"css(
a{color:var(--focus)}
table a{overflow-wrap:anywhere}
th{white-space:normal}
table+p{margin-top:10px}
nav ul{display:flex;flex-wrap:wrap;gap:6px 18px;list-style:none;padding:0;margin:0 0 8px}
h3{font-size:15px;margin:20px 0 6px}
)css";

std::string incident_file(const std::string& id) {
  return "incident-" + id + ".html";
}

std::string cluster_file(const std::string& slug) {
  return "cluster-" + slug + ".html";
}

// A cell that is an incident's id, or a list of them, leads to its page.
std::string cell_html(const std::string& text, const std::set<std::string>& ids) {
  std::string html;
  for (std::string_view part : base::split(text, ',')) {
    const std::string word(base::trim(part));
    if (ids.count(word) == 0) return escaped(text);
    html += fmt::format("{}<a href=\"{}\">{}</a>", html.empty() ? "" : ", ", escaped(incident_file(word)),
                        escaped(word));
  }
  return html;
}

std::string table_html(const Table& table, const std::set<std::string>& ids, const std::string& caption) {
  std::string text = fmt::format("<table aria-label=\"{}\">\n<thead><tr>", escaped(caption));
  for (const Column& column : table.columns)
    text += fmt::format("<th scope=\"col\">{}</th>", escaped(column.title));
  text += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    text += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      text += fmt::format("<td data-label=\"{}\">{}</td>", escaped(table.columns[i].title),
                          cell_html(one_line(row[i].text), ids));
    text += "</tr>\n";
  }
  return text + "</tbody>\n</table>\n";
}

std::string sections_html(const model::PeriodChapter& chapter, const model::PeriodReport& report,
                          const std::set<std::string>& ids, const Style& style) {
  std::string text;
  for (const ReportSection& section : sections_of(chapter, report, style)) {
    text += fmt::format("<section>\n<h2>{}</h2>\n", escaped(section.heading));
    for (const std::string& sentence : section.sentences)
      text += fmt::format("<p class=\"words\">{}</p>\n", escaped(one_line(sentence)));
    for (const Table& table : section.tables) text += table_html(table, ids, section.heading);
    text += "</section>\n";
  }
  return text;
}

}  // namespace

std::vector<SitePage> period_report_site(const model::PeriodReport& report, const Style& style) {
  std::set<std::string> ids;
  for (const model::Incident* incident : report.whole.incidents) ids.insert(incident->id);
  std::vector<SitePage> pages;
  const std::string title = "Incidents and availability, " + report.period.label;
  const auto begin = [&](const std::string& heading) {
    return page_begin(heading, kStyle) + fmt::format("<h1>{}</h1>\n<p class=\"quiet\">times in {}</p>\n",
                                                     escaped(one_line(heading)), escaped(zone_label(style)));
  };
  std::string index = begin(title);
  index +=
      "<nav aria-label=\"Pages\">\n<ul>\n<li><a href=\"availability.html\">Availability day by "
      "day</a></li>\n";
  for (const model::PeriodChapter& chapter : report.clusters)
    index += fmt::format("<li><a href=\"{}\">{}</a></li>\n", escaped(cluster_file(chapter.title)),
                         escaped(chapter.title));
  index += "</ul>\n</nav>\n" + sections_html(report.whole, report, ids, style);
  if (!report.notes.empty()) {
    index += "<section>\n<h2>Notes</h2>\n<ul>\n";
    for (const std::string& note : report.notes)
      index += fmt::format("<li>{}</li>\n", escaped(one_line(note)));
    index += "</ul>\n</section>\n";
  }
  pages.push_back({"index.html", index + page_end()});
  pages.push_back({"availability.html", sla_page(report.sla)});
  for (const model::PeriodChapter& chapter : report.clusters)
    pages.push_back(
        {cluster_file(chapter.title), begin(chapter.title + ", " + report.period.label) +
                                          "<nav aria-label=\"Pages\">\n<ul>\n<li><a "
                                          "href=\"index.html\">Overview</a></li>\n</ul>\n</nav>\n" +
                                          sections_html(chapter, report, ids, style) + page_end()});
  for (const model::Incident* incident : report.whole.incidents)
    pages.push_back({incident_file(incident->id), timeline_html(*incident, style)});
  return pages;
}

}  // namespace faultline::render
