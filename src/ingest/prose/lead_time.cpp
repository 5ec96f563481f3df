// The time at the head of a line: "~14:49", "at 14:49 UTC -", "[2022-06-20] [15:29]", "19. April, 11:00".
#include <algorithm>
#include <array>
#include <cctype>

#include "ingest/prose/timeline_rows.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr std::size_t kHeadBytes = 120;  // no time at the head of a line is longer

bool is_separator(char c) {
  return std::string_view(" \t:-|,.)]*>=~").find(c) != std::string_view::npos;
}

// Only such words and signs may stand before the time of a row.
bool is_lead_in(std::string_view text) {
  constexpr std::array<std::string_view, 14> kWords = {
      "at",   "on",      "ca",   "circa", "about", "around", "approx", "approximately",
      "from", "between", "time", "t",     "est",   "date"};
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  const auto words = words_of(text);
  return words.size() <= 2 && std::all_of(words.begin(), words.end(), [&](const Word& w) {
           return std::find(kWords.begin(), kWords.end(), w.text) != kWords.end();
         });
}

bool is_gap_between_parts(std::string_view gap) {
  const auto trimmed = base::trim(gap);
  return trimmed.empty() || trimmed == "," || trimmed == "-" || trimmed == "|" || trimmed == "at" ||
         trimmed == "@" || trimmed == "T" || trimmed == "][" || trimmed == "] [" || trimmed == "/" ||
         trimmed == "," || trimmed == "." || trimmed == "(" || trimmed == ":";
}

bool is_letter_placeholder(const TimeMention& mention) {
  if (!mention.is_placeholder) return false;
  return std::any_of(mention.written.begin(), mention.written.end(), [](char c) {
    const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lower == 'h' || lower == 'm' || lower == 'x';
  });
}

}  // namespace

std::optional<LeadTime> lead_time(const SourceText& source, const Passage& passage) {
  const Passage head = passage.part(0, std::min(passage.text.find('\n'), kHeadBytes));
  const bool has_digit = head.text.find_first_of("0123456789?") != std::string::npos;
  const bool may_be_placeholder = head.text.find(':') != std::string::npos;
  if (!has_digit && !may_be_placeholder) return std::nullopt;
  const auto mentions = times_of(source, head);
  if (mentions.empty() || mentions.front().begin > 24) return std::nullopt;
  if (!is_lead_in(std::string_view(head.text).substr(0, mentions.front().begin))) return std::nullopt;

  LeadTime out;
  out.time = mentions.front();
  std::size_t used = 1;
  // A date and a time that stand apart.
  if (used < mentions.size() && !out.time.joins_next &&
      is_gap_between_parts(
          std::string_view(head.text).substr(out.time.end, mentions[1].begin - out.time.end))) {
    const TimeMention& second = mentions[1];
    const bool date_then_time = out.time.date && !out.time.clock && !out.time.is_placeholder &&
                                (second.clock || second.is_placeholder) && !second.date;
    const bool time_then_date = out.time.clock && !out.time.date && second.date && !second.clock;
    if (date_then_time || time_then_date) {
      TimeMention both = date_then_time ? second : out.time;
      both.date = date_then_time ? out.time.date : second.date;
      both.begin = out.time.begin;
      both.end = second.end;
      both.approximate = out.time.approximate || second.approximate;
      both.joins_next = second.joins_next;
      if (both.zone.empty()) both.zone = out.time.zone.empty() ? second.zone : out.time.zone;
      both.written = source.written(head, both.begin, both.end);
      out.time = both;
      used = 2;
    }
  }
  if (out.time.joins_next && used < mentions.size()) out.until = mentions[used];
  if (!out.time.clock && !out.time.date && !out.time.exact && !out.time.is_placeholder) return std::nullopt;
  out.is_untouched = is_letter_placeholder(out.time);
  const std::size_t last = out.until ? out.until->end : out.time.end;
  // "15/min", "3.5 GB": a number that only looks like a time is glued to what follows.
  if (last < head.text.size() && (std::isalnum(static_cast<unsigned char>(head.text[last])) != 0 ||
                                  head.text[last] == '/' || head.text[last] == '%'))
    return std::nullopt;
  // Text positions are the same in `passage`: part() only trimmed blanks, and passages begin without.
  out.rest = last;
  while (out.rest < passage.text.size() && is_separator(passage.text[out.rest])) ++out.rest;
  return out;
}

}  // namespace faultline::ingest::prose
