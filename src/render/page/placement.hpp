// Placement of what would otherwise collide: labels beside vertical lines, and marks in a lane.
//
// Both are pure geometry in the picture's units and keep the order of what they are given.
#pragma once

#include <vector>

namespace faultline::render {

// A label wants to begin at `x`, where its line is.
struct LabelWish {
  double x = 0, width = 0;
};

struct LabelSpot {
  double left = 0;
  int row = 0;  // 0 = nearest to the lanes, counted away from them
};

// Labels by ascending x. Promises: no two labels of a row overlap; all lie within [first, last] where they
// are narrow enough; and a line that goes from its label down to the lanes crosses no label, but one that
// `last` pushed back over it.
std::vector<LabelSpot> place_labels(const std::vector<LabelWish>& wishes, double first, double last);

struct Extent {
  double from = 0, to = 0;
};

// The first row in which each, by ascending `from`, touches none before it; -1 where `most_rows` are full.
std::vector<int> place_in_rows(const std::vector<Extent>& extents, double gap, int most_rows);

}  // namespace faultline::render
