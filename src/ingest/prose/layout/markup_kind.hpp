// Which markup a document is written in.
//
//   html           begins with a tag of a page ("<!doctype html>", "<html", "<article"), or with another tag
//                  of HTML where no '#' heading follows
//   restructured   a file ending .rst or .rest; else titles by adornment together with a directive, a role or
//                  a ``literal``, and nothing that says Markdown
//   markdown       front matter, a '#' heading, a closed fence, a table's delimiter row or a [link](to); or a
//                  file ending of Markdown (.md .markdown .qmd .rmd .erb) where no bullet sign of a copied
//                  page ("•") stands in it
//   text           all else
#pragma once

#include <string_view>

namespace faultline::ingest::prose {

enum class Markup { text, markdown, restructured, html };

// `body` is what follows the front matter.
Markup markup_of(std::string_view body, bool has_front_matter, std::string_view file_name);

// It begins as a page of HTML does: what the document reader asks before it claims a file.
bool begins_as_html(std::string_view text);
// It begins with a comment or a picture as a README does, and has '#' headings.
bool begins_as_markdown(std::string_view text);

}  // namespace faultline::ingest::prose
