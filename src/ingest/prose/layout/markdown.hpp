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
//   indented code                with bullets or a fence in it, or where a label has opened a section, below
//                                which people indent text as they like
//   inside a paragraph           bullets, bars, fences and "##x" that cmark takes for text: they stand too
//   far
//                                to the right, lack a blank line, or a delimiter row has too many cells
//   other raw HTML               its tags go, its text stays
//
// A text that would cost cmark more than time linear in its length is read loosely as a whole.
//
// Two things are not as cmark has them: how deep an item is nested is told by its column, so that odd
// indentation nests as it looks; and a long line, or several, above "---" is a paragraph and no heading.
#pragma once

#include "ingest/prose/layout/builder.hpp"

namespace faultline::ingest::prose {

// From line `first` on.
void read_markdown(const SourceText& source, std::size_t first, BlockBuilder& builder);

}  // namespace faultline::ingest::prose
