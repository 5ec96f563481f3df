// Milestones that a document names or plainly describes, each with the rule that read it, best first.
//
// Sources, by weight: a key-events block; markers in capitals in rows; the stats block ("Time to detection:
// 5 minutes" after a known start); stated windows; front matter; rows and sentences that name or describe it.
//
//  - a start is the first row that tells it, an end the last one that no relapse follows
//  - repairs after the incident is called resolved are follow-ups; they move neither end
//  - impact_end needs an impact start of its own; a mention with "by" is a limit and no time
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/sentences.hpp"
#include "ingest/prose/stated.hpp"
#include "model/claim.hpp"

namespace faultline::ingest::prose {

struct FoundMilestone {
  model::MilestoneKind kind = model::MilestoneKind::impact_start;
  base::Moment when;
  int weight = 0;  // the greater first; ties in document order
  int part = 0;
  std::string rule;
  std::string trigger_kind;
  Passage text;
  int event_ordinal = -1;
};

struct DocumentParts {
  const SourceText& source;
  const Blocks& blocks;
  const Frame& frame;
  const Timeline& timeline;
  const std::vector<Sentence>& sentences;
  const std::vector<StatedWindow>& windows;
  const std::vector<StatedDuration>& durations;
};

// All candidates, sorted by part, kind, weight.
std::vector<FoundMilestone> find_milestones(const DocumentParts& document);

const FoundMilestone* best_of(const std::vector<FoundMilestone>& found, model::MilestoneKind kind, int part);

// deploy, migration, config ...: of the first such word; empty where there is none.
std::string trigger_kind_of(std::span<const Word> words);

// Candidates that rows give; milestone_rows.cpp.
void add_from_rows(const DocumentParts& document, std::vector<FoundMilestone>& out);
// Candidates that stated durations give where both their ends stand on rows; milestone_durations.cpp. Last:
// it looks at what the others found.
void add_from_durations(const DocumentParts& document, std::vector<FoundMilestone>& out);
// Candidates that sentences give; milestone_sentences.cpp.
void add_from_sentences(const DocumentParts& document, std::vector<FoundMilestone>& out);

}  // namespace faultline::ingest::prose
