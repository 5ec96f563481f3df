#include "render/page/sla_burn_down.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "base/text.hpp"
#include "render/page/escape.hpp"
#include "render/page/sla_calendar.hpp"
#include "render/page/svg.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {
namespace {

constexpr double kWidth = 1200, kHeight = 190, kLeft = 64, kRight = 1180, kTop = 26, kBottom = 160;
constexpr std::int64_t kWhole = 10000;  // hundredths of a percent

std::string day_text(const std::chrono::year_month_day& day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string percent_text(std::int64_t hundredths) {
  return base::truncated_quotient(hundredths, 100, 0) + " %";
}

// The least round percentage at or under the curve.
std::int64_t bottom_of(const std::vector<std::int64_t>& left) {
  const std::int64_t least = std::min<std::int64_t>(0, *std::min_element(left.begin(), left.end()));
  std::int64_t step = kWhole;
  while (-least / step > 4) step *= step % 3 == 0 ? 10 : 5;
  return least == 0 ? 0 : -((-least + step - 1) / step) * step;
}

// Where a share stands in the list below the picture, and the first day on which its incident took anything.
struct Mark {
  std::size_t share = 0, day = 0;
};

std::vector<Mark> marks_of(const model::SlaRow& row, std::size_t days) {
  std::vector<Mark> marks;
  for (std::size_t share = 0; share < row.shares.size(); ++share) {
    const std::string& incident = row.shares[share].incident_id;
    if (incident.empty()) continue;
    for (std::size_t i = 0; i < days; ++i) {
      const auto& ids = row.days[i].incidents;
      if (std::find(ids.begin(), ids.end(), incident) == ids.end()) continue;
      marks.push_back({share, i});
      break;
    }
  }
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.day < b.day; });
  return marks;
}

// Incidents of a day or of neighbouring ones stand beside each other, with a line down to their day.
void draw_incidents(SvgWriter& svg, const model::SlaRow& row, std::size_t days,
                    const std::function<double(std::size_t)>& x, double floor) {
  constexpr double kRadius = 9, kGap = 20;
  const std::vector<Mark> marks = marks_of(row, days);
  std::vector<double> wishes;
  for (const Mark& mark : marks) wishes.push_back((x(mark.day) + x(mark.day + 1)) / 2);
  const std::vector<double> centres = spread(wishes, kGap, kLeft, kRight);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const model::SlaRow::Share& share = row.shares[marks[i].share];
    svg.open_group("mark",
                   fmt::format("{}: {}, {} % of the budget", share.incident_id,
                               with_unit(row, amount_text(row, share.bad)), burned_percent(row, share.bad)));
    svg.line({centres[i], kTop - 4}, {wishes[i], kTop + 2}, "grid day");
    svg.line({wishes[i], kTop + 2}, {wishes[i], floor}, "grid day");
    svg.circle({centres[i], kTop - 12}, kRadius, "post");
    svg.text({centres[i], kTop - 8}, std::to_string(marks[i].share + 1), "letter", Anchor::middle);
    svg.close_group();
  }
}

}  // namespace

std::vector<double> spread(std::vector<double> wishes, double gap, double first, double last) {
  if (wishes.size() > 1) gap = std::min(gap, (last - first) / static_cast<double>(wishes.size() - 1));
  double least = first;
  for (double& at : wishes) {
    at = std::max(at, least);
    least = at + gap;
  }
  double most = last;
  for (std::size_t i = wishes.size(); i-- > 0;) {
    wishes[i] = std::min(wishes[i], most);
    most = wishes[i] - gap;
  }
  return wishes;
}

std::vector<std::int64_t> budget_left(const model::SlaRow& row, const base::Zone& zone) {
  std::vector<std::int64_t> left;
  if (row.budget <= 0) return left;
  __extension__ using Wide = __int128;
  std::int64_t burned = 0;
  const std::size_t begun = days_begun(row, zone);
  for (std::size_t i = 0; i < begun; ++i) {
    burned += row.days[i].portion.bad;
    left.push_back(static_cast<std::int64_t>(Wide{row.budget - burned} * kWhole / row.budget));
  }
  return left;
}

std::string burn_down_svg(const model::SlaRow& row, const base::Zone& zone, const std::string& id,
                          const std::string& name) {
  const std::vector<std::int64_t> left = budget_left(row, zone);
  if (left.empty()) return "";
  const std::int64_t bottom = bottom_of(left);
  const auto x = [&](std::size_t day) {
    return kLeft + (kRight - kLeft) * static_cast<double>(day) / static_cast<double>(row.days.size());
  };
  const auto y = [&](std::int64_t hundredths) {
    return kTop +
           (kBottom - kTop) * static_cast<double>(kWhole - hundredths) / static_cast<double>(kWhole - bottom);
  };
  SvgWriter svg;
  for (const std::int64_t level : std::set<std::int64_t>{kWhole, kWhole / 2, 0, bottom}) {
    if (level < bottom || (level == kWhole / 2 && bottom < -3 * kWhole)) continue;
    svg.line({kLeft, y(level)}, {kRight, y(level)}, level == 0 ? "rule zero" : "grid");
    svg.text({kLeft - 8, y(level) + 4}, percent_text(level), "scale", Anchor::end);
  }
  const std::size_t every = std::max<std::size_t>(1, (row.days.size() + 11) / 12);
  constexpr double kDateWidth = 70;  // the last date has no room beside the one before it
  for (std::size_t i = 0; i < row.days.size() && x(i) + kDateWidth <= kRight; i += every)
    svg.text({x(i), kBottom + 20}, day_text(row.days[i].day), "scale");

  std::vector<Point> steps{{x(0), y(kWhole)}};
  std::int64_t before = kWhole;
  for (std::size_t i = 0; i < left.size(); ++i) {
    steps.push_back({x(i) + (x(1) - x(0)) / 2, y(before)});
    steps.push_back({x(i) + (x(1) - x(0)) / 2, y(left[i])});
    before = left[i];
  }
  steps.push_back({x(left.size()), y(before)});
  svg.polyline(steps, "traffic");

  draw_incidents(svg, row, left.size(), x, y(bottom));
  return fmt::format(
      "<svg class=\"picture\" role=\"img\" aria-labelledby=\"{0}-title {0}-desc\" viewBox=\"0 0 {1} {2}\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n<title id=\"{0}-title\">Budget left of {3}</title>\n<desc "
      "id=\"{0}-desc\">From 100 % at the period's start to {4} on {5}; the incidents are listed "
      "below.</desc>\n{6}"
      "</svg>\n",
      id, number(kWidth), number(kHeight), escaped(name),
      escaped(base::truncated_quotient(left.back(), 100, 2) + " %"),
      escaped(day_text(row.days[left.size() - 1].day)), svg.content());
}

}  // namespace faultline::render
