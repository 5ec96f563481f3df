#include "ingest/prose/phrases.hpp"

#include <cctype>

#include "base/text.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr std::size_t kGapWords = 3;
constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

bool is_word_char(char c) {
  const auto u = static_cast<unsigned char>(c);
  return std::isalnum(u) != 0 || c == '%' || c == '#' || u >= 0x80;
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  std::size_t i = 0;
  while (i < text.size()) {
    if (!is_word_char(text[i])) {
      ++i;
      continue;
    }
    Word word;
    word.begin = i;
    bool has_lower = false;
    std::size_t letters = 0;
    while (i < text.size()) {
      const bool inner = text[i] == '\'' && i + 1 < text.size() && is_word_char(text[i + 1]);
      if (!is_word_char(text[i]) && !inner) break;
      has_lower = has_lower || std::islower(static_cast<unsigned char>(text[i])) != 0;
      letters += std::isalpha(static_cast<unsigned char>(text[i])) != 0 ? 1U : 0U;
      ++i;
    }
    word.end = i;
    word.text = base::to_lower(text.substr(word.begin, word.end - word.begin));
    word.is_caps = letters >= 2 && !has_lower;
    out.push_back(std::move(word));
  }
  return out;
}

Phrase::Phrase(std::string_view pattern) : pattern_(pattern) {
  if (!pattern.empty() && pattern.front() == '^') {
    at_start_ = true;
    pattern.remove_prefix(1);
  }
  if (!pattern.empty() && pattern.back() == '$') {
    at_end_ = true;
    pattern.remove_suffix(1);
  }
  for (const auto part : base::split(pattern, ' ')) {
    if (part.empty()) continue;
    Token token;
    if (part != "~") {
      for (auto choice : base::split(part, '|')) {
        const bool is_prefix = !choice.empty() && choice.back() == '*';
        if (is_prefix) choice.remove_suffix(1);
        if (!choice.empty())
          token.first.set(static_cast<unsigned char>(base::to_lower(choice.substr(0, 1)).front()));
        token.alternatives.push_back({base::to_lower(choice), is_prefix});
      }
    }
    tokens_.push_back(std::move(token));
  }
}

std::size_t Phrase::match_at(std::span<const Word> words, std::size_t word, std::size_t token) const {
  if (token == tokens_.size()) return !at_end_ || word == words.size() ? word : kNoMatch;
  const Token& wanted = tokens_[token];
  if (wanted.alternatives.empty()) {
    for (std::size_t skip = 0; skip <= kGapWords && word + skip <= words.size(); ++skip) {
      const std::size_t end = match_at(words, word + skip, token + 1);
      if (end != kNoMatch) return end;
    }
    return kNoMatch;
  }
  if (word >= words.size()) return kNoMatch;
  const std::string_view text = words[word].text;
  if (text.empty() || !wanted.first.test(static_cast<unsigned char>(text.front()))) return kNoMatch;
  for (const auto& choice : wanted.alternatives) {
    if (choice.is_prefix ? text.starts_with(choice.text) : text == choice.text)
      return match_at(words, word + 1, token + 1);
  }
  return kNoMatch;
}

std::optional<Phrase::Match> Phrase::find(std::span<const Word> words, std::size_t from) const {
  if (tokens_.empty()) return std::nullopt;
  for (std::size_t begin = from; begin < words.size(); ++begin) {
    if (at_start_ && begin > 0) break;
    if (!tokens_.front().alternatives.empty() &&
        !tokens_.front().first.test(static_cast<unsigned char>(words[begin].text.front())))
      continue;
    const std::size_t end = match_at(words, begin, 0);
    if (end != kNoMatch) return Match{begin, end};
  }
  return std::nullopt;
}

std::optional<PhraseMatch> find_any(std::span<const Phrase> phrases, std::span<const Word> words,
                                    std::size_t from) {
  std::optional<PhraseMatch> best;
  for (const auto& phrase : phrases) {
    const auto match = phrase.find(words, from);
    if (!match) continue;
    const bool better =
        !best || match->begin < best->begin || (match->begin == best->begin && match->end > best->end);
    if (better) best = PhraseMatch{&phrase, match->begin, match->end};
  }
  return best;
}

}  // namespace faultline::ingest::prose
