// CSV as RFC 4180 has it: quoted cells may hold separators, line breaks and doubled quotes. The separator is
// the one of ',', ';' and tab that the first line has most of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::ingest::formats {

struct CsvRow {
  std::vector<std::string> cells;
  int line = 0;              // at which the row begins
  std::string_view text;     // its first line, for diagnostics
  bool is_unclosed = false;  // the text ended inside quotes
  bool is_blank() const {
    return cells.size() == 1 && cells.front().find_first_not_of(" \t\r") == std::string::npos;
  }
};

class CsvRows {
 public:
  explicit CsvRows(std::string_view text);
  std::optional<CsvRow> next();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  char separator_ = ',';
};

}  // namespace faultline::ingest::formats
