#include "analyze/durations.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "analyze/moments.hpp"
#include "base/zone.hpp"

namespace faultline::analyze {

namespace {

using model::Claim;
using model::ClaimKind;
using model::DurationAudit;
using model::MilestoneKind;
using model::MilestoneState;

// Two printed minutes leave a minute of room.
constexpr std::int64_t kPrintedMinute = 60;

struct Point {
  std::string name;
  base::Moment when;
  int rank;  // how likely a writer measured from or to it; smaller = likelier
  bool of_page = false;
};

struct Pair {
  std::string name;
  std::int64_t seconds;
};

// Readers claim only lengths of the incident; one inside a row of the timeline is that of the row's event.
bool speaks_of_impact(const Claim& claim) {
  return claim.duration_from || claim.duration_to || claim.event_ordinal < 0;
}

class DurationAuditor {
 public:
  DurationAuditor(Case& incident, const FactTable& table) : case_(incident), table_(table) {}

  void run() {
    std::set<std::tuple<std::string, std::int64_t>> seen;
    for (const Claim* claim : claims_of(case_, ClaimKind::duration)) {
      if (!claim->seconds) continue;
      // The same sentence in another format of the document.
      if (!seen.insert({bare_text(claim->text), *claim->seconds}).second) continue;
      DurationAudit audited = audit(*claim);
      if (audited.message.find(':') != std::string::npos) audited.message += clock_note(*claim);
      case_.incident.durations.push_back(std::move(audited));
    }
  }

 private:
  static bool fits(const Claim& claim, std::int64_t seconds) {
    return std::abs(*claim.seconds - seconds) <= claim.seconds_tolerance + kPrintedMinute;
  }

  DurationAudit audit(const Claim& claim) const {
    DurationAudit result;
    result.written = claim.text;
    result.seconds = *claim.seconds;
    result.evidence = table_.evidence(claim);
    const std::vector<Pair> expected = expected_pairs(claim);
    std::string compared;
    for (const Pair& pair : expected) {
      const std::string entry =
          fmt::format("{} ({})", pair.name, base::format_duration(base::Seconds(pair.seconds)));
      if (fits(claim, pair.seconds)) {
        result.verdict = DurationAudit::Verdict::supported;
        result.equals = pair.name;
        result.message = "equals " + entry;
        return result;
      }
      compared += (compared.empty() ? "" : ", ") + entry;
    }
    const std::string equals = equal_pair(claim);
    if (!speaks_of_impact(claim)) {
      if (!equals.empty()) {
        result.verdict = DurationAudit::Verdict::supported;
        result.equals = equals;
        result.message = "equals " + equals;
      } else {
        result.message =
            "not said to be the length of the impact, and no two of its times are that far apart";
      }
      return result;
    }
    result.equals = equals;
    if (expected.empty()) {
      const bool has_times = points(claim).size() > 1;
      result.verdict =
          has_times ? DurationAudit::Verdict::unsupported : DurationAudit::Verdict::not_checkable;
      result.message = !has_times ? "the text gives no times"
                       : claim.duration_from && claim.duration_to
                           ? fmt::format("nothing tells both its ends, {} and {}",
                                         plain_name(*claim.duration_from), plain_name(*claim.duration_to))
                           : "the text gives no impact window to hold it against";
      return result;
    }
    const auto longest = std::max_element(expected.begin(), expected.end(),
                                          [](const Pair& x, const Pair& y) { return x.seconds < y.seconds; });
    const bool may_be_of_a_part = !claim.duration_from && !claim.duration_to && !is_milestone_pair(equals) &&
                                  2 * *claim.seconds < longest->seconds;
    if (may_be_of_a_part) {
      result.verdict = DurationAudit::Verdict::unsupported;
      result.message = "under half of " + compared + ": it may be that of a part of the impact";
      return result;
    }
    result.verdict = DurationAudit::Verdict::contradicted;
    result.message = "differs from " + compared;
    if (!equals.empty()) result.message += "; equals " + equals;
    return result;
  }

  // Measured between named points of the incident, not between rows or updates that happen to fit.
  static bool is_milestone_pair(const std::string& equals) {
    return !equals.empty() && equals.find("row ") == std::string::npos &&
           equals.find("update ") == std::string::npos;
  }

  // Where the row that tells a duration stands in time; absent for one that stands in no row.
  std::optional<base::Moment> row_of(const Claim& claim) const {
    if (speaks_of_impact(claim)) return std::nullopt;
    for (const Strand* strand : case_.strands) {
      for (const model::Event* event : strand->events) {
        if (event->source_digest == claim.source_digest && event->ordinal == claim.event_ordinal)
          return event->when;
      }
    }
    return std::nullopt;
  }

  std::string zone_of(const Claim& claim) const {
    for (const model::ImpactWindow& window : case_.incident.windows) {
      if (window.ledger == model::Ledger::stated && !window.start.zone.empty()) return window.start.zone;
    }
    const model::Source* source = table_.source(claim.source_digest);
    return source == nullptr ? std::string() : source->zone;
  }

  // Pairs are told on the document's clock, as its reader sees them; which clock that is must be said.
  std::string clock_note(const Claim& claim) const {
    const std::string zone = zone_of(claim);
    if (base::Zone::find(zone)) return fmt::format("; clock times in {}", zone);
    return zone.empty() ? std::string()
                        : fmt::format("; the zone of its clock times is not known ('{}')", zone);
  }

