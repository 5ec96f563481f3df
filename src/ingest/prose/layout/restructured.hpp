// reStructuredText by its block structure: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
//
//   titles               by adornment, under or over and under; levels in the order in which they appear
//   ":name: value"       at the head: front matter, and text where the name is not one of a document's own;
//                        elsewhere a label or text. ".. post:: DATE" at the head is its date
//   lists                "-", "1.", "#."; "term" and indented text below: one item, "14:07 / Outage begins"
//   tables               simple, grid, list-table, csv-table
//   "text::", directives code-block and its like: code; note and its like: what they hold is text; epigraph
//   and
//                        indented text: quotes; image, contents, toctree and comments: nothing
//
// Deliberately loose: a title's adornment may be shorter than the title, and a nested list needs no blank
// line before it. Not read: substitutions, footnote marks, cells over several columns.
#pragma once

#include <string_view>

#include "ingest/prose/layout/builder.hpp"

namespace faultline::ingest::prose {

// From line `first` on.
void read_restructured(const SourceText& source, std::size_t first, BlockBuilder& builder);

// A line of one sign, as below a title: "=====", "-----", "~~~~~".
bool is_adornment(std::string_view line);
// ".. name:: arguments"
bool is_directive(std::string_view line);

// Roles, literals, link targets and emphasis gone: ":ref:`the plan <plan>`" -> "the plan".
Passage plain_restructured(const Passage& raw);

}  // namespace faultline::ingest::prose
