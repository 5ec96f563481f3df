#include "ingest/prose/timeline_candidates.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace faultline::ingest::prose {

namespace {

class Finder {
 public:
  Finder(const SourceText& source, const Blocks& blocks) : source_(source), blocks_(blocks) {}

  std::vector<Candidate> run() {
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) scan(i);
    mark_nested();
    return std::move(found_);
  }

 private:
  void scan(std::size_t index) {
    const Block& block = blocks_.blocks[index];
    if (blocks_.is_within(block.section, SectionKind::key_events) ||
        blocks_.is_within(block.section, SectionKind::stats) ||
        blocks_.is_within(block.section, SectionKind::actions) ||
        blocks_.is_within(block.section, SectionKind::people)) {
      if (block.kind != Block::Kind::heading) return;
    }
    switch (block.kind) {
      case Block::Kind::heading:
        lead(index, Layout::heading, block.text, 0);
        break;
      case Block::Kind::row:
        if (!block.is_header) table_row(index);
        break;
      case Block::Kind::item:
        if (!flattened(index)) lead(index, Layout::item, block.text, block.level);
        break;
      case Block::Kind::paragraph:
        if (!flattened(index)) lines(index);
        break;
      case Block::Kind::code:
        if (is_timeline_in_code(index)) lines(index);
        break;
      case Block::Kind::quote:
        break;
    }
  }

  // A timeline that was indented or fenced: each line begins with a clock to the minute. A log has seconds.
  bool is_timeline_in_code(std::size_t index) const {
    const Block& block = blocks_.blocks[index];
    if (!in_timeline(block.section)) return false;
    constexpr int kFewestLines = 2;
    int rows = 0;
    for (std::size_t begin = 0; begin < block.text.text.size();) {
      const std::size_t end = std::min(block.text.text.find('\n', begin), block.text.text.size());
      const Passage line = block.text.part(begin, end);
      begin = end + 1;
      if (line.empty()) continue;
      const auto time = lead_time(source_, line);
      const bool is_row = time && time->time.clock && !time->time.clock->second && !time->time.exact &&
                          is_row_like(*time, line) && time->rest < line.text.size();
      if (!is_row) return false;
      ++rows;
    }
    return rows >= kFewestLines;
  }

  void add(std::size_t index, Layout layout, const LeadTime& lead, const Passage& text, Passage head,
           int depth) {
    Candidate found;
    found.layout = layout;
    found.row.time = lead.time;
    found.row.until = lead.until;
    found.row.block = index;
    found.row.position = lead.time.begin < text.at.size() ? text.at[lead.time.begin] : 0;
    found.is_untouched = lead.is_untouched && !is_filled_in(lead, head);
    found.is_date_only =
        head.empty() && lead.time.date && !lead.time.clock && !lead.time.exact && !lead.time.is_placeholder;
    found.row.head = layout == Layout::line ? without_bars(head) : std::move(head);
    found.depth = depth;
    const std::size_t section = blocks_.blocks[index].section;
    found.in_timeline = in_timeline(section);
    found.in_context = blocks_.is_within(section, SectionKind::context);
    if (layout == Layout::heading) {
      // "## 13:41" at the level of "## Timeline" goes on with it.
      found.in_timeline = found.in_timeline || (!found_.empty() && found_.back().in_timeline &&
                                                found_.back().layout == Layout::heading);
      headings_[index] = found.in_timeline;
    }
    found_.push_back(std::move(found));
  }

  // "2020-12-21 HH:mm | Script written" has a day and words of its own: only its clock was left as the
  // template has it. "2024-03-13 HH:mm | Short event description." was never touched.
  static bool is_filled_in(const LeadTime& lead, const Passage& head) {
    constexpr std::size_t kFewestWords = 3;
    const auto words = words_of(head.text);
    return lead.time.date && lead.time.date->year && words.size() >= kFewestWords &&
           !find_any(vocabulary().template_texts, words);
  }

