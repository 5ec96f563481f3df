// Dates. Every rule takes the token it begins at and returns the match or nothing.
#include <array>
#include <string>

#include "base/text.hpp"
#include "ingest/prose/time_grammar.hpp"
#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2100;

bool is_glued_punct(const Tokens& tokens, std::size_t at, char punct) {
  return tokens[at].is(punct) && tokens.is_glued(at) && tokens.is_glued(at + 1);
}

bool is_short_number(const Token& token) {
  return token.is_number() && token.text.size() <= 2;
}

struct Year {
  int value = 0;
  bool repaired = false;
};

// Four digits; or five of which one is a doubled key: "22025", "20255".
std::optional<Year> year_of(const Token& token) {
  if (!token.is_number()) return std::nullopt;
  if (token.text.size() == 4 && token.value >= kFirstYear && token.value <= kLastYear)
    return Year{token.value, false};
  if (token.text.size() != 5) return std::nullopt;
  for (std::size_t i = 0; i + 1 < 5; ++i) {
    if (token.text[i] != token.text[i + 1]) continue;
    std::string once(token.text);
    once.erase(i, 1);
    const int value = std::stoi(once);
    if (value >= 2000 && value < kLastYear) return Year{value, true};
  }
  return std::nullopt;
}

// "20202": the century is plain, and which of the keys is too many is not.
bool is_slipped_year(const Token& token) {
  return token.is_number() && token.text.size() == 5 && token.text.starts_with("20");
}

bool is_calendar_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1) return false;
  using namespace std::chrono;
  return year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                        std::chrono::day{static_cast<unsigned>(day)}}
      .ok();
}

// Without a year a leap day is allowed.
bool is_calendar_day(int month, int day) {
  return is_calendar_day(2024, month, day);
}

DateMatch make(std::size_t next, std::optional<int> year, int month, int day) {
  DateMatch match;
  match.next = next;
  match.parts.year = year;
  match.parts.month = static_cast<unsigned>(month);
  match.parts.day = static_cast<unsigned>(day);
  return match;
}

// Nothing stands glued to the date's end that makes it a longer number, a path or a file name.
bool ends_cleanly(const Tokens& tokens, std::size_t next) {
  if (!tokens.is_glued(next)) return true;
  const Token& token = tokens[next];
  if (token.is_word()) return token.text == "T" && tokens.is_glued(next + 1) && tokens[next + 1].is_number();
  if (token.is('%') || token.is('/')) return false;
  if (!tokens.is_glued(next + 1)) return true;
  const Token& after = tokens[next + 1];
  if (tokens.is_name()) return !(token.is('.') && after.is_number());
  if (token.is('.'))
    return !(after.is_number() || (after.is_word() && after.text.size() <= 5 && after.text[0] >= 'a'));
  if (token.is('-') && after.is_word()) return month_of(after.text).has_value();
  if (token.is('-') && after.is_number()) {
    // The other end of a range: "07/27-07/28", "2023-07-27-14:07", "July 27-28"; else it is an identifier.
    const Token& mark = tokens[next + 2];
    const bool has_named_month = tokens.before(next, 2).is_word() || tokens.before(next, 3).is_word();
    if (has_named_month && after.text.size() <= 2 &&
        (!tokens.is_glued(next + 2) || mark.is(',') || is_ordinal_suffix(mark.text))) {
      return true;
    }
    return after.text.size() == 4 ||
           (tokens.is_glued(next + 2) && (mark.is(':') || mark.is('/') || mark.is('-')));
  }
  return true;
}

