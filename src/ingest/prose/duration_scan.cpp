// Lengths of time: "25 minutes", "9 hours and 18 minutes", "1h50m", "just under an hour".
//
//   length   = [hedge] part { [","|"and"] part }      with units that get smaller
//   part     = count unit | count "-" count unit | "half an hour" | count "and a half" unit
//   count    = 25 | 1.5 | 1,399 | "two" | "a" | "a couple of" | "next"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "ingest/prose/time_lexer.hpp"
#include "ingest/prose/time_scan.hpp"
#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

using std::chrono::seconds;

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kLongest = 3650 * kDay;  // above that it is no outage but a slip or a count

struct Unit {
  std::int64_t length = 0;
  bool is_letter = false;  // "h", "m": glued to its number
};

std::optional<Unit> unit_of(const Token& token) {
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 19> kUnits = {
      {{"second", 1},
       {"seconds", 1},
       {"sec", 1},
       {"secs", 1},
       {"minute", kMinute},
       {"minutes", kMinute},
       {"min", kMinute},
       {"mins", kMinute},
       {"minuts", kMinute},
       {"hour", kHour},
       {"hours", kHour},
       {"hr", kHour},
       {"hrs", kHour},
       {"day", kDay},
       {"days", kDay},
       {"week", 7 * kDay},
       {"weeks", 7 * kDay},
       {"fortnight", 14 * kDay},
       {"wk", 7 * kDay}}};
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> kLetters = {
      {{"s", 1}, {"m", kMinute}, {"h", kHour}, {"d", kDay}, {"w", 7 * kDay}}};
  if (!token.is_word()) return std::nullopt;
  for (const auto& [name, length] : kUnits) {
    if (token.says(name)) return Unit{length, false};
  }
  for (const auto& [name, length] : kLetters) {
    if (token.text == name) return Unit{length, true};
  }
  return std::nullopt;
}

struct Count {
  std::size_t next = 0;
  std::int64_t thousandths = 0;
  std::int64_t spread = 0;  // half width, thousandths: "20-25"
  bool is_word = false;
  bool is_vague = false;  // "a couple of"
};

