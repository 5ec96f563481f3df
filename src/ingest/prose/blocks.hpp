// Blocks: the structure of a written document, line by line, with nothing lost.
//
// Reads Markdown as people write it (headings, nested lists, pipe tables, fences, quotes, front matter) and
// plain text with bare section names. Why not cmark: a copied page is no Markdown (indented bullets become
// code, a table that lost its rows one paragraph), fences are left open in real documents and swallow the
// rest, and every block must know its lines; the loose reading below keeps them and never fails.
//
//  - a fence ends at its closing fence, or at a heading of level 2 or deeper: an open fence hides no section
//  - "**Context**:" alone, or as the label of a top-level item, is a heading; what follows it is a paragraph
//  - a flattened table ("... | | 14:12 UTC | text | | ...") is a paragraph; timeline_rows takes it apart
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/prose/passage.hpp"
#include "ingest/prose/vocabulary.hpp"

namespace faultline::ingest::prose {

struct Block {
  enum class Kind { heading, paragraph, item, row, quote, code } kind = Kind::paragraph;
  int level = 0;               // heading: 1 is the top; item: depth from 0
  Passage text;                // markup gone, lines joined with '\n'; a row's cells joined with " | "
  std::vector<Passage> cells;  // row only
  bool is_header = false;      // row: the table's header
  std::size_t section = 0;
};

// What a heading opens, up to the next heading of its level or above.
struct Section {
  SectionKind kind = SectionKind::other;
  std::string title;
  int level = 0;
  std::size_t parent = 0;   // index of the enclosing section; 0 is the document itself
  std::size_t heading = 0;  // block; the document's own section has none (0, level 0)
};

struct FrontMatter {
  struct Field {
    std::string key;  // lower case
    Passage value;    // quotes gone; list items of a block list joined with ", "
  };
  std::vector<Field> fields;
  const Passage* find(std::string_view key) const;
};

struct Blocks {
  FrontMatter front;
  std::vector<Block> blocks;
  std::vector<Section> sections;  // sections[0] = the document

  bool is_within(std::size_t section, SectionKind kind) const;  // it or one around it
  // The nearest section of a known kind around a block; other where there is none.
  SectionKind kind_of(const Block& block) const;
};

Blocks parse_blocks(const SourceText& source);

// Markup of one line gone: emphasis, code marks, links (their text stays), line breaks and tags of HTML.
Passage plain(const SourceText& source, std::size_t begin, std::size_t end);

}  // namespace faultline::ingest::prose
