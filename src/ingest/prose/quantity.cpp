#include "ingest/prose/quantity.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "ingest/prose/number_words.hpp"

namespace faultline::ingest::prose {
namespace {

constexpr std::int64_t kWhole = 100'000;  // 100 %, in thousandths

// How the words around a number move its ends.
enum class Hedge { none, about, below, at_most, at_least };

struct FoundHedge {
  Hedge hedge = Hedge::none;
  std::size_t tokens = 0;  // before the number
};

struct HedgeWords {
  std::string_view second, first;  // "more", "than"; `second` empty = `first` alone
  Hedge hedge;
};

// The longer ones stand first.
constexpr HedgeWords kHedges[] = {{"more", "than", Hedge::at_least},   {"less", "than", Hedge::at_most},
                                  {"fewer", "than", Hedge::at_most},   {"greater", "than", Hedge::at_least},
                                  {"higher", "than", Hedge::at_least}, {"lower", "than", Hedge::at_most},
                                  {"at", "least", Hedge::at_least},    {"at", "most", Hedge::at_most},
                                  {"up", "to", Hedge::at_most},        {"close", "to", Hedge::below},
                                  {"many", "as", Hedge::at_most},      {"much", "as", Hedge::at_most},
                                  {"excess", "of", Hedge::at_least},   {"upwards", "of", Hedge::at_least},
                                  {"upward", "of", Hedge::at_least},   {"maximum", "of", Hedge::at_most},
                                  {"minimum", "of", Hedge::at_least},  {"estimate", "of", Hedge::about},
                                  {"just", "under", Hedge::below},     {"", "under", Hedge::at_most},
                                  {"", "below", Hedge::at_most},       {"", "over", Hedge::at_least},
                                  {"", "above", Hedge::at_least},      {"", "nearly", Hedge::below},
                                  {"", "almost", Hedge::below},        {"", "about", Hedge::about},
                                  {"", "around", Hedge::about},        {"", "approximately", Hedge::about},
                                  {"", "approx", Hedge::about},        {"", "roughly", Hedge::about},
                                  {"", "circa", Hedge::about},         {"", "ca", Hedge::about},
                                  {"", "some", Hedge::about},          {"", "estimated", Hedge::about}};

FoundHedge hedge_before(const Tokens& tokens, std::size_t at) {
  if (at == 0 || tokens[at].after_blank) return {};
  const Token& before = tokens.before(at);
  if (before.is('~') || before.text == "\xE2\x89\x88") return {Hedge::about, 1};
  if (before.is('>')) return {Hedge::at_least, 1};
  if (before.is('<')) return {Hedge::at_most, 1};
  if (before.is('.') && (tokens.before(at, 2).says("approx") || tokens.before(at, 2).says("ca")))
    return {Hedge::about, 2};
  for (const HedgeWords& words : kHedges) {
    if (!before.says(words.first)) continue;
    if (words.second.empty()) return {words.hedge, 1};
    if (tokens.before(at, 2).says(words.second)) {
      // "no more than 5" is at most five.
      const bool is_denied = words.first == "than" && tokens.before(at, 3).says("no");
      const bool is_more = words.hedge == Hedge::at_least;
      if (words.first == "as") return {words.hedge, tokens.before(at, 3).says("as") ? 3U : 2U};
      return {is_denied ? (is_more ? Hedge::at_most : Hedge::at_least) : words.hedge, is_denied ? 3U : 2U};
    }
  }
  return {};
}

// "600+", "200 or more", "40 % or so"
FoundHedge hedge_after(const Tokens& tokens, std::size_t next) {
  if (tokens[next].is('+')) return {Hedge::at_least, 1};
  if (!tokens[next].says("or")) return {};
  if (tokens[next + 1].says("more")) return {Hedge::at_least, 2};
  if (tokens[next + 1].says("so")) return {Hedge::about, 2};
  return {};
}

void widen(Quantity& quantity, Hedge hedge) {
  if (hedge == Hedge::none) return;
  quantity.is_hedged = true;
  const std::int64_t tenth = *quantity.highest / 10;
  switch (hedge) {
    case Hedge::about:
      *quantity.lowest -= tenth;
      *quantity.highest += tenth;
      break;
    case Hedge::below:
      *quantity.lowest -= tenth;
      break;
    case Hedge::at_most:
      quantity.lowest = 0;
      break;
    case Hedge::at_least:
      quantity.highest.reset();
      break;
    case Hedge::none:
      break;
  }
}

// The token after "%", "percent", "per cent"; `at` itself where there is none.
std::size_t after_percent(const Tokens& tokens, std::size_t at) {
  if (tokens[at].is('%') || tokens[at].says("percent") || tokens[at].says("pct")) return at + 1;
  return tokens[at].says("per") && tokens[at + 1].says("cent") ? at + 2 : at;
}

Quantity of_number(const Number& number) {
  Quantity quantity;
  quantity.next = number.next;
  quantity.lowest = number.value - number.rounding;
  quantity.highest = number.value + number.rounding;
  return quantity;
}

// "a third of", "two thirds of", "half of", "half the": a share between two thousandths of a percent.
std::optional<Quantity> match_fraction(const Tokens& tokens, std::size_t at) {
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 10> kParts = {{{"half", 2},
                                                                                        {"third", 3},
                                                                                        {"thirds", 3},
                                                                                        {"quarter", 4},
                                                                                        {"quarters", 4},
                                                                                        {"fifth", 5},
                                                                                        {"fifths", 5},
                                                                                        {"tenth", 10},
                                                                                        {"tenths", 10},
                                                                                        {"halves", 2}}};
  std::size_t next = at;
  std::int64_t count = 1;
  if (tokens[at].says("a")) {
    ++next;
  } else if (const auto number = tokens[at].is_word() ? match_number(tokens, at) : std::nullopt) {
    count = number->value / 1000;
    next = number->next;
  }
  if (tokens[next].is('-')) ++next;
  const auto part = std::find_if(kParts.begin(), kParts.end(),
                                 [&](const auto& known) { return tokens[next].says(known.first); });
  if (part == kParts.end() || count >= part->second) return std::nullopt;
  const bool is_half = part->second == 2;
  if (next == at && !is_half) return std::nullopt;  // "third party", "the tenth of"
  const Token& before = tokens.before(at);
  if (before.says("first") || before.says("second") || before.says("latter") || before.says("other") ||
      before.says("last"))
    return std::nullopt;
  ++next;
  const bool has_of = tokens[next].says("of");
  if (!has_of &&
      !(is_half && (tokens[next].says("the") || tokens[next].says("our") || tokens[next].says("all"))))
    return std::nullopt;
  Quantity quantity;
  quantity.next = next;
  quantity.is_share = true;
  quantity.lowest = kWhole * count / part->second;
  quantity.highest = (kWhole * count + part->second - 1) / part->second;
  return quantity;
}

bool is_article(const Token& token) {
  return token.says("the") || token.says("our") || token.says("all") || token.says("its") ||
         token.says("a") || token.says("total") || token.says("of");
}

// "3 of 12", "3 out of the 12", "3/12": how many of how many. "1 in 20", "one in every five": a share.
void take_total(const Tokens& tokens, Quantity& quantity, bool is_word) {
  std::size_t at = quantity.next;
  const bool is_slash = tokens[at].is('/') && tokens.is_glued(at) && tokens.is_glued(at + 1) && !is_word;
  const bool is_in = tokens[at].says("in");
  if (tokens[at].says("out") && tokens[at + 1].says("of")) {
    at += 2;
  } else if (tokens[at].says("of") || is_slash || is_in) {
    ++at;
  } else {
    return;
  }
  for (int skipped = 0; skipped < 4 && (is_article(tokens[at]) || tokens[at].says("every")); ++skipped) ++at;
  std::optional<Number> total;
  if (is_slash) {
    if (tokens[at].is_number() && tokens[at].value > 0)
      total = Number{at + 1, std::int64_t{tokens[at].value} * 1000, 0, false};
  } else {
    total = match_number(tokens, at);
  }
  if (!total || total->value < *quantity.highest || total->value == 0) return;
  if (is_slash && tokens.is_glued(total->next) && !tokens[total->next].is(',')) return;  // "3/12/24", "3/4th"
  quantity.next = total->next;
  const bool is_of_them = is_slash && tokens[total->next].says("of");  // "2/3 of requests"
  if (is_in || is_of_them) {
    quantity.is_share = true;
    quantity.highest = (kWhole * *quantity.highest + total->value - 1) / total->value;
    quantity.lowest = kWhole * *quantity.lowest / total->value;
  } else {
    quantity.total = total->value;
  }
}

// "5 to 10", "5-10 %", "between 5 and 10"
bool take_second_end(const Tokens& tokens, std::size_t at, Quantity& quantity) {
  const std::size_t joint = quantity.next;
  const bool is_dash = tokens[joint].is('-') && (!tokens[joint].after_space || tokens[joint + 1].after_space);
  const bool is_between = tokens.before(at).says("between") && tokens[joint].says("and");
  if (!is_dash && !is_between && !tokens[joint].says("to")) return false;
  const auto upper = is_dash ? match_number_behind_dash(tokens, joint + 1) : match_number(tokens, joint + 1);
  if (!upper || upper->value <= *quantity.highest) return false;
  quantity.highest = upper->value + upper->rounding;
  quantity.next = upper->next;
  quantity.is_hedged = true;
  return true;
}

void finish(const Tokens& tokens, std::size_t at, bool is_between, Quantity& quantity) {
  FoundHedge hedge = hedge_before(tokens, at);
  std::size_t first = at - hedge.tokens;
  if (is_between) first = at - 1;
  if (hedge.hedge == Hedge::none) {
    hedge = hedge_after(tokens, quantity.next);
    quantity.next += hedge.tokens;
  }
  widen(quantity, hedge.hedge);
  quantity.begin = tokens[first].begin;
  quantity.end = tokens[quantity.next - 1].end;
}

}  // namespace

std::optional<Quantity> match_quantity(const Tokens& tokens, std::size_t at) {
  if (auto fraction = match_fraction(tokens, at)) {
    finish(tokens, at, false, *fraction);
    return fraction;
  }
  if (tokens[at].says("both")) {
    Quantity both;
    both.next = at + 1;
    both.lowest = both.highest = both.total = 2000;
    finish(tokens, at, false, both);
    return both;
  }
  const auto number = match_number(tokens, at);
  if (!number) return std::nullopt;
  Quantity quantity = of_number(*number);
  std::size_t next = after_percent(tokens, quantity.next);
  quantity.is_share = next > quantity.next;
  quantity.next = next;
  bool is_between = false;
  if (take_second_end(tokens, at, quantity)) {
    is_between = tokens.before(at).says("between");
    next = after_percent(tokens, quantity.next);
    // "5 % to 10" without a second sign is no range of shares.
    if (quantity.is_share && next == quantity.next) return std::nullopt;
    quantity.is_share = next > quantity.next;
    quantity.next = next;
  } else if (!quantity.is_share) {
    take_total(tokens, quantity, number->is_word);
    const bool is_all =
        tokens.before(at).says("all") || (tokens.before(at, 2).says("all") && is_article(tokens.before(at)));
    if (is_all && !quantity.total && !quantity.is_share) quantity.total = quantity.highest;
  }
  finish(tokens, at, is_between, quantity);
  return quantity;
}

}  // namespace faultline::ingest::prose
