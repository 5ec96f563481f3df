// The two ends of a range.
#include <algorithm>

#include "ingest/prose/point_scan.hpp"
#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

bool has_between(const Tokens& tokens, const Point& point) {
  const std::size_t from = point.first > 6 ? point.first - 6 : 0;
  const std::size_t to = std::max(point.first, point.clock_at);
  bool found = false;
  for (std::size_t i = from; i < to; ++i) {
    if (tokens[i].is('.') || tokens[i].after_blank) found = false;
    if (tokens[i].says("between")) found = true;
  }
  return found;
}

// The token at which the other end may begin.
std::optional<std::size_t> match_range_mark(const Tokens& tokens, std::size_t at, bool is_between) {
  const Token& token = tokens[at];
  if (token.after_blank) return std::nullopt;
  std::size_t next = at + 1;
  bool has_word = true;
  if (token.says("to") || token.says("until") || token.says("till") || token.says("til") ||
      token.says("through") || token.says("thru")) {
  } else if (token.says("and")) {
    if (!is_between) return std::nullopt;
  } else if (token.is('-')) {
    has_word = false;
    if (tokens[next].is('-') && tokens.is_glued(next)) ++next;
    if (tokens[next].is('>') && tokens.is_glued(next)) ++next;
  } else if (token.text == "\xE2\x86\x92" ||
             (token.is('~') && tokens.is_glued(at) && tokens.is_glued(at + 1))) {
    has_word = false;
  } else {
    return std::nullopt;
  }
  if (!has_word && (token.after_newline || tokens[next].after_newline)) return std::nullopt;
  if (has_word) next = skip_connectors(tokens, next).next;
  if (!has_word && tokens[next].is('~')) ++next;
  if (tokens[next].after_blank) return std::nullopt;
  return next;
}

bool is_later_half(const ClockParts& first, const ClockParts& second) {
  const auto minutes = [](const ClockParts& clock) {
    return clock.hour % 12 * 60 + clock.minute.value_or(0);
  };
  return minutes(first) > minutes(second);
}

ClockParts::Half other(ClockParts::Half half) {
  return half == ClockParts::Half::am ? ClockParts::Half::pm : ClockParts::Half::am;
}

// "from 3:04 to 4:05 PM" is both PM, "11:30 to 1:00 PM" begins in the other half.
void share_half(TimeMention& first, TimeMention& second) {
  if (!first.clock || !second.clock) return;
  ClockParts& a = *first.clock;
  ClockParts& b = *second.clock;
  const auto takes_half = [](const ClockParts& clock) {
    return clock.half == ClockParts::Half::none && !clock.is_named && clock.hour >= 1 && clock.hour <= 12;
  };
  if (takes_half(a) && b.half != ClockParts::Half::none) {
    a.half = is_later_half(a, b) ? other(b.half) : b.half;
    first.half_is_shared = true;
  } else if (takes_half(b) && a.half != ClockParts::Half::none) {
    b.half = is_later_half(a, b) ? other(a.half) : a.half;
    second.half_is_shared = true;
  }
}

void share_date(TimeMention& first, TimeMention& second) {
  if (first.date.has_value() != second.date.has_value()) {
    TimeMention& without = first.date ? second : first;
    without.date = first.date ? first.date : second.date;
    without.date_is_shared = true;
  } else if (first.date && first.date->year.has_value() != second.date->year.has_value()) {
    // "July 27 - July 28, 2023"; over New Year the earlier end is of the year before.
    const auto order = [](const DateParts& date) {
      return date.month.value_or(0) * 100 + date.day.value_or(0);
    };
    const int step = order(*first.date) > order(*second.date) ? 1 : 0;
    if (first.date->year) {
      second.date->year = *first.date->year + step;
    } else {
      first.date->year = *second.date->year - step;
    }
  }
}

bool is_same_kind(const TimeMention& a, const TimeMention& b) {
  const auto has_clock = [](const TimeMention& mention) {
    return mention.clock.has_value() || mention.is_placeholder;
  };
  return has_clock(a) == has_clock(b) && !(a.is_placeholder && b.is_placeholder);
}

