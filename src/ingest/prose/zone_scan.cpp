// Zones beside a clock time.
#include <algorithm>
#include <array>
#include <string>

#include "base/zone.hpp"
#include "ingest/prose/time_grammar.hpp"
#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

using std::chrono::minutes;

// Offsets that exist lie between -12:00 and +14:00, on the hour but for these.
bool is_real_offset(char sign, int hour, int minute) {
  if (minute == 0) return hour <= (sign == '-' ? 12 : 14);
  if (minute == 30)
    return sign == '-' ? (hour == 3 || hour == 9) : (hour >= 3 && hour <= 6) || hour == 9 || hour == 10;
  return minute == 45 && sign == '+' && (hour == 5 || hour == 8 || hour == 12);
}

struct OffsetMatch {
  std::size_t next = 0;
  char sign = '+';
  int hour = 0, minute = 0;
  bool is_whole = false;  // minutes were written

  minutes value() const { return minutes{(sign == '-' ? -1 : 1) * (hour * 60 + minute)}; }
};

// +2, +02, +02:00, -0330: the sign glued to the digits.
std::optional<OffsetMatch> match_offset(const Tokens& tokens, std::size_t at) {
  const Token& sign = tokens[at];
  const Token& digits = tokens[at + 1];
  if ((!sign.is('+') && !sign.is('-')) || !tokens.is_glued(at + 1) || !digits.is_number())
    return std::nullopt;
  OffsetMatch match;
  match.sign = sign.text[0];
  match.next = at + 2;
  if (digits.text.size() == 4) {
    match.hour = digits.value / 100;
    match.minute = digits.value % 100;
    match.is_whole = true;
  } else if (digits.text.size() <= 2) {
    match.hour = digits.value;
    if (tokens[at + 2].is(':') && tokens.is_glued(at + 2) && tokens.is_glued(at + 3) &&
        tokens[at + 3].is_number()) {
      if (tokens[at + 3].text.size() != 2) return std::nullopt;
      match.minute = tokens[at + 3].value;
      match.next = at + 4;
      match.is_whole = true;
    }
  } else {
    return std::nullopt;
  }
  if (!is_real_offset(match.sign, match.hour, match.minute)) return std::nullopt;
  const Token& after = tokens[match.next];
  if (tokens.is_glued(match.next) && (after.is_word() || after.is('%') || after.is('/'))) return std::nullopt;
  return match;
}

// "14:07-15:00" and "14:07 UTC-15:00" are ranges where the "offset" reads as a later clock time.
bool is_range_end(const OffsetMatch& offset, const ClockMatch& clock) {
  if (offset.sign != '-' || !offset.is_whole || clock.parts.hour > 23) return false;
  return offset.hour * 60 + offset.minute >= clock.parts.hour * 60 + clock.parts.minute.value_or(0);
}

std::string text_of(const Tokens& tokens, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && tokens[i].after_space) text += ' ';
    text += tokens[i].text;
  }
  return text;
}

std::optional<ZoneMatch> match_numeric(const Tokens& tokens, std::size_t at, const ClockMatch& clock) {
  const auto offset = match_offset(tokens, at);
  if (!offset || is_range_end(*offset, clock)) return std::nullopt;
  // "14:07 -2" is no zone; "11:29:00 -0700" and "14:07+2" are.
  if (!offset->is_whole && (tokens[at].after_space || offset->sign == '-')) return std::nullopt;
  // "23:20-2:00" runs past midnight: an offset has two digits for its hour, or "UTC" before it.
  if (offset->sign == '-' && tokens[at + 1].text.size() == 1) return std::nullopt;
  return ZoneMatch{offset->next, text_of(tokens, at, offset->next), offset->value()};
}

bool starts_sentence_part(const Token& token) {
  return token.text.empty() || (token.kind == Token::Kind::punct && !token.is('-')) || token.after_newline;
}

