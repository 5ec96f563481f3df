// The lanes of single marks: posts, deploys, alerts, notes, changes. Marks that would touch go to a further
// row of their lane; what finds no room in its rows is counted in the mark before it.
#include <fmt/format.h>

#include <algorithm>

#include "render/lanes.hpp"
#include "render/page/canvas.hpp"
#include "render/page/placement.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::TimelineRow;

struct Mark {
  double x = 0, width = 0;  // from x to the right
  double until = -1;        // alerts: end of the bar
  std::string hover;
  std::string label;    // what is written
  std::string classes;  // what it looks like
};

struct LaneShape {
  std::string_view name;
  double row_height = 20;
  int most_rows = 3;
};

bool is_drawn(const Canvas& canvas, const base::Moment& moment) {
  return moment.utc && canvas.scale.shows(moment.utc->best);
}

std::string when_of(const Canvas& canvas, const TimelineRow& row) {
  std::string text = when_text(row.when, canvas.style);
  if (row.until) text += " to " + when_text(*row.until, canvas.style);
  return text;
}

std::string what_of(const TimelineRow& row) {
  if (row.text.empty() || row.label.empty()) return row.label + row.text;
  return row.label + ": " + row.text;
}

// "deploy: checkout v41" -> "checkout v41".
std::string bare_label(const TimelineRow& row) {
  const std::string kind = std::string(model::to_string(row.kind)) + ": ";
  const std::string label = one_line(row.label);
  return label.starts_with(kind) ? label.substr(kind.size()) : label.empty() ? one_line(row.text) : label;
}

template <typename Draw>
void draw_lane(Canvas& canvas, const LaneShape& shape, std::vector<Mark> marks, const Draw& draw) {
  if (marks.empty()) return;
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.x < b.x; });
  std::vector<Extent> extents;
  for (const Mark& mark : marks) extents.push_back({mark.x, mark.x + mark.width});
  const std::vector<int> rows = place_in_rows(extents, 2, shape.most_rows);

  std::size_t last = 0;  // the mark that takes those without room
  std::vector<int> more(marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (rows[i] >= 0) {
      last = i;
    } else {
      ++more[last];
      marks[last].hover += "\n\nand " + marks[i].hover;
    }
  }
  canvas.y += kSectionGap;
  canvas.name_lane(shape.name, shape.row_height);
  int used = 1;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (rows[i] < 0) continue;
    used = std::max(used, rows[i] + 1);
    const double middle = canvas.y + shape.row_height * (rows[i] + .5);
    canvas.svg.open_group("mark", marks[i].hover);
    draw(marks[i], middle);
    if (more[i] > 0)
      canvas.svg.text({marks[i].x + marks[i].width + 2, middle + 4}, fmt::format("+{}", more[i]), "more");
    canvas.svg.close_group();
  }
  canvas.y += shape.row_height * used;
}

void draw_label(Canvas& canvas, const Mark& mark, double right, double middle) {
  if (!mark.label.empty()) canvas.svg.text({right + 5, middle + 4}, mark.label, "beside");
}

struct Suspected {
  const model::Suspect* suspect = nullptr;
  std::string word;  // "trigger 87 %", "mitigation"; empty = hardly suspected
};

Suspected suspected(const model::Incident& incident, const model::Evidence& evidence) {
  const auto same_place = [&](const model::Suspect& suspect) {
    return !suspect.is_none && suspect.evidence.source_digest == evidence.source_digest &&
           suspect.evidence.location == evidence.location;
  };
  const model::Suspicion& ended = incident.mitigation;
  if (ended.verdict == model::Suspicion::Verdict::trigger && same_place(ended.suspects.front()))
    return {&ended.suspects.front(), "mitigation"};
  constexpr double kWorthSaying = .1;
  const auto& suspects = incident.trigger.suspects;
  const auto found = std::find_if(suspects.begin(), suspects.end(), same_place);
  if (found == suspects.end()) return {};
  if (found->probability < kWorthSaying) return {&*found, {}};
  const bool leads =
      &*found == &suspects.front() && incident.trigger.verdict == model::Suspicion::Verdict::trigger;
  return {&*found, fmt::format("{} {:.0f} %", leads ? "trigger" : "suspect", 100 * found->probability)};
}

