#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "render/draft.hpp"
#include "render/draft_marks.hpp"
#include "render/draft_stale.hpp"

namespace faultline::render {
namespace {

using Blocks = std::map<std::string, const DraftPiece*>;

Blocks blocks_of(const std::vector<DraftPiece>& pieces) {
  Blocks blocks;
  for (const DraftPiece& piece : pieces)
    if (piece.is_block()) blocks.emplace(piece.id, &piece);
  return blocks;
}

DraftFacts facts_of(const std::vector<DraftPiece>& pieces) {
  DraftFacts facts;
  for (const DraftPiece& piece : pieces) facts.merge(read_facts(unix_lines(piece.content)));
  return facts;
}

// The fresh block in the file's own line ends; no line end at the end of a file that has none there.
std::string fitted(std::string_view fresh, const DraftPiece& old) {
  const bool is_crlf = old.whole.substr(0, old.whole.find('\n')).ends_with('\r');
  std::string text = unix_lines(fresh);
  if (is_crlf) text = base::replace_all(std::move(text), "\n", "\r\n");
  if (!old.whole.ends_with('\n')) text.resize(text.find_last_not_of("\r\n") + 1);
  return text;
}

// What the person wrote, outside the marks from now on, so that the next run leaves it alone.
std::string beside(const DraftPiece& old) {
  const std::string note = fmt::format(
      "<!-- faultline:edited {} : the text below was edited in the block above, whose facts have changed; "
      "merge it by "
      "hand -->\n",
      old.id);
  const bool is_crlf = old.whole.find("\r\n") != std::string_view::npos;
  std::string text = note + without_facts(unix_lines(old.content));
  if (is_crlf) text = base::replace_all(std::move(text), "\n", "\r\n");
  return text;
}

}  // namespace

MergedDraft merge_draft(std::string_view edited, std::string_view fresh) {
  const std::vector<DraftPiece> old_pieces = split_draft(edited, "the edited draft");
  const std::vector<DraftPiece> new_pieces = split_draft(fresh, "the fresh draft");
  const Blocks old_blocks = blocks_of(old_pieces), new_blocks = blocks_of(new_pieces);

  MergedDraft merged;
  for (const DraftPiece& piece : old_pieces) {
    const auto found = piece.is_block() ? new_blocks.find(piece.id) : new_blocks.end();
    if (found == new_blocks.end()) {
      if (piece.is_block()) merged.unknown_blocks.push_back(piece.id);
      merged.text += piece.whole;
      continue;
    }
    const DraftPiece& now = *found->second;
    if (!piece.incident.empty() && piece.incident != now.incident) merged.other_incident = piece.incident;
    const std::string digest = block_digest(piece.content);
    const bool is_as_fresh = digest == now.digest;
    const bool is_edited = digest != piece.digest && !is_as_fresh;
    const bool has_news = piece.digest != now.digest;
    if (is_edited) merged.edited_blocks.push_back(piece.id);
    if ((is_edited && !has_news) || (is_as_fresh && !has_news && piece.incident == now.incident)) {
      merged.text += piece.whole;
      continue;
    }
    if (!is_as_fresh) merged.changed_blocks.push_back(piece.id);
    if (!is_edited) {
      merged.text += fitted(now.whole, piece);
      continue;
    }
    std::string block = fitted(now.whole, piece);
    if (!block.ends_with('\n')) block += '\n';
    merged.text += block + beside(piece);
  }
  for (const DraftPiece& piece : new_pieces)
    if (piece.is_block() && !old_blocks.contains(piece.id)) merged.missing_blocks.push_back(piece.id);
  merged.stale = find_stale_quotes(old_pieces, facts_of(old_pieces), facts_of(new_pieces));
  return merged;
}

}  // namespace faultline::render
