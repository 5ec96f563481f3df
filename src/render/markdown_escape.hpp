// Text of a source in a Markdown document: it stays text, wherever it is put.
//
// Promises, for CommonMark with GitHub's tables: the result opens no HTML, comment, link, image, emphasis,
// code, table cell, heading, list, quote or fence, holds no line break, and so can forge no faultline mark.
//
//   escape_inline("see [x](javascript:a) <b>")  -> "see \[x\](javascript:a) &lt;b&gt;"
//   escape_cell("a | b\nc")                     -> "a \| b<br>c"
//
// A word's own hyphens, dots and underscores stay as they are, so that people can edit the result.
#pragma once

#include <string>
#include <string_view>

namespace faultline::render {

// On one line: line breaks become spaces.
std::string escape_inline(std::string_view text);

// For a table's cell or a list's item: line breaks become <br>, runs of them one.
std::string escape_cell(std::string_view text);

}  // namespace faultline::render