// UTC, PST/PDT, GMT+1, "GMT +1", UTC-07:00
std::optional<ZoneMatch> match_abbreviation(const Tokens& tokens, std::size_t at, const ClockMatch& clock) {
  const Token& token = tokens[at];
  if (!token.is_word() || !is_zone_word(token.text)) return std::nullopt;
  if (token.text == "Z") {
    // "14:07Z"; "14:07 Z" where no word goes on with it.
    const bool is_alone = !tokens.is_glued(at + 1) || starts_sentence_part(tokens[at + 1]);
    if (!tokens.is_glued(at) && !is_alone) return std::nullopt;
    return ZoneMatch{at + 1, "Z", minutes{0}};
  }
  // Anything glued makes it another word: "PST-based", "ET's", "CT-scan"; a range's dash does not.
  const bool is_universal = token.says("utc") || token.says("gmt");
  ZoneMatch match{at + 1, std::string(token.text), std::nullopt};
  if (is_universal) {
    const bool is_signed = tokens[at + 1].is('+') || (tokens[at + 1].is('-') && tokens.is_glued(at + 1));
    if (const auto offset = match_offset(tokens, at + 1);
        is_signed && offset && !is_range_end(*offset, clock)) {
      return ZoneMatch{offset->next, text_of(tokens, at, offset->next), offset->value()};
    }
  }
  const Token& after = tokens[at + 1];
  if (after.is('/') && tokens.is_glued(at + 1) && tokens.is_glued(at + 2) && tokens[at + 2].is_word() &&
      is_zone_word(tokens[at + 2].text)) {
    return ZoneMatch{at + 3, text_of(tokens, at, at + 3), std::nullopt};
  }
  if (after.is('-') && tokens.is_glued(at + 1) && tokens.is_glued(at + 2) && tokens[at + 2].is_word())
    return std::nullopt;
  // "PST (UTC-7)": the offset says which of its readings the abbreviation has.
  if (after.is('(') && (tokens[at + 2].says("utc") || tokens[at + 2].says("gmt"))) {
    const auto offset = match_offset(tokens, at + 3);
    if (offset && tokens[offset->next].is(')')) {
      return ZoneMatch{offset->next + 1, text_of(tokens, at, offset->next + 1), offset->value()};
    }
  }
  return match;
}

// "Pacific", "Eastern Time". A region's name alone counts only where no other name follows.
std::optional<ZoneMatch> match_phrase(const Tokens& tokens, std::size_t at, const ClockMatch& clock) {
  if (!tokens[at].is_word()) return std::nullopt;
  for (const ZonePhrase& phrase : zone_phrases()) {
    std::size_t length = 0;
    while (length < phrase.words.size() && tokens[at + length].says(phrase.words[length])) ++length;
    if (length < phrase.words.size()) continue;
    if (phrase.needs_proof) {
      const Token& after = tokens[at + length];
      const bool is_connected =
          after.says("on") || after.says("to") || after.says("and") || after.says("until") || after.is('-');
      const bool is_capital = tokens[at].text[0] >= 'A' && tokens[at].text[0] <= 'Z';
      if (!is_capital ||
          !(starts_sentence_part(after) || is_connected || clock.parts.half != ClockParts::Half::none))
        continue;
    }
    return ZoneMatch{at + length, text_of(tokens, at, at + length), std::nullopt};
  }
  return std::nullopt;
}

// Europe/Madrid, America/New_York
std::optional<ZoneMatch> match_iana(const Tokens& tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 9> kAreas = {
      "Europe", "America", "Asia", "Africa", "Australia", "Atlantic", "Pacific", "Indian", "Etc"};
  if (std::find(kAreas.begin(), kAreas.end(), tokens[at].text) == kAreas.end()) return std::nullopt;
  std::size_t next = at + 1;
  while (tokens[next].is('/') && tokens.is_glued(next) && tokens.is_glued(next + 1) &&
         tokens[next + 1].is_word())
    next += 2;
  if (next == at + 1) return std::nullopt;
  std::string name = text_of(tokens, at, next);
  if (!base::Zone::find(name)) return std::nullopt;
  return ZoneMatch{next, std::move(name), std::nullopt};
}

std::optional<ZoneMatch> match_bare(const Tokens& tokens, std::size_t at, const ClockMatch& clock) {
  if (tokens[at].after_newline) return std::nullopt;
  if (auto match = match_numeric(tokens, at, clock)) return match;
  if (auto match = match_abbreviation(tokens, at, clock)) return match;
  if (auto match = match_iana(tokens, at)) return match;
  return match_phrase(tokens, at, clock);
}

}  // namespace

std::optional<ZoneMatch> match_zone(const Tokens& tokens, std::size_t at, const ClockMatch& clock) {
  if (tokens[at].after_newline) return std::nullopt;
  if (auto match = match_bare(tokens, at, clock)) return match;
  if (tokens[at].is('(') || tokens[at].is('[')) {
    auto match = match_bare(tokens, at + 1, clock);
    if (!match || !(tokens[match->next].is(')') || tokens[match->next].is(']'))) return std::nullopt;
    ++match->next;
    return match;
  }
  return std::nullopt;
}

}  // namespace faultline::ingest::prose
