#include "ingest/prose/empty_sections.hpp"

#include <algorithm>
#include <optional>

namespace faultline::ingest::prose {
namespace {

// Kinds that a reader expects something below.
bool is_expected(SectionKind kind) {
  return kind != SectionKind::other && kind != SectionKind::people && kind != SectionKind::context;
}

std::string without_comments(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t open = std::min(text.find("<!--", from), text.size());
    out += text.substr(from, open - from);
    const std::size_t close = text.find("-->", open);
    from = open == text.size() || close == std::string_view::npos ? text.size() : close + 3;
  }
  return out;
}

bool is_nothing(std::string_view below) {
  const std::string text = without_comments(below);
  std::string letters;
  for (const char c : text) {
    // Rules, underlines of headings, list marks and white space say nothing.
    if (std::string_view("-=_*+#>.:~` \t\r\n").find(c) == std::string_view::npos) letters += c;
  }
  return letters.empty() || base::equals_ignoring_case(letters, "tbd") ||
         base::equals_ignoring_case(letters, "todo");
}

// A copied page ends on a line like its headings, and the text below it was left behind: "Why we did not see
// it".
std::optional<Passage> heading_at_the_end(const Blocks& blocks) {
  constexpr std::size_t kLongest = 60,
                        kFewestSections = 3;  // the document itself and two that have a heading
  if (blocks.blocks.size() < 2 || blocks.sections.size() < kFewestSections) return std::nullopt;
  const Block& last = blocks.blocks.back();
  const std::string& text = last.text.text;
  const bool is_short = last.kind == Block::Kind::paragraph && !text.empty() && text.size() <= kLongest &&
                        text.find('\n') == std::string::npos;
  if (!is_short || text.front() < 'A' || text.front() > 'Z' || words_of(text).size() < 2 ||
      text.find_first_of(".,:;!?|()<>@/0123456789") != std::string::npos)
    return std::nullopt;
  const auto words = words_of(text);
  static const std::vector<Phrase> kTitle = {
      Phrase("^what|why|how|where|who|next|lessons|our|action|future")};
  return find_any(kTitle, words) ? std::optional(last.text) : std::nullopt;
}

}  // namespace

std::vector<Passage> find_empty_sections(const SourceText& source, const Blocks& blocks) {
  std::vector<Passage> out;
  const std::string_view text = source.folded();
  for (std::size_t i = 1; i < blocks.sections.size(); ++i) {
    const Section& section = blocks.sections[i];
    const Passage& heading = blocks.blocks[section.heading].text;
    if (!is_expected(section.kind) || heading.empty()) continue;
    std::size_t end = text.size();
    bool has_deeper = false;
    if (i + 1 < blocks.sections.size()) {
      const Passage& next = blocks.blocks[blocks.sections[i + 1].heading].text;
      if (next.empty()) continue;
      end = next.at.front();
      has_deeper = blocks.sections[i + 1].level > section.level;
    }
    // To the end of the heading's line, from there to the beginning of the next heading's.
    const std::size_t begin = std::min(text.find('\n', heading.at.back()), text.size());
    const std::size_t line = text.rfind('\n', end == 0 ? 0 : end - 1);
    if (end < text.size()) end = line == std::string_view::npos ? begin : line;
    const bool is_alone = base::trim(text.substr(heading.at.back() + 1, begin - heading.at.back() - 1))
                              .find_first_not_of("*_#:`") == std::string_view::npos;
    if (has_deeper || !is_alone || !is_nothing(text.substr(begin, end > begin ? end - begin : 0))) continue;
    out.push_back(heading);
  }
  if (auto heading = heading_at_the_end(blocks)) out.push_back(std::move(*heading));
  return out;
}

}  // namespace faultline::ingest::prose
