#include "ingest/prose/number_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace faultline::ingest::prose {
namespace {

constexpr std::int64_t kOne = 1000;                       // thousandths
constexpr std::int64_t kMost = 1'000'000'000'000 * kOne;  // above that it is an identifier
constexpr std::size_t kMostDigits = 12;

using Named = std::pair<std::string_view, std::int64_t>;

template <std::size_t N>
std::optional<std::int64_t> named(const std::array<Named, N>& names, const Token& token) {
  for (const auto& [name, value] : names) {
    if (token.says(name)) return value;
  }
  return std::nullopt;
}

std::optional<std::int64_t> small_word(const Token& token) {
  static constexpr std::array<Named, 29> kWords = {
      {{"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
       {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
       {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
       {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
       {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
       {"eighty", 80},  {"ninety", 90},    {"dozen", 12},    {"zero", 0}}};
  return named(kWords, token);
}

std::optional<std::int64_t> scale_word(const Token& token) {
  static constexpr std::array<Named, 6> kScales = {{{"hundred", 100},
                                                    {"thousand", 1000},
                                                    {"million", 1'000'000},
                                                    {"mio", 1'000'000},
                                                    {"billion", 1'000'000'000},
                                                    {"bn", 1'000'000'000}}};
  return named(kScales, token);
}

// Glued to the digits: "309K", "3.7M".
std::optional<std::int64_t> scale_letter(const Token& token) {
  static constexpr std::array<Named, 4> kLetters = {
      {{"k", 1000}, {"m", 1'000'000}, {"b", 1'000'000'000}, {"bn", 1'000'000'000}}};
  return named(kLetters, token);
}

bool is_glued_number(const Tokens& tokens, std::size_t at, char mark) {
  return tokens[at].is(mark) && tokens.is_glued(at) && tokens.is_glued(at + 1) && tokens[at + 1].is_number();
}

// A number inside or behind a name, an address or a price counts nothing.
bool may_stand(const Tokens& tokens, std::size_t at) {
  if (!tokens.is_glued(at)) return !tokens.before(at).is('#') && !tokens.before(at).is('$');
  const Token& before = tokens.before(at);
  if (before.kind != Token::Kind::punct || before.text.size() > 1) return before.text == "\xE2\x89\x88";
  constexpr std::string_view kOpening = "([\"'~|<>=;";
  if (kOpening.find(before.text[0]) != std::string_view::npos) return true;
  return before.is(':') && !tokens.before(at, 2).is_number();
}

// What stands glued behind: another word, a second point, an hour.
bool is_longer_thing(const Tokens& tokens, std::size_t next) {
  if (!tokens.is_glued(next)) return false;
  const Token& after = tokens[next];
  if (after.is_word() || after.is_number() || after.is('_') || after.is('@')) return true;
  if (after.is('-') && tokens.is_glued(next + 1) && tokens[next + 1].is_word()) return true;
  return is_glued_number(tokens, next, '.') || is_glued_number(tokens, next, ':') ||
         is_glued_number(tokens, next, ',');
}

std::optional<Number> match_digits(const Tokens& tokens, std::size_t at) {
  const Token& first = tokens[at];
  if (!first.is_number() || first.is_opaque) return std::nullopt;
  if (first.text.size() > 1 && first.text[0] == '0') return std::nullopt;  // "007", "0930"
  if (first.value < 0) return std::nullopt;
  Number number{at + 1, first.value, 0, false};
  std::size_t digits = first.text.size();
  // "1,200,000"
  while (first.text.size() <= 3 && is_glued_number(tokens, number.next, ',') &&
         tokens[number.next + 1].text.size() == 3 && digits < kMostDigits) {
    number.value = number.value * 1000 + tokens[number.next + 1].value;
    digits += 3;
    number.next += 2;
  }
  number.value *= kOne;
  std::int64_t last_digit = kOne;
  if (is_glued_number(tokens, number.next, '.')) {
    const std::string_view fraction = tokens[number.next + 1].text;
    if (fraction.size() > 3) return std::nullopt;
    std::int64_t part = 0;
    for (std::size_t i = 0; i < 3; ++i) part = part * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    for (std::size_t i = 0; i < fraction.size(); ++i) last_digit /= 10;
    number.value += part;
    number.next += 2;
  }
  const bool is_glued = tokens.is_glued(number.next);
  const auto scale = is_glued ? scale_letter(tokens[number.next]) : scale_word(tokens[number.next]);
  if (scale) {
    if (number.value > kMost / *scale) return std::nullopt;
    number.value *= *scale;
    number.rounding = last_digit * *scale / 2;
    ++number.next;
  }
  if (number.value > kMost || is_longer_thing(tokens, number.next)) return std::nullopt;
  return number;
}

// "twelve", "twenty-five", "two hundred", "a dozen", "a hundred"
std::optional<Number> match_words(const Tokens& tokens, std::size_t at) {
  if (tokens[at].is_opaque || tokens.before(at).is('-')) return std::nullopt;
  const bool is_article = tokens[at].says("a");
  const std::size_t first = is_article ? at + 1 : at;
  auto value = small_word(tokens[first]);
  if (is_article && !tokens[first].says("dozen")) {
    const auto scale = scale_word(tokens[first]);
    if (!scale) return std::nullopt;
    return Number{first + 1, *scale * kOne, *scale * kOne / 2, true};
  }
  if (!value) return std::nullopt;
  std::size_t next = first + 1;
  if (*value >= 20 && *value % 10 == 0) {
    const std::size_t ones_at = tokens[next].is('-') && tokens.is_glued(next) ? next + 1 : next;
    const auto ones = small_word(tokens[ones_at]);
    if (ones && *ones > 0 && *ones < 10) {
      *value += *ones;
      next = ones_at + 1;
    }
  }
  if (const auto scale = scale_word(tokens[next])) return Number{next + 1, *value * *scale * kOne, 0, true};
  if (tokens[next].is('-') && tokens.is_glued(next)) return std::nullopt;  // "two-node"
  return Number{next, *value * kOne, 0, true};
}

}  // namespace

std::optional<Number> match_number(const Tokens& tokens, std::size_t at) {
  if (tokens[at].is_number()) return may_stand(tokens, at) ? match_digits(tokens, at) : std::nullopt;
  return tokens[at].is_word() ? match_words(tokens, at) : std::nullopt;
}

std::optional<Number> match_number_behind_dash(const Tokens& tokens, std::size_t at) {
  return match_digits(tokens, at);
}

}  // namespace faultline::ingest::prose
