#include "render/table.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "render/markdown_escape.hpp"

namespace faultline::render {

namespace {

constexpr std::size_t kGap = 2;

std::vector<std::size_t> widths_of(const Table& table, const std::vector<std::vector<std::string>>& texts) {
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) widths.push_back(base::display_width(column.title));
  for (const auto& row : texts) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], base::display_width(row[i]));
  }
  return widths;
}

// Takes columns away from the widest column that gives way in that manner until the table fits.
void fit(const Table& table, std::vector<std::size_t>& widths, std::size_t width, Overflow overflow) {
  const auto total = [&] {
    return std::accumulate(widths.begin(), widths.end(), kGap * (widths.empty() ? 0 : widths.size() - 1));
  };
  while (total() > width) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const auto least = static_cast<std::size_t>(table.columns[i].least_width);
      if (table.columns[i].overflow == overflow && least > 0 && widths[i] > least &&
          (widest == widths.size() || widths[i] > widths[widest]))
        widest = i;
    }
    if (widest == widths.size()) return;
    --widths[widest];
  }
}

// A row as the lines it takes; only columns that wrap have text below the first.
std::vector<std::vector<std::string>> lines_of(const Table& table, const std::vector<std::string>& row,
                                               const std::vector<std::size_t>& widths) {
  std::vector<std::vector<std::string>> lines(1, row);
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (table.columns[i].overflow != Overflow::wraps || base::display_width(row[i]) <= widths[i]) continue;
    const std::string cell = wrapped(row[i], static_cast<int>(widths[i]), 0);
    const std::vector<std::string_view> parts = base::split_lines(cell);
    while (lines.size() < parts.size()) lines.emplace_back(row.size());
    for (std::size_t k = 0; k < parts.size(); ++k) lines[k][i] = parts[k];
  }
  return lines;
}

std::string padded(const Style& style, const std::string& text, Tint tint, std::size_t width, Align align,
                   bool is_last) {
  const std::size_t used = base::display_width(text);
  const std::string space(used < width ? width - used : 0, ' ');
  if (align == Align::right) return space + tinted(style, tint, text);
  return tinted(style, tint, text) + (is_last ? "" : space);
}

// A cell that a spreadsheet would run as a formula; a plain number is none.
bool is_formula(std::string_view text) {
  if (text.empty()) return false;
  if (text[0] == '=' || text[0] == '@' || text[0] == '\t' || text[0] == '\r') return true;
  if (text[0] != '+' && text[0] != '-') return false;
  return text.size() == 1 || text.find_first_not_of("0123456789.", 1) != std::string_view::npos;
}

}  // namespace

std::string to_text(const Table& table, const Style& style) {
  std::vector<std::vector<std::string>> texts;
  for (const auto& row : table.rows) {
    auto& line = texts.emplace_back();
    for (const Cell& cell : row) line.push_back(one_line(cell.text));
  }
  std::vector<std::size_t> widths = widths_of(table, texts);
  const auto width = static_cast<std::size_t>(std::max(40, style.width));
  fit(table, widths, width, Overflow::wraps);
  if (style.cut_tables) fit(table, widths, width, Overflow::cut);

  std::string out;
  const auto print_row = [&](const auto& text_of, const auto& tint_of, std::size_t count) {
    std::string line;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) line.append(kGap, ' ');
      line += padded(style, base::ellipsize(text_of(i), widths[i]), tint_of(i), widths[i],
                     table.columns[i].align, i + 1 == count);
    }
    while (line.ends_with(' ')) line.pop_back();
    out += line + '\n';
  };
  print_row([&](std::size_t i) { return table.columns[i].title; }, [](std::size_t) { return Tint::dim; },
            table.columns.size());
  for (std::size_t r = 0; r < texts.size(); ++r) {
    const std::vector<std::vector<std::string>> lines = lines_of(table, texts[r], widths);
    for (const std::vector<std::string>& line : lines) {
      print_row([&](std::size_t i) { return line[i]; }, [&](std::size_t i) { return table.rows[r][i].tint; },
                line.size());
    }
  }
  return out;
}

std::string csv_cell(std::string_view text) {
  std::string cell = base::printable(base::to_valid_utf8(text));
  if (is_formula(cell)) cell.insert(0, 1, '\'');
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  return '"' + base::replace_all(std::move(cell), "\"", "\"\"") + '"';
}

std::string to_csv(const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out += (i > 0 ? "," : "") + csv_cell(table.columns[i].title);
  out += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i > 0 ? "," : "") + csv_cell(row[i].text);
    out += '\n';
  }
  return out;
}

std::string to_markdown(const Table& table) {
  std::string out = "|";
  for (const Column& column : table.columns) out += ' ' + escape_cell(column.title) + " |";
  out += "\n|";
  for (const Column& column : table.columns) out += column.align == Align::right ? "---:|" : "---|";
  out += '\n';
  for (const auto& row : table.rows) {
    out += '|';
    for (const Cell& cell : row) out += ' ' + escape_cell(one_line(cell.text)) + " |";
    out += '\n';
  }
  return out;
}

}  // namespace faultline::render
