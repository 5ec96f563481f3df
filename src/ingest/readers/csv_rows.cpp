#include "ingest/readers/csv_rows.hpp"

#include <algorithm>

namespace faultline::ingest::formats {

CsvRows::CsvRows(std::string_view text) : text_(text) {
  const auto begin = text.find_first_not_of("\r\n \t");
  const std::string_view first =
      begin == text.npos ? text : text.substr(begin, text.find('\n', begin) - begin);
  auto most = std::count(first.begin(), first.end(), ',');
  for (const char candidate : {';', '\t'}) {
    if (const auto count = std::count(first.begin(), first.end(), candidate); count > most) {
      most = count;
      separator_ = candidate;
    }
  }
}

std::optional<CsvRow> CsvRows::next() {
  if (at_ >= text_.size()) return std::nullopt;
  CsvRow row;
  row.line = line_;
  row.text = text_.substr(at_, std::min(text_.find('\n', at_), text_.size()) - at_);
  std::string cell;
  bool is_quoted = false;
  bool was_quoted = false;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '\n') ++line_;
    if (is_quoted) {
      if (c != '"') {
        cell.push_back(c);
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell.push_back('"');
        ++at_;
      } else {
        is_quoted = false;
      }
    } else if (c == '"' && !was_quoted && cell.find_first_not_of(' ') == std::string::npos) {
      cell.clear();
      is_quoted = was_quoted = true;
    } else if (c == separator_) {
      row.cells.push_back(std::move(cell));
      cell.clear();
      was_quoted = false;
    } else if (c == '\n') {
      ++at_;
      break;
    } else if (c != '\r') {
      cell.push_back(c);
    }
  }
  row.is_unclosed = is_quoted;
  row.cells.push_back(std::move(cell));
  return row;
}

}  // namespace faultline::ingest::formats
