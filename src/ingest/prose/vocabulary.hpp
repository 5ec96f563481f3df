// Vocabulary: the words of incident documents, as data: schemas/prose/vocabulary.json.
//
// Read once from the embedded file; its shape is checked by tests/unit/documents/vocabulary_test.cpp. A
// phrase that a document needs is a line there and a row in a test, no C++.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ingest/prose/phrases.hpp"
#include "model/config.hpp"
#include "model/level.hpp"
#include "model/milestone.hpp"

namespace faultline::ingest::prose {

enum class SectionKind {
  other,
  summary,
  impact,
  timeline,
  context,
  key_events,
  stats,
  causes,
  trigger,
  detection,
  resolution,
  lessons,
  actions,
  people
};

// How plainly a phrase tells a milestone. marker: "IMPACT BEGINS"; named: "incident declared";
// described: "customers could not log in".
enum class Strength { described = 1, named = 2, marker = 3 };

struct MilestoneRule {
  model::MilestoneKind kind = model::MilestoneKind::impact_start;
  Strength strength = Strength::described;
  std::string rule;         // in words, for Claim::rule
  bool needs_caps = false;  // a marker counts in capitals only
  bool in_rows = true, in_sentences = true;
  std::vector<Phrase> phrases, unless;
};

struct LevelRule {
  model::Level level = model::Level::unknown;
  bool is_denial = false;  // "no full downtime": caps the level at `level`
  std::string rule;
  std::vector<Phrase> phrases, unless;
};

struct SectionRule {
  SectionKind kind = SectionKind::other;
  std::vector<Phrase> phrases;
};

struct DurationRule {  // "Time to repair: 3h 8m"
  model::MilestoneKind from = model::MilestoneKind::impact_start, to = model::MilestoneKind::mitigated;
  std::vector<Phrase> phrases;
};

struct TriggerRule {
  std::string kind;  // deploy, migration, config ...
  std::vector<Phrase> phrases;
};

// What can be counted. `many` are the words behind a number; `one` behind the number one.
struct UnitRule {
  enum class Kind {
    people,   // customers, users
    work,     // requests, jobs: what is asked of a service
    failure,  // errors, timeouts: the number is of the impact by itself
    place,    // clusters, nodes: also counted where nothing is broken
    share,    // error rate, availability: a percentage by itself
    measure   // latency, throughput: only their change is told
  } kind = Kind::work;
  std::string unit;               // "request"
  bool is_worse_when_up = false;  // of a change: latency; else a drop is the bad one
  std::vector<Phrase> many, one;
};

struct AmountRules {
  std::vector<UnitRule> units;
  std::vector<Phrase> affected;    // a number beside one of these is of the impact
  std::vector<Phrase> not_impact;  // a number beside one of these is of a repair, a limit, a plan
  std::vector<Phrase> stops;       // words that no noun goes on behind
  std::vector<Phrase> numbered;    // "Prod 2": the number behind is a name
  std::vector<Phrase> rises, falls;
};

struct Vocabulary {
  std::vector<SectionRule> sections;
  std::vector<MilestoneRule> milestones;
  std::vector<MilestoneRule> key_events;  // labels of a key-events block
  std::vector<LevelRule> levels;
  std::vector<DurationRule> durations;
  std::vector<DurationRule> order_words;  // "immediately notified": no length between two milestones
  std::vector<TriggerRule> triggers;
  AmountRules amounts;
  std::vector<Phrase> impact, planned, hedges, no_event_before, promises, ordinals_first, ordinals_second,
      ordinals_third;
  std::vector<Phrase> whole_document_zone, whole_document_date, follow_up, change_before, looks_back,
      commitments, closes, template_texts;
};

// The words in force: the built-in ones, or those of the innermost scope of this thread.
const Vocabulary& vocabulary();

// The built-in words and a user's own. Throws base::Error for an `about` that is none, or a phrase without
// words.
Vocabulary vocabulary_with(std::span<const model::WordsConfig> more);

// While it lives, vocabulary() of this thread is `words`; null changes nothing. A run of a reader has one, so
// that the words need not travel through every function that looks at a sentence.
class VocabularyScope {
 public:
  explicit VocabularyScope(const Vocabulary* words);
  ~VocabularyScope();
  VocabularyScope(const VocabularyScope&) = delete;
  VocabularyScope& operator=(const VocabularyScope&) = delete;

 private:
  const Vocabulary* before_;
};

// The first phrase in `words` that no word before it takes back ("not", "once", "will", "trying to").
std::optional<PhraseMatch> find_plain(const std::vector<Phrase>& phrases, std::span<const Word> words);

SectionKind section_kind(std::string_view title);

}  // namespace faultline::ingest::prose
