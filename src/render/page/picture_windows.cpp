// The windows of the picture: for each cluster and service a block, in it a row per ledger.
//
//   prod-2 / Search
//       fused  |      ///[==== major outage ====]          |    hatched: only the earliest and latest are
//       known
//      stated  |      ///[======================]          |
//    declared  |            [------------------------- ... |    open: fades out
//
// A level is told by colour, by height, by pattern and, in the fused row, in words.
#include <fmt/format.h>

#include <algorithm>

#include "render/overview.hpp"
#include "render/page/canvas.hpp"
#include "render/page/scope_lanes.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using base::Bounds;
using model::ImpactWindow;
using model::Ledger;
using model::Level;

constexpr double kFusedRow = 20, kRow = 14, kRowGap = 3, kTitleRow = 17, kBlockGap = 9;
constexpr double kLeastBar = 3;  // units: a window of a second is seen
constexpr double kFade = 90;     // units over which an open window goes out

// Of the row's height; the worse, the higher.
double share_of(Level level) {
  switch (level) {
    case Level::major_outage:
      return 1;
    case Level::partial_outage:
      return .84;
    case Level::degraded:
      return .68;
    case Level::maintenance:
    case Level::unknown:
      return .6;
    case Level::operational:
      break;
  }
  return .2;
}

// An edge printed to the minute has no width to draw.
Bounds drawn(const Bounds& edge) {
  return edge.latest - edge.earliest <= std::chrono::minutes(1) ? Bounds{edge.best, edge.best, edge.best}
                                                                : edge;
}

std::string sources_of(const ImpactWindow& window) {
  std::string text;
  for (const model::Evidence& evidence : window.evidence) text += '\n' + one_line(model::to_string(evidence));
  return text;
}

struct Drawn {
  double left = 0, right = 0;  // of what is certain
  double first = 0, last = 0;  // and of what may be
};

class WindowRow {
 public:
  WindowRow(Canvas& canvas, double height) : canvas_(canvas), height_(height) {}

  Drawn draw(const ImpactWindow& window, const std::string& lane) {
    const TimeScale& scale = canvas_.scale;
    const Bounds start = drawn(*window.start.utc);
    const Bounds end = window.end ? drawn(*window.end->utc) : Bounds{scale.last, scale.last, scale.last};
    Drawn at{scale.x(start.latest), scale.x(end.earliest), scale.x(start.earliest), scale.x(end.latest)};
    const bool is_certain = start.latest < end.earliest || at.first == at.last;
    if (!is_certain) at.left = at.right = (at.first + at.last) / 2;
    if (at.right - at.left < kLeastBar) at.right = std::min(at.left + kLeastBar, kPlotRight);
    at.left = std::min(at.left, at.right - kLeastBar);

    const double high = height_ * share_of(window.level), top = canvas_.y + height_ - high;
    canvas_.svg.open_group(
        "mark", fmt::format("{} {}: {}\n{}, {}\n{}{}", model::to_string(window.ledger),
                            level_text(window.level), lane, window_text(window, canvas_.style),
                            length_text(window, canvas_.style), one_line(window.rule), sources_of(window)));
    hatch({at.first, top, at.left - at.first, high}, window.level);
    hatch({at.right, top, at.last - at.right, high}, window.level);
    const std::string bar = fmt::format("bar {}", class_of(window.level));
    const double fade = window.end ? 0 : std::min(kFade, (at.right - at.left) / 2);
    canvas_.svg.rect({at.left, top, at.right - at.left - fade, high}, bar + (fade > 0 ? " unended" : ""));
    pattern({at.left, top, at.right - at.left - fade, high}, window.level);
    if (fade > 0) {
      canvas_.svg.rect({at.right - fade, top, fade, high},
                       fmt::format("fade fade-{}", class_of(window.level)));
      canvas_.legend.insert(LegendItem::open);
    }
    canvas_.svg.close_group();
    canvas_.legend.insert(legend_of(window.level));
    return at;
  }

  // In the bar where there is room, else behind it, else nowhere: height and pattern tell it too.
  void name_level(const ImpactWindow& window, const Drawn& at, double next) {
    const std::string text = level_text(window.level) + (window.end ? "" : ", open");
    const double width = 1.1 * text_width(text), base = canvas_.y + height_ - 3;  // bold
    const bool is_high = share_of(window.level) * height_ >= 13;
    if (is_high && at.right - at.left >= width + 10) {
      canvas_.svg.text({at.left + 5, base}, text, fmt::format("in-bar on-{}", class_of(window.level)));
    } else if (at.last + 5 + width <= next) {
      canvas_.svg.text({at.last + 5, base}, text, "beside");
    }
  }

 private:
  void hatch(const Box& box, Level level) {
    if (box.width <= 0) return;
    canvas_.svg.rect(box, fmt::format("edge edge-{}", class_of(level)));
    canvas_.svg.rect(box, "hatched");
    canvas_.legend.insert(LegendItem::uncertain);
  }

  void pattern(const Box& box, Level level) {
    if (level == Level::partial_outage || level == Level::degraded || level == Level::maintenance)
      canvas_.svg.rect(box, fmt::format("pattern-{}", class_of(level)));
  }

  Canvas& canvas_;
  double height_;
};

void draw_row(Canvas& canvas, Ledger ledger, const ScopeLane& lane) {
  const double height = ledger == Ledger::fused ? kFusedRow : kRow;
  canvas.svg.text({kPlotLeft - 10, canvas.y + height - 3}, model::to_string(ledger),
                  ledger == Ledger::fused ? "ledger fused" : "ledger", Anchor::end);
  canvas.svg.line({kPlotLeft, canvas.y + height}, {kPlotRight, canvas.y + height}, "base");
  const auto& windows = lane.of(ledger);
  std::vector<std::size_t> order(windows.size());  // the worse is drawn over the milder
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return windows[a]->level < windows[b]->level; });
  WindowRow row(canvas, height);
  std::vector<Drawn> drawn_at(windows.size());
  for (const std::size_t i : order) drawn_at[i] = row.draw(*windows[i], full_name_of(lane));
  if (ledger == Ledger::fused) {
    for (std::size_t i = 0; i < windows.size(); ++i)
      row.name_level(*windows[i], drawn_at[i], i + 1 < windows.size() ? drawn_at[i + 1].first : kPlotRight);
  }
  canvas.y += height + kRowGap;
}

}  // namespace

void draw_windows(Canvas& canvas, const model::Incident& incident) {
  for (const ScopeLane& lane : scope_lanes(incident)) {
    canvas.y += kBlockGap;
    canvas.svg.line({0, canvas.y}, {kPictureWidth, canvas.y}, "rule");
    canvas.svg.open_group("scope", full_name_of(lane));
    canvas.svg.text({6, canvas.y + kTitleRow - 3}, shortened(name_of(lane), 110), "scope-name");
    canvas.svg.close_group();
    canvas.y += kTitleRow + 3;
    for (const Ledger ledger : kLedgerOrder) {
      if (!lane.of(ledger).empty()) draw_row(canvas, ledger, lane);
    }
  }
}

}  // namespace faultline::render
