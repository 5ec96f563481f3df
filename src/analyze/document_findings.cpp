// Document slips: where a document disagrees with itself, or leaves a time out.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analyze/candidates.hpp"
#include "analyze/findings.hpp"
#include "analyze/moments.hpp"
#include "analyze/stated.hpp"

namespace faultline::analyze {

namespace {

using model::Claim;
using model::ClaimKind;
using model::Event;
using model::EventKind;
using model::FindingSeverity;

// Two tellings of one event differ by less than half an hour; further apart they are two events.
constexpr std::int64_t kMinute = 60, kSameMilestone = 30 * 60, kSameRow = 10 * 60, kNearRow = 2 * 60;
// Words that a sentence and a row about the same event have in common at the least.
constexpr double kSameEventOverlap = 0.12;

void disagreeing_milestones(Case& incident, const FactTable& table, std::set<base::Instant>& told) {
  const CandidateTable found = collect_candidates(incident, table);
  for (std::size_t kind = 0; kind < found.size(); ++kind) {
    for (const FoundCandidate& row : found[kind]) {
      if (!row.is_row || row.candidate.state != model::MilestoneState::recorded) continue;
      for (const FoundCandidate& prose : found[kind]) {
        const bool is_prose = prose.claim != nullptr && !prose.is_row &&
                              prose.candidate.state == model::MilestoneState::recorded &&
                              prose.claim->source_digest == row.claim->source_digest;
        const auto apart =
            is_prose ? seconds_between(row.candidate.when, prose.candidate.when) : std::nullopt;
        if (!apart || std::abs(*apart) < kMinute || std::abs(*apart) > kSameMilestone) continue;
        const bool is_a_row_too = std::any_of(found[kind].begin(), found[kind].end(), [&](const auto& other) {
          const auto off = seconds_between(other.candidate.when, prose.candidate.when);
          return other.is_row && off && std::abs(*off) < kMinute;
        });
        if (is_a_row_too) continue;
        if (!told.insert(*sort_instant(prose.candidate.when)).second) continue;
        incident.find("summary-and-timeline-disagree", FindingSeverity::contradiction,
                      fmt::format("the {} is {} in the text and {} in the timeline",
                                  plain_name(static_cast<model::MilestoneKind>(kind)),
                                  clock_text(prose.candidate.when), clock_text(row.candidate.when)),
                      {prose.candidate.evidence, row.candidate.evidence});
      }
    }
  }
}

// Any other time that the text tells, a few minutes beside the row that speaks of the same.
void disagreeing_rows(Case& incident, const FactTable& table, std::set<base::Instant>& told) {
  for (const Strand* strand : incident.strands) {
    for (const Claim* claim : strand->claims) {
      const bool has_time = claim->kind == ClaimKind::milestone || claim->kind == ClaimKind::follow_up ||
                            claim->kind == ClaimKind::told_time;
      const auto at = sort_instant(claim->start);
      if (!has_time || !at || is_timeline_row(*strand, *claim) || told.count(*at) > 0) continue;
      const Event* nearest = nullptr;
      std::int64_t least = kSameRow + 1;
      for (const Event* note : strand->events) {
        if (note->kind != EventKind::note || note->source_digest != claim->source_digest) continue;
        const auto apart = seconds_between(claim->start, note->when);
        if (!apart) continue;
        if (std::abs(*apart) < least) {
          least = std::abs(*apart);
          nearest = note;
        }
      }
      // The nearer, the fewer words they need to have in common.
      const double needed = least <= kNearRow ? kSameEventOverlap / 3 : kSameEventOverlap;
      if (nearest == nullptr || least < kMinute || word_overlap(claim->text, nearest->body) < needed)
        continue;
      told.insert(*at);
      incident.find("summary-and-timeline-disagree", FindingSeverity::contradiction,
                    fmt::format("the text says {} where the timeline says {}", clock_text(claim->start),
                                clock_text(nearest->when)),
                    {table.evidence(*claim), table.evidence(*nearest)});
    }
  }
}

// "Immediately notified" and "it took a few minutes to be notified": two lengths between the same two ends.
void disagreeing_lengths(Case& incident, const FactTable& table) {
  const std::vector<const Claim*> claims = claims_of(incident, ClaimKind::duration);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (std::size_t j = i + 1; j < claims.size(); ++j) {
      const Claim &a = *claims[i], &b = *claims[j];
      const bool is_same = a.source_digest == b.source_digest && a.seconds && b.seconds && a.duration_from &&
                           a.duration_from == b.duration_from && a.duration_to == b.duration_to &&
                           a.part == b.part;
      if (!is_same) continue;
      const std::int64_t room = a.seconds_tolerance + b.seconds_tolerance + kMinute / 2;
      if (std::abs(*a.seconds - *b.seconds) <= room) continue;
      incident.find("lengths-disagree", FindingSeverity::contradiction,
                    fmt::format("'{}' and '{}' are told of the same length: {} to {}", a.text, b.text,
                                plain_name(*a.duration_from), plain_name(*a.duration_to)),
                    {table.evidence(a), table.evidence(b)});
    }
  }
}

// A range that lies days away from the timeline of its own document: likely a slip in its date.
void far_windows(Case& incident, const FactTable& table) {
  constexpr std::int64_t kFar = 7 * 24 * 3600;
  for (const Strand* strand : incident.strands) {
    for (const Claim* claim : strand->claims) {
      if (claim->kind != ClaimKind::follow_up || !claim->end || !sort_instant(claim->start)) continue;
      const Event* nearest = nullptr;
      std::int64_t least = 0;
      for (const Event* note : strand->events) {
        const auto apart = note->kind == EventKind::note && note->source_digest == claim->source_digest
                               ? seconds_between(claim->start, note->when)
                               : std::nullopt;
        if (!apart || (nearest != nullptr && std::abs(*apart) >= least)) continue;
        nearest = note;
        least = std::abs(*apart);
      }
      if (nearest == nullptr || least < kFar) continue;
      incident.find("window-far-from-timeline", FindingSeverity::contradiction,
                    fmt::format("the text tells {} to {}, {} days from the nearest row of the timeline ({})",
                                clock_text(claim->start), clock_text(*claim->end), least / (24 * 3600),
                                clock_text(nearest->when)),
                    {table.evidence(*claim), table.evidence(*nearest)});
    }
  }
}

void rows_without_time(Case& incident, const FactTable& table) {
  std::vector<model::Evidence> evidence;
  for (const Event* note : events_of(incident, EventKind::note)) {
    if (!sort_instant(note->when)) evidence.push_back(table.evidence(*note));
  }
  if (evidence.empty()) return;
  const bool is_one = evidence.size() == 1;
  std::string message = fmt::format("{} row{} of the timeline {} no time that could be placed",
                                    evidence.size(), is_one ? "" : "s", is_one ? "has" : "have");
  incident.find("row-without-time", FindingSeverity::info, std::move(message), std::move(evidence));
}

void no_outage_time(Case& incident, const FactTable& table) {
  const bool has_start = incident.milestone(model::MilestoneKind::impact_start).when.has_value();
  if (incident.has_page || has_start || !incident.incident.windows.empty()) return;
  std::vector<model::Evidence> evidence;
  for (const Strand* strand : incident.strands) {
    if (!strand->events.empty()) {
      evidence.push_back(table.evidence(*strand->events.front()));
    } else if (!strand->claims.empty()) {
      evidence.push_back(table.evidence(*strand->claims.front()));
    }
  }
  incident.find("no-outage-time", FindingSeverity::info, "the document does not tell when the impact was",
                std::move(evidence));
}

}  // namespace

void find_document_slips(Case& incident, const FactTable& table) {
  std::set<base::Instant> told;
  disagreeing_milestones(incident, table, told);
  disagreeing_rows(incident, table, told);
  disagreeing_lengths(incident, table);
  far_windows(incident, table);
  rows_without_time(incident, table);
  no_outage_time(incident, table);
}

}  // namespace faultline::analyze
