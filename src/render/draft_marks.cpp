#include "render/draft_marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::render {
namespace {

constexpr std::string_view kOpen = "<!-- faultline:", kClose = "-->";
constexpr std::string_view kFactsOpen = "<!-- faultline:facts";

struct Mark {
  bool is_begin = false;
  std::string id, incident, digest;
};

bool is_id(std::string_view text) {
  const auto is_good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_good);
}

[[noreturn]] void fail(std::string_view what, int line, const std::string& message) {
  throw base::Error(fmt::format("{}, line {}: {}", what, line, message));
}

// Absent where the line is no begin or end; throws where it tries to be one and is not.
std::optional<Mark> parse_mark(std::string_view line, std::string_view what, int number) {
  const std::string_view trimmed = base::trim(line);
  if (!trimmed.starts_with(kOpen)) return std::nullopt;
  std::vector<std::string_view> words;
  for (const std::string_view word : base::split(trimmed.substr(kOpen.size()), ' '))
    if (!word.empty()) words.push_back(word);
  if (words.empty() || (words[0] != "begin" && words[0] != "end")) return std::nullopt;
  if (words.size() < 3 || words.back() != kClose || !is_id(words[1]))
    fail(what, number,
         fmt::format("broken mark '{}'; wanted: '<!-- faultline:{} ID -->' alone on its line", trimmed,
                     words[0]));
  Mark mark{words[0] == "begin", std::string(words[1]), {}, {}};
  for (const std::string_view word : words) {
    if (word.starts_with("inc=")) mark.incident = word.substr(4);
    if (word.starts_with("digest=")) mark.digest = word.substr(7);
  }
  return mark;
}

std::string encode(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_second_dash = byte == '-' && i > 0 && text[i - 1] == '-';
    const bool is_special =
        byte < 0x20 || byte == 0x7f || std::string_view("%=<>&").find(text[i]) != std::string_view::npos;
    if (is_second_dash || is_special)
      result += fmt::format("%{:02X}", byte);
    else
      result += text[i];
  }
  return result;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string decode(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    if (is_code) {
      result += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

// [begin, end) of the facts comment with its line end; absent where there is none.
std::optional<std::pair<std::size_t, std::size_t>> facts_span(std::string_view content) {
  const auto begin = content.find(kFactsOpen);
  if (begin == std::string_view::npos) return std::nullopt;
  auto end = content.find(kClose, begin);
  if (end == std::string_view::npos) return std::nullopt;
  end += kClose.size();
  if (end < content.size() && content[end] == '\r') ++end;
  if (end < content.size() && content[end] == '\n') ++end;
  return std::pair{begin, end};
}

}  // namespace

std::vector<DraftPiece> split_draft(std::string_view text, std::string_view what) {
  std::vector<DraftPiece> pieces;
  std::size_t start = 0, content_start = 0;  // of the piece at hand
  int number = 0, piece_line = 1, begin_line = 0;
  std::optional<Mark> open;
  for (std::size_t position = 0; position < text.size();) {
    ++number;
    const auto newline = text.find('\n', position);
    const std::size_t next = newline == std::string_view::npos ? text.size() : newline + 1;
    const auto mark = parse_mark(text.substr(position, next - position), what, number);
    if (mark && mark->is_begin) {
      if (open)
        fail(what, number,
             fmt::format("block '{}' begins inside block '{}' of line {}", mark->id, open->id, begin_line));
      if (position > start)
        pieces.push_back({text.substr(start, position - start), piece_line, {}, {}, {}, {}});
      open = mark;
      start = position;
      content_start = next;
      piece_line = begin_line = number;
    } else if (mark) {
      if (!open) fail(what, number, fmt::format("block '{}' ends here and has no begin", mark->id));
      if (open->id != mark->id)
        fail(what, number,
             fmt::format("block '{}' of line {} is ended by a mark of '{}'", open->id, begin_line, mark->id));
      pieces.push_back({text.substr(start, next - start), piece_line, open->id, open->incident, open->digest,
                        text.substr(content_start, position - content_start)});
      open.reset();
      start = next;
      piece_line = number + 1;
    }
    position = next;
  }
  if (open) fail(what, begin_line, fmt::format("block '{}' begins here and has no end", open->id));
  if (start < text.size()) pieces.push_back({text.substr(start), piece_line, {}, {}, {}, {}});
  return pieces;
}

std::string unix_lines(std::string_view text) {
  return base::replace_all(std::string(text), "\r\n", "\n");
}

// Half of the digest: it tells an edit, it protects nothing.
std::string block_digest(std::string_view content) {
  return base::digest_of(unix_lines(content)).substr(0, 16);
}

std::string begin_mark(const std::string& id, const std::string& incident, const std::string& digest) {
  return fmt::format("<!-- faultline:begin {} inc={} digest={} -->", id, incident, digest);
}

std::string end_mark(const std::string& id) {
  return fmt::format("<!-- faultline:end {} -->", id);
}

std::string facts_comment(const DraftFacts& facts) {
  if (facts.empty()) return {};
  std::string result(kFactsOpen);
  result += '\n';
  for (const auto& [name, value] : facts) result += fmt::format("{}={}\n", encode(name), encode(value));
  result += "-->\n";
  return result;
}

DraftFacts read_facts(std::string_view content) {
  DraftFacts facts;
  const auto span = facts_span(content);
  if (!span) return facts;
  for (const std::string_view line :
       base::split_lines(content.substr(span->first, span->second - span->first))) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos || line.starts_with("<!--")) continue;
    facts[decode(line.substr(0, equals))] = decode(line.substr(equals + 1));
  }
  return facts;
}

std::string without_facts(std::string_view content) {
  const auto span = facts_span(content);
  if (!span) return std::string(content);
  return std::string(content.substr(0, span->first)) + std::string(content.substr(span->second));
}

}  // namespace faultline::render