// 2022-06-20, 2022/06/20, 2022.06.20, 2023-Jul-27, 22025-03-18, 2022-05-??
std::optional<DateMatch> match_year_first(const Tokens& tokens, std::size_t at) {
  const auto year = year_of(tokens[at]);
  if (!year && !is_slipped_year(tokens[at])) return std::nullopt;
  const Token& separator = tokens[at + 1];
  if (!separator.is('-') && !separator.is('/') && !separator.is('.')) return std::nullopt;
  const char mark = separator.text[0];
  if (!is_glued_punct(tokens, at + 1, mark) || !is_glued_punct(tokens, at + 3, mark)) return std::nullopt;
  const Token& middle = tokens[at + 2];
  const Token& last = tokens[at + 4];
  int month = middle.is_word() ? static_cast<int>(month_of(middle.text).value_or(0)) : 0;
  if (is_short_number(middle)) month = middle.value;
  if (month < 1 || month > 12) return std::nullopt;
  if (last.is('?')) {
    DateMatch match;
    match.next = at + 5 + (tokens[at + 5].is('?') && tokens.is_glued(at + 5) ? 1 : 0);
    if (year) match.parts.year = year->value;
    match.parts.month = static_cast<unsigned>(month);
    match.is_placeholder = true;
    return match;
  }
  if (!is_short_number(last)) return std::nullopt;
  if (!(year ? is_calendar_day(year->value, month, last.value) : is_calendar_day(month, last.value)))
    return std::nullopt;
  if (mark == '.' && (middle.text.size() != 2 || last.text.size() != 2)) return std::nullopt;
  DateMatch match = make(at + 5, year ? std::optional(year->value) : std::nullopt, month, last.value);
  match.parts.repaired = !year || year->repaired;
  match.is_numeric = true;
  return match;
}

// 20230727 at the edge of a file's name.
std::optional<DateMatch> match_compact(const Tokens& tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (!tokens.is_name() || !token.is_number() || token.text.size() != 8) return std::nullopt;
  const int year = token.value / 10000;
  const int month = token.value / 100 % 100;
  if (year < kFirstYear || year > kLastYear || !is_calendar_day(year, month, token.value % 100))
    return std::nullopt;
  return make(at + 1, year, month, token.value % 100);
}

// Two numbers of which the greater than twelve is the day. Dots are written day first; where both orders
// are possible, month first is assumed and said to be ambiguous.
std::optional<DateMatch> month_and_day(std::size_t next, std::optional<int> year, int first, int second,
                                       char mark) {
  const bool month_first = is_calendar_day(year.value_or(2024), first, second);
  const bool day_first = is_calendar_day(year.value_or(2024), second, first);
  if (!month_first && !day_first) return std::nullopt;
  const bool is_day_first = mark == '.' ? day_first : !month_first;
  DateMatch match = is_day_first ? make(next, year, second, first) : make(next, year, first, second);
  match.parts.is_day_first = is_day_first && mark != '.' && !month_first;
  match.parts.order_is_ambiguous = mark != '.' && month_first && day_first && first != second;
  return match;
}

// 07/27, 7/27/2023, 7/27/23, 27.07.2023, 27-07-2023, "27.07." before a clock.
std::optional<DateMatch> match_short_first(const Tokens& tokens, std::size_t at) {
  const Token& first = tokens[at];
  const Token& second = tokens[at + 2];
  if (!is_short_number(first) || !is_short_number(second)) return std::nullopt;
  for (const char mark : {'/', '.', '-'}) {
    if (!is_glued_punct(tokens, at + 1, mark)) continue;
    if (is_glued_punct(tokens, at + 3, mark)) {
      const Token& third = tokens[at + 4];
      const auto year = year_of(third);
      if (year) {
        auto match = month_and_day(at + 5, year->value, first.value, second.value, mark);
        if (match) match->parts.repaired = year->repaired;
        return match;
      }
      // "5-26-21" only where its second number can but be the day: other dashes are versions and ranges.
      const bool is_dashed_date = mark == '-' && first.value >= 1 && first.value <= 12 && second.value > 12;
      if ((mark == '/' || is_dashed_date) && third.is_number() && third.text.size() == 2) {
        return month_and_day(at + 5, 2000 + third.value, first.value, second.value, mark);
      }
      return std::nullopt;
    }
    if (mark == '/') {
      if (first.value == 24 && second.value == 7) return std::nullopt;
      auto match = month_and_day(at + 3, std::nullopt, first.value, second.value, mark);
      if (match) match->is_fraction_like = true;
      return match;
    }
    // "[12-05 16:21]": two digits each, and a clock behind it.
    if (mark == '-' && first.text.size() == 2 && second.text.size() == 2 && !tokens.is_glued(at + 3)) {
      auto match = month_and_day(at + 3, std::nullopt, first.value, second.value, mark);
      if (match) match->needs_clock = true;
      return match;
    }
    if (mark == '.' && tokens[at + 3].is('.') && tokens.is_glued(at + 3) && !tokens.is_glued(at + 4) &&
        first.text.size() == 2 && second.text.size() == 2) {
      auto match = month_and_day(at + 4, std::nullopt, first.value, second.value, mark);
      if (match) match->needs_clock = true;
      return match;
    }
  }
  return std::nullopt;
}

