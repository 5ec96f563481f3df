#include "ingest/prose/point_scan.hpp"

#include <algorithm>
#include <array>

#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

using std::chrono::microseconds;

bool is_approximate_word(const Token& token) {
  static constexpr std::array<std::string_view, 8> kWords = {"ca",     "circa", "approx",  "approximately",
                                                             "around", "about", "roughly", "c"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return token.says(word); });
}

// "hrs", "hours", "h", "Uhr" between a clock and its zone.
std::size_t skip_hours(const Tokens& tokens, std::size_t at) {
  const Token& token = tokens[at];
  const bool is_filler =
      token.says("hrs") || token.says("hours") || token.says("hr") || token.says("uhr") || token.says("h");
  return is_filler && !token.after_newline ? at + 1 : at;
}

// "14:07ish", "5pm-ish": where it ends; `at` where there is none.
std::size_t ish_at(const Tokens& tokens, std::size_t at) {
  if (!tokens.is_glued(at)) return at;
  if (tokens[at].says("ish")) return at + 1;
  return tokens[at].is('-') && tokens[at + 1].says("ish") ? at + 2 : at;
}

// Puts the clock and the zone behind it into the point; false where the clock would need one and has none.
bool take_clock(const Tokens& tokens, const ClockMatch& clock, Point& point) {
  TimeMention& mention = point.mention;
  const std::size_t suffix = ish_at(tokens, clock.next);
  if (suffix > clock.next) mention.approximate = true;
  std::size_t next = skip_hours(tokens, suffix);
  const auto zone = match_zone(tokens, next, clock);
  const bool has_hours = next > suffix;
  if (clock.needs_zone && !zone) {
    // "0930 hrs": the leading zero tells it from a count of hours.
    if (!has_hours || !clock.parts.is_padded) return false;
  }
  if (clock.needs_proof && !zone) return false;
  mention.is_placeholder = mention.is_placeholder || clock.is_placeholder;
  if (!clock.is_placeholder) mention.clock = clock.parts;
  if (zone) {
    mention.zone = zone->written;
    next = zone->next;
  }
  point.next = ish_at(tokens, next);
  if (point.next > next) mention.approximate = true;
  const bool is_instant =
      mention.date && mention.date->year && mention.date->day && zone && zone->offset && clock.parts.minute;
  if (is_instant && clock.parts.half == ClockParts::Half::none &&
      (zone->written == "Z" || zone->written[0] == '+' || zone->written[0] == '-')) {
    using namespace std::chrono;
    const year_month_day day{year{*mention.date->year}, month{*mention.date->month},
                             std::chrono::day{*mention.date->day}};
    mention.exact = sys_days{day} + hours{clock.parts.hour} + minutes{*clock.parts.minute} +
                    seconds{clock.parts.second.value_or(0)} + clock.fraction - *zone->offset;
  }
  return true;
}

// Where the clock of the date that ends at `at` begins, if one follows.
struct ClockPlace {
  std::size_t at = 0;
  ClockMatch clock;
  bool is_approximate = false;
};
std::optional<ClockPlace> clock_after_date(const Tokens& tokens, std::size_t at, bool is_numeric) {
  std::size_t next = at;
  if (tokens[next].text == "T" && is_numeric && tokens.is_glued(next) && tokens.is_glued(next + 1)) {
    ++next;
  } else {
    if (tokens[next].is('(') && weekday_of(tokens[next + 1].text) && tokens[next + 2].is(')')) {
      next += 3;
    } else if (tokens[next].is_word() && weekday_of(tokens[next].text)) {
      ++next;
    }
  }
  if (!tokens[next].after_newline) {
    if (auto clock = match_clock(tokens, next)) {
      // "2024-03-05 1600": behind a date that begins with its year four digits are a clock, if nothing
      // follows that they could count.
      const Token& after = tokens[clock->next];
      const bool counts = (after.is_word() || after.is_number() || after.is('%')) && !after.after_newline;
      if (is_numeric && !counts) clock->needs_zone = clock->needs_proof = false;
      return ClockPlace{next, *clock, false};
    }
  }
  const Token& mark = tokens[next];
  const bool is_mark =
      mark.is(',') || mark.is('-') || mark.is('@') || mark.is('(') || mark.is(':') || mark.is('|');
  if (mark.is('|')) return std::nullopt;
  if (is_mark) {
    if (mark.after_newline) return std::nullopt;
    ++next;
    if (mark.is('-') && tokens[next].is('-')) ++next;
    if (tokens[next].is_word() && weekday_of(tokens[next].text)) next += tokens[next + 1].is(',') ? 2U : 1U;
  }
  const Skip skip = skip_connectors(tokens, next);
  for (std::size_t i = next; i <= skip.next; ++i) {
    if (tokens[i].after_blank || (tokens[i].after_newline && !skip.has_word)) return std::nullopt;
  }
  auto clock = match_clock(tokens, skip.next);
  if (!clock) clock = match_bare_hour(tokens, skip.next);
  if (!clock) return std::nullopt;
  return ClockPlace{skip.next, *clock, skip.is_approximate};
}