Mark deploy_mark(const Canvas& canvas, base::Instant at, const std::string& title, const std::string& hover,
                 const Suspected& suspicion) {
  constexpr double kTriangle = 14;
  Mark mark;
  mark.label = shortened(title, 30) + (suspicion.word.empty() ? "" : " (" + suspicion.word + ")");
  mark.hover = hover + (suspicion.word.empty() ? "" : "\n" + suspicion.word);
  mark.classes = suspicion.word.empty()                  ? "deploy"
                 : suspicion.word.starts_with("trigger") ? "deploy trigger"
                                                         : "deploy suspect";
  mark.x = canvas.scale.x(at) - kTriangle / 2;
  mark.width = kTriangle + 5 + text_width(mark.label);
  return mark;
}

std::vector<Mark> row_marks(const Canvas& canvas, const model::Incident& incident,
                            std::initializer_list<TimelineRow::Kind> kinds) {
  constexpr double kSize = 10;
  std::vector<Mark> marks;
  for (const TimelineRow& row : incident.timeline) {
    if (std::find(kinds.begin(), kinds.end(), row.kind) == kinds.end() || !is_drawn(canvas, row.when))
      continue;
    Mark mark;
    mark.x = canvas.scale.x(row.when.utc->best) - kSize / 2;
    mark.width = kSize;
    mark.hover = hover_text(what_of(row), when_of(canvas, row), row.evidence);
    marks.push_back(std::move(mark));
  }
  return marks;
}

}  // namespace

void draw_posts(Canvas& canvas, const model::Incident& incident) {
  constexpr double kRadius = 8.5;
  std::vector<Mark> marks;
  for (const model::StatusPost& post : incident.posts) {
    if (post.status == model::PostStatus::postmortem || !is_drawn(canvas, post.when)) continue;
    Mark mark;
    mark.label = std::string(1, letter_of(post.status));
    mark.classes = mark.label == "R" ? "post resolved" : mark.label == "u" ? "post update" : "post";
    mark.x = canvas.scale.x(post.when.utc->best) - kRadius;
    mark.width = 2 * kRadius;
    mark.hover = hover_text(fmt::format("{}: {}", model::to_string(post.status), post.body),
                            when_text(post.when, canvas.style),
                            post.evidence.empty() ? model::Evidence{} : post.evidence.front());
    marks.push_back(std::move(mark));
  }
  if (!marks.empty()) canvas.legend.insert(LegendItem::post);
  draw_lane(canvas, {"posts", 20, 3}, std::move(marks), [&](const Mark& mark, double middle) {
    canvas.svg.circle({mark.x + kRadius, middle}, kRadius, mark.classes);
    canvas.svg.text({mark.x + kRadius, middle + 4}, mark.label, mark.classes + " letter", Anchor::middle);
  });
}

void draw_deploys(Canvas& canvas, const model::Incident& incident) {
  std::vector<Mark> marks;
  std::vector<model::Evidence> drawn;
  for (const TimelineRow& row : incident.timeline) {
    if (row.kind != TimelineRow::Kind::deploy || !is_drawn(canvas, row.when)) continue;
    const Suspected suspicion = suspected(incident, row.evidence);
    drawn.push_back(row.evidence);
    const base::Instant at = row.until && row.until->utc ? row.until->utc->best : row.when.utc->best;
    marks.push_back(deploy_mark(canvas, at, bare_label(row),
                                hover_text(what_of(row), when_of(canvas, row), row.evidence), suspicion));
  }
  // The history of deploys is wider than the incident's own rows.
  for (const model::Suspect& suspect : incident.trigger.suspects) {
    const base::Moment& when = suspect.completed ? *suspect.completed : suspect.started;
    if (suspect.is_none || !is_drawn(canvas, when) ||
        std::find(drawn.begin(), drawn.end(), suspect.evidence) != drawn.end())
      continue;
    marks.push_back(
        deploy_mark(canvas, when.utc->best, one_line(suspect.title),
                    hover_text("deploy: " + suspect.title, when_text(when, canvas.style), suspect.evidence),
                    suspected(incident, suspect.evidence)));
  }
  if (!marks.empty()) canvas.legend.insert(LegendItem::deploy);
  for (Mark& mark : marks) {
    if (mark.x + mark.width <= kPlotRight) continue;
    mark.label.clear();
    mark.width = 14;
  }
  draw_lane(canvas, {"deploys", 20, 4}, std::move(marks), [&](const Mark& mark, double middle) {
    const double x = mark.x + 7;
    if (mark.classes == "deploy trigger") canvas.svg.circle({x, middle + 1}, 10, "ring");
    canvas.svg.polygon({{x, middle - 6}, {x + 7, middle + 6}, {x - 7, middle + 6}}, mark.classes);
    draw_label(canvas, mark, mark.x + 14 + (mark.classes == "deploy trigger" ? 3 : 0), middle);
  });
}

