// Empty sections: headings of a postmortem's usual sections with nothing below them, as templates leave them.
//
// "## Impact", an empty line, "## Timeline" is one. What stands below counts as it is in the source: an image
// or a table's border is something, a comment of HTML, a rule and "TBD" are not. A heading above deeper
// headings is none.
#pragma once

#include <vector>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

// The headings, in order.
std::vector<Passage> find_empty_sections(const SourceText& source, const Blocks& blocks);

}  // namespace faultline::ingest::prose
