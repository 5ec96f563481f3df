// Milestones from stated durations: "Time to detection: 5 minutes", "Time to recovery: 68 minutes".
//
// A length alone tells no time. It does where both its ends stand on rows of the timeline: behind a start
// that is known, before an end that is known, or, where neither is, on the one pair of rows that lie so far
// apart. Only exact lengths count, and only to the minute.
#include <algorithm>
#include <set>

#include "ingest/prose/milestones.hpp"
#include "ingest/prose/placing.hpp"

namespace faultline::ingest::prose {

namespace {

using model::MilestoneKind;

constexpr int kStatsWeight = 45, kDescribedWeight = 29;

// Seconds on one clock for all rows: UTC where all have it, else local; absent for a row without a time.
std::vector<std::optional<std::chrono::seconds>> clock_of(const std::vector<TimelineRow>& rows) {
  const bool has_instants = std::all_of(rows.begin(), rows.end(), [](const TimelineRow& row) {
    return row.when.utc.has_value() || !row.when.local.has_value();
  });
  std::vector<std::optional<std::chrono::seconds>> out;
  for (const auto& row : rows) {
    const bool is_fine = row.when.resolution <= base::Resolution::minute;
    if (is_fine && has_instants && row.when.utc)
      out.emplace_back(std::chrono::floor<std::chrono::seconds>(row.when.utc->best).time_since_epoch());
    else if (is_fine && !has_instants && row.when.local)
      out.emplace_back(row.when.local->time_since_epoch());
    else
      out.emplace_back(std::nullopt);
  }
  return out;
}

bool is_a_row(const DocumentParts& document, const base::Moment& when) {
  return std::any_of(document.timeline.rows.begin(), document.timeline.rows.end(),
                     [&](const TimelineRow& row) {
                       if (row.when.local && when.local) return *row.when.local == *when.local;
                       return row.when.utc && when.utc && row.when.utc->best == when.utc->best;
                     });
}

// "Time to resolve" counts from whatever its writer took; "from the start of the incident" says from what.
bool names_the_start(const Sentence& sentence) {
  static const Phrase phrase("from the|its start|beginning of");
  return phrase.find(sentence.words).has_value();
}

class FromDurations {
 public:
  FromDurations(const DocumentParts& document, std::vector<FoundMilestone>& out)
      : document_(document), out_(out), clock_(clock_of(document.timeline.rows)) {
    for (const auto& duration : document.durations) {
      if (duration.from == MilestoneKind::impact_start && duration.to &&
          duration.mention.tolerance.count() == 0)
        from_start_.push_back(&duration);
    }
  }

  void run() {
    if (best_of(out_, MilestoneKind::impact_start, 0) == nullptr) pair_of_rows();
    pair_of_sentence_times();
    std::vector<FoundMilestone> derived;
    for (const auto* duration : from_start_) beside_a_known_end(*duration, derived);
    out_.insert(out_.end(), derived.begin(), derived.end());
  }

 private:
  // The row from which most of the lengths end on other rows, if there is one such row only.
  void pair_of_rows() {
    if (from_start_.empty() || document_.timeline.is_key_events) return;
    std::size_t most = 0;
    std::vector<std::size_t> best;
    for (std::size_t i = 0; i < clock_.size(); ++i) {
      const std::size_t met = ends_of(i).size();
      if (met == 0 || met < most) continue;
      if (met > most) best.clear();
      most = met;
      best.push_back(i);
    }
    std::set<std::chrono::seconds> starts;
    for (const std::size_t i : best) starts.insert(*clock_[i]);
    if (starts.size() != 1) return;
    const std::size_t start = best.front();
    const auto ends = ends_of(start);
    add(MilestoneKind::impact_start, start, *ends.front().first,
        "the row from which the stated duration ends on another row");
    for (const auto& [duration, row] : ends) {
      add(*duration->to, row, *duration, "the row on which the stated duration ends");
      if (*duration->to == MilestoneKind::mitigated)
        add(MilestoneKind::impact_end, row, *duration, "the row on which the stated duration ends");
    }
  }