// "Jul 27 11:29:03 UTC 2023"
void take_late_year(const Tokens& tokens, Point& point) {
  TimeMention& mention = point.mention;
  const Token& token = tokens[point.next];
  if (!mention.date || mention.date->year || !mention.date->month || !mention.clock || !mention.clock->second)
    return;
  if (!token.is_number() || token.text.size() != 4 || token.after_newline || token.value < 1970 ||
      token.value > 2100)
    return;
  mention.date->year = token.value;
  ++point.next;
}

std::optional<Point> match_dated(const Tokens& tokens, std::size_t at) {
  const auto date = match_date(tokens, at);
  if (!date) return std::nullopt;
  Point point;
  point.first = at;
  point.mention.date = date->parts;
  point.mention.is_placeholder = date->is_placeholder;
  if (date->is_placeholder && !date->parts.year) point.mention.date.reset();
  if (const auto place = clock_after_date(tokens, date->next, date->is_numeric)) {
    point.clock_at = place->at;
    if (take_clock(tokens, place->clock, point)) {
      point.mention.approximate = point.mention.approximate || place->is_approximate;
      take_late_year(tokens, point);
      return point;
    }
  }
  if (date->needs_clock) return std::nullopt;
  if (date->is_fraction_like && !is_date_by_context(tokens, at, date->next, date->parts)) return std::nullopt;
  point.next = date->next;
  return point;
}

// "on the 20th of June", ", July 27", "(27 July)" behind a clock. A bare one only where no clock follows
// it, for then it is that clock's date.
void take_trailing_date(const Tokens& tokens, Point& point) {
  std::size_t at = point.next;
  const bool has_on = tokens[at].says("on") && !tokens[at].after_blank;
  const bool is_bracketed = tokens[at].is('(') && !tokens[at].after_newline;
  if (has_on) {
    ++at;
    if (tokens[at].says("the")) ++at;
  } else if (is_bracketed || tokens[at].is(',')) {
    ++at;
  }
  if (tokens[at].after_blank || (!has_on && tokens[at].after_newline)) return;
  const auto date = match_date(tokens, at);
  if (!date || date->is_placeholder) return;
  if (!has_on) {
    if (date->is_fraction_like || (date->needs_clock && at != point.next)) return;
    if (clock_after_date(tokens, date->next, date->is_numeric)) return;
  }
  if (is_bracketed && !tokens[date->next].is(')')) return;
  point.mention.date = date->parts;
  point.next = date->next + (is_bracketed ? 1 : 0);
  if (!point.mention.zone.empty()) return;
  // "11am on 9/14/2021 (UTC)"
  ClockMatch clock;
  if (point.mention.clock) clock.parts = *point.mention.clock;
  if (const auto zone = match_zone(tokens, point.next, clock)) {
    point.mention.zone = zone->written;
    point.next = zone->next;
  }
}

