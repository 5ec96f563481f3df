#include "render/metrics_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/histogram.hpp"
#include "render/metrics_report.hpp"
#include "render/page/escape.hpp"
#include "render/page/html_table.hpp"
#include "render/page/page_frame.hpp"
#include "render/page/svg.hpp"

namespace faultline::render {

namespace {

using model::Distribution;
using model::MetricKind;

constexpr double kWidth = 1200, kPanel = 580, kGap = 40, kLabel = 96, kCount = 76;
constexpr double kRow = 20, kBar = 13, kHead = 30;

constexpr std::string_view kStyle = R"css(
.ended{fill:var(--traffic)}
.still{fill:var(--ground);stroke:var(--line);stroke-dasharray:3 2}
.picture .panel-name{font-weight:600;font-size:13px}
.base{stroke:var(--rule)}
.frame+p,table+p{margin-top:10px}
th{white-space:normal}
)css";

// A panel's bins, in the bins of all panels of the picture, so that two of them compare.
struct Panel {
  const Distribution* distribution = nullptr;
  std::vector<HistogramBin> bins;
};

// Paperwork and impact first, beside each other.
std::vector<Panel> panels_of(const model::StatisticsGroup& group) {
  std::vector<Panel> panels;
  std::vector<model::DurationSample> all;
  for (const Distribution& one : group.distributions) {
    if (one.samples.empty()) continue;
    panels.push_back({&one, {}});
    all.insert(all.end(), one.samples.begin(), one.samples.end());
  }
  const auto rank = [](const Panel& panel) {
    return panel.distribution->kind == MetricKind::declared_duration ? 0
           : panel.distribution->kind == MetricKind::impact_duration ? 1
                                                                     : 2;
  };
  std::stable_sort(panels.begin(), panels.end(),
                   [&](const Panel& a, const Panel& b) { return rank(a) < rank(b); });
  const std::vector<HistogramBin> whole = bins_of(all);
  for (Panel& panel : panels) {
    panel.bins = whole;
    const std::vector<HistogramBin> own = bins_of(panel.distribution->samples);
    for (HistogramBin& bin : panel.bins) {
      const auto same = std::find_if(own.begin(), own.end(),
                                     [&](const HistogramBin& other) { return other.label == bin.label; });
      bin.ended = same == own.end() ? 0 : same->ended;
      bin.open = same == own.end() ? 0 : same->open;
    }
  }
  return panels;
}

std::string count_text(const HistogramBin& bin) {
  if (bin.open == 0) return std::to_string(bin.ended);
  return fmt::format("{}, {} open", bin.ended, bin.open);
}

std::string panel_name(const Distribution& one) {
  std::string name(model::title_of(one.kind));
  if (one.kind == MetricKind::declared_duration) name += " (paperwork)";
  return fmt::format("{}, n {}", name, one.known.size());
}

void draw_panel(SvgWriter& svg, const Panel& panel, double left, double top) {
  std::int64_t most = 1;
  for (const HistogramBin& bin : panel.bins) most = std::max(most, bin.ended + bin.open);
  const double unit = (kPanel - kLabel - kCount) / static_cast<double>(most);
  svg.text({left + kLabel, top + 16}, panel_name(*panel.distribution), "panel-name");
  double y = top + kHead;
  for (const HistogramBin& bin : panel.bins) {
    const double ended = unit * static_cast<double>(bin.ended), open = unit * static_cast<double>(bin.open);
    svg.open_group("mark", fmt::format("{}: {}", bin.label, count_text(bin)));
    svg.text({left + kLabel - 8, y + 11}, bin.label, "lane-name", Anchor::end);
    if (bin.ended > 0) svg.rect({left + kLabel, y, ended, kBar}, "ended");
    if (bin.open > 0) svg.rect({left + kLabel + ended, y, open, kBar}, "still");
    if (bin.ended + bin.open > 0)
      svg.text({left + kLabel + ended + open + 6, y + 11}, count_text(bin), "beside");
    svg.close_group();
    y += kRow;
  }
  svg.line({left + kLabel, top + kHead - 4}, {left + kLabel, y}, "base");
}

std::string picture_html(const std::vector<Panel>& panels, std::size_t number_of_group) {
  if (panels.empty()) return "<p class=\"quiet\">No duration is known: there is no picture.</p>\n";
  SvgWriter svg;
  const double height = kHead + kRow * static_cast<double>(panels.front().bins.size()) + 16;
  for (std::size_t i = 0; i < panels.size(); ++i) {
    draw_panel(svg, panels[i], i % 2 == 0 ? 0 : kPanel + kGap, height * static_cast<double>(i / 2) + 4);
  }
  std::string described;
  for (const Panel& panel : panels) {
    described += (described.empty() ? "" : "; ") + panel_name(*panel.distribution) + ":";
    for (const HistogramBin& bin : panel.bins)
      if (bin.ended + bin.open > 0) described += fmt::format(" {} {},", bin.label, count_text(bin));
    described.back() = described.back() == ',' ? '.' : described.back();
  }
  return fmt::format(
      "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"Histograms {0}, scroll sideways "
      "where "
      "the screen is narrow\">\n<svg class=\"picture\" role=\"img\" aria-labelledby=\"histogram-{0}-title "
      "histogram-{0}-desc\" viewBox=\"0 0 {1} {2}\" xmlns=\"http://www.w3.org/2000/svg\">\n"
      "<title id=\"histogram-{0}-title\">How long incidents took</title>\n"
      "<desc id=\"histogram-{0}-desc\">{3}</desc>\n{4}</svg>\n</div>\n",
      number_of_group, number(kWidth), number(height * static_cast<double>((panels.size() + 1) / 2) + 4),
      escaped(described), svg.content());
}

HtmlTable bins_table(const std::vector<Panel>& panels) {
  std::vector<HtmlColumn> columns = {{"duration", "time"}};
  for (const Panel& panel : panels) columns.push_back({model::title_of(panel.distribution->kind), "time"});
  HtmlTable table(columns);
  if (panels.empty()) return table;
  for (std::size_t i = 0; i < panels.front().bins.size(); ++i) {
    std::vector<HtmlCell> cells = {panels.front().bins[i].label};
    for (const Panel& panel : panels) cells.emplace_back(count_text(panel.bins[i]));
    table.row(cells);
  }
  return table;
}

HtmlTable html_of(const Table& table) {
  std::vector<HtmlColumn> columns;
  for (const Column& column : table.columns) columns.push_back({column.title, ""});
  HtmlTable html(columns);
  for (const auto& row : table.rows) {
    std::vector<HtmlCell> cells;
    for (const Cell& cell : row) cells.emplace_back(cell.text);
    html.row(cells);
  }
  return html;
}

std::string paragraphs(const std::vector<std::string>& sentences, std::string_view classes) {
  std::string text;
  for (const std::string& sentence : sentences)
    text += fmt::format("<p class=\"{}\">{}</p>\n", classes, escaped(one_line(sentence)));
  return text;
}

std::string group_html(const model::Statistics& statistics, const model::StatisticsGroup& group,
                       std::size_t number_of_group) {
  const std::string heading = statistics.grouping == model::StatisticsGrouping::none
                                  ? "All incidents"
                                  : fmt::format("{} {}", model::to_string(statistics.grouping), group.label);
  std::string text =
      fmt::format("<section>\n<h2>{}: {}</h2>\n", escaped(one_line(heading)),
                  counted(static_cast<std::int64_t>(group.incidents.size()), "incident", "incidents"));
  const std::vector<Panel> panels = panels_of(group);
  text += picture_html(panels, number_of_group);
  if (!panels.empty()) text += "<p class=\"quiet\">A dashed bar is open: longer than where it stands.</p>\n";
  // The table names its columns by reference: it has to outlive html_of's result.
  const Table table = metrics_table(group);
  text += html_of(table).html() + paragraphs(metrics_sentences(group), "words");
  const std::string bins = bins_table(panels).html();
  if (!bins.empty()) text += "<h3>The histograms in figures</h3>\n" + bins;
  return text + "</section>\n";
}

}  // namespace

std::string metrics_html(const model::Statistics& statistics, const Style& style) {
  const std::string title = "Incident durations, " + one_line(statistics.period.label);
  std::string page = page_begin(title, kStyle) + fmt::format("<h1>{}</h1>\n", escaped(title));
  page += fmt::format("<p class=\"quiet\">{} &middot; times in {}</p>\n",
                      escaped(metrics_heading(statistics)), escaped(zone_label(style)));
  if (statistics.groups.empty()) page += "<p>No incidents in the period and scope asked for.</p>\n";
  for (std::size_t i = 0; i < statistics.groups.size(); ++i)
    page += group_html(statistics, statistics.groups[i], i + 1);
  if (statistics.preset) {
    const Table table = preset_table(*statistics.preset);
    page += section("As " + statistics.preset->name + " counts", html_of(table));
    page += paragraphs(statistics.preset->notes, "words");
    page += paragraphs({"Source: " + statistics.preset->source}, "quiet");
  }
  page += paragraphs({metrics_method(statistics)}, "quiet") + paragraphs(statistics.notes, "words");
  return page + page_end();
}

}  // namespace faultline::render