  // "On 27 April at 15:09 we released ... completed by 15:56. For approximately 47 minutes, jobs failed":
  // where no timeline is written, the one pair of the text's times that lies so far apart to the minute.
  void pair_of_sentence_times() {
    constexpr std::chrono::minutes kLeast{10};
    const bool is_told = std::any_of(out_.begin(), out_.end(), [](const FoundMilestone& f) {
      return f.kind == MilestoneKind::impact_start;  // of any part
    });
    if (is_told || !document_.timeline.rows.empty()) return;
    std::vector<std::pair<const PlacedTime*, const Sentence*>> times;
    for (const auto& sentence : document_.sentences) {
      const bool is_event = !sentence.is_heading && sentence.section != SectionKind::actions &&
                            sentence.section != SectionKind::lessons;
      for (const auto& time : sentence.times) {
        if (is_event && time.when.utc && time.when.resolution <= base::Resolution::minute)
          times.emplace_back(&time, &sentence);
      }
    }
    for (const auto& duration : document_.durations) {
      if (duration.mention.length < kLeast || duration.sentence->event_ordinal >= 0) continue;
      std::vector<std::pair<std::size_t, std::size_t>> pairs;
      for (std::size_t i = 0; i < times.size(); ++i) {
        for (std::size_t j = 0; j < times.size(); ++j) {
          if (times[j].first->when.utc->best - times[i].first->when.utc->best == duration.mention.length)
            pairs.emplace_back(i, j);
        }
      }
      if (pairs.size() != 1) continue;
      const auto add_time = [&](MilestoneKind kind, std::size_t i) {
        out_.push_back(
            {kind,
             times[i].first->when,
             kDescribedWeight,
             0,
             "the only two times of the text that lie the stated '" + duration.mention.written + "' apart",
             {},
             times[i].second->text,
             -1});
      };
      add_time(MilestoneKind::impact_start, pairs.front().first);
      add_time(MilestoneKind::mitigated, pairs.front().second);
      add_time(MilestoneKind::impact_end, pairs.front().second);
      return;
    }
  }

  std::vector<std::pair<const StatedDuration*, std::size_t>> ends_of(std::size_t start) const {
    std::vector<std::pair<const StatedDuration*, std::size_t>> out;
    if (!clock_[start]) return out;
    for (const auto* duration : from_start_) {
      const auto wanted = *clock_[start] + duration->mention.length;
      const auto row = std::find(clock_.begin(), clock_.end(), std::optional(wanted));
      if (duration->mention.length.count() > 0 && row != clock_.end())
        out.emplace_back(duration, static_cast<std::size_t>(row - clock_.begin()));
    }
    return out;
  }

  void add(MilestoneKind kind, std::size_t row, const StatedDuration& duration, std::string rule) {
    if (best_of(out_, kind, 0) != nullptr && kind != MilestoneKind::impact_start) return;
    const auto& at = document_.timeline.rows[row];
    out_.push_back({kind,
                    at.when,
                    kStatsWeight,
                    0,
                    "'" + base::squeeze(duration.sentence->text.text) + "': " + std::move(rule),
                    {},
                    at.head.empty() ? duration.sentence->text : at.head,
                    at.ordinal});
  }

  void beside_a_known_end(const StatedDuration& duration, std::vector<FoundMilestone>& derived) const {
    const FoundMilestone* start = best_of(out_, MilestoneKind::impact_start, duration.part);
    const FoundMilestone* end = best_of(out_, *duration.to, duration.part);
    const std::string reason = "the document's '" + duration.mention.written + "' and the other end of it";
    const auto add_at = [&](MilestoneKind kind, const base::Moment& when, const char* rule) {
      if (is_a_row(document_, when))
        derived.push_back({kind, when, kStatsWeight, duration.part, rule, {}, duration.sentence->text, -1});
    };
    if (start != nullptr && (start->when.local || start->when.utc)) {
      add_at(*duration.to, shifted(start->when, duration.mention.length, reason),
             "stated duration after the start, where a row stands");
    } else if (names_the_start(*duration.sentence) && end != nullptr && (end->when.local || end->when.utc)) {
      add_at(MilestoneKind::impact_start, shifted(end->when, -duration.mention.length, reason),
             "stated duration before the end, where a row stands");
    }
  }

  const DocumentParts& document_;
  std::vector<FoundMilestone>& out_;
  std::vector<std::optional<std::chrono::seconds>> clock_;  // of each row
  std::vector<const StatedDuration*> from_start_;
};

}  // namespace

void add_from_durations(const DocumentParts& document, std::vector<FoundMilestone>& out) {
  FromDurations(document, out).run();
}

}  // namespace faultline::ingest::prose
