#include "render/lanes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "render/overview.hpp"

namespace faultline::render {

namespace {

using base::Instant;
using model::Level;
using std::chrono::microseconds;
using std::chrono::minutes;

struct Axis {
  Instant first, last;
  int cells = 60;

  Instant edge(int cell) const { return first + (last - first) / cells * cell; }
  int cell_of(Instant instant) const {
    const auto offset = (instant - first).count(), whole = std::max<std::int64_t>(1, (last - first).count());
    return static_cast<int>(
        std::clamp<std::int64_t>(offset / std::max<std::int64_t>(1, whole / cells), 0, cells - 1));
  }
};

// A window with its ends as bounds; the end of an open one is now.
struct Bar {
  base::Bounds start, end;
  Level level;
};

std::optional<Bar> bar_of(const model::ImpactWindow& window, Instant now) {
  if (!window.start.utc || (window.end && !window.end->utc)) return std::nullopt;
  const Instant open_end = std::max(now, window.start.utc->latest);
  return Bar{*window.start.utc, window.end ? *window.end->utc : base::Bounds{open_end, open_end, open_end},
             window.level};
}

std::optional<Axis> axis_of(const model::Incident& incident, const Style& style, int cells) {
  std::optional<Axis> axis;
  const auto take = [&](Instant from, Instant to) {
    if (!axis) axis = Axis{from, to, cells};
    axis->first = std::min(axis->first, from);
    axis->last = std::max(axis->last, to);
  };
  for (const model::ImpactWindow& window : incident.windows) {
    if (const auto bar = bar_of(window, style.now)) take(bar->start.earliest, bar->end.latest);
  }
  for (const model::StatusPost& post : incident.posts) {
    if (post.status != model::PostStatus::postmortem && post.when.utc)
      take(post.when.utc->best, post.when.utc->best);
  }
  if (!axis) return std::nullopt;
  const auto margin = std::max<microseconds>((axis->last - axis->first) / 40, minutes(2));
  axis->first = base::floor_minute(axis->first - margin);
  axis->last = base::floor_minute(axis->last + margin);
  return axis;
}

std::string_view glyph_of(Level level) {
  switch (level) {
    case Level::major_outage:
      return "█";
    case Level::partial_outage:
      return "▓";
    case Level::degraded:
      return "▒";
    case Level::unknown:
      return "░";
    case Level::maintenance:
      return "=";
    case Level::operational:
      break;
  }
  return "·";
}

// An edge as far as it is printed: one to the minute has no width to draw.
base::Bounds drawn(const base::Bounds& edge) {
  return edge.latest - edge.earliest <= minutes(1) ? base::Bounds{edge.best, edge.best, edge.best} : edge;
}

enum class Touch { none, uncertain, certain };

Touch touch_of(const Bar& bar, Instant from, Instant to) {
  const base::Bounds start = drawn(bar.start), end = drawn(bar.end);
  if (start.latest < end.earliest) {
    if (start.latest < to && end.earliest > from) return Touch::certain;
  } else {
    // Nothing of it is certain, or it is shorter than a cell: one cell still shows its level.
    const Instant middle = std::clamp(start.latest, end.earliest, std::max(end.earliest, end.latest));
    if (middle >= from && middle < to) return Touch::certain;
  }
  return start.earliest < to && end.latest > from ? Touch::uncertain : Touch::none;
}

std::string draw(const std::vector<Bar>& bars, const Axis& axis, const Style& style) {
  std::string line;
  for (int cell = 0; cell < axis.cells; ++cell) {
    Level level = Level::operational;
    bool is_uncertain = false, is_certain = false;
    for (const Bar& bar : bars) {
      const Touch touch = touch_of(bar, axis.edge(cell), axis.edge(cell + 1));
      is_uncertain = is_uncertain || touch == Touch::uncertain;
      is_certain = is_certain || touch == Touch::certain;
      if (touch == Touch::certain) level = std::max(level, bar.level);
    }
    line +=
        is_uncertain && !is_certain
            ? "~"
            : tinted(style, tint_of(level == Level::operational ? Level::unknown : level), glyph_of(level));
  }
  return line;
}

// A round step that leaves room for its labels.
minutes step_of(const Axis& axis, int label_cells) {
  constexpr std::array kSteps{1,   2,   5,    10,   15,   30,    60,    120,   180,
                              360, 720, 1440, 2880, 7200, 14400, 43200, 86400, 525600};
  const auto whole = std::chrono::duration_cast<minutes>(axis.last - axis.first).count();
  for (const int step : kSteps) {
    if (static_cast<std::int64_t>(step) * axis.cells >= whole * label_cells) return minutes(step);
  }
  return minutes(kSteps.back());
}

std::string ruler(const Axis& axis, const Style& style) {
  const bool is_long = axis.last - axis.first > std::chrono::hours(48);
  const minutes step = step_of(axis, is_long ? 8 : 7);
  std::string line(static_cast<std::size_t>(axis.cells), ' ');
  const auto offset = style.zone.offset_at(axis.first);
  Instant tick = axis.first + offset;  // the local clock, so that ticks are round there
  tick = Instant((tick.time_since_epoch() / step) * step) + step;
  for (tick -= offset; tick < axis.last; tick += step) {
    const std::string local = base::format_local(style.zone.to_local(tick));
    const std::string label = is_long ? local.substr(5, 5) : local.substr(11, 5);
    const auto at = static_cast<std::size_t>(axis.cell_of(tick));
    if (at + label.size() <= line.size()) line.replace(at, label.size(), label);
  }
  return line;
}

std::string posts_line(const model::Incident& incident, const Axis& axis) {
  std::string line(static_cast<std::size_t>(axis.cells), ' ');
  for (const model::StatusPost& post : incident.posts) {
    if (post.status == model::PostStatus::postmortem || !post.when.utc) continue;
    char& cell = line[static_cast<std::size_t>(axis.cell_of(post.when.utc->best))];
    const char letter = letter_of(post.status);
    constexpr std::string_view kByWeight = " uSIDMR";
    if (kByWeight.find(letter) > kByWeight.find(cell)) cell = letter;
  }
  return line;
}

struct Lane {
  model::Ledger ledger;
  std::string place;  // cluster or group
  std::vector<std::string> services;
  std::vector<Bar> bars;
};

std::string name_of(const Lane& lane) {
  if (lane.services.empty()) return lane.place.empty() ? "(scope not told)" : lane.place;
  const std::string what =
      lane.services.size() == 1
          ? lane.services.front()
          : counted(static_cast<std::int64_t>(lane.services.size()), "service", "services");
  return lane.place.empty() ? what : lane.place + " / " + what;
}

bool equal_bars(const std::vector<Bar>& a, const std::vector<Bar>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Bar& x, const Bar& y) {
    return x.start == y.start && x.end == y.end && x.level == y.level;
  });
}

