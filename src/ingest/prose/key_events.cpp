// "First detected: 2024-07-25 12:10"
#include <algorithm>
#include <utility>

#include "ingest/prose/timeline_candidates.hpp"

namespace faultline::ingest::prose {

namespace {
constexpr std::size_t kLongestLabel = 48;
}  // namespace

std::vector<TimelineRow> find_key_events(const SourceText& source, const Blocks& blocks,
                                         std::vector<bool>& is_used) {
  std::vector<TimelineRow> out;
  for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
    const Block& block = blocks.blocks[i];
    const bool in_block = blocks.is_within(block.section, SectionKind::key_events);
    if (is_used[i] || block.kind == Block::Kind::heading || block.kind == Block::Kind::code ||
        block.kind == Block::Kind::quote)
      continue;
    if (!in_block && block.kind == Block::Kind::paragraph && block.text.text.size() > 400) continue;
    for (std::size_t begin = 0; begin < block.text.text.size();) {
      std::size_t end = block.text.text.find('\n', begin);
      if (end == std::string::npos) end = block.text.text.size();
      Passage line = block.text.part(begin, end);
      begin = end + 1;
      if (block.kind == Block::Kind::row && !line.empty() && line.text.front() == '|')
        line = line.part(1, line.text.size());
      const auto mentions = times_of(source, line);
      if (mentions.empty() || mentions.front().begin > kLongestLabel || mentions.front().is_placeholder)
        continue;
      const bool is_day = !mentions.front().clock && !mentions.front().exact;
      Passage label = line.part(0, mentions.front().begin);
      while (!label.empty() && std::string_view(" :|-*(").find(label.text.back()) != std::string_view::npos)
        label = label.part(0, label.text.size() - 1);
      if (label.empty() || words_of(label.text).size() > 5) continue;
      const bool is_alone = mentions.size() == 1 && line.text.size() - mentions.front().end <= 24;
      const auto words = words_of(label.text);
      const bool is_known =
          std::any_of(vocabulary().key_events.begin(), vocabulary().key_events.end(),
                      [&](const MilestoneRule& rule) { return find_any(rule.phrases, words).has_value(); });
      if (!in_block && !(is_known && is_alone)) continue;
      // "Start: 2018-08-22": a day is enough for the two ends, where the line is nothing else.
      const bool is_end = words.size() == 1 && (words[0].text == "start" || words[0].text == "end" ||
                                                words[0].text == "started" || words[0].text == "ended");
      if (is_day && !(is_end && is_alone && label.text.size() + 1 < line.text.size() &&
                      line.text[label.text.size()] == ':'))
        continue;
      TimelineRow row;
      row.time = mentions.front();
      row.head = line;
      row.body = line;
      row.label = label.text;
      row.block = i;
      row.position = line.at.front();
      is_used[i] = true;
      out.push_back(std::move(row));
    }
  }
  return out;
}

}  // namespace faultline::ingest::prose
