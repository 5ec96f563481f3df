#include "render/page/html_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "render/page/escape.hpp"

namespace faultline::render {

namespace {

std::string class_attribute(std::string_view classes) {
  return classes.empty() ? "" : fmt::format(" class=\"{}\"", escaped(classes));
}

}  // namespace

void HtmlTable::row(const std::vector<HtmlCell>& cells) {
  assert(cells.size() == columns_.size());
  body_.push_back(cells);
}

std::string HtmlTable::html() const {
  if (body_.empty()) return "";
  std::vector<bool> is_shown(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    is_shown[i] =
        std::any_of(body_.begin(), body_.end(), [i](const auto& cells) { return !cells[i].text.empty(); });
  }
  std::string text = "<table>\n<thead><tr>";
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (is_shown[i]) text += fmt::format("<th scope=\"col\">{}</th>", escaped(columns_[i].title));
  }
  text += "</tr></thead>\n<tbody>\n";
  for (const auto& cells : body_) {
    text += "<tr>";
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!is_shown[i]) continue;
      const std::string cell = escaped(cells[i].text);
      text += fmt::format("<td{} data-label=\"{}\">", class_attribute(columns_[i].classes),
                          escaped(columns_[i].title));
      text += cells[i].span.empty() ? cell
                                    : fmt::format("<span{}>{}</span>", class_attribute(cells[i].span), cell);
      text += "</td>";
    }
    text += "</tr>\n";
  }
  return text + "</tbody>\n</table>\n";
}

std::string section(std::string_view heading, const HtmlTable& table) {
  if (table.is_empty()) return "";
  return fmt::format("<section>\n<h2>{}</h2>\n{}</section>\n", escaped(heading), table.html());
}

}  // namespace faultline::render
