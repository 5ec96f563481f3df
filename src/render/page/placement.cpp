#include "render/page/placement.hpp"

#include <algorithm>
#include <cstddef>

namespace faultline::render {

namespace {

constexpr double kLabelGap = 8;

}  // namespace

// From right to left: a label that reaches over lines further right stands above all of their labels.
std::vector<LabelSpot> place_labels(const std::vector<LabelWish>& wishes, double first, double last) {
  std::vector<LabelSpot> spots(wishes.size());
  for (std::size_t i = wishes.size(); i-- > 0;) {
    const double left = std::max(first, std::min(wishes[i].x, last - wishes[i].width));
    const double right = left + wishes[i].width + kLabelGap;
    int row = 0;
    for (std::size_t j = i + 1; j < wishes.size(); ++j) {
      const bool overlaps = spots[j].left < right && left < spots[j].left + wishes[j].width + kLabelGap;
      const bool is_crossed = wishes[j].x >= left && wishes[j].x < right;
      if (overlaps || is_crossed) row = std::max(row, spots[j].row + 1);
    }
    spots[i] = {left, row};
  }
  return spots;
}

std::vector<int> place_in_rows(const std::vector<Extent>& extents, double gap, int most_rows) {
  std::vector<double> ends;
  std::vector<int> rows;
  for (const Extent& extent : extents) {
    const auto free =
        std::find_if(ends.begin(), ends.end(), [&](double end) { return end + gap <= extent.from; });
    if (free == ends.end() && static_cast<int>(ends.size()) == most_rows) {
      rows.push_back(-1);
      continue;
    }
    rows.push_back(static_cast<int>(free - ends.begin()));
    if (free == ends.end()) {
      ends.push_back(extent.to);
    } else {
      *free = extent.to;
    }
  }
  return rows;
}

}  // namespace faultline::render
