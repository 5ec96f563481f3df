#include "ingest/prose/layout/restructured_tables.hpp"

#include <algorithm>
#include <utility>

#include "ingest/prose/layout/restructured.hpp"
#include "ingest/prose/layout/table_cells.hpp"

namespace faultline::ingest::prose {

namespace {

struct Column {
  std::size_t begin = 0, end = 0;  // in the line
};

// The groups of anything but blanks, or of anything but '+'.
std::vector<Column> columns_of(std::string_view border, char between) {
  std::vector<Column> out;
  for (std::size_t i = 0; i < border.size();) {
    while (i < border.size() && border[i] == between) ++i;
    const std::size_t begin = i;
    while (i < border.size() && border[i] != between) ++i;
    if (i > begin) out.push_back({begin, i});
  }
  return out;
}

// One row while its lines come in.
class Row {
 public:
  void add(std::size_t column, const Passage& raw) {
    if (column >= cells_.size()) cells_.resize(column + 1);
    cells_[column].add(raw, '\n');
  }
  bool empty() const {
    return std::all_of(cells_.begin(), cells_.end(), [](const Passage& cell) { return cell.empty(); });
  }
  void put(BlockBuilder& builder, bool is_header) {
    if (empty()) return;
    for (Passage& cell : cells_) cell = plain_restructured(cell);
    Passage line = joined_cells(cells_);
    const bool is_row = !line.empty();
    builder.row(std::move(line), std::exchange(cells_, {}));
    if (is_row && is_header) builder.mark_header();
  }

 private:
  std::vector<Passage> cells_;
};

Passage cell_in(const SourceText& source, std::size_t line, std::size_t begin, std::size_t end) {
  const std::size_t size = source.line(line).size();
  const std::size_t at = source.lines()[line];
  return cut(source, at + std::min(begin, size), at + std::min(end, size));
}

std::size_t next_line(const SourceText& source, std::size_t first, std::size_t last, auto wanted) {
  std::size_t i = first;
  while (i < last && !wanted(source.line(i))) ++i;
  return i;
}

}  // namespace

bool is_simple_border(std::string_view line) {
  const auto text = base::trim(line);
  return text.starts_with("==") && text.find(' ') != std::string_view::npos &&
         text.find_first_not_of("= ") == std::string_view::npos;
}

bool is_grid_border(std::string_view line) {
  const auto text = base::trim(line);
  return text.size() >= 3 && text.front() == '+' && text.back() == '+' &&
         text.find_first_not_of("+-=") == std::string_view::npos;
}

std::size_t read_simple_table(const SourceText& source, std::size_t first, std::size_t last,
                              BlockBuilder& builder) {
  auto columns = columns_of(source.line(first), ' ');
  columns.back().end = std::string_view::npos;
  // Borders: top, below the header, bottom; the header's is missing where there is none.
  const auto is_border = [](std::string_view line) { return is_simple_border(line); };
  const std::size_t second = next_line(source, first + 1, last, is_border);
  if (second == last) return first + 1;
  // A table ends at a border with a blank line below it.
  const bool has_header = second + 1 < last && !base::trim(source.line(second + 1)).empty();
  std::size_t third = second;
  if (has_header) third = next_line(source, second + 1, last, is_border);
  Row row;
  for (std::size_t i = first + 1; i < third; ++i) {
    if (i == second) {
      row.put(builder, true);
      continue;
    }
    const auto text = base::trim(source.line(i));
    const bool is_span_line = !text.empty() && text.find_first_not_of("- ") == std::string_view::npos;
    if (text.empty() || is_span_line) continue;
    const Passage head = cell_in(source, i, columns.front().begin, columns.front().end);
    if (!head.empty() && !(has_header && i < second)) row.put(builder, false);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::size_t end = c + 1 < columns.size() ? columns[c + 1].begin : columns[c].end;
      row.add(c, cell_in(source, i, columns[c].begin, end));
    }
  }
  row.put(builder, false);
  return std::min(third + 1, last);
}

std::size_t read_grid_table(const SourceText& source, std::size_t first, std::size_t last,
                            BlockBuilder& builder) {
  const auto columns = columns_of(source.line(first), '+');
  const std::size_t indent = source.line(first).find('+');
  Row row;
  std::size_t i = first;
  for (; i < last; ++i) {
    const auto text = base::trim(source.line(i));
    if (is_grid_border(text)) {
      row.put(builder, text.find('=') != std::string_view::npos);
      continue;
    }
    if (!text.starts_with('|') && !text.starts_with('+')) break;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].begin > indent) row.add(c, cell_in(source, i, columns[c].begin, columns[c].end));
    }
  }
  row.put(builder, false);
  return i;
}

void read_list_table(const SourceText& source, std::size_t first, std::size_t last, int headers,
                     BlockBuilder& builder) {
  Row row;
  std::size_t cell = 0;
  for (std::size_t i = first; i < last; ++i) {
    const std::string_view text = base::trim(source.line(i));
    std::size_t begin = source.lines()[i] + static_cast<std::size_t>(text.data() - source.line(i).data());
    const std::size_t end = begin + text.size();
    const bool opens_row = text.starts_with("* -");
    if (opens_row) {
      if (!row.empty()) row.put(builder, headers-- > 0);
      cell = 0;
      begin += 3;
    } else if (text == "-" || text.starts_with("- ")) {
      ++cell;
      ++begin;
    }
    if (!text.empty()) row.add(cell, cut(source, begin, end));
  }
  row.put(builder, headers > 0);
}

void read_csv_table(const SourceText& source, std::size_t first, std::size_t last, const Passage& header,
                    int headers, BlockBuilder& builder) {
  const auto put = [&](const Passage& line, bool is_header) {
    std::vector<Passage> cells;
    const std::string& text = line.text;
    for (std::size_t begin = 0; begin < text.size();) {
      while (begin < text.size() && text[begin] == ' ') ++begin;
      const bool is_quoted = begin < text.size() && text[begin] == '"';
      const std::size_t close = std::min(is_quoted ? text.find('"', begin + 1) : begin, text.size());
      const std::size_t comma = std::min(text.find(',', close), text.size());
      cells.push_back(plain_restructured(is_quoted ? line.part(begin + 1, close) : line.part(begin, comma)));
      begin = comma + 1;
    }
    Passage joined = joined_cells(cells);
    if (joined.empty()) return;
    builder.row(std::move(joined), std::move(cells));
    if (is_header) builder.mark_header();
  };
  if (!header.empty()) put(header, true);
  for (std::size_t i = first; i < last; ++i) {
    const Passage line = cut(source, source.lines()[i], source.lines()[i] + source.line(i).size());
    if (!line.empty()) put(line, headers-- > 0);
  }
}

}  // namespace faultline::ingest::prose
