#include "render/page/sla_burn_down.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "render/page/escape.hpp"
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

}  // namespace

std::vector<std::int64_t> budget_left(const model::SlaRow& row) {
  std::vector<std::int64_t> left;
  if (row.budget <= 0) return left;
  __extension__ using Wide = __int128;
  std::int64_t burned = 0;
  const auto last = std::chrono::floor<std::chrono::days>(row.as_of);
  for (const model::SlaDay& day : row.days) {
    if (std::chrono::sys_days{day.day} > last) break;
    burned += day.portion.bad;
    left.push_back(static_cast<std::int64_t>(Wide{row.budget - burned} * kWhole / row.budget));
  }
  return left;
}

std::string burn_down_svg(const model::SlaRow& row, const std::string& id, const std::string& name) {
  const std::vector<std::int64_t> left = budget_left(row);
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
  for (std::size_t i = 0; i < row.days.size(); i += every)
    svg.text({x(i), kBottom + 20}, day_text(row.days[i].day), "scale",
             x(i) + 70 < kRight ? Anchor::start : Anchor::end);

  std::vector<Point> steps{{x(0), y(kWhole)}};
  std::int64_t before = kWhole;
  for (std::size_t i = 0; i < left.size(); ++i) {
    steps.push_back({x(i) + (x(1) - x(0)) / 2, y(before)});
    steps.push_back({x(i) + (x(1) - x(0)) / 2, y(left[i])});
    before = left[i];
  }
  steps.push_back({x(left.size()), y(before)});
  svg.polyline(steps, "traffic");

  // Each share's number over the first day on which its incident took anything.
  for (std::size_t share = 0; share < row.shares.size(); ++share) {
    const std::string& incident = row.shares[share].incident_id;
    if (incident.empty()) continue;
    for (std::size_t i = 0; i < left.size(); ++i) {
      const auto& ids = row.days[i].incidents;
      if (std::find(ids.begin(), ids.end(), incident) == ids.end()) continue;
      const double at = x(i) + (x(1) - x(0)) / 2;
      svg.open_group("mark", fmt::format("{}: {}, {} % of the budget", incident,
                                         with_unit(row, amount_text(row, row.shares[share].bad)),
                                         burned_percent(row, row.shares[share].bad)));
      svg.line({at, kTop - 4}, {at, kBottom}, "grid day");
      svg.circle({at, kTop - 12}, 9, "post");
      svg.text({at, kTop - 8}, std::to_string(share + 1), "letter", Anchor::middle);
      svg.close_group();
      break;
    }
  }
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
