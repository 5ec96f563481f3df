// The cells of one line of a table whose columns stand between bars.
//
//   | 14:07 | a \| b |   -> "14:07", "a | b"    an escaped bar is text; outer bars may be missing
#pragma once

#include <string_view>
#include <vector>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

// "|---|:--:|": what stands below the header of a table.
bool is_delimiter_row(std::string_view line);

// `raw` with its markup; the cells come without.
std::vector<Passage> cells_of_row(const Passage& raw);

// "14:07 | a": the text of a row of which only the cells are known.
Passage joined_cells(const std::vector<Passage>& cells);

}  // namespace faultline::ingest::prose
