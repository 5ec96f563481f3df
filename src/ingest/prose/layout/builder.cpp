#include "ingest/prose/layout/builder.hpp"

#include <cctype>
#include <string>
#include <utility>

namespace faultline::ingest::prose {

namespace {

constexpr std::size_t kLongestBareHeading = 80;

bool is_numbered_part(std::string_view title) {
  const auto words = words_of(title);
  if (words.size() < 2 || words.size() > 8) return false;
  const std::string_view first = words[0].text;
  if (first != "issue" && first != "incident" && first != "outage") return false;
  std::string_view second = words[1].text;
  if (!second.empty() && second.front() == '#') second.remove_prefix(1);
  return second.size() == 1 && std::isdigit(static_cast<unsigned char>(second.front())) != 0;
}

}  // namespace

// "What we learned from two outages" at the head is the document's title, no section of lessons.
bool BlockBuilder::may_be_title(std::string_view title) const {
  constexpr std::size_t kSectionNameWords = 2;
  return out_.blocks.empty() && words_of(title).size() > kSectionNameWords;
}

void BlockBuilder::push(Block::Kind kind, Passage text, int level) {
  if (text.empty()) return;
  Block block;
  block.kind = kind;
  block.level = level;
  block.text = std::move(text);
  block.section = section_;
  out_.blocks.push_back(std::move(block));
}

void BlockBuilder::heading(Passage title, int level) {
  columns_.clear();
  if (title.empty() && out_.blocks.empty()) return;  // "# <%= title %>"
  Section section;
  section.kind = may_be_title(title.text) ? SectionKind::other : section_kind(title.text);
  section.title = title.text;
  section.level = level;
  std::size_t parent = section_;
  while (parent != 0 && out_.sections[parent].level >= level) parent = out_.sections[parent].parent;
  section.parent = parent;
  section.heading = out_.blocks.size();
  out_.sections.push_back(std::move(section));
  section_ = out_.sections.size() - 1;
  Block block;
  block.kind = Block::Kind::heading;
  block.level = level;
  block.text = std::move(title);
  block.section = section_;
  out_.blocks.push_back(std::move(block));
}

void BlockBuilder::row(Passage line, std::vector<Passage> cells) {
  if (line.empty()) return;
  push(Block::Kind::row, std::move(line), 0);
  out_.blocks.back().cells = std::move(cells);
}

void BlockBuilder::mark_header() {
  if (!out_.blocks.empty() && out_.blocks.back().kind == Block::Kind::row)
    out_.blocks.back().is_header = true;
}

std::optional<Passage> BlockBuilder::label(const Passage& raw) {
  const std::string_view text = raw.text;
  if (!text.starts_with("**")) return std::nullopt;
  const std::size_t close = text.find("**", 2);
  if (close == std::string_view::npos || close > kLongestBareHeading) return std::nullopt;
  std::size_t end = close;
  while (end > 2 && (text[end - 1] == ' ' || text[end - 1] == ':')) --end;
  if (!named_section(plain(raw.part(2, end)))) return std::nullopt;
  std::size_t rest = close + 2;
  while (rest < text.size() && (text[rest] == ':' || text[rest] == ' ')) ++rest;
  return raw.part(rest, text.size());
}

bool BlockBuilder::named_section(const Passage& title) {
  if (section_kind(title.text) == SectionKind::other) return false;
  heading(title, kLabelLevel);
  has_labels_ = true;
  return true;
}

bool BlockBuilder::bare_heading(const Passage& line) {
  if (line.empty() || line.text.size() > kLongestBareHeading || line.text.find('\n') != std::string::npos)
    return false;
  if (line.text.back() == '.' || may_be_title(line.text)) return false;
  if (section_kind(line.text) == SectionKind::other && !is_numbered_part(line.text)) return false;
  heading(line, 2);
  return true;
}

int BlockBuilder::depth_at(std::size_t column) {
  while (!columns_.empty() && columns_.back() > column) columns_.pop_back();
  if (columns_.empty() || columns_.back() < column) columns_.push_back(column);
  return static_cast<int>(columns_.size()) - 1;
}

}  // namespace faultline::ingest::prose
