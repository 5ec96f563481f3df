// What cmark is given in place of the source: the same lines, a few of them mended (markdown.hpp says which).
//
// A line may get another beginning, or be put in; it is never cut elsewhere, so that each still knows where
// it stands in the source.
#pragma once

#include <string>
#include <vector>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

struct RepairedMarkdown {
  struct Line {
    std::size_t source = 0;  // its line there; of one that was put in: that of the line after it
    std::size_t begin = 0;   // where in the folded text its bytes behind `prefix` begin
    std::size_t prefix = 0;  // bytes at its head that are not the source's
    bool is_empty = false;   // nothing of its source line is in it: put in, or left blank
  };
  std::string text;
  std::vector<Line> lines;
};

// Whether cmark reads it in time linear in its length: it keeps a node for each cell that a short row lacks,
// and looks at every open quote for each line. No document comes near the limits.
bool is_cheap_markdown(const SourceText& source, std::size_t first);

// From line `first` on.
RepairedMarkdown repair_markdown(const SourceText& source, std::size_t first);

}  // namespace faultline::ingest::prose
