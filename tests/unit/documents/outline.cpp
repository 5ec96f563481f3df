#include "unit/documents/outline.hpp"

#include "ingest/prose/blocks.hpp"

namespace faultline::test {

namespace {

using ingest::prose::Block;

std::string on_one_line(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string(" / ") : std::string(1, c);
  return out;
}

std::string kind_of(const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading:
      return "h" + std::to_string(block.level);
    case Block::Kind::item:
      return "item" + std::to_string(block.level);
    case Block::Kind::quote:
      return "quote";
    case Block::Kind::code:
      return "code";
    case Block::Kind::row:
      return block.is_header ? "header" : "row";
    case Block::Kind::paragraph:
      break;
  }
  return "p";
}

}  // namespace

std::string outline(std::string_view text, std::string_view file_name) {
  const ingest::prose::SourceText source(text, 1, "");
  std::string out;
  for (const auto& block : ingest::prose::parse_blocks(source, file_name).blocks) {
    out += std::to_string(source.location(block.text).line) + ' ' + kind_of(block);
    if (block.kind == Block::Kind::row) {
      for (const auto& cell : block.cells) out += " [" + on_one_line(cell.text) + "]";
    } else {
      out += ' ' + on_one_line(block.text.text);
    }
    out += '\n';
  }
  return out;
}

}  // namespace faultline::test
