#include "ingest/prose/stated.hpp"

#include <algorithm>
#include <array>

#include "ingest/prose/choices.hpp"

namespace faultline::ingest::prose {

namespace {

using Words = std::span<const Word>;

// Index of the first word that begins at or after `byte`.
std::size_t word_at(Words words, std::size_t byte) {
  return static_cast<std::size_t>(std::lower_bound(words.begin(), words.end(), byte,
                                                   [](const Word& w, std::size_t b) { return w.begin < b; }) -
                                  words.begin());
}

bool is_range(const std::vector<PlacedTime>& times, std::size_t i) {
  return i + 1 < times.size() && times[i].mention.joins_next &&
         (times[i].mention.clock || times[i].mention.exact) &&
         (times[i + 1].mention.clock || times[i + 1].mention.exact);
}

constexpr std::size_t kHedgeWords = 4;

// "lasting 25 minutes", "for 28 minutes", "23 minutes of downtime", "30min outage".
bool is_length_of_impact(const Sentence& sentence, const DurationMention& duration) {
  const Words words = sentence.words;
  // "from 17:09 to 23:42 (6 hours and 33 minutes)"
  const std::string_view text = sentence.text.text;
  const bool is_in_brackets = duration.begin > 0 && text[duration.begin - 1] == '(';
  if (is_in_brackets &&
      std::any_of(sentence.times.begin(), sentence.times.end(), [&](const PlacedTime& time) {
        return time.mention.joins_previous && time.mention.end <= duration.begin;
      }))
    return true;
  const std::size_t first = word_at(words, duration.begin);
  const std::size_t last = word_at(words, duration.end);
  const auto before = [&](std::size_t n) -> std::string_view {
    return first >= n ? std::string_view(words[first - n].text) : std::string_view();
  };
  const auto after = [&](std::size_t n) -> std::string_view {
    return last + n < words.size() ? std::string_view(words[last + n].text) : std::string_view();
  };
  // Over the words that only hedge: "lasted for at least seven hours", "fixed in about 40 minutes".
  std::size_t n = 1;
  while (n <= kHedgeWords &&
         is_one_of(before(n), {"about", "approximately", "around", "roughly", "nearly", "almost", "a",
                               "an",    "the",           "over",   "under",   "just",   "approx", "up",
                               "to",    "some",          "total",  "of",      "ca",     "at",     "least",
                               "most",  "more",          "less",   "than"}))
    ++n;
  if (is_one_of(before(n), {"lasted", "lasting"})) return true;
  if (is_one_of(after(0), {"later", "ago", "before", "after", "timeout", "earlier", "prior", "old",
                           "interval", "intervals", "window", "retention", "apart", "delay"}))
    return false;
  if (is_one_of(before(n), {"in", "within"}))
    return is_one_of(before(n + 1), {"fixed", "resolved", "restored", "recovered", "mitigated", "repaired"});
  const bool is_hedged = n > 1;
  if (is_one_of(before(1),
                {"every", "than", "after", "until", "next", "last", "previous", "each", "per", "past"}) &&
      !(is_hedged && is_one_of(before(2), {"more", "less"})))
    return false;
  if (is_one_of(before(1), {"total", "totaling", "totalling", "last"}) ||
      is_one_of(before(n),
                {"lasting", "lasted", "for", "duration", "down", "unavailable", "spanning", "period"}))
    return true;
  for (std::size_t m = 0; m < 4; ++m) {
    const auto word = after(m);
    if (word.starts_with("outage") || word.starts_with("downtime") || word.starts_with("unavailab") ||
        word.starts_with("impact") || word.starts_with("disruption") || word.starts_with("degrad") ||
        word.starts_with("interruption"))
      return true;
  }
  return false;
}

// "30 % of requests failed": a part of them, so it is degraded at the least.
bool fails_in_part(Words words) {
  static const std::vector<Phrase> kFailed = {
      Phrase("fail*|error*|affected|impacted|unavailable|rejected|dropped"), Phrase("lost|delayed|timeout*"),
      Phrase("timed|timing out")};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool is_share = words[i].text.ends_with('%') || words[i].text == "percent";
    if (!is_share || words[i + 1].text != "of") continue;
    const auto number = words[i].text.size() > 1 && words[i].text != "percent" ? words[i].text
                        : i > 0                                                ? words[i - 1].text
                                                                               : std::string();
    if (number.starts_with("100") || number == "0" || number == "0%") continue;
    constexpr std::size_t kReach = 10;
    return find_any(kFailed, words.subspan(i, std::min(kReach, words.size() - i))).has_value();
  }
  return false;
}

}  // namespace

bool speaks_of_impact(Words words) {
  return find_any(vocabulary().impact, words).has_value();
}

std::optional<StatedLevel> level_of(Words words) {
  std::optional<StatedLevel> out;
  for (const auto& rule : vocabulary().levels) {
    if (!find_any(rule.phrases, words) || find_any(rule.unless, words)) continue;
    const StatedLevel found{rule.level, rule.is_denial, rule.rule};
    if (rule.is_denial) return found;
    if (!out || found.level > out->level) out = found;
  }
  if (!out && fails_in_part(words))
    out = StatedLevel{model::Level::degraded, false, "the text tells the share that failed"};
  return out;
}

model::Level worst_level(const std::vector<Sentence>& sentences, int part) {
  model::Level worst = model::Level::unknown;
  bool is_denied = false;
  for (const auto& sentence : sentences) {
    if (sentence.part != 0 && part != 0 && sentence.part != part) continue;
    if (sentence.section == SectionKind::actions || sentence.section == SectionKind::lessons) continue;
    const auto level = level_of(sentence.words);
    if (!level) continue;
    is_denied = is_denied || level->is_denial;
    if (model::Level::degraded <= level->level) worst = std::max(worst, level->level);
  }
  return is_denied ? model::Level::degraded : worst;
}

