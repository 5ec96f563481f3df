#include "render/page/picture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/overview.hpp"
#include "render/page/canvas.hpp"
#include "render/page/escape.hpp"
#include "render/page/legend.hpp"
#include "render/page/placement.hpp"
#include "render/page/scope_lanes.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::Milestone;
using model::MilestoneState;

constexpr double kAxisHigh = 50, kLabelRow = 15, kTallPicture = 460;

bool has_time(const Milestone& milestone) {
  return milestone.when && milestone.when->utc &&
         (milestone.state == MilestoneState::recorded || milestone.state == MilestoneState::bounded);
}

std::string milestone_title(const Milestone& milestone) {
  return base::replace_all(std::string(model::to_string(milestone.kind)), "_", " ");
}

// "detected by 15:44", "impact start 15:29".
std::string milestone_label(const Milestone& milestone, const Canvas& canvas) {
  std::string clock = canvas.clock(*milestone.when);
  if (milestone.state == MilestoneState::bounded && milestone.side != model::BoundSide::both) {
    base::Moment limit = *milestone.when;
    limit.utc = base::Bounds{limit.utc->best, limit.utc->best, limit.utc->best};
    limit.resolution = base::Resolution::minute;
    clock = (milestone.side == model::BoundSide::not_after ? "by " : "after ") + canvas.clock(limit);
  }
  return milestone_title(milestone) + ' ' + clock;
}

class MilestoneLines {
 public:
  MilestoneLines(Canvas& canvas, const model::Incident& incident) {
    for (const Milestone& milestone : incident.milestones) {
      if (has_time(milestone) && canvas.scale.shows(milestone.when->utc->best)) shown_.push_back(&milestone);
    }
    std::stable_sort(shown_.begin(), shown_.end(), [](const Milestone* a, const Milestone* b) {
      return a->when->utc->best < b->when->utc->best;
    });
    std::vector<LabelWish> wishes;
    for (const Milestone* milestone : shown_) {
      const double x = canvas.scale.x(milestone->when->utc->best);
      wishes.push_back({x, text_width(milestone_label(*milestone, canvas)) + 6});
      canvas.legend.insert(milestone->state == MilestoneState::bounded ? LegendItem::bound
                                                                       : LegendItem::milestone);
    }
    spots_ = place_labels(wishes, kPlotLeft, kPictureWidth);
    for (const LabelSpot& spot : spots_) rows_ = std::max(rows_, spot.row + 1);
    canvas.y += kLabelRow * rows_ + (rows_ > 0 ? 6 : 0);
    base_ = canvas.y;
  }

  // Behind the lanes, down to `bottom`.
  void draw(Canvas& canvas, SvgWriter& svg, double bottom) const {
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const Milestone& milestone = *shown_[i];
      const base::Bounds& bounds = *milestone.when->utc;
      const double x = canvas.scale.x(bounds.best), label = base_ - 8 - kLabelRow * spots_[i].row;
      const bool is_bound = milestone.state == MilestoneState::bounded;
      const model::Evidence evidence =
          milestone.candidates.empty() ? model::Evidence{} : milestone.candidates.front().evidence;
      svg.open_group(
          "mark",
          hover_text(milestone_title(milestone),
                     milestone_text(milestone, canvas.style) + '\n' + one_line(milestone.rule), evidence));
      svg.line({x, label - 10}, {x, bottom}, is_bound ? "milestone bound" : "milestone");
      if (is_bound && bounds.latest - bounds.earliest > std::chrono::minutes(1)) {
        const double left = canvas.scale.x(bounds.earliest), right = canvas.scale.x(bounds.latest);
        svg.rect({left, label + 3, right - left, 3}, "bound-width");
      }
      svg.text({spots_[i].left + 4, label}, milestone_label(milestone, canvas), "milestone-label");
      svg.close_group();
    }
  }

 private:
  std::vector<const Milestone*> shown_;
  std::vector<LabelSpot> spots_;
  int rows_ = 0;
  double base_ = 0;
};

void draw_ticks(const Canvas& canvas, SvgWriter& svg, double bottom) {
  for (const Tick& tick : ticks_of(canvas.scale, canvas.style.zone)) {
    const double x = canvas.scale.x(tick.at);
    const bool is_day = tick.clock.empty() || tick.clock == "00:00";
    svg.line({x, kAxisHigh - 4}, {x, bottom}, is_day ? "grid day" : "grid");
    svg.text({x, 28}, tick.date, "date", Anchor::middle);
    svg.text({x, 43}, tick.clock, "clock", Anchor::middle);
    if (bottom > kTallPicture)
      svg.text({x, bottom + 14}, tick.clock.empty() ? tick.date : tick.clock, "clock", Anchor::middle);
  }
  svg.text({6, 13}, "times in " + zone_label(canvas.style), "zone");
}

std::string description_of(const model::Incident& incident, const Style& style) {
  const Overview overview = overview_of(incident, style);
  std::string text = fmt::format("Impact from {}, {}, at worst {}, in {}. ", overview.start, overview.length,
                                 overview.level_text, overview.clusters);
  text += counted(static_cast<std::int64_t>(scope_lanes(incident).size()), "lane", "lanes") + ", ";
  text += counted(static_cast<std::int64_t>(incident.posts.size()), "post", "posts") + ", ";
  text += counted(static_cast<std::int64_t>(incident.observed.size()), "observed window", "observed windows");
  return text + ". The tables below the picture have the same facts.";
}

std::int64_t beyond(const model::Incident& incident, const TimeScale& scale) {
  const auto rows = std::count_if(incident.timeline.begin(), incident.timeline.end(), [&](const auto& row) {
    return row.when.utc && !scale.shows(row.when.utc->best);
  });
  return rows +
         std::count_if(incident.milestones.begin(), incident.milestones.end(), [&](const auto& milestone) {
           return has_time(milestone) && !scale.shows(milestone.when->utc->best);
         });
}

}  // namespace

Picture picture_of(const model::Incident& incident, const Style& style) {
  const auto scale = scale_of(incident, style.now, kPlotLeft, kPlotRight);
  if (!scale) return {};
  Canvas canvas{style, *scale, {}, kAxisHigh, {}};
  const MilestoneLines milestones(canvas, incident);
  draw_posts(canvas, incident);
  draw_deploys(canvas, incident);
  draw_alerts(canvas, incident);
  draw_notes(canvas, incident);
  draw_changes(canvas, incident);
  draw_windows(canvas, incident);
  draw_charts(canvas, incident);

  const double bottom = canvas.y + 8, height = bottom + (bottom > kTallPicture ? 20 : 2);
  SvgWriter behind;
  draw_ticks(canvas, behind, bottom);
  milestones.draw(canvas, behind, bottom);
  Picture picture;
  picture.svg = fmt::format(
      "<svg class=\"picture\" role=\"img\" aria-labelledby=\"picture-title picture-desc\" viewBox=\"0 0 {} "
      "{}\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n<title id=\"picture-title\">Timeline of {}</title>\n"
      "<desc id=\"picture-desc\">{}</desc>\n{}{}{}</svg>\n",
      number(kPictureWidth), number(height), escaped(title_of(incident)),
      escaped(description_of(incident, style)), picture_definitions(), behind.content(),
      canvas.svg.content());
  picture.legend = legend_html(canvas.legend);
  picture.beyond = beyond(incident, *scale);
  return picture;
}

}  // namespace faultline::render