struct Day {
  std::size_t next = 0;
  int value = 0;
  bool repaired = false;
};

// "9", "09", "9th", "3th".
std::optional<Day> match_day(const Tokens& tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (!is_short_number(token) || token.value < 1 || token.value > 31) return std::nullopt;
  Day day{at + 1, token.value, false};
  const Token& next = tokens[at + 1];
  if (next.is_word() && tokens.is_glued(at + 1)) {
    if (!is_ordinal_suffix(next.text)) return std::nullopt;
    day.repaired = base::to_lower(next.text) != ordinal_suffix(day.value);
    day.next = at + 2;
  }
  return day;
}

// [,] 2023 | '23. A number that is a clock ("17:49", "1410Z", "2030 hrs") is none.
void take_year(const Tokens& tokens, DateMatch& match) {
  std::size_t at = match.next;
  if (tokens[at].is(',') ||
      ((tokens[at].is('-') || tokens[at].is('/')) && is_glued_punct(tokens, at, tokens[at].text[0])))
    ++at;
  if (tokens[at].after_newline) return;
  if (tokens[at].is('\'') && tokens[at + 1].text.size() == 2 && tokens[at + 1].is_number() &&
      tokens.is_glued(at + 1)) {
    match.parts.year = 2000 + tokens[at + 1].value;
    match.next = at + 2;
    return;
  }
  const auto year = year_of(tokens[at]);
  if (!year) return;
  const Token& after = tokens[at + 1];
  if (tokens.is_glued(at + 1) &&
      ((after.is(':') && tokens[at + 2].text.size() != 2) || after.is_word() || after.is('%')))
    return;
  if (after.says("hrs") || after.says("hours")) return;
  if (after.is('-') && tokens.is_glued(at + 1) && tokens.is_glued(at + 2) && tokens[at + 2].is_number())
    return;
  if (!is_calendar_day(year->value, static_cast<int>(*match.parts.month), static_cast<int>(*match.parts.day)))
    return;
  match.parts.year = year->value;
  match.parts.repaired = match.parts.repaired || year->repaired;
  match.next = at + 1;
}

// July 27th, 2023 | Sept. 5
std::optional<DateMatch> match_month_first(const Tokens& tokens, std::size_t at) {
  if (!tokens[at].is_word()) return std::nullopt;
  const auto month = month_of(tokens[at].text);
  if (!month) return std::nullopt;
  std::size_t next = at + 1;
  if (tokens[next].is('.') && tokens.is_glued(next)) ++next;
  if (tokens[next].is('-') && is_glued_punct(tokens, next, '-')) ++next;
  if (tokens[next].says("the")) ++next;
  if (next == at + 1 && tokens.is_glued(next)) return std::nullopt;
  const auto day = match_day(tokens, next);
  if (!day || tokens[next].after_newline || !is_calendar_day(static_cast<int>(*month), day->value))
    return std::nullopt;
  const Token& after = tokens[day->next];
  if (tokens.is_glued(day->next) && (after.is(':') || after.is('/') || after.is('%')) &&
      tokens.is_glued(day->next + 1) && tokens[day->next + 1].is_number()) {
    return std::nullopt;
  }
  if (after.is('%')) return std::nullopt;
  DateMatch match = make(day->next, std::nullopt, static_cast<int>(*month), day->value);
  match.parts.repaired = day->repaired;
  take_year(tokens, match);
  return match;
}

