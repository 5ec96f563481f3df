// Plain text and copied pages, line by line, with nothing lost: the loose reading.
//
// It knows headings, bullets, rows, fences and quotes where they stand in a text, but asks for no grammar:
// a bullet is a bullet however far it is indented, a section's name alone on a line opens the section, a
// table that lost its rows ("... | | 14:12 UTC | text | | ...") stays one paragraph for timeline_rows. The
// Markdown reader gives it the lines of which cmark can make nothing (markdown.hpp).
//
//  - a fence ends at its closing fence, or at a heading of level 2 or deeper that names a section
//  - indented text is code only after a blank line, outside lists, and where no label opened a section
#pragma once

#include "ingest/prose/layout/builder.hpp"

namespace faultline::ingest::prose {

// The lines [first, last) of the source.
void read_text(const SourceText& source, std::size_t first, std::size_t last, BlockBuilder& builder);

// Bytes of "- ", "* ", "1. ", a bullet sign and the space after it at the head of `text`; 0 for no marker.
std::size_t marker_length(std::string_view text);
// Only the bullet signs of copied pages ("•").
std::size_t bullet_sign_length(std::string_view text);
// A line of "---", "***", "___" or "===".
bool is_rule(std::string_view text);
// A heading at which an open fence ends: "## Action items", "### 14:07".
bool leaves_fence(std::string_view text);
// Columns of white space before the text; a tab counts as four.
std::size_t indent_of(std::string_view line);

}  // namespace faultline::ingest::prose
