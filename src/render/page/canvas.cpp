#include "render/page/canvas.hpp"

#include "render/when.hpp"

namespace faultline::render {

std::string Canvas::clock(const base::Moment& moment) const {
  return date_and_clock(moment, style).clock;
}

void Canvas::name_lane(std::string_view name, double row_height) {
  svg.text({kPlotLeft - 10, y + row_height / 2 + 4}, name, "lane-name", Anchor::end);
}

std::string_view class_of(model::Level level) {
  switch (level) {
    case model::Level::major_outage:
      return "major";
    case model::Level::partial_outage:
      return "partial";
    case model::Level::degraded:
      return "degraded";
    case model::Level::maintenance:
      return "maintenance";
    case model::Level::operational:
      return "operational";
    case model::Level::unknown:
      break;
  }
  return "unknown";
}

LegendItem legend_of(model::Level level) {
  switch (level) {
    case model::Level::major_outage:
      return LegendItem::major;
    case model::Level::partial_outage:
      return LegendItem::partial;
    case model::Level::degraded:
      return LegendItem::degraded;
    case model::Level::maintenance:
      return LegendItem::maintenance;
    case model::Level::operational:
      return LegendItem::operational;
    case model::Level::unknown:
      break;
  }
  return LegendItem::unknown;
}

std::string hover_text(std::string_view what, const std::string& when, const model::Evidence& evidence) {
  std::string text = one_line(what);
  if (!when.empty()) text += '\n' + when;
  const bool has_place = !evidence.source_name.empty() || !evidence.source_digest.empty();
  if (has_place) text += '\n' + one_line(model::to_string(evidence));
  return text;
}

}  // namespace faultline::render
