// Clock times.
#include <string_view>

#include "base/text.hpp"
#include "ingest/prose/time_grammar.hpp"
#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

using Half = ClockParts::Half;

struct HalfMatch {
  std::size_t next = 0;
  Half half = Half::none;
};

// am, PM, a.m., p.m; "11:21a" only glued; not the "a" of "14:07 a customer" nor the "am" of "I am".
std::optional<HalfMatch> match_half(const Tokens& tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (!token.is_word() || token.after_newline) return std::nullopt;
  if (token.text.size() == 2) {
    const auto half = half_of(token.text);
    if (!half || (tokens.is_glued(at + 1) && tokens[at + 1].is_number())) return std::nullopt;
    return HalfMatch{at + 1, *half};
  }
  if (token.text.size() != 1) return std::nullopt;
  const auto half = half_of(token.text);
  if (!half) return std::nullopt;
  const bool is_dotted = tokens[at + 1].is('.') && tokens.is_glued(at + 1) && tokens[at + 2].says("m") &&
                         tokens.is_glued(at + 2);
  if (is_dotted) {
    const bool has_second_dot = tokens[at + 3].is('.') && tokens.is_glued(at + 3);
    // The dot of "5 p.m." that ends a sentence still belongs to the half.
    return HalfMatch{at + (has_second_dot ? 4U : 3U), *half};
  }
  if (tokens.is_glued(at) && !tokens.is_glued(at + 1)) return HalfMatch{at + 1, *half};
  if (tokens.is_glued(at) && (tokens[at + 1].is('-') || tokens[at + 1].is(',') || tokens[at + 1].is(')') ||
                              tokens[at + 1].is(':'))) {
    return HalfMatch{at + 1, *half};
  }
  return std::nullopt;
}

// "5:30 in the afternoon", "5:30 this morning", "11:30 at night"
std::optional<HalfMatch> match_part_of_day(const Tokens& tokens, std::size_t at) {
  std::size_t next = at;
  if (tokens[next].says("in") && tokens[next + 1].says("the")) {
    next += 2;
  } else if (tokens[next].says("this") || tokens[next].says("that")) {
    ++next;
  } else if (tokens[next].says("at") && tokens[next + 1].says("night")) {
    return HalfMatch{next + 2, Half::pm};
  } else {
    return std::nullopt;
  }
  if (tokens[at].after_newline) return std::nullopt;
  if (tokens[next].says("morning")) return HalfMatch{next + 1, Half::am};
  if (tokens[next].says("afternoon") || tokens[next].says("evening")) return HalfMatch{next + 1, Half::pm};
  return std::nullopt;
}

// Puts a half of the day onto a clock that can have one; "17:30 pm" is 17:30.
void take_half(const Tokens& tokens, ClockMatch& match) {
  auto half = match_half(tokens, match.next);
  if (!half && match.parts.hour >= 1 && match.parts.hour <= 12) half = match_part_of_day(tokens, match.next);
  if (!half) return;
  match.next = half->next;
  match.parts.half = match.parts.hour > 12 ? Half::none : half->half;
}

bool is_minute(const Token& token) {
  return token.is_number() && token.text.size() == 2 && token.value < 60;
}

bool is_hour(const Token& token) {
  return token.is_number() && token.text.size() <= 2 && token.value <= 24;
}

ClockMatch make(std::size_t next, const Token& hour, std::optional<int> minute) {
  ClockMatch match;
  match.next = next;
  match.parts.hour = hour.value;
  match.parts.minute = minute;
  match.parts.is_padded = hour.text.size() == 2 && hour.text[0] == '0';
  return match;
}

bool is_hex_group(const Token& token) {
  if (!token.is_word() || token.text.size() > 4) return false;
  return token.text.find_first_not_of("abcdefABCDEF") == std::string_view::npos;
}

// After the last digit: no longer number, address, ratio or unit.
bool ends_cleanly(const Tokens& tokens, std::size_t next) {
  if (!tokens.is_glued(next)) return true;
  const Token& token = tokens[next];
  if (token.is_word()) {
    return is_zone_word(token.text) || token.says("h") || token.says("hrs") || token.says("ish") ||
           half_of(token.text).has_value();
  }
  if (token.is('%')) return false;
  if (!tokens.is_glued(next + 1)) return true;
  const Token& after = tokens[next + 1];
  if (token.is('.') || token.is('/')) return !after.is_number();
  // "12:30:45:99", "00:12:ab:cd", "12:30::1"
  if (token.is(':')) return !after.is_number() && !after.is(':') && !is_hex_group(after);
  return true;
}

