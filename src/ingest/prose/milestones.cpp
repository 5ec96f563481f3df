#include "ingest/prose/milestones.hpp"

#include <algorithm>

namespace faultline::ingest::prose {

namespace {

using model::MilestoneKind;

constexpr int kKeyEventWeight = 60, kFrontMatterWeight = 55, kWindowWeight = 40, kWindowEndWeight = 15;

void add_from_key_events(const DocumentParts& document, std::vector<FoundMilestone>& out) {
  for (const auto& row : document.timeline.key_events) {
    const auto words = words_of(row.label);
    for (const auto& rule : vocabulary().key_events) {
      if (!find_any(rule.phrases, words)) continue;
      FoundMilestone found{rule.kind, row.when, kKeyEventWeight, 0, rule.rule, {}, row.head, row.ordinal};
      out.push_back(std::move(found));
      break;
    }
  }
}

// A midnight is what a form fills in where no time was given.
bool is_placeholder_midnight(const base::Moment& moment) {
  return !moment.local || *moment.local == std::chrono::floor<std::chrono::days>(*moment.local) ||
         moment.resolution == base::Resolution::day;
}

void add_from_front_matter(const DocumentParts& document, std::vector<FoundMilestone>& out) {
  const auto& front = document.blocks.front;
  const Passage* ended = nullptr;
  for (const auto key : {"resolvedwhen", "resolved_at", "resolved_when", "end", "ended", "end_time"}) {
    if (ended == nullptr) ended = front.find(key);
  }
  const Passage* started = nullptr;
  for (const auto key : {"started", "start", "started_at", "start_time", "begin"}) {
    if (started == nullptr) started = front.find(key);
  }
  if (started == nullptr && front.find("resolved") != nullptr)
    started = front.find("date");  // a status entry, no article
  const Passage* section = front.find("section");
  const Passage* severity = front.find("severity");
  const bool is_issue = section == nullptr || section->text == "issue";
  const bool is_notice =
      severity != nullptr && (severity->text == "notice" || severity->text == "maintenance");
  if (!is_issue || is_notice) return;
  const auto moment_of = [&](const Passage* value) -> std::optional<base::Moment> {
    if (value == nullptr) return std::nullopt;
    const auto mentions = times_of(document.source, *value);
    if (mentions.empty() || (!mentions.front().clock && !mentions.front().exact)) return std::nullopt;
    return resolve(mentions.front(), document.frame.times);
  };
  const auto start = moment_of(started), end = moment_of(ended);
  const bool has_start = start && !is_placeholder_midnight(*start);
  if (has_start)
    out.push_back({MilestoneKind::impact_start,
                   *start,
                   kFrontMatterWeight,
                   0,
                   "front matter: the date of an outage's entry",
                   {},
                   *started,
                   -1});
  if (!end) return;
  out.push_back({MilestoneKind::resolved,
                 *end,
                 kFrontMatterWeight,
                 0,
                 "front matter: when it was resolved",
                 {},
                 *ended,
                 -1});
  if (has_start)
    out.push_back({MilestoneKind::impact_end,
                   *end,
                   kFrontMatterWeight,
                   0,
                   "front matter: when it was resolved",
                   {},
                   *ended,
                   -1});
}

void add_from_windows(const DocumentParts& document, std::vector<FoundMilestone>& out) {
  for (const auto& window : document.windows) {
    if (window.is_hedged) continue;
    out.push_back({MilestoneKind::impact_start,
                   window.start,
                   kWindowWeight,
                   window.part,
                   "start of the stated window",
                   {},
                   window.sentence->text,
                   -1});
    if (!window.end) continue;
    out.push_back({MilestoneKind::impact_end,
                   *window.end,
                   kWindowWeight,
                   window.part,
                   "end of the stated window",
                   {},
                   window.sentence->text,
                   -1});
    out.push_back({MilestoneKind::mitigated,
                   *window.end,
                   kWindowEndWeight,
                   window.part,
                   "end of the stated window",
                   {},
                   window.sentence->text,
                   -1});
  }
}

std::optional<base::LocalTime> position(const base::Moment& moment) {
  if (moment.utc)
    return base::LocalTime(std::chrono::floor<std::chrono::seconds>(moment.utc->best).time_since_epoch());
  return moment.local;
}

// A start that the rows tell to the minute is finer than the summary's for the same event.
void prefer_row_beside_summary(std::vector<FoundMilestone>& found) {
  constexpr std::chrono::minutes kSameEvent{30};
  constexpr int kLeast = 20;
  for (auto& row : found) {
    if (row.kind != MilestoneKind::impact_start || row.event_ordinal < 0 || row.weight < kLeast) continue;
    for (const auto& other : found) {
      if (other.kind != row.kind || other.event_ordinal >= 0 || other.weight <= row.weight ||
          other.weight >= kWindowWeight || other.part != row.part)
        continue;
      const auto a = position(row.when), b = position(other.when);
      if (a && b && std::chrono::abs(*a - *b) <= kSameEvent) row.weight = other.weight + 1;
    }
  }
}

bool denies_downtime(const DocumentParts& document) {
  return std::any_of(document.sentences.begin(), document.sentences.end(), [](const Sentence& sentence) {
    const auto level = level_of(sentence.words);
    return level && level->is_denial;
  });
}

void drop_ends_without_start(const DocumentParts& document, std::vector<FoundMilestone>& found) {
  const bool is_denied = denies_downtime(document);
  std::erase_if(found, [&](const FoundMilestone& f) {
    if (f.kind != MilestoneKind::impact_end || f.weight >= kWindowWeight) return false;
    const FoundMilestone* start = best_of(found, MilestoneKind::impact_start, f.part);
    // A row that describes service coming back ends what nobody saw begin; a repair that is only named does
    // not.
    constexpr int kDescribed = 20;
    if (start == nullptr) return f.event_ordinal < 0 || f.weight > kDescribed || is_denied;
    const auto a = position(start->when), b = position(f.when);
    return a && b && *b < *a;
  });
}

// "An anomalous packet was noticed" an hour before the stated outage is another story.
void drop_detections_before_window(std::vector<FoundMilestone>& found) {
  constexpr std::chrono::minutes kEarlyWarning{15};
  std::erase_if(found, [&](const FoundMilestone& f) {
    if (f.kind != MilestoneKind::detected || f.event_ordinal >= 0 || f.weight >= kWindowWeight) return false;
    const FoundMilestone* start = best_of(found, MilestoneKind::impact_start, f.part);
    if (start == nullptr || start->weight < kWindowWeight) return false;
    const auto a = position(start->when), b = position(f.when);
    return a && b && *b + kEarlyWarning < *a;
  });
}

// What is described after the detection (of the key events, too) is how it went on, not how it began.
void drop_starts_after_detection(std::vector<FoundMilestone>& found) {
  constexpr int kDescribed = 20;
  std::erase_if(found, [&](const FoundMilestone& f) {
    if (f.kind != MilestoneKind::impact_start || f.weight > kDescribed) return false;
    const FoundMilestone* detected = best_of(found, MilestoneKind::detected, f.part);
    if (detected == nullptr) return false;
    const auto a = position(f.when), b = position(detected->when);
    return a && b && *a > *b;
  });
}

}  // namespace

std::string trigger_kind_of(std::span<const Word> words) {
  std::string kind;
  std::size_t first = words.size();
  for (const auto& rule : vocabulary().triggers) {
    const auto match = find_any(rule.phrases, words);
    if (!match || match->begin >= first) continue;
    first = match->begin;
    kind = rule.kind;
  }
  return kind;
}

const FoundMilestone* best_of(const std::vector<FoundMilestone>& found, MilestoneKind kind, int part) {
  const FoundMilestone* best = nullptr;
  for (const auto& f : found) {
    if (f.kind != kind || f.part != part) continue;
    if (best == nullptr || f.weight > best->weight) best = &f;
  }
  return best;
}

std::vector<FoundMilestone> find_milestones(const DocumentParts& document) {
  std::vector<FoundMilestone> out;
  add_from_key_events(document, out);
  add_from_front_matter(document, out);
  add_from_windows(document, out);
  add_from_rows(document, out);
  add_from_sentences(document, out);
  std::erase_if(out, [](const FoundMilestone& f) { return !f.when.utc && !f.when.local; });
  add_from_durations(document, out);
  drop_starts_after_detection(out);
  prefer_row_beside_summary(out);
  drop_ends_without_start(document, out);
  drop_detections_before_window(out);
  std::stable_sort(out.begin(), out.end(), [](const FoundMilestone& a, const FoundMilestone& b) {
    if (a.part != b.part) return a.part < b.part;
    if (a.kind != b.kind) return a.kind < b.kind;
    return a.weight > b.weight;
  });
  return out;
}

}  // namespace faultline::ingest::prose
