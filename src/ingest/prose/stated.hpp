// What sentences state about the impact: windows, durations, levels.
//
// A window is a range of clock times in a sentence that speaks of impact ("The outage occurred from 12:30 to
// 12:55"), and of nothing planned. A hedged range ("may have been impacted") is a follow-up, no window.
// A duration counts where the sentence speaks of impact and the words around it say "lasting", "for", "of
// downtime", or where it stands after a label ("Time to repair: 3h 8m").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/sentences.hpp"
#include "model/claim.hpp"

namespace faultline::ingest::prose {

struct StatedWindow {
  base::Moment start;
  std::optional<base::Moment> end;
  model::Level level = model::Level::unknown;
  int part = 0;
  const Sentence* sentence = nullptr;
  std::string rule;
  bool is_hedged = false;
};
std::vector<StatedWindow> find_windows(const std::vector<Sentence>& sentences);

// "By 9:35am on 28 July, all records were restored": work that was done by then. Whether it followed the
// impact is for the caller to see.
struct StatedFollowUp {
  base::Moment by;  // bounded: the work was done not after
  int part = 0;
  const Sentence* sentence = nullptr;
};
std::vector<StatedFollowUp> find_follow_ups(const std::vector<Sentence>& sentences);

struct StatedDuration {
  DurationMention mention;
  std::optional<model::MilestoneKind> from, to;
  int part = 0;
  const Sentence* sentence = nullptr;
  std::string rule;
};
std::vector<StatedDuration> find_durations(const std::vector<Sentence>& sentences);

struct StatedLevel {
  model::Level level = model::Level::unknown;
  bool is_denial = false;
  std::string rule;
};
std::optional<StatedLevel> level_of(std::span<const Word> words);

// The worst that the sentences of a part tell, capped by a denial; unknown where none speaks of it.
model::Level worst_level(const std::vector<Sentence>& sentences, int part);

bool speaks_of_impact(std::span<const Word> words);

}  // namespace faultline::ingest::prose