std::vector<StatedWindow> find_windows(const std::vector<Sentence>& sentences) {
  std::vector<StatedWindow> out;
  for (const auto& sentence : sentences) {
    if (sentence.section == SectionKind::actions || sentence.section == SectionKind::lessons) continue;
    for (std::size_t i = 0; i < sentence.times.size(); ++i) {
      if (!is_range(sentence.times, i)) continue;
      const bool is_about_impact =
          speaks_of_impact(sentence.words) || sentence.section == SectionKind::impact;
      if (!is_about_impact || find_any(vocabulary().planned, sentence.words)) continue;
      StatedWindow window;
      window.start = sentence.times[i].when;
      window.end = sentence.times[i + 1].when;
      window.part = sentence.part;
      window.sentence = &sentence;
      window.is_hedged = find_any(vocabulary().hedges, sentence.words).has_value();
      window.rule = window.is_hedged ? "hedged range of times in a sentence"
                                     : "range of times in a sentence about impact";
      if (const auto level = level_of(sentence.words)) window.level = level->level;
      out.push_back(std::move(window));
      ++i;
    }
  }
  return out;
}

std::vector<StatedFollowUp> find_follow_ups(const std::vector<Sentence>& sentences) {
  std::vector<StatedFollowUp> out;
  for (const auto& sentence : sentences) {
    const bool is_told = !sentence.is_heading && sentence.section != SectionKind::actions &&
                         sentence.section != SectionKind::lessons && sentence.section != SectionKind::stats &&
                         sentence.section != SectionKind::key_events;
    // "should be fully restored by 5pm" is a promise, also where "restored" stands far behind the "should".
    static const std::vector<Phrase> kToCome = {
        Phrase("will|would|should|expect*|plan*|aim*|hope*|if|unless")};
    if (!is_told || find_any(kToCome, sentence.words) ||
        !find_plain(vocabulary().follow_up, sentence.words) ||
        find_any(vocabulary().hedges, sentence.words) || find_any(vocabulary().planned, sentence.words))
      continue;
    for (std::size_t i = 0; i < sentence.times.size(); ++i) {
      const auto& [mention, when] = sentence.times[i];
      const bool is_range_end = mention.joins_next || (i > 0 && sentence.times[i - 1].mention.joins_next);
      const std::size_t word = word_at(sentence.words, mention.begin);
      if (is_range_end || (!when.utc && !when.local) || word == 0 || sentence.words[word - 1].text != "by")
        continue;
      StatedFollowUp found{when, sentence.part, &sentence};
      found.by.resolution = base::Resolution::bounded;
      if (!found.by.reason.empty()) found.by.reason += "; ";
      found.by.reason += "by then: not after";
      out.push_back(std::move(found));
    }
  }
  return out;
}

// "was immediately notified": no more than a minute, as a person speaks.
void add_order_words(const Sentence& sentence, std::vector<StatedDuration>& out) {
  constexpr std::chrono::seconds kAtOnce{60};
  if (sentence.is_heading || sentence.section == SectionKind::actions) return;
  for (const auto& rule : vocabulary().order_words) {
    const auto match = find_plain(rule.phrases, sentence.words);
    if (!match) continue;
    const std::size_t begin = sentence.words[match->begin].begin, end = sentence.words[match->end - 1].end;
    StatedDuration stated;
    stated.mention = {begin, end, sentence.text.text.substr(begin, end - begin), std::chrono::seconds{0},
                      kAtOnce};
    stated.from = rule.from;
    stated.to = rule.to;
    stated.part = sentence.part;
    stated.sentence = &sentence;
    stated.rule = "words for no delay";
    out.push_back(std::move(stated));
  }
}

std::vector<StatedDuration> find_durations(const std::vector<Sentence>& sentences) {
  std::vector<StatedDuration> out;
  for (const auto& sentence : sentences) {
    add_order_words(sentence, out);
    if (sentence.durations.empty()) continue;
    const DurationRule* label = nullptr;
    bool is_told = false;  // "it took a few minutes to be notified": no label, but a sentence of its own
    for (const auto& rule : vocabulary().durations) {
      const auto match = find_any(rule.phrases, sentence.words);
      // A label stands before its value, or the sentence names both ends after it.
      if (!match || label != nullptr || (match->begin > 3 && match->end - match->begin < 5)) continue;
      label = &rule;
      is_told = sentence.words[match->begin].text == "took";
    }
    const bool is_labelled = label != nullptr && (is_told || sentence.section != SectionKind::lessons);
    const bool is_summary =
        sentence.section == SectionKind::summary || sentence.section == SectionKind::impact;
    const bool may_tell =
        sentence.section != SectionKind::actions && (is_summary || speaks_of_impact(sentence.words));
    for (const auto& duration : sentence.durations) {
      StatedDuration stated;
      stated.mention = duration;
      stated.part = sentence.part;
      stated.sentence = &sentence;
      if (is_labelled && (sentence.words.size() <= 24)) {
        stated.from = label->from;
        stated.to = label->to;
        stated.rule = "duration after a label";
      } else if (may_tell && is_length_of_impact(sentence, duration)) {
        stated.rule = "duration in a sentence about impact";
      } else {
        continue;
      }
      out.push_back(std::move(stated));
    }
  }
  return out;
}

}  // namespace faultline::ingest::prose