// "July 27-28, 2023": the second day has the first one's month.
std::optional<Point> match_second_day(const Tokens& tokens, const Point& first, std::size_t at) {
  const TimeMention& mention = first.mention;
  if (!mention.date || mention.clock || !mention.date->day || mention.date->year || mention.is_placeholder)
    return std::nullopt;
  const Token& token = tokens[at];
  if (!token.is_number() || token.text.size() > 2 || token.value <= static_cast<int>(*mention.date->day) ||
      token.value > 31)
    return std::nullopt;
  if (!tokens[first.first].is_word()) return std::nullopt;
  // Read as a date of its own by putting the rule for "27 July" aside: only ordinals and years may follow.
  std::size_t next = at + 1;
  if (tokens[next].is_word() && tokens.is_glued(next)) {
    if (!is_ordinal_suffix(tokens[next].text)) return std::nullopt;
    ++next;
  }
  if (tokens.is_glued(next) &&
      (tokens[next].is(':') || tokens[next].is('/') || tokens[next].is('-') || tokens[next].is('%')) &&
      tokens[next + 1].kind != Token::Kind::punct) {
    return std::nullopt;
  }
  if (tokens[next].is_word() && !tokens[next].after_newline && half_of(tokens[next].text) &&
      tokens[next].text.size() == 2)
    return std::nullopt;
  Point second;
  second.first = at;
  second.next = next;
  second.mention.date = mention.date;
  second.mention.date->day = static_cast<unsigned>(token.value);
  second.mention.date->weekday.reset();
  const std::size_t year_at = tokens[next].is(',') ? next + 1 : next;
  const Token& year = tokens[year_at];
  if (year.is_number() && year.text.size() == 4 && year.value >= 1970 && year.value <= 2100 &&
      !year.after_newline) {
    second.mention.date->year = year.value;
    second.next = year_at + 1;
  }
  return second;
}

}  // namespace

void share_zone(TimeMention& first, TimeMention& second) {
  if (!first.clock || !second.clock || first.zone.empty() == second.zone.empty() || first.exact ||
      second.exact)
    return;
  TimeMention& without = first.zone.empty() ? first : second;
  without.zone = first.zone.empty() ? second.zone : first.zone;
  without.zone_is_shared = true;
}

void join(Point& first, Point& second) {
  first.mention.joins_next = true;
  second.mention.joins_previous = true;
  share_half(first.mention, second.mention);
  share_zone(first.mention, second.mention);
  share_date(first.mention, second.mention);
}

std::optional<Point> match_bare_end(const Tokens& tokens, std::size_t at) {
  Point point;
  point.first = point.clock_at = at;
  if (const auto hour = match_bare_hour(tokens, at)) {
    point.next = hour->next;
    point.mention.clock = hour->parts;
    return point;
  }
  const Token& token = tokens[at];
  if (!token.is_number() || token.text.size() > 2 || token.value < 1) return std::nullopt;
  std::size_t next = at + 1;
  const bool has_ordinal =
      tokens[next].is_word() && tokens.is_glued(next) && is_ordinal_suffix(tokens[next].text);
  if (has_ordinal) ++next;
  const bool is_dash = tokens[next].is('-') && tokens.is_glued(next) && tokens.is_glued(next + 1);
  const bool is_led = has_ordinal || tokens.before(at).says("from") || tokens.before(at).says("between");
  const bool is_word = (tokens[next].says("to") || tokens[next].says("and")) && is_led;
  if (!is_dash && !is_word) return std::nullopt;
  const auto date = match_date(tokens, next + 1);
  if (!date || !date->parts.day || !tokens[next + 1].is_number() || tokens[next + 1].text.size() > 2)
    return std::nullopt;
  if (date->is_fraction_like || static_cast<int>(*date->parts.day) <= token.value) return std::nullopt;
  point.next = next;
  point.clock_at = 0;
  point.mention.date = date->parts;
  point.mention.date->day = static_cast<unsigned>(token.value);
  return point;
}

namespace {

// "~12:00 (maybe before) to 17:55": over a few words in brackets, without a number.
std::size_t skip_aside(const Tokens& tokens, std::size_t at) {
  constexpr std::size_t kMostWords = 4;
  if (!tokens[at].is('(')) return at;
  for (std::size_t i = at + 1; i <= at + 1 + kMostWords; ++i) {
    if (tokens[i].is(')')) return i + 1;
    if (!tokens[i].is_word()) return at;
  }
  return at;
}

}  // namespace

std::optional<Point> match_other_end(const Tokens& tokens, const Point& first) {
  const auto mark = match_range_mark(tokens, skip_aside(tokens, first.next), has_between(tokens, first));
  if (!mark || tokens[*mark].is_opaque) return std::nullopt;
  auto second = match_second_day(tokens, first, *mark);
  if (!second) second = match_point(tokens, *mark, *mark);
  if (!second || !is_same_kind(first.mention, second->mention)) return std::nullopt;
  return second;
}

}  // namespace faultline::ingest::prose
