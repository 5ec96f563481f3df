// Milestones from running text: "On 3 May at 11:32 ET, several components became unavailable."
#include <algorithm>
#include <array>

#include "ingest/prose/choices.hpp"
#include "ingest/prose/milestones.hpp"

namespace faultline::ingest::prose {

namespace {

using model::MilestoneKind;

constexpr int kNamedWeight = 25, kDescribedWeight = 28, kDayWeight = 10, kSinceWeight = 16;
constexpr std::size_t kLeadWords = 3;  // "On July 27th 2023 at": words before a time that begins its clause

// The words that a time belongs to: those after it where it begins the clause, else those before it.
struct Clause {
  std::vector<Word> words;
  bool is_limit = false;  // "by 9:35am": not after
  bool is_since = false;  // "since 13:45"
};

// "... identified the cause, and while we worked on a fix, ...": what stands behind the conjunction is told
// of another time. A clause has three words at least.
void cut_at_next_clause(std::string_view text, std::vector<Word>& words) {
  constexpr std::size_t kLeastWords = 3;
  for (std::size_t i = kLeastWords; i < words.size(); ++i) {
    const std::string_view gap = text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
    const bool is_parted = gap.find_first_of(",;") != std::string_view::npos;
    const bool is_next = is_one_of(words[i].text, {"while", "until", "whereas"}) ||
                         (is_parted && is_one_of(words[i].text, {"and", "but", "so", "then"}));
    if (!is_next) continue;
    words.resize(i);
    return;
  }
}

Clause clause_of(const Sentence& sentence, std::size_t i) {
  const auto& mention = sentence.times[i].mention;
  const std::size_t before = i == 0 ? 0 : sentence.times[i - 1].mention.end;
  const std::size_t after =
      i + 1 < sentence.times.size() ? sentence.times[i + 1].mention.begin : sentence.text.text.size();
  std::vector<Word> left, right;
  for (const auto& word : sentence.words) {
    if (word.begin >= before && word.end <= mention.begin) left.push_back(word);
    if (word.begin >= mention.end && word.end <= after) right.push_back(word);
  }
  Clause out;
  for (std::size_t n = left.size(), back = 0; n-- > 0 && back < 2; ++back) {
    out.is_limit =
        out.is_limit || left[n].text == "by" || left[n].text == "until" || left[n].text == "before";
    out.is_since = out.is_since || left[n].text == "since";
  }
  cut_at_next_clause(sentence.text.text, right);
  const bool begins = i == 0 ? left.size() <= kLeadWords : left.size() <= kLeadWords && !right.empty();
  out.words = begins || right.size() > 2 * left.size() ? std::move(right) : std::move(left);
  return out;
}

bool is_told_here(const Sentence& sentence) {
  return !sentence.is_heading && sentence.section != SectionKind::actions &&
         sentence.section != SectionKind::lessons && sentence.section != SectionKind::stats &&
         sentence.section != SectionKind::key_events;
}

bool is_end_of_range(const Sentence& sentence, std::size_t i) {
  return sentence.times[i].mention.joins_next || (i > 0 && sentence.times[i - 1].mention.joins_next);
}

}  // namespace

void add_from_sentences(const DocumentParts& document, std::vector<FoundMilestone>& out) {
  constexpr std::array<MilestoneKind, 6> kKinds = {MilestoneKind::impact_start, MilestoneKind::detected,
                                                   MilestoneKind::declared,     MilestoneKind::identified,
                                                   MilestoneKind::mitigated,    MilestoneKind::resolved};
  // The entry of a status site tells its times in the front matter; its text repeats them without a day.
  const bool is_entry = document.blocks.front.find("resolved") != nullptr;
  for (const auto& sentence : document.sentences) {
    if (is_entry || !is_told_here(sentence) || sentence.times.empty() ||
        find_any(vocabulary().hedges, sentence.words))
      continue;
    const bool is_of_impact = speaks_of_impact(sentence.words);
    for (std::size_t i = 0; i < sentence.times.size(); ++i) {
      const auto& time = sentence.times[i];
      if (is_end_of_range(sentence, i) || (!time.when.utc && !time.when.local)) continue;
      const Clause clause = clause_of(sentence, i);
      if (clause.is_limit) continue;
      const bool is_day = !time.mention.clock && !time.mention.exact;
      if (clause.is_since) {
        if (is_of_impact) {
          out.push_back({MilestoneKind::impact_start,
                         time.when,
                         is_day ? kDayWeight : kSinceWeight,
                         sentence.part,
                         "sentence: the impact lasts since then",
                         {},
                         sentence.text,
                         -1});
        }
        continue;
      }
      for (const auto& rule : vocabulary().milestones) {
        const bool is_wanted = std::find(kKinds.begin(), kKinds.end(), rule.kind) != kKinds.end();
        if (!is_wanted || rule.needs_caps || !rule.in_sentences) continue;
        // A day alone is a start only where no timeline tells it better.
        if (is_day && (rule.kind != MilestoneKind::impact_start || !document.timeline.rows.empty())) continue;
        if (!find_plain(rule.phrases, clause.words) || find_any(rule.unless, clause.words)) continue;
        const int weight = is_day                                     ? kDayWeight
                           : rule.kind == MilestoneKind::impact_start ? kDescribedWeight
                                                                      : kNamedWeight;
        const bool is_weak = rule.kind != MilestoneKind::impact_start && rule.strength == Strength::described;
        out.push_back({rule.kind,
                       time.when,
                       is_weak ? weight - 10 : weight,
                       sentence.part,
                       "sentence: " + rule.rule,
                       {},
                       sentence.text,
                       -1});
      }
      // "On May 4, after a service deployment in Prod2, ...": a change that the text puts before the impact.
      const bool tells_impact =
          is_of_impact || sentence.section == SectionKind::summary || sentence.section == SectionKind::impact;
      if (tells_impact && find_any(vocabulary().change_before, clause.words)) {
        out.push_back({MilestoneKind::trigger, time.when, is_day ? kDayWeight : kNamedWeight, sentence.part,
                       "sentence: a change named before the impact", trigger_kind_of(clause.words),
                       sentence.text, -1});
      }
    }
  }
}

}  // namespace faultline::ingest::prose
