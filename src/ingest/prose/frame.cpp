#include "ingest/prose/frame.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "ingest/prose/date_reading.hpp"
#include "ingest/prose/time_words.hpp"
#include "ingest/prose/zone_reading.hpp"

namespace faultline::ingest::prose {

namespace {

using std::chrono::year_month_day;

bool is_zone_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '/' || c == '_' ||
         c == ':';
}

// The zone that `text` names anywhere; an offset in brackets after an abbreviation wins.
std::optional<NamedZone> zone_within(std::string_view text) {
  std::optional<NamedZone> found;
  const auto words = words_of(text);
  for (const ZonePhrase& phrase : zone_phrases()) {  // "Japan time", "Eastern Time"
    const auto at = std::search(words.begin(), words.end(), phrase.words.begin(), phrase.words.end(),
                                [](const Word& word, std::string_view said) { return word.text == said; });
    if (at == words.end() || phrase.needs_proof) continue;
    if (const auto zone = base::Zone::find(phrase.iana)) return NamedZone{zone, {}};
  }
  for (std::size_t i = 0; i < text.size();) {
    if (!is_zone_char(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_zone_char(text[end])) ++end;
    std::string_view token = text.substr(i, end - i);
    while (!token.empty() && (token.back() == ':' || token.back() == '-')) token.remove_suffix(1);
    i = end;
    const bool is_upper = std::any_of(
        token.begin(), token.end(), [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; });
    const bool has_offset = token.find_first_of("+-") != std::string_view::npos &&
                            token.find_first_of("0123456789") != std::string_view::npos;
    if (token.size() < 2 || (!is_upper && !has_offset)) continue;
    const auto named = zone_named(token);
    if (!named) continue;
    const bool is_fixed = named->zone && named->written.empty();
    if (!found || (is_fixed && has_offset)) found = named;
  }
  return found;
}

bool declares_zone(std::string_view text, bool is_header) {
  const auto words = words_of(text);
  const auto& phrases = vocabulary().whole_document_zone;
  for (const auto& phrase : phrases) {
    const bool only_in_headers = phrase.pattern().starts_with('^');
    if (only_in_headers && !is_header) continue;
    if (phrase.find(words)) return true;
  }
  return false;
}

std::optional<NamedZone> declared_zone(const Blocks& blocks) {
  constexpr std::size_t kLongestDeclaration = 160;
  for (const auto& block : blocks.blocks) {
    if (block.kind == Block::Kind::row) {
      if (!block.is_header) continue;
      for (const auto& cell : block.cells) {
        if (!declares_zone(cell.text, true)) continue;
        if (auto zone = zone_within(cell.text)) return zone;
      }
      continue;
    }
    if (block.kind == Block::Kind::code) continue;
    for (const auto& sentence : sentences_of(block.text.text)) {
      const std::string_view text =
          std::string_view(block.text.text).substr(sentence.begin, sentence.end - sentence.begin);
      if (text.size() > kLongestDeclaration) continue;
      const bool is_heading = block.kind == Block::Kind::heading;
      const bool has_clock =
          text.find(':') != std::string_view::npos &&
          std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
      const bool is_short = words_of(text).size() <= 7;
      if (!declares_zone(text, is_heading || (is_short && !has_clock))) continue;
      if (auto zone = zone_within(text)) return zone;
    }
  }
  return std::nullopt;
}

void put_zone(const NamedZone& zone, base::ZoneBasis basis, ResolveContext& times) {
  times.zone = zone.zone;
  times.zone_basis = basis;
  times.zone_written = zone.written;
}

struct Day {
  year_month_day date;
  bool order_is_assumed = false;
};

// The first full date of `text`; "03/04/2024" in the order that the document's other dates prove.
std::optional<Day> first_full_date(std::string_view text, std::optional<bool> is_day_first) {
  for (const auto& mention : scan_times(text)) {
    const auto date = full_date(mention);
    if (!date) continue;
    if (mention.exact || !mention.date->order_is_ambiguous) return Day{*date, false};
    if (!is_day_first.value_or(false)) return Day{*date, !is_day_first};
    return Day{
        {date->year(), std::chrono::month{unsigned{date->day()}}, std::chrono::day{unsigned{date->month()}}},
        false};
  }
  return std::nullopt;
}

// What the dates of the whole document prove.
std::optional<bool> order_of(const Blocks& blocks) {
  std::vector<TimeMention> dated;
  for (const auto& block : blocks.blocks) {
    if (block.kind == Block::Kind::code || block.kind == Block::Kind::quote) continue;
    for (auto& mention : scan_times(block.text.text)) {
      if (mention.date) dated.push_back(std::move(mention));
    }
  }
  const auto proven = proven_order(dated);
  return proven ? proven : likely_order(dated);
}

// Summaries say it first; a publication date in a code block or a link never counts.
std::optional<Day> first_date_of_text(const Blocks& blocks, std::optional<bool> is_day_first) {
  for (const auto& block : blocks.blocks) {
    if (block.kind == Block::Kind::code || block.kind == Block::Kind::quote || block.kind == Block::Kind::row)
      continue;
    if (block.kind == Block::Kind::heading && block.level == 1) continue;
    const auto words = words_of(std::string_view(block.text.text).substr(0, 40));
    const bool is_byline = !words.empty() && (words[0].text == "last" || words[0].text == "created" ||
                                              words[0].text == "published" || words[0].text == "modified" ||
                                              words[0].text == "updated" || words[0].text == "posted");
    if (is_byline) continue;
    if (const auto date = first_full_date(block.text.text, is_day_first)) return date;
  }
  return std::nullopt;
}

std::optional<DateParts> stated_day(const Blocks& blocks) {
  for (const auto& block : blocks.blocks) {
    if (block.kind != Block::Kind::paragraph) continue;
    if (!find_any(vocabulary().whole_document_date, words_of(block.text.text))) continue;
    for (const auto& mention : scan_times(block.text.text)) {
      if (mention.date && mention.date->day) return mention.date;
    }
  }
  return std::nullopt;
}

// The day on which the summary's first sentence about the impact says it was, as far as it says so: "On the
// evening of Feb 23, several users ...". What else a summary dates is history.
std::optional<DateParts> day_of_summary(const Blocks& blocks) {
  for (const auto& block : blocks.blocks) {
    if (block.kind != Block::Kind::paragraph || blocks.kind_of(block) != SectionKind::summary) continue;
    const auto sentences = sentences_of(block.text.text);
    if (sentences.empty()) continue;
    const auto first = std::string_view(block.text.text)
                           .substr(sentences.front().begin, sentences.front().end - sentences.front().begin);
    if (!find_any(vocabulary().impact, words_of(first))) return std::nullopt;
    std::optional<DateParts> day;
    for (const auto& mention : scan_times(first)) {
      if (!mention.date || !mention.date->day || !mention.date->month) continue;
      if (day) return std::nullopt;
      day = mention.date;
    }
    return day;
  }
  return std::nullopt;
}

// "PM2020-003": the year that a file's name or a title carries without a day.
std::optional<int> year_within(std::string_view text) {
  constexpr int kFirst = 2000, kLast = 2099;
  const auto is_digit_at = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    if ((i > 0 && is_digit_at(i - 1)) || is_digit_at(i + 4)) continue;
    int value = 0;
    for (std::size_t j = i; j < i + 4; ++j) value = is_digit_at(j) ? value * 10 + (text[j] - '0') : -10000;
    if (value >= kFirst && value <= kLast) return value;
  }
  return std::nullopt;
}

std::string title_of(const SourceText& source, const Blocks& blocks) {
  if (const auto* title = blocks.front.find("title"); title != nullptr && !title->empty())
    return source.written(*title);
  for (const auto& block : blocks.blocks) {
    if (block.kind == Block::Kind::heading && blocks.sections[block.section].kind == SectionKind::other)
      return block.text.text;
    if (block.kind == Block::Kind::heading) break;
    if (block.kind != Block::Kind::paragraph) continue;
    const std::string_view first = std::string_view(block.text.text).substr(0, block.text.text.find('\n'));
    constexpr std::string_view kLabels[] = {"Name ", "Title: ", "Title ", "Name: ", "Incident: "};
    for (const auto label : kLabels) {
      if (first.starts_with(label)) return std::string(base::trim(first.substr(label.size())));
    }
    constexpr std::size_t kLongestTitle = 120;
    if (first.size() <= kLongestTitle && !first.empty() && first.back() != '.') return std::string(first);
    break;
  }
  return {};
}

}  // namespace

