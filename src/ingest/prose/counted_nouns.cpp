#include "ingest/prose/counted_nouns.hpp"

#include <algorithm>

namespace faultline::ingest::prose {
namespace {

constexpr std::size_t kMostDescribing = 3;

struct UnitMatch {
  const UnitRule* unit = nullptr;
  std::size_t end = 0;
};

std::optional<std::size_t> match_here(const std::vector<Phrase>& phrases, std::span<const Word> words,
                                      std::size_t at) {
  std::optional<std::size_t> longest;
  // No phrase of these lists is longer than three words.
  const auto here = words.subspan(at, std::min<std::size_t>(3, words.size() - at));
  for (const Phrase& phrase : phrases) {
    const auto match = phrase.find(here);
    if (match && match->begin == 0) longest = std::max(longest.value_or(0), at + match->end);
  }
  return longest;
}

std::optional<UnitMatch> unit_at(std::span<const Word> words, std::size_t at, Many many) {
  std::optional<UnitMatch> best;
  for (const UnitRule& unit : vocabulary().amounts.units) {
    auto end = match_here(unit.many, words, at);
    if (!end && many == Many::no) end = match_here(unit.one, words, at);
    if (end && (!best || *end > best->end)) best = UnitMatch{&unit, *end};
  }
  return best;
}

bool is_determiner(std::string_view word) {
  constexpr std::string_view kWords[] = {"the",   "our",   "all",   "its", "their",
                                         "these", "those", "total", "of",  "your"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// "503 errors": a code between the number and its noun.
bool is_status_code(std::string_view word) {
  return word.size() == 3 && (word[0] == '4' || word[0] == '5') &&
         word.find_first_not_of("0123456789x") == std::string_view::npos;
}

}  // namespace

bool is_parted(std::string_view text, std::span<const Word> words, std::size_t first,
               std::string_view marks) {
  if (first + 1 >= words.size()) return true;
  const auto gap = text.substr(words[first].end, words[first + 1].begin - words[first].end);
  if (gap.find(" - ") != std::string_view::npos) return true;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    if (marks.find(gap[i]) == std::string_view::npos) continue;
    const bool ends_sentence = gap[i] != '.' || i + 1 < gap.size();  // not the point of "1.5" or "a.b"
    if (ends_sentence) return true;
  }
  return false;
}

std::optional<CountedNoun> noun_after(std::string_view text, std::span<const Word> words, std::size_t from,
                                      Many many) {
  constexpr std::string_view kMarks = ",;:.()|!?=\n";
  std::size_t at = from;
  if (from > 0 && is_parted(text, words, from - 1, kMarks)) return std::nullopt;
  while (at < words.size() && is_determiner(words[at].text)) {
    if (is_parted(text, words, at, kMarks)) return std::nullopt;
    ++at;
  }
  std::optional<CountedNoun> found;
  const std::size_t begin = at;
  bool has_affected = false;
  for (std::size_t described = 0; at < words.size() && described <= kMostDescribing;) {
    if (const auto unit = unit_at(words, at, many)) {
      found = CountedNoun{begin, unit->end, unit->unit, has_affected};
      at = unit->end;
      // "25% of users' requests": the next noun may be the one that is counted.
      described = many == Many::yes ? kMostDescribing : 0;
    } else if (match_here(vocabulary().amounts.affected, words, at)) {
      if (found) break;
      has_affected = true;
      ++at;
      ++described;
    } else if (match_here(vocabulary().amounts.stops, words, at)) {
      break;
    } else if (is_status_code(words[at].text)) {
      ++at;
    } else {
      // "2 nodes left": a verb may follow. "1 customer runner job": another noun may.
      if (found && many == Many::yes) break;
      ++at;
      ++described;
    }
    if (at > 0 && is_parted(text, words, at - 1, kMarks)) break;
  }
  return found;
}

std::optional<CountedNoun> noun_before(std::string_view text, std::span<const Word> words, std::size_t until,
                                       std::size_t reach, std::span<const UnitRule::Kind> kinds) {
  for (std::size_t back = 1; back <= reach && back <= until; ++back) {
    const std::size_t at = until - back;
    if (back > 1 && is_parted(text, words, at, ";.!?\n")) return std::nullopt;
    const auto unit = unit_at(words, at, Many::yes);
    if (!unit || unit->end > until || std::find(kinds.begin(), kinds.end(), unit->unit->kind) == kinds.end())
      continue;
    return CountedNoun{at, unit->end, unit->unit, false};
  }
  return std::nullopt;
}

}  // namespace faultline::ingest::prose
