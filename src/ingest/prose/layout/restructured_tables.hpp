// Tables of reStructuredText: simple ones, grids, and the directives list-table and csv-table.
//
//   ======  =======      +-------+-------+      .. list-table::       .. csv-table::
//   Time    Event        | Time  | Event |         :header-rows: 1       :header: Time, Event
//   ======  =======      +=======+=======+         * - Time              14:07, "Down, all of it"
//   14:07   Down         | 14:07 | Down  |           - Event
//   ======  =======      +-------+-------+         * - 14:07
//                                                    - Down
#pragma once

#include <string_view>

#include "ingest/prose/layout/builder.hpp"

namespace faultline::ingest::prose {

// The border of a simple table: two groups or more of '='.
bool is_simple_border(std::string_view line);
bool is_grid_border(std::string_view line);  // "+---+---+"

// Both read the table whose border is line `first`, and give the first line behind it; at most `last`.
std::size_t read_simple_table(const SourceText& source, std::size_t first, std::size_t last,
                              BlockBuilder& builder);
std::size_t read_grid_table(const SourceText& source, std::size_t first, std::size_t last,
                            BlockBuilder& builder);

// What the directives hold, [first, last); the first `headers` rows are headers.
void read_list_table(const SourceText& source, std::size_t first, std::size_t last, int headers,
                     BlockBuilder& builder);
// `header`: the value of ":header:", or empty.
void read_csv_table(const SourceText& source, std::size_t first, std::size_t last, const Passage& header,
                    int headers, BlockBuilder& builder);

}  // namespace faultline::ingest::prose