  bool in_timeline(std::size_t section) const {
    if (blocks_.is_within(section, SectionKind::timeline)) return true;
    // Under an entry's own heading that stands at the timeline's level.
    const auto entry = headings_.find(blocks_.sections[section].heading);
    return entry != headings_.end() && entry->second;
  }

  bool lead(std::size_t index, Layout layout, const Passage& text, int depth) {
    const auto time = lead_time(source_, text);
    if (!time) return false;
    if (layout == Layout::heading && blocks_.sections[blocks_.blocks[index].section].parent == 0 &&
        blocks_.blocks[index].level == 1)
      return false;
    Passage head = text.part(time->rest, text.text.size());
    // "(all times are CEST)" after a date is no event.
    const bool is_date =
        time->time.date && !time->time.clock && !time->time.exact && !time->time.is_placeholder;
    if (is_date && find_any(vocabulary().whole_document_zone, words_of(head.text)) &&
        words_of(head.text).size() <= 8)
      head = {};
    // "### 2024-03-05 First outage" is no entry, but the day of the entries below it.
    if (is_date && !head.empty() && layout == Layout::heading) head = {};
    add(index, layout, *time, text, std::move(head), depth);
    return true;
  }

  // Every line of a paragraph that begins with a time; lines without go to the one above.
  void lines(std::size_t index) {
    const Passage& text = blocks_.blocks[index].text;
    bool is_open = false;
    for (std::size_t begin = 0; begin < text.text.size();) {
      std::size_t end = text.text.find('\n', begin);
      if (end == std::string::npos) end = text.text.size();
      const Passage line = text.part(begin, end);
      const auto time = lead_time(source_, line);
      if (time && is_row_like(*time, line)) {
        lead(index, Layout::line, line, 0);
        is_open = true;
      } else if (is_open) {
        found_.back().row.head.add(line, ' ');
      }
      begin = end + 1;
    }
  }

  // "On May 4, 2026, after ..." begins a sentence, no row: a row's time is followed by a separator, or has
  // a clock at the very head.
  static bool is_row_like(const LeadTime& time, const Passage& line) {
    if (time.time.begin > 2) return false;
    return time.time.clock || time.time.exact || time.time.is_placeholder || time.rest >= line.text.size() ||
           line.text.find_first_of(":-|", time.time.end) < time.rest;
  }

  void table_row(std::size_t index) {
    const auto& cells = blocks_.blocks[index].cells;
    for (std::size_t i = 0; i < cells.size() && i < 3; ++i) {
      auto time = lead_time(source_, cells[i]);
      if (!time) continue;
      Passage head = cells[i].part(time->rest, cells[i].text.size());
      std::size_t next = i + 1;
      const bool date_only =
          time->time.date && !time->time.clock && !time->time.exact && !time->time.is_placeholder;
      if (date_only && head.empty() && next < cells.size()) {
        if (const auto clock = lead_time(source_, cells[next]);
            clock && !clock->time.date && (clock->time.clock || clock->time.is_placeholder)) {
          const auto date = time->time.date;
          const std::string written = time->time.written + ' ' + clock->time.written;
          time->time = clock->time;
          time->time.date = date;
          time->time.written = written;
          time->until = clock->until;
          time->is_untouched = clock->is_untouched;
          head = cells[next].part(clock->rest, cells[next].text.size());
          ++next;
        }
      }
      for (; next < cells.size(); ++next) head.add(cells[next], ' ');
      return add(index, Layout::row, *time, cells[i], std::move(head), 0);
    }
  }