std::optional<Point> match_clocked(const Tokens& tokens, std::size_t at, std::size_t taken) {
  const auto clock = match_clock(tokens, at);
  if (!clock) return std::nullopt;
  Point point;
  point.first = point.clock_at = at;
  if (!take_clock(tokens, *clock, point)) return std::nullopt;
  TimeMention& mention = point.mention;
  const Token& before = tokens.before(at);
  if (mention.zone.empty() && at > taken && (before.text == "UTC" || before.text == "GMT") &&
      !tokens.is_glued(at - 1)) {
    mention.zone = std::string(before.text);
    point.first = at - 1;
  }
  if (clock->is_placeholder) return point;
  take_trailing_date(tokens, point);
  const bool is_plain = !mention.date && mention.zone.empty() &&
                        mention.clock->half == ClockParts::Half::none && !mention.clock->is_named;
  if (is_plain && is_no_clock_by_context(tokens, at, point.next)) return std::nullopt;
  return point;
}

}  // namespace

std::size_t approximation_before(const Tokens& tokens, std::size_t at) {
  if (at == 0 || tokens[at].after_blank) return 0;
  const Token& before = tokens.before(at);
  if (before.is('~')) return tokens.is_glued(at - 1) && tokens.before(at, 2).is_number() ? 0 : 1;
  if (before.is('.') && at >= 2) {
    const Token& word = tokens.before(at, 2);
    return word.says("ca") || word.says("approx") || word.says("c") ? 2 : 0;
  }
  return is_approximate_word(before) && !before.says("c") ? 1 : 0;
}

Skip skip_connectors(const Tokens& tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 11> kWords = {
      "at", "from", "between", "starting", "beginning", "the", "hour", "hours", "of", "by", "just"};
  Skip skip{at, false, false};
  while (skip.next - at < 5 && !tokens[skip.next].after_blank) {
    const Token& token = tokens[skip.next];
    const bool is_connector =
        std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return token.says(word); });
    if (is_approximate_word(token)) {
      skip.is_approximate = true;
      skip.next += tokens[skip.next + 1].is('.') ? 1U : 0U;
    } else if (token.is('~')) {
      skip.is_approximate = true;
    } else if (!is_connector) {
      break;
    }
    skip.has_word = skip.has_word || token.is_word();
    ++skip.next;
  }
  return skip;
}

std::optional<ClockMatch> match_bare_hour(const Tokens& tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (!token.is_number() || token.text.size() > 2 || token.value < 1 || token.value > 12) return std::nullopt;
  const Token& mark = tokens[at + 1];
  const bool is_dash = mark.is('-') && tokens.is_glued(at + 1) && tokens.is_glued(at + 2);
  const Token& lead = tokens.before(at);
  const bool is_word = (mark.says("to") || mark.says("and") || mark.says("until")) &&
                       (lead.says("from") || lead.says("between"));
  if (!is_dash && !is_word) return std::nullopt;
  const auto other_end = match_clock(tokens, at + 2);
  if (!other_end || other_end->parts.half == ClockParts::Half::none || other_end->is_placeholder)
    return std::nullopt;
  ClockMatch match;
  match.next = at + 1;
  match.parts.hour = token.value;
  return match;
}

std::optional<Point> match_point(const Tokens& tokens, std::size_t at, std::size_t taken) {
  auto point = match_dated(tokens, at);
  if (!point) point = match_clocked(tokens, at, taken);
  return point;
}

std::optional<Point> match_permalink(const Tokens& tokens, std::size_t at) {
  if (!tokens[at].is_opaque || tokens[at].text != "p" || !tokens.before(at).is('/') ||
      !tokens.is_glued(at + 1))
    return std::nullopt;
  const Token& digits = tokens[at + 1];
  if (!digits.is_number() || digits.text.size() != 16 || digits.text[0] != '1') return std::nullopt;
  long long micros = 0;
  for (const char digit : digits.text) micros = micros * 10 + (digit - '0');
  Point point;
  point.first = at;
  point.next = at + 2;
  point.mention.exact = base::Instant{microseconds{micros}};
  return point;
}

}  // namespace faultline::ingest::prose
