// HtmlTable: a table of HTML whose cells are text; on a narrow screen each cell carries its column's title.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace faultline::render {

struct HtmlColumn {
  std::string_view title;
  std::string_view classes;  // of its cells; may be empty
};

struct HtmlCell {
  HtmlCell(std::string cell_text, std::string span_classes = {})
      : text(std::move(cell_text)), span(std::move(span_classes)) {}
  HtmlCell(std::string_view cell_text) : text(cell_text) {}
  HtmlCell(const char* cell_text) : text(cell_text) {}
  std::string text;  // as the source has it; escaped when printed
  std::string span;  // classes of a span around the text; empty = none
};

class HtmlTable {
 public:
  explicit HtmlTable(std::vector<HtmlColumn> columns) : columns_(std::move(columns)) {}

  void row(const std::vector<HtmlCell>& cells);
  bool is_empty() const { return body_.empty(); }
  // Empty where there is no row; a column of which no cell says anything is left out.
  std::string html() const;

 private:
  std::vector<HtmlColumn> columns_;
  std::vector<std::vector<HtmlCell>> body_;
};

// A heading and the table under it, or nothing.
std::string section(std::string_view heading, const HtmlTable& table);

}  // namespace faultline::render
