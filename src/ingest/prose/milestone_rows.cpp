// Milestones from the rows of the timeline.
#include <algorithm>
#include <array>
#include <utility>

#include "ingest/prose/milestones.hpp"

namespace faultline::ingest::prose {

namespace {

using model::MilestoneKind;

constexpr int kMarkerWeight = 50, kNamedWeight = 30, kDescribedWeight = 20, kLastRowWeight = 18;

int weight_of(Strength strength) {
  return strength == Strength::marker  ? kMarkerWeight
         : strength == Strength::named ? kNamedWeight
                                       : kDescribedWeight;
}

// What one row says: per kind the strongest rule.
struct RowReading {
  std::array<const MilestoneRule*, model::kMilestoneCount> rules{};
  std::array<std::size_t, model::kMilestoneCount> places{};  // of the words, in the row
  std::vector<Word> words;
  bool is_impact = false;  // it tells of broken service, whoever says so: a relapse, where it comes late

  const MilestoneRule* of(MilestoneKind kind) const { return rules[static_cast<std::size_t>(kind)]; }
  bool has(MilestoneKind kind) const { return of(kind) != nullptr; }
  bool has(MilestoneKind kind, Strength least) const { return has(kind) && of(kind)->strength >= least; }
};

bool in_caps(std::span<const Word> words, const PhraseMatch& match) {
  for (std::size_t i = match.begin; i < match.end; ++i) {
    if (!words[i].is_caps) return false;
  }
  return true;
}

void read_sentence(std::span<const Word> words, std::size_t place, RowReading& out) {
  for (const auto& rule : vocabulary().milestones) {
    if (!rule.in_rows) continue;
    auto& slot = out.rules[static_cast<std::size_t>(rule.kind)];
    const bool may_relapse = rule.kind == MilestoneKind::impact_start && !out.is_impact;
    if (slot != nullptr && slot->strength >= rule.strength && !may_relapse) continue;
    if (rule.needs_caps) {
      const auto match = find_any(rule.phrases, words);
      if (match && in_caps(words, *match)) {
        slot = &rule;
        out.places[static_cast<std::size_t>(rule.kind)] = place + match->begin;
      }
      continue;
    }
    const auto match = find_plain(rule.phrases, words);
    if (!match) continue;
    if (may_relapse) out.is_impact = !find_any(vocabulary().looks_back, words);
    if (find_any(rule.unless, words)) continue;
    if (slot != nullptr && slot->strength >= rule.strength) continue;
    slot = &rule;
    out.places[static_cast<std::size_t>(rule.kind)] = place + match->begin;
  }
}

// Sentence by sentence: a "not" in one takes nothing back in another.
RowReading read_row(const TimelineRow& row) {
  RowReading out;
  out.words = words_of(row.head.text);
  std::size_t place = 0;
  for (const auto& sentence : sentences_of(row.head.text)) {
    const auto words =
        words_of(std::string_view(row.head.text).substr(sentence.begin, sentence.end - sentence.begin));
    read_sentence(words, place, out);
    place += words.size();
  }
  return out;
}

bool is_placed(const TimelineRow& row) {
  return row.when.utc || row.when.local;
}

// Rows as time went on. A list that is written newest first is turned round; then each row goes behind
// those before it in time. A row without a place stays with the one before it.
std::vector<TimelineRow> by_time(std::vector<TimelineRow> rows) {
  const bool has_instants = std::all_of(rows.begin(), rows.end(), [](const TimelineRow& row) {
    return row.when.utc.has_value() || !row.when.local.has_value();
  });
  const auto time_of = [&](const TimelineRow& row) -> std::optional<base::Instant> {
    if (has_instants) return row.when.utc ? std::optional(row.when.utc->best) : std::nullopt;
    return row.when.local ? std::optional(base::Instant{row.when.local->time_since_epoch()}) : std::nullopt;
  };
  int onward = 0;
  std::optional<base::Instant> before;
  for (const auto& row : rows) {
    const auto at = time_of(row);
    if (at && before && *at != *before) onward += *at > *before ? 1 : -1;
    if (at) before = at;
  }
  if (onward >= 0) return rows;
  std::reverse(rows.begin(), rows.end());
  std::vector<std::pair<base::Instant, TimelineRow>> placed;
  base::Instant last = base::Instant::min();
  for (auto& row : rows) {
    last = time_of(row).value_or(last);
    placed.emplace_back(last, std::move(row));
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<TimelineRow> out;
  for (auto& [at, row] : placed) out.push_back(std::move(row));
  return out;
}

class RowMilestones {
 public:
  RowMilestones(const DocumentParts& document, std::vector<FoundMilestone>& out)
      : rows_(by_time(document.timeline.rows)), out_(out) {
    for (const auto& row : rows_) readings_.push_back(read_row(row));
  }

  void run() {
    const std::size_t resolved = first_resolved();
    for (const auto kind : {MilestoneKind::impact_start, MilestoneKind::detected, MilestoneKind::acknowledged,
                            MilestoneKind::declared, MilestoneKind::identified}) {
      first_of(kind, 0);
    }
    drop_late_start();
    markers(MilestoneKind::latent_fault);
    markers(MilestoneKind::impact_end);
    const std::size_t start = index_of_best(MilestoneKind::impact_start);
    const std::size_t known = std::min(start, index_of_best(MilestoneKind::detected));
    if (known < rows_.size()) first_of(MilestoneKind::first_action, known + 1);
    recoveries(resolved, known < rows_.size() ? known : 0);
    if (known < rows_.size()) trigger(known);
    last_of(MilestoneKind::recovered);
  }

 private:
  void add(MilestoneKind kind, std::size_t i, int weight, std::string rule, std::string trigger_kind = {}) {
    if (!is_placed(rows_[i])) return;
    out_.push_back({kind, rows_[i].when, weight, 0, std::move(rule), std::move(trigger_kind), rows_[i].head,
                    rows_[i].ordinal});
  }
  void add(MilestoneKind kind, std::size_t i) {
    const MilestoneRule& rule = *readings_[i].of(kind);
    add(kind, i, weight_of(rule.strength), "timeline: " + rule.rule);
  }

  // The first row of each strength; a stronger one later still wins by its weight.
  void first_of(MilestoneKind kind, std::size_t from) {
    for (const auto strength : {Strength::marker, Strength::named, Strength::described}) {
      for (std::size_t i = from; i < rows_.size(); ++i) {
        const auto* rule = readings_[i].of(kind);
        if (rule == nullptr || rule->strength != strength) continue;
        // The first that tells it may have no time; a later one then is how it went on.
        if (!is_placed(rows_[i])) return;
        add(kind, i);
        break;
      }
    }
  }
  // What rows describe after somebody noticed is how it went on, not how it began.
  void drop_late_start() {
    const FoundMilestone* detected = best_of(out_, MilestoneKind::detected, 0);
    if (detected == nullptr || detected->event_ordinal < 0) return;
    const auto place = [&](int ordinal) {
      return std::find_if(rows_.begin(), rows_.end(),
                          [&](const TimelineRow& row) { return row.ordinal == ordinal; }) -
             rows_.begin();
    };
    const auto noticed = place(detected->event_ordinal);
    std::erase_if(out_, [&](const FoundMilestone& f) {
      if (f.kind != MilestoneKind::impact_start || f.weight >= kMarkerWeight) return false;
      if (f.event_ordinal < 0) return false;
      const auto at = place(f.event_ordinal);
      // "The site is down, engineers respond to the alarm" tells both; "a user reports that it is down" does
      // not.
      const bool is_told_first =
          at == noticed &&
          tells_before(static_cast<std::size_t>(at), MilestoneKind::impact_start, MilestoneKind::detected);
      return at > noticed || (at == noticed && f.weight <= kDescribedWeight && !is_told_first);
    });
  }
  bool tells_before(std::size_t row, MilestoneKind first, MilestoneKind second) const {
    const auto& places = readings_[row].places;
    return places[static_cast<std::size_t>(first)] < places[static_cast<std::size_t>(second)];
  }
  void last_of(MilestoneKind kind) {
    for (std::size_t i = rows_.size(); i-- > 0;) {
      if (!readings_[i].has(kind) || !is_placed(rows_[i])) continue;
      return add(kind, i);
    }
  }
  void markers(MilestoneKind kind) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (readings_[i].has(kind, Strength::marker)) add(kind, i);
    }
  }

