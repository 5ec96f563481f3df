#include "ingest/prose/time_lexer.hpp"

#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_ascii_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct Folding {
  enum class Kind { none, space, dash } kind = Kind::none;
  std::size_t length = 0;
};

// U+00A0, U+2000..U+200B, U+202F, U+205F, U+3000, U+FEFF are spaces; U+2010..U+2015, U+2212 dashes.
Folding fold_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) == 0xC2 && byte(1) == 0xA0) return {Folding::Kind::space, 2};
  if (byte(0) == 0xE2 && byte(1) == 0x80) {
    if ((byte(2) >= 0x80 && byte(2) <= 0x8B) || byte(2) == 0xAF) return {Folding::Kind::space, 3};
    if (byte(2) >= 0x90 && byte(2) <= 0x95) return {Folding::Kind::dash, 3};
  }
  if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) == 0x9F) return {Folding::Kind::space, 3};
  if (byte(0) == 0xE2 && byte(1) == 0x88 && byte(2) == 0x92) return {Folding::Kind::dash, 3};
  if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return {Folding::Kind::space, 3};
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return {Folding::Kind::space, 3};
  return {};
}

// '_' inside a name ("America/New_York") belongs to it; at its edge it is emphasis.
bool continues_word(std::string_view text, std::size_t at) {
  if (is_letter(text[at])) return true;
  return text[at] == '_' && at + 1 < text.size() && is_letter(text[at + 1]);
}

// Between two letters or digits it is part of a name such as "dump_2023".
bool is_emphasis(std::string_view text, std::size_t at) {
  const auto is_name_byte = [&](std::size_t i) {
    return i < text.size() && (is_letter(text[i]) || is_digit(text[i]));
  };
  return at == 0 || !is_name_byte(at - 1) || !is_name_byte(at + 1);
}

int number_value(std::string_view digits) {
  if (digits.size() > 9) return -1;
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

// A part between slashes that says "path" rather than "date": letters that are no month, zone or half.
bool is_path_part(std::string_view part) {
  std::size_t at = 0;
  while (at < part.size() && is_digit(part[at])) ++at;
  std::size_t end = at;
  while (end < part.size() && is_letter(part[end])) ++end;
  if (end - at < 2) return false;
  const std::string_view word = part.substr(at, end - at);
  return !month_of(word) && !half_of(word) && !is_zone_word(word);
}

bool is_path_byte(char c) {
  return is_digit(c) || is_letter(c) || c == '/' || c == '.' || c == '_' || c == '-' || c == '~' ||
         c == '%' || c == '+';
}

bool is_path(std::string_view run) {
  std::size_t from = 0;
  bool has_slash = false;
  bool has_name = false;
  while (from <= run.size()) {
    const std::size_t slash = std::min(run.find('/', from), run.size());
    has_name = has_name || is_path_part(run.substr(from, slash - from));
    has_slash = has_slash || slash < run.size();
    from = slash + 1;
  }
  return has_slash && has_name;
}

bool ends_url(char c) {
  return is_ascii_space(c) || c == ')' || c == '>' || c == ']' || c == '"' || c == '\'' || c == '|';
}

}  // namespace

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool Token::says(std::string_view word) const {
  if (kind != Kind::word || text.size() != word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(text[i]) != word[i]) return false;
  }
  return true;
}

Tokens::Tokens(std::string_view text) : text_(text), is_name_(!text.empty()) {
  end_.after_space = true;
  end_.begin = end_.end = text.size();
  bool space = true;
  int newlines = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    const Folding folding = fold_at(text, at);
    if (is_ascii_space(c) || folding.kind == Folding::Kind::space) {
      is_name_ = false;
      space = true;
      newlines += c == '\n' ? 1 : 0;
      at += folding.length == 0 ? 1 : folding.length;
      continue;
    }
    if (c == '*' || c == '`' || (c == '_' && is_emphasis(text, at))) {
      space = true;
      ++at;
      continue;
    }
    Token token;
    token.begin = at;
    token.after_space = space;
    token.after_newline = newlines > 0;
    token.after_blank = newlines > 1;
    if (is_digit(c)) {
      while (at < text.size() && is_digit(text[at])) ++at;
      token.kind = Token::Kind::number;
      token.value = number_value(text.substr(token.begin, at - token.begin));
    } else if (is_letter(c)) {
      while (at < text.size() && continues_word(text, at)) ++at;
      token.kind = Token::Kind::word;
    } else if (static_cast<unsigned char>(c) >= 0x80 && folding.kind == Folding::Kind::none) {
      ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    } else {
      at += folding.length == 0 ? 1 : folding.length;
    }
    token.end = at;
    token.text = folding.kind == Folding::Kind::dash ? std::string_view("-")
                                                     : text.substr(token.begin, at - token.begin);
    all_.push_back(token);
    space = false;
    newlines = 0;
  }
  mark_opaque();
}

// One pass over the bytes finds URLs and path-like runs; the tokens inside are marked in step.
void Tokens::mark_opaque() {
  std::size_t token = 0;
  const auto mark = [&](std::size_t begin, std::size_t end) {
    while (token < all_.size() && all_[token].end <= begin) ++token;
    for (std::size_t i = token; i < all_.size() && all_[i].begin < end; ++i) all_[i].is_opaque = true;
  };
  std::size_t at = 0;
  while (at < text_.size()) {
    if (!is_path_byte(text_[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text_.size() && is_path_byte(text_[end])) ++end;
    const bool has_scheme = text_.substr(end, 3) == "://";
    if (has_scheme || text_.substr(at, 4) == "www.") {
      while (end < text_.size() && !ends_url(text_[end])) ++end;
      mark(at, end);
    } else if (!is_name_ && is_path(text_.substr(at, end - at))) {
      mark(at, end);
    }
    at = end;
  }
}

}  // namespace faultline::ingest::prose