void draw_alerts(Canvas& canvas, const model::Incident& incident) {
  constexpr double kHigh = 11, kLeast = 4, kUnended = 40;
  std::vector<Mark> marks;
  for (const TimelineRow& row : incident.timeline) {
    if (row.kind != TimelineRow::Kind::alert || !is_drawn(canvas, row.when)) continue;
    Mark mark;
    mark.x = canvas.scale.x(row.when.utc->best);
    const bool has_end = row.until && row.until->utc;
    mark.until = has_end ? std::max(mark.x + kLeast, canvas.scale.x(row.until->utc->best))
                         : std::min(kPlotRight, mark.x + kUnended);
    mark.classes = has_end ? "alert" : "alert unended";
    mark.label = shortened(bare_label(row), 44);
    mark.hover =
        hover_text(what_of(row), when_of(canvas, row) + (has_end ? "" : ", end not told"), row.evidence);
    mark.width = mark.until - mark.x + 5 + text_width(mark.label);
    if (mark.x + mark.width > kPlotRight) {  // then inside the bar, or not at all
      if (mark.until - mark.x < text_width(mark.label) + 8) mark.label.clear();
      mark.width = mark.until - mark.x;
    }
    marks.push_back(std::move(mark));
  }
  if (!marks.empty()) canvas.legend.insert(LegendItem::alert);
  draw_lane(canvas, {"alerts", 17, 6}, std::move(marks), [&](const Mark& mark, double middle) {
    canvas.svg.rect({mark.x, middle - kHigh / 2, mark.until - mark.x, kHigh}, mark.classes, 2);
    const bool is_inside = mark.width <= mark.until - mark.x + .01;
    if (is_inside && !mark.label.empty()) {
      canvas.svg.text({mark.x + 4, middle + 4}, mark.label, "in-bar on-alert");
    } else {
      draw_label(canvas, mark, mark.until, middle);
    }
  });
}

void draw_notes(Canvas& canvas, const model::Incident& incident) {
  std::vector<Mark> marks =
      row_marks(canvas, incident, {TimelineRow::Kind::note, TimelineRow::Kind::annotation});
  if (!marks.empty()) canvas.legend.insert(LegendItem::note);
  draw_lane(canvas, {"notes", 14, 3}, std::move(marks), [&](const Mark& mark, double middle) {
    canvas.svg.rect({mark.x + 1, middle - 4, 8, 8}, "note", 1);
  });
}

void draw_changes(Canvas& canvas, const model::Incident& incident) {
  std::vector<Mark> marks =
      row_marks(canvas, incident, {TimelineRow::Kind::component, TimelineRow::Kind::maintenance});
  if (!marks.empty()) canvas.legend.insert(LegendItem::change);
  draw_lane(canvas, {"page changes", 14, 3}, std::move(marks), [&](const Mark& mark, double middle) {
    const double x = mark.x + mark.width / 2;
    canvas.svg.polygon({{x, middle - 5}, {x + 5, middle}, {x, middle + 5}, {x - 5, middle}}, "change");
  });
}

}  // namespace faultline::render
