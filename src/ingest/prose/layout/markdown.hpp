// Markdown by cmark-gfm's block structure; the text of every block is cut out of the source.
//
// Real documents break a strict reading. What is repaired before cmark sees them (markdown_repair.hpp):
//
//   a fence left open            ends at the next heading that names a section ("## Action items")
//   an indented fence            stands at the margin; its own indentation says nothing
//   "• text" of a copied page    is a bullet
//   <details>, <br>, <div> ...   alone on a line hide nothing below them
//   <table>, <ul>, <dl>, <pre>   are read as HTML, blank lines inside and all
//   ::: fences, {% tags %}       of Quarto and Jekyll are no text; {% highlight %} opens a fence
//
// What is repaired after it, by giving the lines to the loose reader (text.hpp):
//
//   indented code                is bullets or text wherever a list or a label stands above it, or bullets in
//   it bullets, bars, fences or "##x" inside a paragraph, where cmark sees none because of indentation, a
//   lost blank line or a delimiter row with another number of cells other raw HTML               its tags go,
//   its text stays
//
// Two things are not as cmark has them: how deep an item is nested is told by its column, so that odd
// indentation nests as it looks; and a long line, or several, above "---" is a paragraph and no heading.
#pragma once

#include "ingest/prose/layout/builder.hpp"

namespace faultline::ingest::prose {

// From line `first` on.
void read_markdown(const SourceText& source, std::size_t first, BlockBuilder& builder);

}  // namespace faultline::ingest::prose