// ":33", ":33.123", ":33,123"
void take_seconds(const Tokens& tokens, ClockMatch& match) {
  const std::size_t at = match.next;
  if (!tokens[at].is(':') || !tokens.is_glued(at) || !tokens.is_glued(at + 1)) return;
  const Token& second = tokens[at + 1];
  if (!second.is_number() || second.text.size() != 2 || second.value > 60) return;
  match.parts.second = second.value == 60 ? 59 : second.value;
  match.next = at + 2;
  const Token& point = tokens[at + 2];
  const Token& digits = tokens[at + 3];
  const bool is_fraction = (point.is('.') || (point.is(',') && digits.text.size() == 3)) &&
                           tokens.is_glued(at + 2) && tokens.is_glued(at + 3) && digits.is_number();
  if (!is_fraction) return;
  long long micros = 0;
  for (std::size_t i = 0; i < 6; ++i)
    micros = micros * 10 + (i < digits.text.size() ? digits.text[i] - '0' : 0);
  match.fraction = std::chrono::microseconds{micros};
  match.next = at + 4;
}

bool is_unknown_mark(const Token& token) {
  return token.is('?') || token.is('-') || token.says("xx") || token.says("x");
}

// The two marks of unknown minutes: "??", "--", "xx".
std::optional<std::size_t> match_unknown(const Tokens& tokens, std::size_t at) {
  if (!is_unknown_mark(tokens[at]) || !tokens.is_glued(at)) return std::nullopt;
  if (tokens[at].is_word()) return tokens[at].says("xx") ? std::optional(at + 1) : std::nullopt;
  if (!tokens.is_glued(at + 1) || tokens[at + 1].text != tokens[at].text) return std::nullopt;
  return at + 2;
}

// 14:07, 5:30 pm, 14:07:33.5, 14:??, 17h50, 8h30
std::optional<ClockMatch> match_hour_minute(const Tokens& tokens, std::size_t at) {
  if (!is_hour(tokens[at]) || !tokens.is_glued(at + 1) || !tokens.is_glued(at + 2)) return std::nullopt;
  const Token& mark = tokens[at + 1];
  const Token& minute = tokens[at + 2];
  const bool has_colon = mark.is(':');
  if (!has_colon && !mark.says("h")) return std::nullopt;
  if (const auto next = match_unknown(tokens, at + 2)) {
    ClockMatch match = make(*next, tokens[at], std::nullopt);
    match.parts.minute_is_unknown = true;
    take_half(tokens, match);
    return match;
  }
  if (!is_minute(minute) || (tokens[at].value == 24 && minute.value > 0)) return std::nullopt;
  ClockMatch match = make(at + 3, tokens[at], minute.value);
  if (has_colon) take_seconds(tokens, match);
  if (!ends_cleanly(tokens, match.next)) return std::nullopt;
  // "3h08m" and "1h50min" are lengths.
  if (!has_colon && tokens[match.next].is_word() && tokens.is_glued(match.next) &&
      !is_zone_word(tokens[match.next].text)) {
    return std::nullopt;
  }
  take_half(tokens, match);
  return match;
}

// 5.30pm, 14.07 UTC: only with a half or a zone behind it.
std::optional<ClockMatch> match_dotted(const Tokens& tokens, std::size_t at) {
  if (!is_hour(tokens[at]) || !tokens[at + 1].is('.') || !tokens.is_glued(at + 1) || !tokens.is_glued(at + 2))
    return std::nullopt;
  if (!is_minute(tokens[at + 2]) || tokens[at].value > 23 || !ends_cleanly(tokens, at + 3))
    return std::nullopt;
  ClockMatch match = make(at + 3, tokens[at], tokens[at + 2].value);
  const bool has_half = match_half(tokens, match.next).has_value();
  take_half(tokens, match);
  match.needs_proof = !has_half;
  return match;
}

