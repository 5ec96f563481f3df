#include "ingest/prose/timeline_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace faultline::ingest::prose {

namespace {

enum class Layout { heading, row, item, line };
constexpr std::array<std::string_view, 4> kLayoutNames = {"a heading per entry", "table row", "bullet",
                                                          "line"};
constexpr std::size_t kFewestRowsWithoutSection = 3;

struct Found {
  Layout layout = Layout::line;
  TimelineRow row;
  bool is_date_only = false;  // a date line or heading: the day of what follows
  bool is_untouched = false;
  bool in_timeline = false, in_context = false;
  int depth = 0;
};

class Finder {
 public:
  Finder(const SourceText& source, const Blocks& blocks) : source_(source), blocks_(blocks) {}

  Timeline run() {
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) scan(i);
    Timeline out;
    out.is_used.assign(blocks_.blocks.size(), false);
    choose(out);
    key_events(out);
    return out;
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
      case Block::Kind::quote:
      case Block::Kind::code:
        break;
    }
  }

  void add(std::size_t index, Layout layout, const LeadTime& lead, const Passage& text, Passage head,
           int depth) {
    Found found;
    found.layout = layout;
    found.row.time = lead.time;
    found.row.until = lead.until;
    found.row.block = index;
    found.row.position = lead.time.begin < text.at.size() ? text.at[lead.time.begin] : 0;
    found.is_untouched = lead.is_untouched;
    found.is_date_only =
        head.empty() && lead.time.date && !lead.time.clock && !lead.time.exact && !lead.time.is_placeholder;
    found.row.head = layout == Layout::line ? without_bars(std::move(head)) : std::move(head);
    found.depth = depth;
    const std::size_t section = blocks_.blocks[index].section;
    found.in_timeline = in_timeline(section);
    found.in_context = blocks_.is_within(section, SectionKind::context);
    if (layout == Layout::heading) {
      // "## 13:41" at the level of "## Timeline" goes on with it.
      found.in_timeline = found.in_timeline || (!found_.empty() && found_.back().in_timeline &&
                                                found_.back().layout == Layout::heading);
    }
    found_.push_back(std::move(found));
  }

  // What a lost table leaves at both ends of a text.
  static Passage without_bars(Passage text) {
    while (!text.empty() && text.text.front() == '|') text = text.part(1, text.text.size());
    while (!text.empty() && text.text.back() == '|') text = text.part(0, text.text.size() - 1);
    return text;
  }

  bool in_timeline(std::size_t section) const {
    if (blocks_.is_within(section, SectionKind::timeline)) return true;
    // Under an entry's own heading that stands at the timeline's level.
    const std::size_t heading = blocks_.sections[section].heading;
    for (auto found = found_.rbegin(); found != found_.rend(); ++found) {
      if (found->row.block == heading && found->layout == Layout::heading) return found->in_timeline;
    }
    return false;
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

  // ---- which of them are the timeline
  void choose(Timeline& out) {
    const auto count = [&](auto accepts) {
      std::array<std::size_t, 4> rows{};
      for (const auto& found : found_) {
        if (accepts(found) && !found.is_date_only) ++rows[static_cast<std::size_t>(found.layout)];
      }
      return rows;
    };
    const auto best = [](const std::array<std::size_t, 4>& rows) {
      return std::max_element(rows.begin(), rows.end()) - rows.begin();
    };
    using Accepts = bool (*)(const Found&);
    constexpr Accepts kChoices[] = {[](const Found& f) { return f.in_timeline; },
                                    [](const Found& f) { return f.in_context; },
                                    [](const Found&) { return true; }};
    for (const auto accepts : kChoices) {
      const auto rows = count(accepts);
      auto layout = best(rows);
      // Headings that are times hold everything below them.
      if (rows[0] >= 2) layout = 0;
      const std::size_t fewest = accepts == kChoices[2] ? kFewestRowsWithoutSection : 1;
      if (rows[static_cast<std::size_t>(layout)] < fewest) continue;
      take(static_cast<Layout>(layout), accepts, out);
      return;
    }
  }

  template <typename Accepts>
  void take(Layout layout, Accepts accepts, Timeline& out) {
    out.layout = kLayoutNames[static_cast<std::size_t>(layout)];
    std::optional<DateParts> day;
    int depth = 1000;
    for (const auto& found : found_) {
      if (found.layout == layout && accepts(found) && !found.is_date_only)
        depth = std::min(depth, found.depth);
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      Found& found = found_[i];
      if (!accepts(found)) continue;
      if (found.is_date_only && !(layout == Layout::heading && is_entry_of_a_day(i))) {
        day = found.row.time.date;
        out.is_used[found.row.block] = true;
        continue;
      }
      if (found.layout != layout || (layout == Layout::item && is_nested(i, layout))) continue;
      out.is_used[found.row.block] = true;
      if (found.is_untouched) {
        ++out.untouched;
        continue;
      }
      if (day && !found.row.time.date && !found.row.time.exact) found.row.time.date = day;
      day.reset();
      out.rows.push_back(found.row);
    }
    for (std::size_t i = 0; i < out.rows.size(); ++i) belongings(i, layout, out);
  }

  // A heading that is a day alone is an entry where a text of its own follows, and another entry's heading of
  // its level after that; else it is the day of the entries below it.
  bool is_entry_of_a_day(std::size_t index) const {
    const Found& found = found_[index];
    const std::size_t next = found.row.block + 1;
    if (found.layout != Layout::heading || index + 1 >= found_.size() || next >= blocks_.blocks.size())
      return false;
    const Found& below = found_[index + 1];
    return blocks_.blocks[next].kind != Block::Kind::heading && below.layout == Layout::heading &&
           below.row.time.date.has_value() &&
           blocks_.blocks[below.row.block].level == blocks_.blocks[found.row.block].level;
  }

  // An item below another row's item is part of that row.
  bool is_nested(std::size_t index, Layout layout) const {
    const Found& found = found_[index];
    if (found.depth == 0) return false;
    for (std::size_t j = index; j-- > 0;) {
      const Found& above = found_[j];
      if (above.layout != layout ||
          blocks_.blocks[above.row.block].section != blocks_.blocks[found.row.block].section)
        return false;
      if (above.depth < found.depth) {
        // Only where nothing shallower without a time stands between.
        for (std::size_t b = above.row.block + 1; b < found.row.block; ++b) {
          const Block& between = blocks_.blocks[b];
          if (between.kind == Block::Kind::item && between.level <= above.depth) return false;
        }
        return true;
      }
    }
    return false;
  }

  // What stands below a row, up to the next row or the end of its section, is part of it.
  void belongings(std::size_t i, Layout layout, Timeline& out) {
    TimelineRow& row = out.rows[i];
    row.body = row.head;
    if (layout == Layout::row) return;
    const std::size_t next = i + 1 < out.rows.size() ? out.rows[i + 1].block : blocks_.blocks.size();
    const Block& own = blocks_.blocks[row.block];
    for (std::size_t b = row.block + 1; b < next; ++b) {
      const Block& block = blocks_.blocks[b];
      if (out.is_used[b]) break;
      if (block.section != own.section && (layout != Layout::heading || block.kind == Block::Kind::heading))
        break;
      if (block.kind == Block::Kind::heading) break;
      if (layout == Layout::item && block.kind == Block::Kind::item && block.level <= own.level) break;
      if (layout == Layout::line && block.kind == Block::Kind::item && !is_list_below_line(row)) break;
      out.is_used[b] = true;
      const bool is_words = block.kind != Block::Kind::code && block.kind != Block::Kind::quote;
      const bool extends_head =
          is_words && (layout == Layout::heading || layout == Layout::line || row.head.text.size() < 24);
      const Passage text = layout == Layout::line ? without_bars(block.text) : block.text;
      if (extends_head && block.kind != Block::Kind::row) row.head.add(text, '\n');
      row.body.add(text, '\n');
    }
  }

  static bool is_list_below_line(const TimelineRow& row) {
    return row.head.text.size() < 24 || row.head.text.back() == ':';
  }

  // ---- "First detected: 2024-07-25 12:10"
  void key_events(Timeline& out) {
    constexpr std::size_t kLongestLabel = 48;
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      const Block& block = blocks_.blocks[i];
      const bool in_block = blocks_.is_within(block.section, SectionKind::key_events);
      if (out.is_used[i] || block.kind == Block::Kind::heading || block.kind == Block::Kind::code ||
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
        const auto mentions = times_of(source_, line);
        if (mentions.empty() || mentions.front().begin > kLongestLabel || mentions.front().is_placeholder)
          continue;
        if (!mentions.front().clock && !mentions.front().exact) continue;
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
        TimelineRow row;
        row.time = mentions.front();
        row.head = line;
        row.body = line;
        row.label = label.text;
        row.block = i;
        row.position = line.at.front();
        out.is_used[i] = true;
        out.key_events.push_back(std::move(row));
      }
    }
    if (out.rows.empty() && !out.key_events.empty()) {
      out.rows = out.key_events;
      out.layout = "key event";
      out.is_key_events = true;
    }
  }

  const SourceText& source_;
  const Blocks& blocks_;
  std::vector<Found> found_;
};

