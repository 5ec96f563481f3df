// BlockBuilder: what the readers of all layouts share. They say what they found, it keeps the sections.
//
//  1. Blocks come in document order; each knows the section that is open when it comes.
//  2. A label that names a known section ("**Impact**: text") opens a section below every real heading.
//  3. Empty passages make no block.
//
//   builder.heading(title, 2);
//   builder.item(text, builder.depth_at(column));   // columns 0, 2, 2, 0 give depths 0, 1, 1, 0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

inline constexpr int kLabelLevel = 7;  // of a section that a label opens: below every '#' heading

class BlockBuilder {
 public:
  BlockBuilder() { out_.sections.emplace_back(); }

  FrontMatter& front() { return out_.front; }
  bool is_empty() const { return out_.blocks.empty(); }
  bool has_labels() const { return has_labels_; }

  void heading(Passage title, int level);
  void paragraph(Passage text) { push(Block::Kind::paragraph, std::move(text), 0); }
  void item(Passage text, int depth) { push(Block::Kind::item, std::move(text), depth); }
  void quote(Passage text) { push(Block::Kind::quote, std::move(text), 0); }
  void code(Passage text) { push(Block::Kind::code, std::move(text), 0); }
  void row(Passage line, std::vector<Passage> cells);
  void mark_header();  // the row just given is its table's header

  // "**Impact**: all users" at the head of `raw`, markup and all, where it names a known section: opens it,
  // and gives the rest of `raw`. Absent, and nothing done, where there is no such label.
  std::optional<Passage> label(const Passage& raw);
  // Opens a section called `title` where that is a known one.
  bool named_section(const Passage& title);
  // Opens a section where a line on its own, markup gone, is the name of one.
  bool bare_heading(const Passage& line);

  // How deep an item that begins in this column (from 0) is nested among those before it.
  int depth_at(std::size_t column);
  bool is_in_list() const { return !columns_.empty(); }
  void end_list() { columns_.clear(); }

  Blocks take() { return std::move(out_); }

 private:
  bool may_be_title(std::string_view title) const;
  void push(Block::Kind kind, Passage text, int level);

  Blocks out_;
  std::vector<std::size_t> columns_;  // of the items that are open
  std::size_t section_ = 0;
  bool has_labels_ = false;
};

}  // namespace faultline::ingest::prose
