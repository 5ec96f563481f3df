#include "ingest/prose/sentences.hpp"

#include <algorithm>

#include "ingest/prose/placing.hpp"

namespace faultline::ingest::prose {

namespace {

// 1, 2, 3 for "the first outage", "Issue #2"; 0 for none. `at` = the word where it is named.
struct Ordinal {
  int part = 0;
  std::size_t at = 0;
};

std::vector<Ordinal> ordinals_of(std::span<const Word> words) {
  std::vector<Ordinal> out;
  const std::vector<Phrase>* lists[] = {&vocabulary().ordinals_first, &vocabulary().ordinals_second,
                                        &vocabulary().ordinals_third};
  for (int i = 0; i < 3; ++i) {
    if (const auto match = find_any(*lists[i], words)) out.push_back({i + 1, match->begin});
  }
  std::sort(out.begin(), out.end(), [](const Ordinal& a, const Ordinal& b) { return a.at < b.at; });
  return out;
}

class Placer {
 public:
  Placer(const SourceText& source, const Frame& frame, std::optional<DateParts> heading_day)
      : source_(source), frame_(frame), heading_day_(std::move(heading_day)) {}

  Sentence place(Passage text) {
    Sentence out;
    out.words = words_of(text.text);
    out.durations = durations_of(source_, text);
    auto mentions = times_of(source_, text);
    std::optional<DateParts> seen, later;
    std::string zone;
    for (const auto& mention : mentions) {
      if (mention.date && mention.date->day && !later) later = mention.date;
      if (!mention.zone.empty() && zone.empty()) zone = mention.zone;
    }
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      auto& mention = mentions[i];
      if (mention.is_placeholder) continue;
      bool from_heading = false;
      if (mention.date && mention.date->day) {
        seen = mention.date;
        block_day_ = mention.date;
      } else if (mention.clock && !mention.exact) {
        const bool day_is_told = seen || later || block_day_;
        if (day_is_told) mention.date = seen ? seen : later ? later : block_day_;
        from_heading = !day_is_told && heading_day_.has_value();
        if (from_heading) mention.date = heading_day_;
      }
      const bool zone_of_neighbour =
          mention.zone.empty() && mention.clock && frame_.times.zone_basis != base::ZoneBasis::document;
      if (zone_of_neighbour) mention.zone = zone.empty() ? block_zone_ : zone;
      PlacedTime placed{mention, resolve(mention, frame_.times)};
      if (zone_of_neighbour && !mention.zone.empty() &&
          placed.when.zone_basis == base::ZoneBasis::beside_time)
        placed.when.zone_basis = base::ZoneBasis::neighbour;
      if (from_heading) placed.when.date_basis = base::DateBasis::title;
      after_midnight(out, placed);
      out.times.push_back(std::move(placed));
    }
    if (!zone.empty()) block_zone_ = zone;
    out.text = std::move(text);
    return out;
  }

 private:
  // "from 23:40 to 00:20": the end of a range on the day after.
  static void after_midnight(const Sentence& out, PlacedTime& end) {
    if (out.times.empty() || !out.times.back().mention.joins_next || !end.mention.clock) return;
    const base::Moment& start = out.times.back().when;
    if (!start.local || !end.when.local || *end.when.local > *start.local) return;
    constexpr std::chrono::hours kDay{24};
    if (*start.local - *end.when.local >= kDay || *start.local == *end.when.local) return;
    end.when = shifted(end.when, kDay, "the day after: the range ends before it begins");
  }

