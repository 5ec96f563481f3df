#include "analyze/findings.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "analyze/moments.hpp"

namespace faultline::analyze {

namespace {

using model::Candidate;
using model::FindingSeverity;
using model::Ledger;
using model::Milestone;
using model::MilestoneKind;
using model::MilestoneState;

constexpr std::int64_t kMinute = 60;
// The page's window at most half of the stated one, and by more than what rounding and a late post explain.
constexpr std::int64_t kUnderstatedSeconds = 30 * 60;
constexpr std::int64_t kLeadSeconds = 60 * 60;

std::string length(std::int64_t seconds) {
  return base::format_duration(base::Seconds(seconds));
}

class ProblemFinder {
 public:
  ProblemFinder(Case& incident, const FactTable& table) : case_(incident), table_(table) {}

  void run() {
    trigger_order();
    understated();
    detection();
    resolved_before_end();
    posted_after_end();
    after_resolved();
    durations();
    promises();
    edits();
    oddities();
    weak_grouping();
  }

 private:
  const Milestone& at(MilestoneKind kind) const { return case_.incident.milestone(kind); }
  const Candidate* recorded(MilestoneKind kind) const {
    const Milestone& milestone = at(kind);
    return milestone.state == MilestoneState::recorded ? &milestone.candidates.front() : nullptr;
  }
  bool has_document() const {
    return std::any_of(case_.strands.begin(), case_.strands.end(), [](const Strand* strand) {
      return std::any_of(strand->events.begin(), strand->events.end(),
                         [](const model::Event* e) { return e->kind == model::EventKind::note; }) ||
             std::any_of(strand->claims.begin(), strand->claims.end(), [](const model::Claim* c) {
               return c->kind == model::ClaimKind::window || c->kind == model::ClaimKind::milestone;
             });
    });
  }

  void trigger_order() {
    const Candidate* trigger = recorded(MilestoneKind::trigger);
    const Candidate* start = recorded(MilestoneKind::impact_start);
    if (trigger == nullptr || start == nullptr || !trigger->when.utc || !start->when.utc) return;
    if (start->when.utc->latest <= trigger->when.utc->earliest) {
      case_.find(
          "impact-before-trigger", FindingSeverity::contradiction,
          fmt::format("the stated impact start ({}) precedes the {} that is named as its trigger ({})",
                      clock_text(start->when),
                      at(MilestoneKind::trigger).detail.empty() ? "event" : at(MilestoneKind::trigger).detail,
                      clock_text(trigger->when)),
          {start->evidence, trigger->evidence});
      return;
    }
    const auto lead = seconds_between(trigger->when, start->when);
    const bool is_fine = width_of(trigger->when) <= kLeadSeconds * 1'000'000;
    if (lead && is_fine && *lead > kLeadSeconds) {
      case_.find(
          "unexplained-lead", FindingSeverity::info,
          fmt::format("the trigger at {} comes {} before the stated start at {}; the text should say why",
                      clock_text(trigger->when), length(*lead), clock_text(start->when)),
          {trigger->evidence, start->evidence});
    }
  }