std::optional<int> word_value(const Token& token) {
  static constexpr std::array<std::pair<std::string_view, int>, 26> kWords = {
      {{"a", 1},         {"an", 1},       {"one", 1},      {"two", 2},        {"three", 3},
       {"four", 4},      {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},
       {"nine", 9},      {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13},
       {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
       {"nineteen", 19}, {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},
       {"sixty", 60}}};
  if (token.says("ninety")) return 90;
  for (const auto& [name, value] : kWords) {
    if (token.says(name)) return value;
  }
  return std::nullopt;
}

// 25, 1.5, 1,399
std::optional<Count> match_digits(const Tokens& tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (!token.is_number() || token.value < 0 || token.text.size() > 6) return std::nullopt;
  if (token.text.size() > 2 && token.text[0] == '0') return std::nullopt;  // "0930 hrs" is a time
  Count count{at + 1, std::int64_t{token.value} * 1000, 0, false, false};
  const auto is_glued_number = [&](char mark) {
    return tokens[count.next].is(mark) && tokens.is_glued(count.next) && tokens.is_glued(count.next + 1) &&
           tokens[count.next + 1].is_number();
  };
  if (is_glued_number(',') && token.text.size() <= 3 && tokens[at + 2].text.size() == 3) {
    count.thousandths = (std::int64_t{token.value} * 1000 + tokens[at + 2].value) * 1000;
    count.next = at + 3;
  } else if (is_glued_number('.') && tokens[at + 2].text.size() <= 3) {
    std::int64_t fraction = 0;
    for (std::size_t i = 0; i < 3; ++i)
      fraction = fraction * 10 + (i < tokens[at + 2].text.size() ? tokens[at + 2].text[i] - '0' : 0);
    count.thousandths += fraction;
    count.next = at + 3;
  }
  return count;
}

// "and a half" behind a count or a unit.
bool is_and_a_half(const Tokens& tokens, std::size_t at) {
  return tokens[at].says("and") && tokens[at + 1].says("a") && tokens[at + 2].says("half");
}

std::optional<Count> match_count(const Tokens& tokens, std::size_t at) {
  if (auto digits = match_digits(tokens, at)) {
    // "20-25 minutes", "20 to 25 minutes"
    std::size_t next = digits->next;
    const bool is_dash = tokens[next].is('-') && tokens[next + 1].is_number();
    if (is_dash || ((tokens[next].says("to") || tokens[next].says("or")) && tokens[next + 1].is_number())) {
      const auto upper = match_digits(tokens, next + 1);
      if (upper && upper->thousandths > digits->thousandths && unit_of(tokens[upper->next])) {
        return Count{upper->next, (digits->thousandths + upper->thousandths) / 2,
                     (upper->thousandths - digits->thousandths) / 2, false, false};
      }
    }
    if (is_and_a_half(tokens, next)) {
      digits->thousandths += 500;
      digits->next = next + 3;
    }
    return digits;
  }
  const auto value = word_value(tokens[at]);
  if (!value) {
    // "within the next hour": one.
    const bool is_one = tokens[at].says("next") || tokens[at].says("last") || tokens[at].says("past");
    const bool has_single = is_one && (tokens[at + 1].says("hour") || tokens[at + 1].says("minute") ||
                                       tokens[at + 1].says("day"));
    if (!has_single) return std::nullopt;
    return Count{at + 1, 1000, 0, true, false};
  }
  Count count{at + 1, std::int64_t{*value} * 1000, 0, true, false};
  if (*value == 1 && tokens[at + 1].says("couple")) {
    return Count{tokens[at + 2].says("of") ? at + 3 : at + 2, 2000, 0, true, true};
  }
  // "a few": two to six.
  if (*value == 1 && tokens[at + 1].says("few")) return Count{at + 2, 4000, 2000, true, true};
  if (*value >= 20) {
    const std::size_t ones_at = tokens[at + 1].is('-') ? at + 2 : at + 1;
    const auto ones = word_value(tokens[ones_at]);
    if (ones && *ones < 10 && !tokens[ones_at].says("a") && !tokens[ones_at].says("an")) {
      count.thousandths += std::int64_t{*ones} * 1000;
      count.next = ones_at + 1;
    }
  }
  if (is_and_a_half(tokens, count.next)) {
    count.thousandths += 500;
    count.next += 3;
  }
  return count;
}

struct Part {
  std::size_t next = 0;
  std::int64_t unit = 0;
  std::int64_t length = 0;  // seconds
  std::int64_t spread = 0;
  bool is_letter = false;
  bool is_vague = false;
};

// "half an hour", "half hour", "half-hour", "a quarter of an hour", "three quarters of an hour"
std::optional<Part> match_fraction(const Tokens& tokens, std::size_t at) {
  std::size_t next = at;
  if (tokens[next].says("a") || tokens[next].says("next")) ++next;
  std::int64_t quarters = 0;
  if (tokens[next].says("half")) {
    quarters = 2;
  } else if (tokens[next].says("quarter")) {
    quarters = 1;
  } else if (tokens[next].says("three") && tokens[next + 1].says("quarters")) {
    quarters = 3;
    ++next;
  } else {
    return std::nullopt;
  }
  ++next;
  if (tokens[next].is('-') || tokens[next].says("of")) ++next;
  if (tokens[next].says("an") || tokens[next].says("a")) ++next;
  const auto unit = unit_of(tokens[next]);
  if (!unit || unit->is_letter || unit->length < kMinute) return std::nullopt;
  return Part{next + 1, unit->length, unit->length * quarters / 4, 0, false, false};
}

std::optional<Part> match_part(const Tokens& tokens, std::size_t at) {
  if (auto fraction = match_fraction(tokens, at)) return fraction;
  const auto count = match_count(tokens, at);
  if (!count) return std::nullopt;
  std::size_t next = count->next;
  if (tokens[next].is('-') && !tokens[next + 1].after_space && !count->is_word) ++next;
  if (tokens[next].is('-') && count->is_word) ++next;
  const auto unit = unit_of(tokens[next]);
  if (!unit) return std::nullopt;
  if (unit->is_letter) {
    // "3h8m" has a number behind the letter; "5m rows" and "10 m" are no minutes.
    const bool may_stand_apart = tokens[next].text == "h";
    const bool is_military = tokens[at].text.size() == 4 && tokens[next].text == "h";  // "1407h" is a time
    if (is_military || count->is_word || next != count->next || (!tokens.is_glued(next) && !may_stand_apart))
      return std::nullopt;
  }
  Part part{next + 1, unit->length, 0, 0, unit->is_letter, count->is_vague};
  if (count->thousandths > kLongest * 1000 / unit->length) return std::nullopt;
  part.length = unit->length * count->thousandths / 1000;
  part.spread = unit->length * count->spread / 1000;
  if (is_and_a_half(tokens, part.next) && !part.is_letter) {
    part.length += unit->length / 2;
    part.next += 3;
  }
  return part;
}

// "5m requests", "300m CPU": a million, a thousandth.
bool counts_things(const Token& token) {
  static constexpr std::array<std::string_view, 17> kThings = {
      "rows", "requests", "records",   "events",  "messages", "users", "cpu",  "cpus", "cores",
      "keys", "items",    "documents", "objects", "entries",  "lines", "jobs", "files"};
  return std::any_of(kThings.begin(), kThings.end(), [&](std::string_view word) { return token.says(word); });
}

// "about", "just under", "nearly": the number of tokens of the hedge before `at`.
std::size_t hedge_before(const Tokens& tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 16> kWords = {
      "about",  "around", "approximately", "approx", "roughly", "circa", "ca",   "nearly",
      "almost", "under",  "over",          "some",   "least",   "most",  "than", "to"};
  if (at == 0 || tokens[at].after_blank) return 0;
  const Token& before = tokens.before(at);
  if (before.is('~')) return 1;
  if (before.is('.') && (tokens.before(at, 2).says("approx") || tokens.before(at, 2).says("ca"))) return 2;
  for (const std::string_view word : kWords) {
    if (!before.says(word)) continue;
    const Token& lead = tokens.before(at, 2);
    if (word == "least" || word == "most") return lead.says("at") ? 2 : 0;
    if (word == "than") return lead.says("more") || lead.says("less") ? 2 : 0;
    if (word == "to") return lead.says("up") || lead.says("close") ? 2 : 0;
    if (word == "under" || word == "over") return lead.says("just") || lead.says("well") ? 2 : 1;
    return 1;
  }
  return 0;
}

// "Duration: 1:23:45". "1:23" alone may be hours or minutes and is left out.
std::optional<Part> match_colons(const Tokens& tokens, std::size_t at) {
  const std::size_t lead = tokens.before(at).is(':') || tokens.before(at).is('=') ? 2 : 1;
  if (!is_duration_lead(tokens.before(at, lead).text)) return std::nullopt;
  for (std::size_t i = at; i < at + 5; ++i) {
    const bool is_right =
        (i - at) % 2 == 0 ? tokens[i].is_number() && tokens[i].text.size() <= 2 : tokens[i].is(':');
    if (!is_right || (i > at && !tokens.is_glued(i))) return std::nullopt;
  }
  if (tokens[at + 2].value > 59 || tokens[at + 4].value > 59 ||
      (tokens.is_glued(at + 5) && tokens[at + 5].is(':')))
    return std::nullopt;
  return Part{at + 5, 1,     tokens[at].value * kHour + tokens[at + 2].value * kMinute + tokens[at + 4].value,
              0,      false, false};
}

struct Length {
  std::size_t next = 0;
  std::int64_t length = 0;
  std::int64_t spread = 0;
  bool is_vague = false;
};

std::optional<Length> match_length(const Tokens& tokens, std::size_t at) {
  if (const auto clock = match_colons(tokens, at)) return Length{clock->next, clock->length, 0, false};
  auto part = match_part(tokens, at);
  if (!part) return std::nullopt;
  Length length{part->next, part->length, part->spread, part->is_vague};
  const bool is_lone_letter = part->is_letter;
  std::size_t parts = 1;
  while (parts < 5) {
    std::size_t next = length.next;
    if (tokens[next].is(',')) ++next;
    if (tokens[next].says("and")) ++next;
    if (tokens[next].after_blank || tokens[next].says("a") || tokens[next].says("an") ||
        tokens[next].says("half"))
      break;
    const auto more = match_part(tokens, next);
    if (!more || more->unit >= part->unit || more->spread > 0) break;
    length.length += more->length;
    length.next = more->next;
    part = more;
    ++parts;
  }
  if (tokens.is_glued(length.next) && (tokens[length.next].is_number() || (tokens[length.next].is_word())))
    return std::nullopt;
  if (is_lone_letter && parts == 1 && counts_things(tokens[length.next])) return std::nullopt;
  return length;
}

// A number or word of a longer thing is no count: "v1.20 min", "#5 min", "$5 min".
bool may_count_from(const Tokens& tokens, std::size_t at) {
  if (tokens[at].is_opaque) return false;
  if (!tokens.is_glued(at)) return true;
  const Token& before = tokens.before(at);
  if (before.kind != Token::Kind::punct || before.text.size() > 1) return before.kind == Token::Kind::punct;
  const char mark = before.text[0];
  if (mark == ',') return !tokens.before(at, 2).is_number();
  return mark == '(' || mark == '[' || mark == '~' || mark == '"' || mark == '\'' || mark == '|' ||
         mark == ';' || mark == '=' || mark == '>' || mark == '<' ||
         (mark == ':' && !tokens.before(at, 2).is_number()) || (mark == '-' && !tokens.is_glued(at - 1));
}

}  // namespace

std::vector<DurationMention> scan_durations(std::string_view text) {
  const Tokens tokens(text);
  std::vector<DurationMention> found;
  std::size_t at = 0;
  while (at < tokens.size()) {
    const auto length = may_count_from(tokens, at) ? match_length(tokens, at) : std::nullopt;
    if (!length || length->length <= 0) {
      ++at;
      continue;
    }
    const std::size_t hedge = hedge_before(tokens, at);
    DurationMention mention;
    mention.begin = tokens[hedge > 0 && tokens.before(at).is('~') ? at - 1 : at].begin;
    mention.end = tokens[length->next - 1].end;
    mention.written = std::string(text.substr(mention.begin, mention.end - mention.begin));
    mention.length = seconds{length->length};
    mention.tolerance = seconds{length->spread};
    // A hedged length is good to a quarter of itself, at most fifteen minutes and rarely under one.
    if (hedge > 0 || length->is_vague) {
      const std::int64_t quarter = std::clamp<std::int64_t>(length->length / 4, kMinute, 15 * kMinute);
      mention.tolerance = seconds{std::max(length->spread, std::min(quarter, length->length))};
    }
    found.push_back(std::move(mention));
    at = length->next;
  }
  return found;
}

}  // namespace faultline::ingest::prose