DateParts date_parts(std::chrono::year_month_day day) {
  DateParts parts;
  parts.year = static_cast<int>(day.year());
  parts.month = static_cast<unsigned>(day.month());
  parts.day = static_cast<unsigned>(day.day());
  return parts;
}

// The one date of a list, copied from an older report: the title (or front matter) and the text both name
// another day, days away from it.
std::optional<std::size_t> mistaken_day(const Frame& frame, const std::vector<TimeMention>& mentions) {
  constexpr std::chrono::days kFar{7};
  if (!frame.times.date || std::count(frame.days.begin(), frame.days.end(), *frame.times.date) < 2)
    return std::nullopt;
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (!mentions[i].date && !mentions[i].exact) continue;
    if (only) return std::nullopt;
    only = i;
  }
  if (!only || mentions.size() < 3) return std::nullopt;
  const auto written = full_date(mentions[*only]);
  if (!written || mentions[*only].exact) return std::nullopt;
  if (std::find(frame.days.begin(), frame.days.end(), *written) != frame.days.end()) return std::nullopt;
  const auto apart = std::chrono::sys_days(*written) - std::chrono::sys_days(*frame.times.date);
  return std::chrono::abs(apart) >= kFar ? only : std::nullopt;
}

// Key events stand in the order of a form, not of time: each is read for itself, behind the last date above.
void resolve_key_events(const Frame& frame, std::vector<TimelineRow>& rows) {
  std::optional<DateParts> day = frame.stated_day;
  for (auto& row : rows) {
    if (row.time.date && row.time.date->day)
      day = row.time.date;
    else if (!row.time.exact && day)
      row.time.date = day;
    row.when = resolve(row.time, frame.times);
    if (row.until) row.until_when = resolve(*row.until, frame.times);
  }
}