  void understated() {
    const model::Metric& declared = case_.incident.metric(model::MetricKind::declared_duration);
    const Candidate* start = recorded(MilestoneKind::impact_start);
    if (!declared.best_seconds || start == nullptr || start->ledger != Ledger::stated) return;
    const auto whole = [](auto length) { return std::chrono::duration_cast<base::Seconds>(length).count(); };
    const auto exceeds = [&](std::int64_t stated) {
      return stated >= 2 * *declared.best_seconds && stated - *declared.best_seconds >= kUnderstatedSeconds;
    };
    const Candidate* first = recorded(MilestoneKind::declared);
    for (const model::ImpactWindow& window : case_.incident.windows) {
      if (window.ledger != Ledger::stated || !window.end || !window.start.utc || !window.end->utc) continue;
      const std::int64_t least =
          std::max<std::int64_t>(0, whole(window.end->utc->earliest - window.start.utc->latest));
      const std::int64_t most = whole(window.end->utc->latest - window.start.utc->earliest);
      // With an end that is only limited the length may be anything; that it began long before the page spoke
      // is told all the same.
      const std::int64_t before =
          first != nullptr && first->when.utc ? whole(first->when.utc->best - window.start.utc->latest) : 0;
      if (!exceeds(least) && !exceeds(before)) continue;
      const std::string stated =
          exceeds(least) ? fmt::format("the stated impact lasted {} or more", length(least))
                         : fmt::format(
                               "the stated impact began {} or more before the first post and lasted "
                               "between {} and {}",
                               length(before), length(least), length(most));
      case_.find("page-understates-impact", FindingSeverity::warning,
                 fmt::format("the page declares {} (first post to resolved) while {}",
                             length(*declared.best_seconds), stated),
                 {start->evidence});
      return;
    }
  }

  void detection() {
    const Milestone& detected = at(MilestoneKind::detected);
    if (recorded(MilestoneKind::detected) != nullptr || case_.is_maintenance || !has_document()) return;
    std::vector<model::Evidence> evidence;
    if (!detected.candidates.empty()) evidence.push_back(detected.candidates.front().evidence);
    case_.find("no-detection-time", FindingSeverity::warning,
               fmt::format("no source tells when it was detected: {}",
                           detected.state == MilestoneState::bounded ? detected.rule
                                                                     : "there is no limit for it either"),
               std::move(evidence));
  }

  const Candidate* resolved_post() const {
    const Candidate* resolved = recorded(MilestoneKind::resolved);
    return resolved != nullptr && resolved->ledger == Ledger::declared && resolved->when.utc ? resolved
                                                                                             : nullptr;
  }

  void resolved_before_end() {
    const Candidate* resolved = resolved_post();
    if (resolved == nullptr) return;
    const Candidate* last = nullptr;
    for (const MilestoneKind kind :
         {MilestoneKind::impact_end, MilestoneKind::resolved, MilestoneKind::recovered}) {
      for (const Candidate& candidate : at(kind).candidates) {
        if (candidate.ledger != Ledger::stated || candidate.state != MilestoneState::recorded ||
            !candidate.when.utc)
          continue;
        if (last == nullptr || base::earlier(last->when, candidate.when)) last = &candidate;
      }
    }
    if (last == nullptr || last->when.utc->earliest < resolved->when.utc->best + base::Seconds(kMinute))
      return;
    case_.find("resolved-before-end", FindingSeverity::contradiction,
               fmt::format("the page says resolved at {}, the document tells the end at {}",
                           clock_text(resolved->when), clock_text(last->when)),
               {resolved->evidence, last->evidence});
  }

  void posted_after_end() {
    const Candidate* end = recorded(MilestoneKind::impact_end);
    const Candidate* declared = recorded(MilestoneKind::declared);
    if (end == nullptr || declared == nullptr || !end->when.utc || declared->ledger != Ledger::declared ||
        !declared->when.utc)
      return;
    const auto late = seconds_between(end->when, declared->when);
    if (!late || *late < kMinute) return;
    case_.find("first-post-after-end", FindingSeverity::warning,
               fmt::format("the first public post ({}) comes {} after the impact had ended ({})",
                           clock_text(declared->when), length(*late), clock_text(end->when)),
               {declared->evidence, end->evidence});
  }

