// Style: how a report is to look on this terminal: zone of the shown times, width, colour, now.
//
// A renderer takes everything of the outside from here; it asks no terminal and no clock.
#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"
#include "base/zone.hpp"

namespace faultline::render {

enum class Colour { off, on };
enum class Tint { plain, bold, dim, red, yellow, green, cyan };

struct Style {
  base::Zone zone = base::Zone::utc();  // for display only; JSON stays UTC
  Colour colour = Colour::off;
  int width = 100;  // columns for wrapped text and bars
  bool spans_in_words =
      false;  // "between A and B", "about D", not "[A, B]", "~D": marks Markdown would have escaped
  bool cut_tables = false;  // only a terminal needs tables that fit; a pipe gets the whole text
  base::Instant now{};
};

// The text between the codes of its tint, or as it is where colour is off.
std::string tinted(const Style& style, Tint tint, std::string_view text);

// "UTC", "Europe/Madrid": what stands beside a column of times.
std::string zone_label(const Style& style);

// Text of a source as one line: printable, white space squeezed.
std::string one_line(std::string_view text);

// Words in lines of at most `width` columns, each after the first behind `indent` spaces; at most
// `most_lines` (0 = all), the last one then ends with an ellipsis. No '\n' at the end.
std::string wrapped(std::string_view text, int width, int indent, int most_lines = 0);

// At most `width` columns; where something is left out, an ellipsis after the last whole word.
std::string shortened(std::string_view text, std::size_t width);

// "1 source", "3 sources".
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

}  // namespace faultline::render