std::optional<NamedZone> zone_named(std::string_view written) {
  if (const auto known = base::abbreviation(written)) {
    NamedZone out;
    out.written = known->text;
    if (known->is_ambiguous) return out;
    if (known->text == "UTC" || known->text == "GMT" || known->text == "Z")
      return NamedZone{base::Zone::utc(), {}};
    if (!known->civil_zone.empty()) out.zone = base::Zone::find(known->civil_zone);
    if (!out.zone) return NamedZone{base::Zone::fixed(known->offset), {}};
    return out;
  }
  if (const auto pair = civil_zone_of_pair(written); pair && !pair->empty()) {
    if (const auto zone = base::Zone::find(*pair)) return NamedZone{zone, {}};
  }
  const bool is_offset = written.find_first_of("+-") != std::string_view::npos &&
                         written.find_first_of("0123456789") != std::string_view::npos;
  const bool is_name =
      written.find('/') != std::string_view::npos || base::equals_ignoring_case(written, "utc");
  if (!is_offset && !is_name) return std::nullopt;
  if (is_offset && !std::isalpha(static_cast<unsigned char>(written.front())) && written.front() != '+' &&
      written.front() != '-')
    return std::nullopt;
  std::string text(written);
  if (base::starts_with_ignoring_case(text, "gmt")) text = "UTC" + text.substr(3);
  const auto zone = base::Zone::find(text);
  if (!zone) return std::nullopt;
  return NamedZone{zone, {}};
}