void resolve_rows(const Frame& frame, std::vector<TimelineRow>& rows) {
  std::vector<TimeMention> mentions;
  std::vector<std::pair<std::size_t, bool>> owner;  // row, is it the end of a range
  for (std::size_t i = 0; i < rows.size(); ++i) {
    TimeMention time = rows[i].time;
    time.joins_next = rows[i].until.has_value();
    if (frame.stated_day && !time.date && !time.exact) time.date = frame.stated_day;
    mentions.push_back(time);
    owner.emplace_back(i, false);
    if (!rows[i].until) continue;
    TimeMention until = *rows[i].until;
    if (frame.stated_day && !until.date && !until.exact) until.date = frame.stated_day;
    mentions.push_back(until);
    owner.emplace_back(i, true);
  }
  const auto mistaken = mistaken_day(frame, mentions);
  if (mistaken) mentions[*mistaken].date = date_parts(*frame.times.date);
  const auto moments = resolve_list(mentions, frame.times);
  for (std::size_t i = 0; i < moments.size() && i < owner.size(); ++i) {
    auto& row = rows[owner[i].first];
    if (owner[i].second)
      row.until_when = moments[i];
    else
      row.when = moments[i];
    if (mistaken == i) row.when.reason = "another day is written; title and text agree on this one";
  }
}

}  // namespace

Timeline find_timeline(const SourceText& source, const Blocks& blocks) {
  return Finder(source, blocks).run();
}

void resolve_timeline(const Frame& frame, Timeline& timeline) {
  resolve_key_events(frame, timeline.key_events);
  if (timeline.is_key_events)
    timeline.rows = timeline.key_events;
  else
    resolve_rows(frame, timeline.rows);
}

}  // namespace faultline::ingest::prose