  void after_resolved() {
    const Candidate* resolved = resolved_post();
    if (resolved == nullptr) return;
    struct Told {
      base::Moment when;
      model::Evidence evidence;
      bool is_repair;
    };
    std::vector<Told> later;
    const auto consider = [&](const base::Moment& when, model::Evidence evidence, bool is_repair) {
      if (!when.utc || when.utc->earliest < resolved->when.utc->best + base::Seconds(kMinute)) return;
      later.push_back({when, std::move(evidence), is_repair});
    };
    for (const model::Claim* claim : claims_of(case_, model::ClaimKind::follow_up)) {
      consider(claim->start, table_.evidence(*claim), true);
      if (claim->end) consider(*claim->end, table_.evidence(*claim), true);
    }
    for (const model::Event* note : events_of(case_, model::EventKind::note))
      consider(note->when, table_.evidence(*note), false);
    if (later.empty()) return;
    const bool has_repairs =
        std::any_of(later.begin(), later.end(), [](const Told& told) { return told.is_repair; });
    const Told& last = *std::max_element(later.begin(), later.end(), [](const Told& a, const Told& b) {
      return base::earlier(a.when, b.when);
    });
    case_.find(
        "work-after-resolved", has_repairs ? FindingSeverity::warning : FindingSeverity::info,
        fmt::format("the page says resolved at {} while {} is told until {}", clock_text(resolved->when),
                    last.is_repair ? "repair" : "more of the timeline", clock_text(last.when)),
        {resolved->evidence, last.evidence});
  }

  void durations() {
    for (const model::DurationAudit& audit : case_.incident.durations) {
      if (audit.verdict != model::DurationAudit::Verdict::contradicted) continue;
      case_.find("duration-contradicted", FindingSeverity::contradiction,
                 fmt::format("'{}' {}", audit.written, audit.message), {audit.evidence});
    }
  }

  void promises() {
    std::vector<model::Evidence> late;
    for (const model::Promise& promise : case_.incident.promises) {
      if (promise.verdict == model::Promise::Verdict::late) late.push_back(promise.evidence);
    }
    if (late.empty()) return;
    case_.find(
        "updates-late", FindingSeverity::info,
        fmt::format("{} of {} promised updates came late", late.size(), case_.incident.promises.size()),
        late);
  }

  void edits() {
    for (const model::StatusPost& post : case_.incident.posts) {
      if (post.versions.size() < 2) continue;
      case_.find("post-edited", FindingSeverity::info,
                 fmt::format("the post of {} has {} versions; the newest is shown", clock_text(post.when),
                             post.versions.size()),
                 post.evidence);
    }
  }

  // What the readers found odd. Pages repeat it with every post, so each wording is told once.
  void oddities() {
    std::vector<std::pair<std::string, std::vector<model::Evidence>>> odd;
    for (const Strand* strand : case_.strands) {
      for (const model::Event* event : strand->events) {
        if (event->note.empty()) continue;
        const auto same =
            std::find_if(odd.begin(), odd.end(), [&](const auto& o) { return o.first == event->note; });
        if (same == odd.end()) {
          odd.push_back({event->note, {table_.evidence(*event)}});
        } else {
          same->second.push_back(table_.evidence(*event));
        }
      }
    }
    for (auto& [note, evidence] : odd)
      case_.find("odd-record", FindingSeverity::info, note, std::move(evidence));
  }

  void weak_grouping() {
    if (!case_.is_weak) return;
    case_.find("weak-grouping", FindingSeverity::info,
               fmt::format("its sources were joined on weak grounds: {}", case_.incident.grouping), {});
  }

  Case& case_;
  const FactTable& table_;
};

}  // namespace

void find_problems(Case& incident, const FactTable& table, const model::Config& config) {
  ProblemFinder(incident, table).run();
  find_document_slips(incident, table);
  find_content_slips(incident, table);
  find_remarks(incident, table, config);
  find_readings(incident, table);
  std::stable_sort(incident.incident.findings.begin(), incident.incident.findings.end(),
                   [](const model::Finding& a, const model::Finding& b) {
                     return std::make_tuple(-static_cast<int>(a.severity), std::string_view(a.rule)) <
                            std::make_tuple(-static_cast<int>(b.severity), std::string_view(b.rule));
                   });
}

}  // namespace faultline::analyze
