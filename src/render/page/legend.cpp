#include "render/page/legend.hpp"

#include <fmt/format.h>

#include <array>

#include "render/page/escape.hpp"

namespace faultline::render {

namespace {

struct Row {
  LegendItem item;
  std::string_view text;
  void (*draw)(SvgWriter& svg);  // within 28 by 16
};

void level(SvgWriter& svg, double share, std::string_view name) {
  const double high = 14 * share;
  svg.rect({1, 15 - high, 26, high}, fmt::format("bar {}", name));
  if (name == "partial" || name == "degraded" || name == "maintenance")
    svg.rect({1, 15 - high, 26, high}, fmt::format("pattern-{}", name));
}

constexpr std::array<Row, 17> kRows{{
    {LegendItem::major, "major outage", [](SvgWriter& svg) { level(svg, 1, "major"); }},
    {LegendItem::partial, "partial outage", [](SvgWriter& svg) { level(svg, .84, "partial"); }},
    {LegendItem::degraded, "degraded", [](SvgWriter& svg) { level(svg, .68, "degraded"); }},
    {LegendItem::maintenance, "maintenance", [](SvgWriter& svg) { level(svg, .6, "maintenance"); }},
    {LegendItem::unknown, "level unknown", [](SvgWriter& svg) { level(svg, .6, "unknown"); }},
    {LegendItem::operational, "operational", [](SvgWriter& svg) { level(svg, .2, "operational"); }},
    {LegendItem::uncertain, "edge somewhere in here",
     [](SvgWriter& svg) {
       svg.rect({1, 2, 26, 12}, "edge edge-unknown");
       svg.rect({1, 2, 26, 12}, "hatched");
     }},
    {LegendItem::open, "fades out: still open",
     [](SvgWriter& svg) {
       svg.rect({1, 3, 26, 11}, "fade fade-partial");
     }},
    {LegendItem::post, "post: I investigating, D identified, M monitoring, R resolved, S scheduled, u update",
     [](SvgWriter& svg) {
       svg.circle({14, 8}, 7.5, "post");
       svg.text({14, 12}, "I", "post letter", Anchor::middle);
     }},
    {LegendItem::deploy, "deploy; ringed: the trigger, filled: a suspect",
     [](SvgWriter& svg) {
       svg.polygon({{14, 2}, {21, 14}, {7, 14}}, "deploy");
     }},
    {LegendItem::alert, "alert, from fired to resolved; dashed: end not told",
     [](SvgWriter& svg) {
       svg.rect({1, 3, 26, 10}, "alert", 2);
     }},
    {LegendItem::note, "row of a document",
     [](SvgWriter& svg) {
       svg.rect({10, 4, 8, 8}, "note", 1);
     }},
    {LegendItem::change, "change of a component, maintenance",
     [](SvgWriter& svg) {
       svg.polygon({{14, 2}, {20, 8}, {14, 14}, {8, 8}}, "change");
     }},
    {LegendItem::milestone, "milestone",
     [](SvgWriter& svg) {
       svg.line({14, 0}, {14, 16}, "milestone");
     }},
    {LegendItem::bound, "milestone of which only a limit is known",
     [](SvgWriter& svg) {
       svg.line({14, 0}, {14, 16}, "milestone bound");
     }},
    {LegendItem::silent, "no data in these minutes",
     [](SvgWriter& svg) {
       svg.rect({1, 2, 26, 12}, "silence");
       svg.rect({1, 2, 26, 12}, "hatched");
     }},
    {LegendItem::expected, "requests expected at that hour",
     [](SvgWriter& svg) {
       svg.polyline({{1, 8}, {27, 8}}, "expected");
     }},
}};

constexpr std::array<std::string_view, 6> kLevels{"major",       "partial", "degraded",
                                                  "maintenance", "unknown", "operational"};

}  // namespace

std::string picture_definitions() {
  std::string text =
      "<defs>\n"
      "<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><rect class=\"hatch-line\" width=\"1.6\" height=\"6\"/></pattern>\n"
      "<pattern id=\"stripes\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\">"
      "<rect class=\"stripe-line\" width=\"1.5\" height=\"9\"/></pattern>\n"
      "<pattern id=\"dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
      "<circle class=\"dot\" cx=\"3\" cy=\"3\" r=\"1\"/></pattern>\n"
      "<pattern id=\"levels\" width=\"6\" height=\"4\" patternUnits=\"userSpaceOnUse\">"
      "<rect class=\"level-line\" width=\"6\" height=\"1\"/></pattern>\n";
  for (const std::string_view name : kLevels) {
    text += fmt::format(
        "<linearGradient id=\"fading-{0}\"><stop class=\"stop-{0}\" offset=\"0\"/>"
        "<stop class=\"stop-{0} gone\" offset=\"1\"/></linearGradient>\n",
        name);
  }
  return text + "</defs>\n";
}

std::string legend_html(const std::set<LegendItem>& items) {
  std::string text;
  for (const Row& row : kRows) {
    if (!items.contains(row.item)) continue;
    SvgWriter svg;
    row.draw(svg);
    text += fmt::format(
        "<li><svg class=\"swatch\" aria-hidden=\"true\" viewBox=\"0 0 28 16\">\n{}</svg>{}</li>\n",
        svg.content(), escaped(row.text));
  }
  return text;
}

}  // namespace faultline::render