  // A table that lost its rows when it was copied: cells and rows between bars in one paragraph.
  bool flattened(std::size_t index) {
    const Passage& text = blocks_.blocks[index].text;
    constexpr std::ptrdiff_t kFewestBars = 3;
    if (std::count(text.text.begin(), text.text.end(), '|') < kFewestBars) return false;
    const std::vector<Cell> cells = cells_of(text);
    const auto is_row = [](const Cell& cell) { return cell.time.has_value(); };
    if (std::count_if(cells.begin(), cells.end(), is_row) < 2) return false;
    const bool has_dates = std::find_if(cells.begin(), cells.end(), is_row)->time->time.date.has_value();
    bool is_open = false;
    for (const auto& cell : cells) {
      // A line within a cell is a row of its own only where it is told as fully as the first one.
      const bool is_wrapped = cell.is_next_line && (!is_row_like_in(cell) || (has_dates && !has_day(cell)));
      if (cell.time && !is_wrapped) {
        add(index, Layout::line, *cell.time, cell.text,
            cell.text.part(cell.time->rest, cell.text.text.size()), 0);
        is_open = true;
      } else if (is_open || continues_row_above(index)) {
        Passage& head = found_.back().row.head;
        head.add(head.empty() ? without_dashes(cell.text) : cell.text, ' ');
      }
    }
    return true;
  }

  struct Cell {
    Passage text;
    std::optional<LeadTime> time;
    bool is_next_line = false;  // of the cell that it stands in
  };

  // The cells between bars, cut again at the ends of lines.
  std::vector<Cell> cells_of(const Passage& text) const {
    const std::string& s = text.text;
    std::vector<Cell> cells;
    bool is_next_line = false;
    for (std::size_t begin = 0; begin <= s.size();) {
      const std::size_t end = std::min(s.find_first_of("|\n", begin), s.size());
      Cell cell{text.part(begin, end), std::nullopt, is_next_line};
      if (!cell.text.empty()) {
        cell.time = lead_time(source_, cell.text);
        cells.push_back(std::move(cell));
      }
      is_next_line = end < s.size() && s[end] == '\n' && (is_next_line || !cells.empty());
      begin = end + 1;
    }
    return cells;
  }

  static bool is_row_like_in(const Cell& cell) { return cell.time && is_row_like(*cell.time, cell.text); }
  static bool has_day(const Cell& cell) { return cell.time->time.date || cell.time->time.exact; }

  // The text of the row in the paragraph above this one.
  bool continues_row_above(std::size_t index) const {
    return !found_.empty() &&
           blocks_.blocks[found_.back().row.block].section == blocks_.blocks[index].section;
  }

  // "- ENDS -" in a cell of its own: as behind a time, the dash before it is no text.
  static Passage without_dashes(const Passage& text) {
    const std::size_t begin = std::min(text.text.find_first_not_of("- "), text.text.size());
    return text.part(begin, text.text.size());
  }

  // An item below another candidate's item is part of that one. `above_` holds the items that are open, each
  // deeper than the one before; an item without a time closes those as deep as itself.
  void mark_nested() {
    std::vector<const Candidate*> above;
    std::size_t next = 0;
    const auto close = [&](int depth) {
      while (!above.empty() && above.back()->depth >= depth) above.pop_back();
    };
    for (auto& found : found_) {
      if (found.layout == Layout::line) continue;  // a line inside an item ends no list
      const bool goes_on =
          found.layout == Layout::item && !above.empty() && section_of(*above.back()) == section_of(found);
      if (!goes_on) above.clear();
      for (; next < found.row.block; ++next) {
        if (blocks_.blocks[next].kind == Block::Kind::item) close(blocks_.blocks[next].level);
      }
      if (found.layout != Layout::item) continue;
      close(found.depth);
      found.is_nested = !above.empty();
      if (!found.is_date_only) above.push_back(&found);
      next = found.row.block + 1;
    }
  }

  std::size_t section_of(const Candidate& found) const { return blocks_.blocks[found.row.block].section; }

  const SourceText& source_;
  const Blocks& blocks_;
  std::vector<Candidate> found_;
  std::map<std::size_t, bool> headings_;  // of entries, by block: are they in the timeline
};

}  // namespace

Passage without_bars(const Passage& text) {
  const std::size_t begin = std::min(text.text.find_first_not_of("| "), text.text.size());
  std::size_t end = text.text.size();
  while (end > begin && (text.text[end - 1] == '|' || text.text[end - 1] == ' ')) --end;
  return text.part(begin, end);
}

std::vector<Candidate> find_candidates(const SourceText& source, const Blocks& blocks) {
  return Finder(source, blocks).run();
}

}  // namespace faultline::ingest::prose