  void add_pair(std::vector<Pair>& pairs, const Claim& claim, const Point& from, const Point& to) const {
    const auto seconds = seconds_between(from.when, to.when);
    if (!seconds || *seconds < 0) return;
    const std::string zone = zone_of(claim);
    std::string name = fmt::format("{} {} to {} {}", from.name, short_clock(from.when, zone), to.name,
                                   short_clock(to.when, zone));
    const auto same = [&](const Pair& pair) { return pair.name == name; };
    if (std::none_of(pairs.begin(), pairs.end(), same)) pairs.push_back({std::move(name), *seconds});
  }

  std::vector<Pair> expected_pairs(const Claim& claim) const {
    std::vector<Pair> pairs;
    if (!speaks_of_impact(claim)) return pairs;
    if (claim.duration_from && claim.duration_to) {
      for (const Point& from : recorded(*claim.duration_from)) {
        for (const Point& to : recorded(*claim.duration_to)) add_pair(pairs, claim, from, to);
      }
      return pairs;
    }
    // A window told in the same sentence or row comes first, then the others, then other tellings.
    for (const Strand* strand : case_.strands) {
      for (const Claim* window : strand->claims) {
        if (window->kind == ClaimKind::window && window->end &&
            window->source_digest == claim.source_digest) {
          add_pair(pairs, claim, {"impact start", window->start, 0}, {"impact end", *window->end, 0});
        }
      }
    }
    for (const model::ImpactWindow& window : case_.incident.windows) {
      const bool is_whole = window.end && window.end->resolution != base::Resolution::bounded &&
                            window.start.resolution != base::Resolution::bounded;
      if (window.ledger != model::Ledger::stated || !is_whole) continue;
      add_pair(pairs, claim, {"impact start", window.start, 0}, {"impact end", *window.end, 0});
    }
    for (const Point& from : recorded(MilestoneKind::impact_start)) {
      for (const Point& to : recorded(MilestoneKind::impact_end)) add_pair(pairs, claim, from, to);
    }
    return pairs;
  }

  std::vector<Point> recorded(MilestoneKind kind) const {
    std::vector<Point> points;
    for (const model::Candidate& candidate : case_.milestone(kind).candidates) {
      if (candidate.state == MilestoneState::recorded)
        points.push_back({plain_name(kind), candidate.when, 1, candidate.ledger == model::Ledger::declared});
    }
    return points;
  }

  // Everything with a time: milestones, posts by their status, rows of the timeline.
  std::vector<Point> points(const Claim& claim) const {
    std::vector<Point> points;
    for (int i = 0; i < model::kMilestoneCount; ++i) {
      const auto kind = static_cast<MilestoneKind>(i);
      if (kind == MilestoneKind::postmortem_published) continue;
      for (Point& point : recorded(kind)) points.push_back(std::move(point));
    }
    model::PostStatus before = model::PostStatus::none;
    for (const CasePost& post : case_.posts) {
      if (post.carried == model::PostStatus::postmortem) continue;
      const bool changes = post.carried != before;
      before = post.carried;
      points.push_back({changes ? std::string(model::to_string(post.carried)) : "update", post.shown.when,
                        changes ? 1 : 4, true});
    }
    for (const model::Event* note : events_of(case_, model::EventKind::note)) {
      if (note->source_digest == claim.source_digest) points.push_back({"row", note->when, 3});
    }
    return points;
  }

  std::string equal_pair(const Claim& claim) const {
    if (*claim.seconds == 0) return {};  // "immediately": any two near rows would do
    const std::vector<Point> all = points(claim);
    const std::string zone = zone_of(claim);
    const auto row = row_of(claim);
    // rank, distance, order of time
    std::optional<std::tuple<int, std::int64_t, base::Instant, std::string>> best;
    for (const Point& from : all) {
      for (const Point& to : all) {
        const auto seconds = seconds_between(from.when, to.when);
        if (!seconds || *seconds <= 0 || !fits(claim, *seconds)) continue;
        // What a row says lasted so long begins or ends with the row.
        const bool touches = !row || sort_instant(*row) == sort_instant(from.when) ||
                             sort_instant(*row) == sort_instant(to.when);
        if (!touches) continue;
        const std::int64_t off = std::abs(*seconds - *claim.seconds);
        // To measure from where the text says, or from a beginning to an end, is likelier than the reverse.
        int rank = from.rank + to.rank - (from.of_page == to.of_page ? 1 : 0);
        if (claim.duration_from && from.name == plain_name(*claim.duration_from)) rank -= 2;
        if (claim.duration_to && to.name == plain_name(*claim.duration_to)) rank -= 2;
        if (from.name == "declared" || from.name == "impact start" || from.name == "detected") rank -= 1;
        if (to.name == "monitoring" || to.name == "resolved" || to.name == "impact end" ||
            to.name == "mitigated")
          rank -= 1;
        auto entry = std::make_tuple(rank, off, *sort_instant(from.when),
                                     fmt::format("{} {} to {} {}", from.name, short_clock(from.when, zone),
                                                 to.name, short_clock(to.when, zone)));
        if (!best || entry < *best) best = std::move(entry);
      }
    }
    return best ? std::get<3>(*best) : std::string();
  }

  Case& case_;
  const FactTable& table_;
};

}  // namespace

void audit_durations(Case& incident, const FactTable& table) {
  DurationAuditor(incident, table).run();
}

}  // namespace faultline::analyze