// 5 pm, 11a.m.
std::optional<ClockMatch> match_hour_half(const Tokens& tokens, std::size_t at) {
  if (!is_hour(tokens[at]) || tokens[at].value < 1 || tokens[at].value > 12) return std::nullopt;
  const auto half = match_half(tokens, at + 1);
  if (!half || (tokens[at + 1].text.size() == 1 && half->next == at + 2)) return std::nullopt;
  ClockMatch match = make(half->next, tokens[at], std::nullopt);
  match.parts.half = half->half;
  return match;
}

// 1410 before a zone, 1130am, 0930 hrs
std::optional<ClockMatch> match_four_digits(const Tokens& tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (!token.is_number() || token.text.size() != 4 || token.value > 2359 || token.value % 100 > 59)
    return std::nullopt;
  ClockMatch match;
  match.next = at + 1;
  match.parts.hour = token.value / 100;
  match.parts.minute = token.value % 100;
  match.parts.is_padded = token.text[0] == '0';
  if (tokens.is_glued(at + 1) && match_half(tokens, at + 1) && match.parts.hour >= 1 &&
      match.parts.hour <= 12) {
    take_half(tokens, match);
    return match;
  }
  if (!ends_cleanly(tokens, match.next)) return std::nullopt;
  match.needs_zone = true;
  return match;
}

// noon, midnight, "12 noon"
std::optional<ClockMatch> match_named(const Tokens& tokens, std::size_t at) {
  const std::size_t word = tokens[at].is_number() && tokens[at].value == 12 ? at + 1 : at;
  const bool is_noon = tokens[word].says("noon") || tokens[word].says("midday");
  if (!is_noon && !tokens[word].says("midnight")) return std::nullopt;
  // "Midnight" as a name: a project, a theme.
  if (!is_noon && tokens[word].text[0] == 'M' && tokens[word + 1].is_word() &&
      tokens[word + 1].text[0] < 'a' && !is_zone_word(tokens[word + 1].text) &&
      !month_of(tokens[word + 1].text)) {
    return std::nullopt;
  }
  ClockMatch match;
  match.next = word + 1;
  match.parts.hour = is_noon ? 12 : 24;
  match.parts.minute = 0;
  match.parts.is_named = true;
  return match;
}

// HH:mm, hh:mm:ss, XX:XX, ??:??, --:--, [???]
std::optional<ClockMatch> match_placeholder(const Tokens& tokens, std::size_t at) {
  ClockMatch match;
  match.is_placeholder = true;
  const auto is_glued_colon = [&](std::size_t i) {
    return tokens[i].is(':') && tokens.is_glued(i) && tokens.is_glued(i + 1);
  };
  if (tokens[at].says("hh") || tokens[at].says("xx")) {
    const bool is_template =
        is_glued_colon(at + 1) && (tokens[at + 2].says("mm") || tokens[at + 2].says("xx"));
    if (!is_template) return std::nullopt;
    match.next = at + 3;
    if (is_glued_colon(at + 3) && (tokens[at + 4].says("ss") || tokens[at + 4].says("xx")))
      match.next = at + 5;
    return match;
  }
  const Token& mark = tokens[at];
  if (!mark.is('?') && !mark.is('-')) return std::nullopt;
  if (mark.is('?') && tokens.before(at).is('[') && tokens.is_glued(at)) {
    std::size_t next = at;
    while (next < at + 5 && tokens[next].is('?')) ++next;
    if (next < at + 2 || !tokens[next].is(']')) return std::nullopt;
    match.next = next;
    return match;
  }
  const bool is_pair = tokens[at + 1].text == mark.text && tokens.is_glued(at + 1) && is_glued_colon(at + 2);
  if (!is_pair || tokens[at + 3].text != mark.text || tokens[at + 4].text != mark.text ||
      !tokens.is_glued(at + 4))
    return std::nullopt;
  match.next = at + 5;
  return match;
}

}  // namespace

std::optional<ClockMatch> match_clock(const Tokens& tokens, std::size_t at) {
  if (auto match = match_placeholder(tokens, at)) return match;
  if (auto match = match_named(tokens, at)) return match;
  if (!tokens[at].is_number()) return std::nullopt;
  for (const auto rule : {match_hour_minute, match_dotted, match_hour_half, match_four_digits}) {
    if (auto match = rule(tokens, at)) return match;
  }
  return std::nullopt;
}

}  // namespace faultline::ingest::prose
