#include "render/draft_stale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "render/draft_quotes.hpp"

namespace faultline::render {
namespace {

// Prose with its line breaks as spaces, so that "25\nminutes" is found; '\n' only between paragraphs.
struct Prose {
  std::string text;
  std::vector<int> lines;  // of each byte

  void add(char c, int line) {
    text += c;
    lines.push_back(line);
  }
};

bool begins_paragraph(std::string_view line) {
  if (line.empty()) return true;
  if (std::string_view("#|>*-+").find(line.front()) != std::string_view::npos) return true;
  const auto after = line.find_first_not_of("0123456789");
  return after != 0 && after != std::string_view::npos && (line[after] == '.' || line[after] == ')');
}

Prose prose_of(const std::vector<DraftPiece>& pieces) {
  Prose prose;
  for (const DraftPiece& piece : pieces) {
    if (piece.is_block()) continue;
    int number = piece.line;
    for (const std::string_view raw : base::split_lines(piece.whole)) {
      const std::string_view line = base::trim(raw);
      prose.add(begins_paragraph(line) ? '\n' : ' ', number);
      for (const char c : line) prose.add(c, number);
      ++number;
    }
    prose.add('\n', number);
  }
  return prose;
}

std::string sentence_at(const std::string& text, std::size_t at) {
  const auto is_end = [&](std::size_t i) {
    return text[i] == '\n' || ((text[i] == '.' || text[i] == '!' || text[i] == '?') &&
                               (i + 1 >= text.size() || text[i + 1] == ' ' || text[i + 1] == '\n'));
  };
  std::size_t begin = at, end = at;
  while (begin > 0 && !is_end(begin - 1)) --begin;
  while (end < text.size() && !is_end(end)) ++end;
  if (end < text.size() && text[end] != '\n') ++end;
  return std::string(base::trim(std::string_view(text).substr(begin, end - begin)));
}

struct Hit {
  std::size_t length = 0;
  std::vector<std::string> now;
};

}  // namespace

std::vector<StaleQuote> find_stale_quotes(const std::vector<DraftPiece>& edited, const DraftFacts& was,
                                          const DraftFacts& now) {
  const Prose prose = prose_of(edited);
  const std::string lower = base::to_lower(prose.text);
  std::map<std::size_t, Hit> hits;  // by place
  for (const auto& [name, old_value] : was) {
    const auto fresh = now.find(name);
    if (fresh != now.end() && fresh->second == old_value) continue;
    const std::vector<Quote> kept = fresh == now.end() ? std::vector<Quote>{} : quotes_in(fresh->second);
    const std::string told = fresh == now.end() ? fmt::format("no longer told ({})", name)
                                                : fmt::format("{} ({})", fresh->second, name);
    for (const Quote& quote : quotes_in(old_value)) {
      const bool is_kept = std::any_of(kept.begin(), kept.end(),
                                       [&](const Quote& other) { return other.value == quote.value; });
      if (is_kept) continue;
      for (const std::string& spelling : quote.spellings)
        for (std::size_t at = 0; (at = find_quote(lower, spelling, at)) != std::string::npos; ++at) {
          Hit& hit = hits[at];
          hit.length = std::max(hit.length, spelling.size());
          if (std::find(hit.now.begin(), hit.now.end(), told) == hit.now.end()) hit.now.push_back(told);
        }
    }
  }
  std::vector<StaleQuote> result;
  std::size_t covered = 0;
  for (const auto& [at, hit] : hits) {
    if (at < covered) continue;  // "33m" inside "9h 33m"
    covered = at + hit.length;
    result.push_back({prose.lines[at], sentence_at(prose.text, at), prose.text.substr(at, hit.length),
                      base::join(hit.now, " or ")});
  }
  return result;
}

}  // namespace faultline::render
