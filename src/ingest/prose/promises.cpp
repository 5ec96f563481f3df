#include "ingest/prose/promises.hpp"

#include <algorithm>
#include <array>

namespace faultline::ingest::prose {

namespace {

// "within an hour", "in the next half hour", "within the next hour": lengths without a number.
std::optional<std::chrono::seconds> unnumbered(std::span<const Word> words, std::size_t from) {
  using std::chrono::minutes;
  for (std::size_t i = from; i < words.size() && i < from + 5; ++i) {
    const auto& word = words[i].text;
    const bool half = i > 0 && (words[i - 1].text == "half" || (i > 1 && words[i - 2].text == "half"));
    if (word == "hour") return half ? minutes(30) : minutes(60);
    if (word == "day") return std::chrono::hours(24);
  }
  return std::nullopt;
}

}  // namespace

std::optional<FoundPromise> promise_in(const Sentence& sentence) {
  const auto& words = sentence.words;
  const auto update = find_any(vocabulary().promises, words);
  if (!update) return std::nullopt;
  static const Phrase lead("within|in");
  for (auto match = lead.find(words); match; match = lead.find(words, match->end)) {
    for (const auto& duration : sentence.durations) {
      const std::size_t gap_end = words[match->begin].end;
      if (duration.begin < words[match->begin].begin ||
          (duration.begin > gap_end && duration.begin - gap_end > 18))
        continue;
      const bool is_future = duration.end >= sentence.text.text.size() ||
                             sentence.text.text.compare(duration.end, 4, " ago") != 0;
      if (is_future)
        return FoundPromise{duration.length, std::nullopt, "update promised within a length of time"};
    }
    if (const auto length = unnumbered(words, match->end))
      return FoundPromise{length, std::nullopt, "update promised within a length of time"};
  }
  static const Phrase next("next|further|another|additional update*");
  static const Phrase by("by|at|before|no");
  if (next.find(words)) {
    const auto at = by.find(words);
    for (const auto& time : sentence.times) {
      if (!at || !time.mention.clock || time.mention.joins_next ||
          time.mention.begin < words[at->begin].begin)
        continue;
      return FoundPromise{std::nullopt, time, "update promised for a time"};
    }
  }
  return std::nullopt;
}

}  // namespace faultline::ingest::prose