// 27 September 2017 | 20th of June | 19. April | 27-Sep-2017 | 27/Jul/2023
std::optional<DateMatch> match_day_first(const Tokens& tokens, std::size_t at) {
  const auto day = match_day(tokens, at);
  if (!day) return std::nullopt;
  std::size_t next = day->next;
  if (tokens[next].says("of")) {
    ++next;
  } else if ((tokens[next].is('-') || tokens[next].is('/')) &&
             is_glued_punct(tokens, next, tokens[next].text[0])) {
    ++next;
  } else if (tokens[next].is('.') && tokens.is_glued(next)) {
    ++next;
  } else if (tokens.is_glued(next)) {
    return std::nullopt;
  }
  if (!tokens[next].is_word() || tokens[next].after_newline) return std::nullopt;
  const auto month = month_of(tokens[next].text);
  if (!month || !is_calendar_day(static_cast<int>(*month), day->value)) return std::nullopt;
  DateMatch match = make(next + 1, std::nullopt, static_cast<int>(*month), day->value);
  match.parts.repaired = day->repaired;
  if (tokens[match.next].is('.') && tokens.is_glued(match.next) && year_of(tokens[match.next + 1]))
    ++match.next;
  take_year(tokens, match);
  // "27/Jul/2023" is a whole; "27/Jul" is not.
  if (tokens[next - 1].is('/') && !match.parts.year) return std::nullopt;
  return match;
}

// YYYY-MM-DD, DD/MM/YYYY and other orders: a template's row.
std::optional<DateMatch> match_placeholder(const Tokens& tokens, std::size_t at) {
  const auto is_letters = [&](std::size_t i) {
    const Token& token = tokens[i];
    return token.says("yyyy") || token.says("mm") || token.says("dd") || token.says("yy");
  };
  if (!is_letters(at) || !is_letters(at + 2) || !is_letters(at + 4)) return std::nullopt;
  for (const char mark : {'-', '/', '.'}) {
    if (!is_glued_punct(tokens, at + 1, mark) || !is_glued_punct(tokens, at + 3, mark)) continue;
    DateMatch match;
    match.next = at + 5;
    match.is_placeholder = true;
    return match;
  }
  return std::nullopt;
}

std::optional<DateMatch> match_plain(const Tokens& tokens, std::size_t at) {
  using Rule = std::optional<DateMatch> (*)(const Tokens&, std::size_t);
  static constexpr std::array<Rule, 6> kRules = {match_year_first, match_compact,     match_short_first,
                                                 match_day_first,  match_month_first, match_placeholder};
  for (const Rule rule : kRules) {
    auto match = rule(tokens, at);
    if (match && ends_cleanly(tokens, match->next)) return match;
  }
  return std::nullopt;
}

}  // namespace

std::optional<DateMatch> match_date(const Tokens& tokens, std::size_t at) {
  if (!tokens[at].is_word()) return match_plain(tokens, at);
  if (auto match = match_plain(tokens, at)) return match;
  const auto weekday = weekday_of(tokens[at].text);
  if (!weekday || (tokens.is_glued(at + 1) && (tokens[at + 1].is('\'') || tokens[at + 1].is('-'))))
    return std::nullopt;
  std::size_t next = at + 1;
  if (tokens[next].is('.') && tokens.is_glued(next) && tokens[at].text.size() < 6) ++next;
  const std::size_t bare = next;
  if (tokens[next].is(',')) ++next;
  if (tokens[next].says("the")) ++next;
  if (!tokens[next].after_newline) {
    if (auto match = match_plain(tokens, next); match && !match->needs_clock) {
      match->parts.weekday = weekday;
      match->is_fraction_like = false;
      return match;
    }
  }
  DateMatch match;
  match.next = bare;
  match.parts.weekday = weekday;
  match.needs_clock = true;
  return match;
}

}  // namespace faultline::ingest::prose
