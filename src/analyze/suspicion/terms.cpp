#include "analyze/suspicion/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace faultline::analyze {

namespace {

using model::SuspicionTerm;
using Micros = std::chrono::microseconds;

// Changes that act late: the share of the formula, which fades, since a deploy of yesterday explains an
// incident no better than none does.
constexpr double kLate = .02;
constexpr auto kLateDelay = std::chrono::hours(3);
// A change after the start is there for wrong clocks only; they are rarely wrong by more than minutes.
constexpr auto kClockError = std::chrono::minutes(3);

double fraction(Micros gap, Micros scale) {
  return static_cast<double>(gap.count()) / static_cast<double>(scale.count());
}

double nearness(Micros gap) {
  return std::exp(-fraction(gap, kTriggerDelay)) + kLate * std::exp(-fraction(gap, kLateDelay));
}

// A start known only within more than ten minutes spreads the nearness over its width.
double narrowness(const base::Bounds& bounds) {
  const Micros width = bounds.latest - bounds.earliest;
  return width <= kTriggerDelay ? 1 : 1 / fraction(width, kTriggerDelay);
}

std::string width_text(const base::Bounds& bounds, std::string_view edge) {
  if (narrowness(bounds) == 1) return {};
  return fmt::format("; the {} is known within {} only", edge, gap_text(bounds.latest - bounds.earliest));
}

// What the time of the change is called: the end of a deploy, or the one time that is known.
std::string done_text(const Change& change) {
  if (!change.has_two_times()) return "its one known time is";
  if (change.outcome == "failure") return "failed";
  return change.outcome == "cancelled" ? "cancelled" : "completed";
}

struct KindScore {
  std::string_view kind;
  double score;
};
constexpr auto kKinds = std::to_array<KindScore>({{"code", 0},
                                                  {"config", 0},
                                                  {"flag", 0},
                                                  {"migration", 0},
                                                  {"infrastructure", 0},
                                                  {"scale", -.7},
                                                  {"rollback", -1.6},
                                                  {"docs", -2.3}});

}  // namespace

std::string gap_text(Micros gap) {
  return base::format_duration(std::chrono::floor<base::Seconds>(gap));
}

bool is_after(const Change& change, const base::Bounds& start) {
  return change.began > start.latest + kClockSlack;
}

SuspicionTerm trigger_time(const Change& change, const base::Bounds& start) {
  if (is_after(change, start)) {
    const Micros late = change.began - start.latest;
    return {"time", std::log(kLate) - fraction(late, kClockError),
            fmt::format("began {} after the latest start: possible only with wrong clocks", gap_text(late))};
  }
  const Micros gap = std::max(Micros{0}, Micros(start.best - change.done));
  const double value = std::log(nearness(gap) * narrowness(start));
  std::string reason;
  if (change.done <= start.best)
    reason = fmt::format("{} {} before the start", done_text(change), gap_text(start.best - change.done));
  else if (change.began <= start.best)
    reason = fmt::format("running at the start, begun {} before it", gap_text(start.best - change.began));
  else
    reason = "began within the width of the start";
  return {"time", value, reason + width_text(start, "start")};
}

SuspicionTerm mitigation_time(const Change& change, const base::Bounds& end) {
  const bool is_before = change.done <= end.best;
  const Micros gap = is_before ? end.best - change.done : change.done - end.best;
  return {"time", std::log(nearness(gap) * narrowness(end)),
          fmt::format("{} {} {} the end{}", done_text(change), gap_text(gap), is_before ? "before" : "after",
                      width_text(end, "end"))};
}

SuspicionTerm kind_term(const Change& change) {
  const auto row = std::find_if(kKinds.begin(), kKinds.end(),
                                [&](const KindScore& score) { return score.kind == change.kind; });
  if (row == kKinds.end()) return {"kind", 0, "its kind is not told"};
  return {"kind", row->score, fmt::format("kind {}", change.kind)};
}

}  // namespace faultline::analyze
