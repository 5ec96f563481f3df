// Table: rows of cells, printed aligned for people, as CSV for machines or as Markdown.
//
// Cells carry text of sources; each form makes it harmless in its own way: control characters for the
// terminal, formulas for spreadsheets (a cell that begins with = + - @ gets a leading apostrophe, unless
// it is a number), markup for Markdown.
#pragma once

#include <string>
#include <vector>

#include "render/style.hpp"

namespace faultline::render {

enum class Align { left, right };
enum class Overflow { cut, wraps };  // a cell that wraps loses nothing, so it does on pipes too

struct Column {
  std::string title;
  Align align = Align::left;
  int least_width = 0;  // > 0: may be cut down to this where the table has to fit
  Overflow overflow = Overflow::cut;
};

struct Cell {
  Cell(std::string cell_text, Tint cell_tint = Tint::plain) : text(std::move(cell_text)), tint(cell_tint) {}
  Cell(const char* cell_text) : text(cell_text) {}
  std::string text;
  Tint tint = Tint::plain;
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

std::string to_text(const Table& table, const Style& style);
std::string to_csv(const Table& table);  // RFC 4180, "\n" line ends
std::string to_markdown(const Table& table);

// One CSV cell: quoted where needed, harmless for spreadsheets.
std::string csv_cell(std::string_view text);

}  // namespace faultline::render
