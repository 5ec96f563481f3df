// HTML documents through gumbo: headings, lists, tables, quotes and code as blocks, each byte in its place.
//
//  - what is read is <main>, else the only <article>, else <body>; without navigation, header and footer of
//  the
//    page, asides, forms, scripts and what is hidden. A <header> inside the article is part of it
//  - the title is the first <h1>, else <title>
//  - <time datetime="..."> counts as the time of its attribute: the text beside it may be "3 months ago"
//  - <dt> and its <dd> make one item: "14:07 / Outage begins"
//  - "<b>Impact</b>: text" is a label as "**Impact**: text" is in Markdown
#pragma once

#include "ingest/prose/layout/builder.hpp"

namespace faultline::ingest::prose {

// [begin, end) of the folded text: a page, or a table inside Markdown. What is nested deeper than any page
// makes no blocks.
void read_html(const SourceText& source, std::size_t begin, std::size_t end, BlockBuilder& builder);

}  // namespace faultline::ingest::prose
