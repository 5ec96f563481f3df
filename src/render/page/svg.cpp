#include "render/page/svg.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/text.hpp"
#include "render/page/escape.hpp"

namespace faultline::render {

std::string number(double value) {
  const auto tenths = static_cast<long long>(std::llround(value * 10));
  const long long whole = std::abs(tenths) / 10, rest = std::abs(tenths) % 10;
  return fmt::format("{}{}{}", tenths < 0 ? "-" : "", whole, rest == 0 ? "" : fmt::format(".{}", rest));
}

void SvgWriter::open_group(std::string_view classes, std::string_view hover) {
  content_ += fmt::format("<g class=\"{}\">", escaped(classes));
  if (!hover.empty()) content_ += fmt::format("<title>{}</title>", escaped(hover));
  content_ += '\n';
}

void SvgWriter::close_group() {
  content_ += "</g>\n";
}

void SvgWriter::rect(const Box& box, std::string_view classes, double radius) {
  content_ += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>\n",
                          escaped(classes), number(box.x), number(box.y), number(box.width),
                          number(box.height), radius > 0 ? fmt::format(" rx=\"{}\"", number(radius)) : "");
}

void SvgWriter::circle(Point centre, double radius, std::string_view classes) {
  content_ += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n", escaped(classes),
                          number(centre.x), number(centre.y), number(radius));
}

void SvgWriter::line(Point from, Point to, std::string_view classes) {
  content_ += fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", escaped(classes),
                          number(from.x), number(from.y), number(to.x), number(to.y));
}

void SvgWriter::points(std::string_view tag, const std::vector<Point>& points, std::string_view classes) {
  content_ += fmt::format("<{} class=\"{}\" points=\"", tag, escaped(classes));
  for (std::size_t i = 0; i < points.size(); ++i)
    content_ += fmt::format("{}{},{}", i == 0 ? "" : " ", number(points[i].x), number(points[i].y));
  content_ += "\"/>\n";
}

void SvgWriter::polyline(const std::vector<Point>& at, std::string_view classes) {
  points("polyline", at, classes);
}

void SvgWriter::polygon(const std::vector<Point>& at, std::string_view classes) {
  points("polygon", at, classes);
}

void SvgWriter::text(Point at, std::string_view content, std::string_view classes, Anchor anchor) {
  const std::string_view where = anchor == Anchor::start    ? ""
                                 : anchor == Anchor::middle ? " text-anchor=\"middle\""
                                                            : " text-anchor=\"end\"";
  content_ += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\"{}>{}</text>\n", escaped(classes),
                          number(at.x), number(at.y), where, escaped(content));
}

double text_width(std::string_view text) {
  constexpr double kUnitsPerColumn = 6.6;  // 12 units of DejaVu Sans, the widest of the usual sans-serifs
  return kUnitsPerColumn * static_cast<double>(base::display_width(text));
}

}  // namespace faultline::render
