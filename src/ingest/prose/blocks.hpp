// Blocks: the structure of a written document, with nothing lost and every byte in its place.
//
// parse_blocks takes the front matter off and gives the rest to the reader of its markup, in layout/:
//
//   markdown       cmark-gfm's block structure, repaired where real documents break it   layout/markdown.hpp
//   html           gumbo's tree layout/html_layout.hpp restructured   reStructuredText by its block structure
//   layout/restructured.hpp text           plain text and copied pages, line by line layout/text.hpp
//
// Which one is decided by layout/markup_kind.hpp. Why not cmark for all: a copied page is no Markdown. Its
// indented bullets would be code and a table that lost its rows a heading; the loose reading keeps them. For
// the same reason cmark is asked for structure only: the text of a block is cut out of the source, so that
// every claim can name its line and column.
//
// All readers agree on these:
//  - "**Context**:" alone, or as the label of a top-level item, is a heading; what follows it is a paragraph
//  - a quote, a log or a code block is a block of its own kind and never an item or a row
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
  Passage text;                // markup gone, lines joined with '\n'; a row with bars between its cells
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
    std::string key;  // lower case; "extra.team" where it is nested
    Passage value;    // quotes gone; the items of a list joined with ", "
  };
  std::vector<Field> fields;
  const Passage* find(std::string_view key) const;  // the first one so called
};

struct Blocks {
  FrontMatter front;
  std::vector<Block> blocks;
  std::vector<Section> sections;  // sections[0] = the document

  bool is_within(std::size_t section, SectionKind kind) const;  // it or one around it
  // The nearest section of a known kind around a block; other where there is none.
  SectionKind kind_of(const Block& block) const;
};

// `file_name` only tells the markup, by its ending; the content alone will do.
Blocks parse_blocks(const SourceText& source, std::string_view file_name = {});

// [begin, end) of the folded text as it stands, without the white space at its ends.
Passage cut(const SourceText& source, std::size_t begin, std::size_t end);

// Markup gone: emphasis, code marks, links (their text stays), comments, template marks and tags of HTML,
// entities decoded.
Passage plain(const Passage& raw);
Passage plain(const SourceText& source, std::size_t begin, std::size_t end);

}  // namespace faultline::ingest::prose