std::vector<Lane> lanes_of(const model::Incident& incident, const Style& style) {
  std::map<std::pair<model::Ledger, model::Scope>, std::vector<Bar>> by_scope;
  for (const model::ImpactWindow& window : incident.windows) {
    const auto bar = bar_of(window, style.now);
    if (!bar) continue;
    std::vector<model::Scope> scopes = window.scopes;
    if (scopes.empty()) scopes.emplace_back();
    for (const model::Scope& scope : scopes) by_scope[{window.ledger, scope}].push_back(*bar);
  }
  std::vector<Lane> lanes;
  for (auto& [key, bars] : by_scope) {
    const auto& [ledger, scope] = key;
    const std::string place = one_line(scope.cluster.is_known() ? scope.cluster.slug : scope.group.label);
    const std::string service = one_line(scope.service.label);
    const auto same = std::find_if(lanes.begin(), lanes.end(), [&](const Lane& lane) {
      return lane.ledger == ledger && lane.place == place && !lane.services.empty() && !service.empty() &&
             equal_bars(lane.bars, bars);
    });
    if (same != lanes.end()) {
      same->services.push_back(service);
    } else {
      lanes.push_back({ledger, place, service.empty() ? std::vector<std::string>{} : std::vector{service},
                       std::move(bars)});
    }
  }
  return lanes;
}

}  // namespace

char letter_of(model::PostStatus status) {
  switch (status) {
    case model::PostStatus::investigating:
      return 'I';
    case model::PostStatus::identified:
      return 'D';
    case model::PostStatus::monitoring:
      return 'M';
    case model::PostStatus::resolved:
    case model::PostStatus::completed:
      return 'R';
    case model::PostStatus::scheduled:
    case model::PostStatus::in_progress:
    case model::PostStatus::verifying:
      return 'S';
    case model::PostStatus::update:
    case model::PostStatus::postmortem:
    case model::PostStatus::none:
      break;
  }
  return 'u';
}

std::string lanes_text(const model::Incident& incident, const Style& style) {
  const std::vector<Lane> lanes = lanes_of(incident, style);
  constexpr std::size_t kMostLabel = 34, kLedgerWidth = 9;
  std::size_t label_width = 5;
  for (const Lane& lane : lanes)
    label_width = std::max(label_width, kLedgerWidth + base::display_width(name_of(lane)));
  label_width = std::min(label_width, kMostLabel);
  const auto axis = axis_of(incident, style, std::max(30, style.width - static_cast<int>(label_width) - 2));
  if (!axis) return "";

  const auto labelled = [&](const std::string& label, const std::string& line) {
    std::string cut = base::ellipsize(label, label_width);
    cut.append(label_width + 2 - std::min(label_width, base::display_width(cut)), ' ');
    std::string whole = cut + line;
    while (whole.ends_with(' ')) whole.pop_back();
    return whole + '\n';
  };
  std::string text = labelled(zone_label(style), ruler(*axis, style));
  if (!incident.posts.empty()) text += labelled("posts", posts_line(incident, *axis));
  for (const Lane& lane : lanes) {
    text += labelled(fmt::format("{:<{}}{}", model::to_string(lane.ledger), kLedgerWidth, name_of(lane)),
                     draw(lane.bars, *axis, style));
  }
  if (!lanes.empty())
    text += "█ major  ▓ partial  ▒ degraded  ░ level unknown  = maintenance  ~ uncertain edge\n";
  if (!incident.posts.empty())
    text += "I investigating  D identified  M monitoring  R resolved  S scheduled  u update\n";
  return text;
}

}  // namespace faultline::render
