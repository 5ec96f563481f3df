#include "ingest/prose/names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "ingest/prose/choices.hpp"
#include "model/scope.hpp"

namespace faultline::ingest::prose {

namespace {

using Words = std::span<const Word>;

bool is_capitalised(std::string_view text, const Word& word) {
  return std::isupper(static_cast<unsigned char>(text[word.begin])) != 0;
}

// Words that begin a sentence with a capital, or stand in capitals, and name nobody.
bool is_common(const Word& word) {
  static constexpr std::array<std::string_view, 44> kCommon = {
      "the",      "this",      "that",     "these",   "those",    "our",   "all",        "some",     "many",
      "most",     "each",      "every",    "any",     "no",       "other", "affected",   "impacted", "it",
      "they",     "we",        "there",    "which",   "who",      "one",   "enterprise", "premium",  "paid",
      "free",     "new",       "existing", "europe",  "european", "us",    "eu",         "uk",       "api",
      "customer", "customers", "data",     "several", "a",        "an",    "impact",     "issue"};
  return std::find(kCommon.begin(), kCommon.end(), word.text) != kCommon.end();
}

bool is_customer(const Word& word) {
  return is_one_of(word.text, {"customer", "customers", "client", "clients", "tenant", "tenants"});
}

// The name that ends before word `end`: up to three capitalised words that touch.
std::size_t name_before(std::string_view text, Words words, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < 3) {
    const Word& word = words[begin - 1];
    const bool is_name = is_capitalised(text, word) && !is_common(word) &&
                         !model::cluster_name(text.substr(word.begin, word.end - word.begin));
    const bool touches = begin == end || (words[begin].begin == word.end + 1 && text[word.end] == ' ');
    if (!is_name || !touches) break;
    --begin;
  }
  return begin;
}

}  // namespace

std::vector<Passage> customers_named(const Sentence& sentence, const std::string& organisation) {
  constexpr std::size_t kWithin = 8;  // words from the name to "customers"
  const std::string_view text = sentence.text.text;
  const Words words = sentence.words;
  std::vector<Passage> out;
  const auto customers_follow = [&](std::size_t from, bool needs_other) {
    constexpr std::size_t kFromOther =
        3;  // "other Prod2 customers", not "other services were slow for customers"
    std::optional<std::size_t> other;
    for (std::size_t i = from; i < std::min(words.size(), from + kWithin); ++i) {
      if (is_one_of(words[i].text, {"other", "others", "few", "several"})) other = i;
      if (is_customer(words[i])) return !needs_other || (other && i - *other <= kFromOther);
    }
    return false;
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    // "Norvale was the primary impacted customer"; "for Norvale and a small number of other customers"
    const bool is_subject =
        is_one_of(words[i].text, {"was", "is", "were", "are"}) && customers_follow(i + 1, false);
    const bool is_listed = is_one_of(words[i].text, {"and"}) && customers_follow(i + 1, true);
    if (!is_subject && !is_listed) continue;
    const std::size_t begin = name_before(text, words, i);
    if (begin == i) continue;
    // "X is a customer platform": a customer is what the name is, in the singular and at the clause's end.
    const auto name = text.substr(words[begin].begin, words[i - 1].end - words[begin].begin);
    if (base::equals_ignoring_case(name, organisation)) continue;
    if (is_subject) {
      std::size_t at = i + 1;
      while (at < words.size() && !is_customer(words[at])) ++at;
      const bool ends =
          at + 1 >= words.size() || words[at + 1].begin > words[at].end + 1 ||
          is_one_of(words[at + 1].text, {"along", "and", "but", "with", "who", "that", "to", "in"});
      if (!ends) continue;
    }
    out.push_back(sentence.text.part(words[begin].begin, words[i - 1].end));
  }
  return out;
}

std::vector<Passage> unknown_clusters(const Sentence& sentence) {
  const std::string_view text = sentence.text.text;
  const Words words = sentence.words;
  std::vector<Passage> out;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!is_one_of(words[i].text, {"prod", "production", "staging", "stage", "preprod"})) continue;
    const Word& name = words[i + 1];
    const bool is_joined =
        name.begin == words[i].end + 1 && (text[words[i].end] == '-' || text[words[i].end] == '_');
    const bool is_a_name =
        is_joined && is_capitalised(text, words[i]) && is_capitalised(text, name) && name.text.size() > 1 &&
        std::all_of(name.text.begin(), name.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    // "Prod-Ready", "Production-Like" are no names.
    if (!is_a_name || is_one_of(name.text, {"ready", "like", "grade", "level", "only", "wide"})) continue;
    out.push_back(sentence.text.part(words[i].begin, name.end));
  }
  return out;
}

}  // namespace faultline::ingest::prose