std::optional<year_month_day> full_date(const TimeMention& mention) {
  if (mention.exact) return year_month_day(std::chrono::floor<std::chrono::days>(*mention.exact));
  if (!mention.date || !mention.date->year || !mention.date->month || !mention.date->day) return std::nullopt;
  const year_month_day date{std::chrono::year{*mention.date->year}, std::chrono::month{*mention.date->month},
                            std::chrono::day{*mention.date->day}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

Frame find_frame(const SourceText& source, const Blocks& blocks, const DocumentContext& context,
                 const ReadOptions& options) {
  Frame frame;
  frame.title = context.title.empty() ? title_of(source, blocks) : context.title;
  frame.stated_day = stated_day(blocks);
  auto& times = frame.times;
  times.stamps = context.page_stamps;
  times.is_day_first = order_of(blocks);

  const auto add_day = [&](std::optional<Day> day, base::DateBasis basis) {
    if (!day) return;
    frame.days.push_back(day->date);
    if (times.date) return;
    times.date = day->date;
    times.date_basis = basis;
    times.date_order_is_assumed = day->order_is_assumed;
  };
  add_day(first_full_date(frame.title, times.is_day_first), base::DateBasis::title);
  for (const auto& block : blocks.blocks) {  // a heading beside the front matter's title
    if (block.kind != Block::Kind::heading || block.level != 1) continue;
    if (block.text.text == frame.title) break;  // the title itself: no second voice
    add_day(first_full_date(block.text.text, times.is_day_first), base::DateBasis::title);
    break;
  }
  const bool title_is_undated = !times.date;
  const std::size_t slash = context.file_name.find_last_of('/');
  const auto file = std::string_view(context.file_name).substr(slash == std::string::npos ? 0 : slash + 1);
  add_day(first_full_date(file, times.is_day_first), base::DateBasis::title);
  if (const auto* date = blocks.front.find("date"))
    add_day(first_full_date(date->text, times.is_day_first), base::DateBasis::title);
  add_day(first_date_of_text(blocks, times.is_day_first), base::DateBasis::title);

  // An entry is often dated by the day on which it was written: what its summary says is nearer.
  if (const auto told = day_of_summary(blocks); told && times.date && title_is_undated) {
    constexpr std::chrono::days kWrittenWithin{7};
    year_month_day day{told->year ? std::chrono::year{*told->year} : times.date->year(),
                       std::chrono::month{*told->month}, std::chrono::day{*told->day}};
    if (!told->year && day.ok() && std::chrono::sys_days(day) > std::chrono::sys_days(*times.date))
      day = {day.year() - std::chrono::years{1}, day.month(), day.day()};
    const auto before = std::chrono::sys_days(*times.date) - std::chrono::sys_days(day);
    if (day.ok() && before > std::chrono::days{0} && before <= kWrittenWithin) times.date = day;
  }

  // The year of "07/27": nearest before the page's last stamp, the frame's own day, or --published.
  for (const auto& stamp : context.page_stamps) {
    if (!stamp.utc) continue;
    const year_month_day day(std::chrono::floor<std::chrono::days>(stamp.utc->best + std::chrono::hours(14)));
    if (!times.not_after || day > *times.not_after) times.not_after = day;
    times.year_basis = base::DateBasis::page_stamp;
  }
  if (!times.not_after && times.date) {
    // Half a year on: a list may run past the day in the title.
    times.not_after = year_month_day(std::chrono::sys_days(*times.date) + std::chrono::days(180));
    times.year_basis = base::DateBasis::title;
  }
  auto year = year_within(file);
  if (!year) year = year_within(frame.title);
  if (!times.not_after && year) {
    times.not_after = year_month_day{std::chrono::year{*year}, std::chrono::December, std::chrono::day{31}};
    times.year_basis = base::DateBasis::title;
  }
  if (!times.not_after && options.published) {
    times.not_after = options.published;
    times.year_basis = base::DateBasis::option;
  }
  if (!times.date && !context.page_stamps.empty()) {
    const auto first =
        std::min_element(context.page_stamps.begin(), context.page_stamps.end(), base::earlier);
    if (first->local) {
      times.date = year_month_day(std::chrono::floor<std::chrono::days>(
          std::chrono::local_time<std::chrono::seconds>(*first->local)));
      times.date_basis = base::DateBasis::page_stamp;
    }
  }

  if (const auto zone = declared_zone(blocks)) {
    put_zone(*zone, base::ZoneBasis::document, times);
  } else if (context.page_zone) {
    times.zone = context.page_zone;
    times.zone_basis = base::ZoneBasis::page_stamp;
  } else if (!options.config_zone.empty()) {
    times.zone = base::Zone::find(options.config_zone);
    times.zone_basis = base::ZoneBasis::config;
  } else if (!options.zone.empty()) {
    times.zone = base::Zone::find(options.zone);
    times.zone_basis = base::ZoneBasis::option;
  }
  return frame;
}

void take_zone_of(const std::vector<TimeMention>& mentions, Frame& frame) {
  if (frame.times.zone_basis == base::ZoneBasis::document) return;
  std::map<std::string, int> seen;
  for (const auto& mention : mentions) {
    if (!mention.zone.empty()) ++seen[mention.zone];
  }
  if (seen.size() != 1) return;
  if (const auto zone = zone_named(seen.begin()->first); zone && zone->zone) {
    put_zone(*zone, base::ZoneBasis::neighbour, frame.times);
    frame.times.zone_written = seen.begin()->first;  // a neighbour's zone is read as it is written
  }
}

}  // namespace faultline::ingest::prose
