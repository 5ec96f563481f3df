// The charts of the picture: what the logs say, a chart per stream and channel.
#include <fmt/format.h>

#include <algorithm>

#include "render/page/canvas.hpp"
#include "render/page/series.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::Channel;

constexpr double kHigh = 64, kTitleRow = 18;
constexpr std::size_t kMostCharts = 8;

std::string axis_title(Channel channel) {
  switch (channel) {
    case Channel::errors:
      return "failed requests, %";
    case Channel::latency:
      return "slow requests, %";
    case Channel::traffic:
      break;
  }
  return "requests per minute";
}

class Chart {
 public:
  Chart(Canvas& canvas, const Series& series) : canvas_(canvas), series_(series) {}

  void draw() {
    canvas_.y += kSectionGap;
    canvas_.svg.line({0, canvas_.y}, {kPictureWidth, canvas_.y}, "rule");
    canvas_.svg.text(
        {6, canvas_.y + kTitleRow - 4},
        shortened(one_line(model::to_string(series_.scope)), 70) + ": " + axis_title(series_.channel),
        "scope-name");
    canvas_.y += kTitleRow + 6;
    frame();
    silences();
    runs();
    windows();
    canvas_.y += kHigh + 4;
  }

 private:
  double high(double value) const { return canvas_.y + kHigh * (1 - std::min(1.0, value / series_.top)); }
  double middle(const SeriesColumn& column) const {
    return (canvas_.scale.x(column.from) + canvas_.scale.x(column.to)) / 2;
  }

  void frame() {
    const std::string unit = series_.channel == Channel::traffic ? "" : " %";
    for (const double share : {0.0, .5, 1.0}) {
      const double y = canvas_.y + kHigh * (1 - share);
      canvas_.svg.line({kPlotLeft, y}, {kPlotRight, y}, share == 0 ? "base" : "grid");
      canvas_.svg.text({kPlotLeft - 10, y + 4}, fmt::format("{:g}{}", series_.top * share, unit), "scale",
                       Anchor::end);
    }
  }

  // Unknown columns that follow each other are one hatched field.
  void silences() {
    const auto& columns = series_.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!columns[i].is_unknown) continue;
      std::size_t last = i;
      while (last + 1 < columns.size() && columns[last + 1].is_unknown &&
             columns[last].to == columns[last + 1].from)
        ++last;
      const double left = canvas_.scale.x(columns[i].from), right = canvas_.scale.x(columns[last].to);
      canvas_.svg.open_group("mark", fmt::format("unknown: the source was silent\n{} to {}",
                                                 instant_text(columns[i].from, canvas_.style),
                                                 instant_text(columns[last].to, canvas_.style)));
      canvas_.svg.rect({left, canvas_.y, right - left, kHigh}, "silence");
      canvas_.svg.rect({left, canvas_.y, right - left, kHigh}, "hatched");
      canvas_.svg.close_group();
      canvas_.legend.insert(LegendItem::silent);
      i = last;
    }
  }

  // A run of columns without a gap is one line; a gap is never drawn over.
  void runs() {
    std::vector<Point> line, expected;
    const SeriesColumn* before = nullptr;
    for (const SeriesColumn& column : series_.columns) {
      if (!column.value || (before != nullptr && before->to != column.from)) finish(line, expected);
      before = &column;
      if (!column.value) continue;
      line.push_back({middle(column), high(*column.value)});
      if (column.expected) expected.push_back({middle(column), high(*column.expected)});
    }
    finish(line, expected);
  }

  void finish(std::vector<Point>& line, std::vector<Point>& expected) {
    if (expected.size() > 1) {
      canvas_.svg.polyline(expected, "expected");
      canvas_.legend.insert(LegendItem::expected);
    }
    expected.clear();
    if (line.size() == 1) line.push_back({line.front().x + 1, line.front().y});
    if (!line.empty() && series_.channel != Channel::traffic) {
      std::vector<Point> area = line;
      area.push_back({line.back().x, canvas_.y + kHigh});
      area.push_back({line.front().x, canvas_.y + kHigh});
      canvas_.svg.polygon(area, "area");
    }
    if (!line.empty()) canvas_.svg.polyline(line, series_.channel == Channel::traffic ? "traffic" : "curve");
    line.clear();
  }

  // The observed window, as a bracket over its minutes.
  void windows() {
    for (const model::ObservedWindow* window : series_.windows) {
      if (!window->start.utc || (window->end && !window->end->utc)) continue;
      const double left = canvas_.scale.x(window->start.utc->best);
      const double right = window->end ? canvas_.scale.x(window->end->utc->best) : kPlotRight;
      const std::string end = window->end ? when_text(*window->end, canvas_.style) : "where the data ends";
      canvas_.svg.open_group(
          "mark", hover_text(fmt::format("observed {}: {}", model::to_string(window->channel), window->rule),
                             when_text(window->start, canvas_.style) + " to " + end,
                             window->evidence.empty() ? model::Evidence{} : window->evidence.front()));
      canvas_.svg.rect({left, canvas_.y - 4, std::max(2.0, right - left), kHigh + 4}, "catch");
      canvas_.svg.rect({left, canvas_.y - 4, std::max(2.0, right - left), 3}, "bracket");
      canvas_.svg.close_group();
    }
  }

  Canvas& canvas_;
  const Series& series_;
};

}  // namespace

void draw_charts(Canvas& canvas, const model::Incident& incident) {
  const std::vector<Series> all = series_of(incident.observed, canvas.scale);
  for (std::size_t i = 0; i < std::min(all.size(), kMostCharts); ++i) Chart(canvas, all[i]).draw();
  if (all.size() <= kMostCharts) return;
  canvas.y += 18;
  canvas.svg.text(
      {6, canvas.y},
      fmt::format("and {} of which the table has the figures",
                  counted(static_cast<std::int64_t>(all.size() - kMostCharts), "stream", "streams")),
      "beside");
}

}  // namespace faultline::render
