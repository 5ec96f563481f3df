// Canvas: the picture while it is drawn, from top to bottom, and the measures its parts share.
//
// Each part draws at `y` and leaves `y` below what it drew; where it has nothing to draw it leaves the canvas
// as it was. What a part needs explained it adds to `legend`.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/incident.hpp"
#include "render/page/axis.hpp"
#include "render/page/svg.hpp"
#include "render/style.hpp"

namespace faultline::render {

inline constexpr double kPictureWidth = 1200;
inline constexpr double kPlotLeft = 96, kPlotRight = 1180;
inline constexpr double kSectionGap = 10;

// In the order in which the legend lists them.
enum class LegendItem {
  major,
  partial,
  degraded,
  maintenance,
  unknown,
  operational,
  uncertain,
  open,
  post,
  deploy,
  alert,
  note,
  change,
  milestone,
  bound,
  silent,
  expected
};

struct Canvas {
  const Style& style;
  TimeScale scale;
  SvgWriter svg;
  double y = 0;
  std::set<LegendItem> legend;

  // "09:12" beside an axis that tells the date.
  std::string clock(const base::Moment& moment) const;
  // The lane's name left of the plot, at the height of its first row.
  void name_lane(std::string_view name, double row_height);
};

// Marks of the incident above its windows: each a lane.
void draw_posts(Canvas& canvas, const model::Incident& incident);
void draw_deploys(Canvas& canvas, const model::Incident& incident);
void draw_alerts(Canvas& canvas, const model::Incident& incident);
void draw_notes(Canvas& canvas, const model::Incident& incident);
void draw_changes(Canvas& canvas, const model::Incident& incident);

// A block per cluster and service, a row per ledger.
void draw_windows(Canvas& canvas, const model::Incident& incident);

// A chart per observed stream; of many the first eight, which is said.
void draw_charts(Canvas& canvas, const model::Incident& incident);

std::string_view class_of(model::Level level);  // "major"
LegendItem legend_of(model::Level level);

// "title, when, source:line", with what of it there is.
std::string hover_text(std::string_view what, const std::string& when, const model::Evidence& evidence);

}  // namespace faultline::render
