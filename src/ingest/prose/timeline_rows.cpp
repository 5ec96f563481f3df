#include "ingest/prose/timeline_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/prose/timeline_candidates.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr std::array<std::string_view, 4> kLayoutNames = {"a heading per entry", "table row", "bullet",
                                                          "line"};
constexpr std::size_t kFewestRowsWithoutSection = 3;
constexpr std::size_t kFewestRowsOfContext = 2;  // one bullet below "What happened" is a sentence

class Chooser {
 public:
  Chooser(const SourceText& source, const Blocks& blocks)
      : source_(source), blocks_(blocks), found_(find_candidates(source, blocks)) {}

  Timeline run() {
    Timeline out;
    out.is_used.assign(blocks_.blocks.size(), false);
    choose(out);
    out.key_events = find_key_events(source_, blocks_, out.is_used);
    if (out.rows.empty() && !out.key_events.empty()) {
      out.rows = out.key_events;
      out.layout = "key event";
      out.is_key_events = true;
    }
    return out;
  }

 private:
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
    using Accepts = bool (*)(const Candidate&);
    constexpr Accepts kChoices[] = {[](const Candidate& f) { return f.in_timeline; },
                                    [](const Candidate& f) { return f.in_context; },
                                    [](const Candidate&) { return true; }};
    for (const auto accepts : kChoices) {
      const auto rows = count(accepts);
      auto layout = best(rows);
      // Headings that are times hold everything below them.
      if (rows[0] >= 2) layout = 0;
      const std::size_t fewest = accepts == kChoices[2]   ? kFewestRowsWithoutSection
                                 : accepts == kChoices[1] ? kFewestRowsOfContext
                                                          : 1;
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
      Candidate& found = found_[i];
      if (!accepts(found)) continue;
      if (found.is_date_only && !(layout == Layout::heading && is_entry_of_a_day(i))) {
        day = found.row.time.date;
        out.is_used[found.row.block] = true;
        continue;
      }
      if (found.layout != layout || found.is_nested) continue;
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
    const Candidate& found = found_[index];
    const std::size_t next = found.row.block + 1;
    if (found.layout != Layout::heading || index + 1 >= found_.size() || next >= blocks_.blocks.size())
      return false;
    const Candidate& below = found_[index + 1];
    return blocks_.blocks[next].kind != Block::Kind::heading && below.layout == Layout::heading &&
           below.row.time.date.has_value() &&
           blocks_.blocks[below.row.block].level == blocks_.blocks[found.row.block].level;
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

  const SourceText& source_;
  const Blocks& blocks_;
  std::vector<Candidate> found_;
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
  return Chooser(source, blocks).run();
}

void resolve_timeline(const Frame& frame, Timeline& timeline) {
  resolve_key_events(frame, timeline.key_events);
  if (timeline.is_key_events)
    timeline.rows = timeline.key_events;
  else
    resolve_rows(frame, timeline.rows);
}

}  // namespace faultline::ingest::prose
