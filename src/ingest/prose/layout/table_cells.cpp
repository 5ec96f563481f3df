#include "ingest/prose/layout/table_cells.hpp"

namespace faultline::ingest::prose {

bool is_delimiter_row(std::string_view line) {
  bool has_dash = false, has_bar = false;
  for (const char c : line) {
    if (c == '-')
      has_dash = true;
    else if (c == '|')
      has_bar = true;
    else if (c != ':' && c != ' ' && c != '\t')
      return false;
  }
  return has_dash && has_bar;
}

std::vector<Passage> cells_of_row(const Passage& raw) {
  const std::string& text = raw.text;
  std::vector<Passage> cells;
  std::size_t begin = !text.empty() && text.front() == '|' ? 1 : 0;
  while (begin < text.size()) {
    std::size_t bar = begin;
    while (bar < text.size() && (text[bar] != '|' || (bar > 0 && text[bar - 1] == '\\'))) ++bar;
    cells.push_back(plain(raw.part(begin, bar)));
    begin = bar + 1;
  }
  return cells;
}

Passage joined_cells(const std::vector<Passage>& cells) {
  Passage out;
  for (const Passage& cell : cells) {
    if (!out.empty() && !cell.empty()) {
      out.add(' ', out.at.back());
      out.add('|', out.at.back());
    }
    out.add(cell, ' ');
  }
  return out;
}

}  // namespace faultline::ingest::prose
