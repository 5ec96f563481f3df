// SvgWriter: elements of an SVG picture as text, in the order they are drawn. All text is escaped here.
//
//   SvgWriter svg;
//   svg.open_group("mark", "deployed 09:12");                        // <g class="mark"><title>..
//   svg.rect({10, 20, 30.25, 8}, "bar");                             // <rect class="bar" x="10" ..
//   svg.close_group();
//
// Numbers have at most one decimal, so that equal pictures are equal bytes on every machine. Colours are
// classes; their values are in the page's style.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace faultline::render {

struct Point {
  double x = 0, y = 0;
};

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};

enum class Anchor { start, middle, end };

std::string number(double value);  // "12", "12.5"

class SvgWriter {
 public:
  // The text is what a pointer that rests on the group shows; empty = none.
  void open_group(std::string_view classes, std::string_view hover = {});
  void close_group();
  void rect(const Box& box, std::string_view classes, double radius = 0);
  void circle(Point centre, double radius, std::string_view classes);
  void line(Point from, Point to, std::string_view classes);
  void polyline(const std::vector<Point>& points, std::string_view classes);
  void polygon(const std::vector<Point>& points, std::string_view classes);
  void text(Point at, std::string_view content, std::string_view classes, Anchor anchor = Anchor::start);

  const std::string& content() const { return content_; }

 private:
  void points(std::string_view tag, const std::vector<Point>& points, std::string_view classes);

  std::string content_;
};

// Width in units of a text in the picture's small type; on the safe side, as fonts differ.
double text_width(std::string_view text);

}  // namespace faultline::render