  const SourceText& source_;
  const Frame& frame_;
  std::optional<DateParts> heading_day_, block_day_;
  std::string block_zone_;
};

std::vector<Passage> passages_of(const Passage& text) {
  std::vector<Passage> out;
  for (const auto& extent : sentences_of(text.text)) {
    const Passage sentence = text.part(extent.begin, extent.end);
    const auto words = words_of(sentence.text);
    const auto ordinals = ordinals_of(words);
    std::size_t begin = 0;
    for (std::size_t i = 1; i < ordinals.size(); ++i) {
      const std::size_t cut = words[ordinals[i].at].begin;
      out.push_back(sentence.part(begin, cut));
      begin = cut;
    }
    out.push_back(sentence.part(begin, sentence.text.size()));
  }
  return out;
}

// "| Customers | Duration |" over "| All | 1h |": the length below its label, as "Duration: 1h" would say it.
std::vector<Passage> labelled_lengths(const Blocks& blocks, std::size_t row) {
  std::vector<Passage> out;
  const auto& cells = blocks.blocks[row].cells;
  std::size_t header = row;
  constexpr std::size_t kFarthestHeader = 64;  // rows; a longer table is a list of something else
  while (header > 0 && row - header < kFarthestHeader && blocks.blocks[header].kind == Block::Kind::row &&
         !blocks.blocks[header].is_header)
    --header;
  const Block& head = blocks.blocks[header];
  if (!head.is_header || head.cells.size() != cells.size()) return out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto words = words_of(head.cells[i].text);
    const bool is_label =
        std::any_of(vocabulary().durations.begin(), vocabulary().durations.end(),
                    [&](const DurationRule& rule) { return find_any(rule.phrases, words).has_value(); });
    if (!is_label || scan_durations(cells[i].text).empty()) continue;
    Passage told = head.cells[i];
    told.add(cells[i], ' ');
    out.push_back(std::move(told));
  }
  return out;
}

struct SectionFacts {
  int part = 0;
  std::optional<DateParts> day;
};

// Of each section what its own title says, else what the section around it has.
std::vector<SectionFacts> facts_of_sections(const Blocks& blocks) {
  std::vector<SectionFacts> out(blocks.sections.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto& section = blocks.sections[i];
    const auto ordinals = ordinals_of(words_of(section.title));
    if (ordinals.size() == 1) out[i].part = ordinals.front().part;
    for (const auto& mention : scan_times(section.title)) {
      if (mention.date && mention.date->day && !out[i].day) out[i].day = mention.date;
    }
    if (i == 0) continue;  // around all
    const SectionFacts& parent = out[section.parent];
    if (out[i].part == 0) out[i].part = parent.part;
    if (!out[i].day) out[i].day = parent.day;
  }
  return out;
}

}  // namespace

std::vector<Sentence> find_sentences(const SourceText& source, const Blocks& blocks, const Timeline& timeline,
                                     const Frame& frame) {
  std::vector<Sentence> out;
  const auto sections = facts_of_sections(blocks);
  for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
    const Block& block = blocks.blocks[i];
    if (block.kind == Block::Kind::code || block.kind == Block::Kind::quote || timeline.is_used[i]) continue;
    const SectionKind section = blocks.kind_of(block);
    if (section == SectionKind::people) continue;
    const SectionFacts& around = sections[block.section];
    Placer placer(source, frame, block.kind == Block::Kind::heading ? std::nullopt : around.day);
    auto passages = passages_of(block.text);
    if (block.kind == Block::Kind::row && !block.is_header) {
      for (auto& told : labelled_lengths(blocks, i)) passages.push_back(std::move(told));
    }
    for (auto& passage : passages) {
      if (passage.empty()) continue;
      Sentence sentence = placer.place(std::move(passage));
      const auto ordinals = ordinals_of(sentence.words);
      sentence.part = ordinals.empty() ? around.part : ordinals.front().part;
      sentence.section = section;
      sentence.is_heading = block.kind == Block::Kind::heading;
      out.push_back(std::move(sentence));
    }
  }
  return out;
}

std::vector<Sentence> sentences_in(const SourceText& source, const Passage& passage, const Frame& frame) {
  std::vector<Sentence> out;
  Placer placer(source, frame, std::nullopt);
  for (const auto& extent : sentences_of(passage.text))
    out.push_back(placer.place(passage.part(extent.begin, extent.end)));
  return out;
}

bool tells_several(const std::vector<Sentence>& sentences) {
  bool first = false, second = false;
  for (const auto& sentence : sentences) {
    const bool counts = sentence.is_heading || !sentence.times.empty();
    first = first || (counts && sentence.part == 1);
    second = second || (counts && sentence.part == 2);
  }
  return first && second;
}

}  // namespace faultline::ingest::prose