  std::size_t index_of_best(MilestoneKind kind) const {
    const FoundMilestone* best = best_of(out_, kind, 0);
    for (std::size_t i = 0; best != nullptr && i < rows_.size(); ++i) {
      if (best->event_ordinal >= 0 && rows_[i].ordinal == best->event_ordinal) return i;
    }
    return rows_.size();
  }

  // The first row that says so in the strongest words: "INCIDENT ENDS" counts before "outage ends".
  std::size_t first_resolved() const {
    // "Incident formally closed" before "all services confirmed operational", where there are both.
    const bool has_marker = std::any_of(readings_.begin(), readings_.end(), [](const RowReading& reading) {
      return reading.has(MilestoneKind::resolved, Strength::marker);
    });
    for (std::size_t i = 0; i < rows_.size() && !has_marker; ++i) {
      if (readings_[i].has(MilestoneKind::resolved) && find_plain(vocabulary().closes, readings_[i].words))
        return i;
    }
    for (const auto least : {Strength::marker, Strength::named}) {
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (readings_[i].has(MilestoneKind::resolved, least)) return i;
      }
    }
    return rows_.size();
  }

  void recoveries(std::size_t resolved, std::size_t from) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (readings_[i].has(MilestoneKind::mitigated, Strength::marker)) add(MilestoneKind::mitigated, i);
    }
    if (resolved < rows_.size()) add(MilestoneKind::resolved, resolved);
    const std::size_t last = std::min(resolved, rows_.size() - (rows_.empty() ? 0 : 1));
    // The last relapse before the end: a recovery above it did not last.
    std::size_t relapse = from;
    for (std::size_t i = from + 1; i <= last && i < rows_.size(); ++i) {
      const bool recovers =
          readings_[i].has(MilestoneKind::mitigated) || readings_[i].has(MilestoneKind::resolved);
      if (readings_[i].is_impact && !recovers) relapse = i;
    }
    int false_ends = 0;
    for (std::size_t i = from; i < relapse; ++i)
      false_ends += readings_[i].has(MilestoneKind::mitigated) ? 1 : 0;
    std::optional<std::size_t> first, final;
    for (std::size_t i = relapse; i <= last && i < rows_.size(); ++i) {
      const bool told = readings_[i].has(MilestoneKind::mitigated) &&
                        (i > relapse || !readings_[i].has(MilestoneKind::impact_start));
      if (!told || !is_placed(rows_[i])) continue;
      // Data repaired after the service was back is a follow-up and moves no end.
      if (first && readings_[i].has(MilestoneKind::recovered)) continue;
      if (!first) first = i;
      final = i;
    }
    if (first) add(MilestoneKind::mitigated, *first);
    if (first) recovery_after_fix(*first, last);
    // After false ends, only the end with which the timeline closes counts; where nobody tells the start,
    // only one that is not told in two steps.
    const bool is_one_end = final && false_ends == 0 && is_soon_after(*first, *final);
    const bool has_start = best_of(out_, MilestoneKind::impact_start, 0) != nullptr;
    if (final && (is_one_end || *final == last) && (has_start || *first == *final))
      add(MilestoneKind::impact_end, *final,
          weight_of(readings_[*final].of(MilestoneKind::mitigated)->strength),
          "timeline: the last recovery that no relapse follows");
    // "Confirmed that it is resolved, the site is back": what is called resolved there is also over there.
    const bool is_over_there = resolved < rows_.size() && !final && false_ends == 0 && resolved > relapse &&
                               readings_[resolved].has(MilestoneKind::mitigated);
    if (is_over_there)
      add(MilestoneKind::impact_end, resolved,
          weight_of(readings_[resolved].of(MilestoneKind::mitigated)->strength),
          "timeline: the recovery of the row that calls it resolved");
    const std::size_t end = rows_.size() - (rows_.empty() ? 0 : 1);
    const bool ends_well =
        (final && *final == end) || (end < rows_.size() && readings_[end].has(MilestoneKind::recovered));
    if (ends_well && resolved == rows_.size())
      add(MilestoneKind::resolved, end, kLastRowWeight, "timeline: its last row tells the recovery");
  }

  // "Fix deployed", half an hour later "all services restored": the service is back with the second.
  void recovery_after_fix(std::size_t fix, std::size_t last) {
    if (readings_[fix].of(MilestoneKind::mitigated)->strength != Strength::named) return;
    for (std::size_t i = fix + 1; i <= last && i < rows_.size(); ++i) {
      const auto* rule = readings_[i].of(MilestoneKind::mitigated);
      if (rule == nullptr || rule->strength != Strength::described || is_verification(i) ||
          !is_placed(rows_[i]) || !is_soon_after(fix, i))
        continue;
      return add(MilestoneKind::mitigated, i, kNamedWeight + 1,
                 "timeline: the recovery that followed the fix");
    }
  }

  // "All systems verified operational" looks at what was back before.
  bool is_verification(std::size_t i) const {
    static const Phrase phrase("verif*|confirm*|validat*");
    return phrase.find(readings_[i].words).has_value();
  }

  bool is_soon_after(std::size_t a, std::size_t b) const {
    constexpr std::chrono::hours kSoon{1};
    const auto& first = rows_[a].when.local;
    const auto& second = rows_[b].when.local;
    return first && second && *second - *first <= kSoon;
  }

  // The last change before the impact; an older one is the latent fault.
  void trigger(std::size_t known) {
    constexpr std::chrono::hours kLatent{12};
    std::optional<std::size_t> last, oldest;
    for (std::size_t i = 0; i < known; ++i) {
      if (!readings_[i].has(MilestoneKind::trigger) || !is_placed(rows_[i])) continue;
      last = i;
      if (!oldest) oldest = i;
    }
    if (last)
      add(MilestoneKind::trigger, *last, kNamedWeight, "timeline: the last change before the impact",
          trigger_kind_of(readings_[*last].words));
    if (!oldest || *oldest == *last) return;
    const auto& a = rows_[*oldest].when.local;
    const auto& b = rows_[known].when.local;
    if (a && b && *b - *a > kLatent)
      add(MilestoneKind::latent_fault, *oldest, kDescribedWeight,
          "timeline: a change long before the impact");
  }

  const std::vector<TimelineRow> rows_;  // oldest first
  std::vector<FoundMilestone>& out_;
  std::vector<RowReading> readings_;
};

}  // namespace

void add_from_rows(const DocumentParts& document, std::vector<FoundMilestone>& out) {
  if (document.timeline.is_key_events || document.timeline.rows.empty()) return;
  RowMilestones(document, out).run();
}

}  // namespace faultline::ingest::prose
