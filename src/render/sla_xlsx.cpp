#include "render/sla_xlsx.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {

namespace {

using model::SlaRow;

constexpr std::size_t kLongestSheetName = 31;
constexpr std::size_t kLongestText = 32'000;  // bytes; a cell takes 32,767 characters
constexpr time_t kNoTime = 315'532'800;       // 1980, as that of the zip's entries; 0 would be the clock's
constexpr int kMostDecimals = 9;
constexpr std::size_t kWordsInLine = 90;  // characters that fit the summary's second column, with room

struct Formats {
  explicit Formats(lxw_workbook* workbook) : workbook_(workbook) {
    title = workbook_add_format(workbook);
    format_set_bold(title);
    format_set_font_size(title, 16);
    header = workbook_add_format(workbook);
    format_set_bold(header);
    format_set_text_wrap(header);
    format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(header, 0xE3E8EF);
    format_set_bottom(header, LXW_BORDER_THIN);
    format_set_indent(header, 1);
    number_header = workbook_add_format(workbook);
    format_set_bold(number_header);
    format_set_text_wrap(number_header);
    format_set_align(number_header, LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(number_header, LXW_ALIGN_RIGHT);
    format_set_bg_color(number_header, 0xE3E8EF);
    format_set_bottom(number_header, LXW_BORDER_THIN);
    text = workbook_add_format(workbook);
    format_set_indent(text, 1);
    name = workbook_add_format(workbook);
    format_set_bold(name);
    format_set_align(name, LXW_ALIGN_VERTICAL_TOP);
    words = workbook_add_format(workbook);
    format_set_text_wrap(words);
    format_set_align(words, LXW_ALIGN_VERTICAL_TOP);
    good = tinted(0xDDF3E1, 0x14532D);
    bad = tinted(0xFADADA, 0x8A1212);
    open = tinted(0xFFF1C9, 0x6B4A00);
  }

  // "#,##0.0000": by the decimals that the text was truncated to.
  lxw_format* number(int decimals) {
    lxw_format*& format = numbers_[decimals];
    if (format == nullptr) {
      format = workbook_add_format(workbook_);
      std::string pattern = "#,##0";
      if (decimals > 0) pattern += '.' + std::string(static_cast<std::size_t>(decimals), '0');
      format_set_num_format(format, pattern.c_str());
    }
    return format;
  }

  lxw_format *title, *header, *number_header, *text, *name, *words, *good, *bad, *open;

 private:
  lxw_format* tinted(lxw_color_t ground, lxw_color_t ink) {
    lxw_format* format = workbook_add_format(workbook_);
    format_set_bg_color(format, ground);
    format_set_font_color(format, ink);
    return format;
  }

  lxw_workbook* workbook_;
  std::map<int, lxw_format*> numbers_;
};

struct Cell {
  std::string text;
  int decimals = -1;  // of a number; below 0 = text
};

Cell number(std::int64_t value) {
  return {std::to_string(value), 0};
}

// A truncated decimal; what is none ("-", "all", "") stays text.
Cell decimal(std::string text, int decimals) {
  const bool is_number = !text.empty() && text.find_first_not_of("-0123456789.") == std::string::npos &&
                         text.find_first_of("0123456789") != std::string::npos;
  return {std::move(text), is_number ? decimals : -1};
}

Cell seconds(const SlaRow& row, std::int64_t amount) {
  const auto tenths = model::down_tenths(row, amount);
  return tenths ? decimal(base::truncated_quotient(*tenths, 10, 1), 1) : Cell{};
}

struct SheetColumn {
  const char* title;
  Cell (*cell)(const SlaRow& row, const model::Policy& policy);
};

std::string service_of(const SlaRow& row) {
  if (row.scope.service.is_known()) return row.scope.service.label;
  return row.objective.name.empty() ? "(all)" : row.objective.name;
}

constexpr SheetColumn kColumns[] = {
    {"period", [](const SlaRow& row, const model::Policy&) { return Cell{row.period}; }},
    {"service", [](const SlaRow& row, const model::Policy&) { return Cell{service_of(row)}; }},
    {"group", [](const SlaRow& row, const model::Policy&) { return Cell{row.scope.group.label}; }},
    {"organisation",
     [](const SlaRow& row, const model::Policy&) { return Cell{row.scope.organisation.label}; }},
    {"availability %",
     [](const SlaRow& row, const model::Policy& policy) {
       return decimal(availability_percent(row.best, policy.decimals), policy.decimals);
     }},
    {"availability with its range",
     [](const SlaRow& row, const model::Policy& policy) {
       return has_range(row) ? Cell{sla_text(row, policy.decimals).availability} : Cell{};
     }},
    {"lowest %",
     [](const SlaRow& row, const model::Policy& policy) {
       return decimal(availability_percent(row.most, policy.decimals), policy.decimals);
     }},
    {"highest %",
     [](const SlaRow& row, const model::Policy& policy) {
       return decimal(availability_percent(row.least, policy.decimals), policy.decimals);
     }},
    {"objective %",
     [](const SlaRow& row, const model::Policy&) {
       const std::string& text = row.objective.target_text;
       const std::size_t point = text.find('.');
       return decimal(text, point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1));
     }},
    {"verdict",
     [](const SlaRow& row, const model::Policy&) { return Cell{std::string(to_string(row.verdict))}; }},
    {"burned %",
     [](const SlaRow& row, const model::Policy&) { return decimal(burned_percent(row, row.best.bad), 2); }},
    {"down s",
     [](const SlaRow& row, const model::Policy&) {
       return row.unit == model::SlaUnit::requests ? Cell{} : number(row.down_seconds);
     }},
    {"weighted down s", [](const SlaRow& row, const model::Policy&) { return seconds(row, row.best.bad); }},
    {"budget s", [](const SlaRow& row, const model::Policy&) { return seconds(row, row.budget); }},
    {"remaining s", [](const SlaRow& row, const model::Policy&) { return seconds(row, row.remaining); }},
    {"counted s", [](const SlaRow& row, const model::Policy&) { return number(row.counted_seconds); }},
    {"requests", [](const SlaRow& row,
                    const model::Policy&) { return row.requests > 0 ? number(row.requests) : Cell{}; }},
    {"failed requests",
     [](const SlaRow& row, const model::Policy&) {
       return row.requests > 0 ? number(row.failed_requests) : Cell{};
     }},
    {"coverage %",
     [](const SlaRow& row, const model::Policy& policy) {
       if (!row.coverage) return Cell{};
       return decimal(base::truncated_percent(*row.coverage, policy.decimals), policy.decimals);
     }},
    {"provisional",
     [](const SlaRow& row, const model::Policy&) { return Cell{row.is_provisional ? "yes" : "no"}; }},
    {"as of", [](const SlaRow& row, const model::Policy&) { return Cell{base::format_rfc3339(row.as_of)}; }},
    {"policy", [](const SlaRow& row, const model::Policy&) { return Cell{row.policy}; }},
};
// A row's cells, a sheet's columns.
struct Sheet {
  explicit Sheet(const std::vector<const SlaRow*>& rows, const model::SlaResult& result) {
    for (const SheetColumn& column : kColumns) {
      std::vector<Cell> cells;
      for (const SlaRow* row : rows) cells.push_back(column.cell(*row, result.policy_of(*row)));
      // A column without anything in it would only take the paper.
      if (std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return !cell.text.empty(); }))
        columns.emplace_back(column.title, std::move(cells));
    }
  }

  lxw_col_t place_of(std::string_view title) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const auto& column) { return column.first == title; });
    return static_cast<lxw_col_t>(found - columns.begin());
  }

  std::vector<std::pair<std::string, std::vector<Cell>>> columns;
};

// In characters, for the longest cell and the longest word of the title.
double width_of(const std::string& title, const std::vector<Cell>& cells) {
  std::size_t longest = 6;
  for (const std::string_view word : base::split(title, ' ')) longest = std::max(longest, word.size() + 2);
  for (const Cell& cell : cells) longest = std::max(longest, base::display_width(cell.text) + 3);
  return static_cast<double>(std::min<std::size_t>(longest, 36));
}

std::string cell_text(const std::string& text) {
  std::string clean = base::printable(text);
  if (clean.size() <= kLongestText) return clean;
  clean.resize(kLongestText);
  while (!clean.empty() && base::to_valid_utf8(clean) != clean) clean.pop_back();
  return clean + " ...";
}

class Book {
 public:
  Book(const model::SlaResult& result, const std::string& path)
      : result_(result), workbook_(workbook_new(path.c_str())), formats_(workbook_) {}

  void write() {
    for (const SlaRow& row : result_.rows)
      organisations_[row.scope.cluster.slug].insert(row.scope.organisation.slug);
    for (const SlaRow& row : result_.rows) {
      const std::string place = place_of(row);
      auto found = std::find_if(sheets_.begin(), sheets_.end(),
                                [&](const auto& sheet) { return sheet.first == place; });
      if (found == sheets_.end()) found = sheets_.insert(sheets_.end(), {place, {}});
      found->second.push_back(&row);
    }
    std::vector<std::string> wanted{"Summary"};
    for (const auto& [place, rows] : sheets_) wanted.push_back(place);
    names_ = sheet_names(wanted);
    set_properties();
    write_summary();
    for (std::size_t i = 0; i < sheets_.size(); ++i) write_rows(names_[i + 1], sheets_[i].second);
    const lxw_error error = workbook_close(workbook_);
    if (error != LXW_NO_ERROR) throw base::Error(lxw_strerror(error));
  }

 private:
  // Services without a cluster share a sheet; clusters of one name are told apart by their organisation.
  std::string place_of(const SlaRow& row) const {
    if (!row.scope.cluster.is_known()) return "no cluster";
    const bool is_only = organisations_.at(row.scope.cluster.slug).size() == 1;
    return is_only ? row.scope.cluster.slug : row.scope.cluster.slug + ' ' + row.scope.organisation.label;
  }

  void set_properties() {
    base::Instant latest{};
    for (const SlaRow& row : result_.rows) latest = std::max(latest, row.as_of);
    const auto time = std::chrono::floor<std::chrono::seconds>(latest).time_since_epoch().count();
    lxw_doc_properties properties{};
    std::string title = "Availability and error budget", program = "faultline";
    properties.title = title.data();
    properties.author = program.data();
    properties.created = time > 0 ? static_cast<time_t>(time) : kNoTime;
    workbook_set_properties(workbook_, &properties);
  }

  void set_print(lxw_worksheet* sheet) {
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, "&L&A&RPage &P of &N");
  }

  void line(lxw_worksheet* sheet, const std::string& name, const std::string& words) {
    worksheet_write_string(sheet, line_, 0, cell_text(name).c_str(), formats_.name);
    worksheet_write_string(sheet, line_, 1, cell_text(words).c_str(), formats_.words);
    // Not every program makes a row as high as its wrapped text.
    const auto lines = static_cast<double>(1 + base::display_width(words) / kWordsInLine);
    worksheet_set_row(sheet, line_, std::min(409.0, 15 * lines), nullptr);
    ++line_;
  }

  void write_summary() {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook_, names_.front().c_str());
    worksheet_set_column(sheet, 0, 0, 24, nullptr);
    worksheet_set_column(sheet, 1, 1, 100, nullptr);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_write_string(sheet, 0, 0, "Availability and error budget", formats_.title);
    line_ = 2;
    std::vector<std::string> periods;
    for (const SlaRow& row : result_.rows) {
      if (std::find(periods.begin(), periods.end(), row.period) == periods.end())
        periods.push_back(row.period);
    }
    line(sheet, "period", periods.empty() ? "no rows" : base::join(periods, ", "));
    for (std::size_t i = 0; i < sheets_.size(); ++i)
      line(sheet, names_[i + 1], verdicts_of(sheets_[i].second));
    ++line_;
    for (const model::Policy& policy : result_.policies) {
      line(sheet, "policy " + policy.name, model::describe(policy));
      line(sheet, "", "digest " + model::digest_of(policy));
      if (!policy.source.empty()) line(sheet, "", "source: " + policy.source);
    }
    line(sheet, "config", result_.config_digest.empty() ? "defaults" : "digest " + result_.config_digest);
    for (const model::SealMark& seal : result_.seals) {
      line(sheet, "seal " + seal.id,
           fmt::format("{} by policy {}, sealed at {}, restatements: {}{}", seal.period, seal.policy,
                       base::format_rfc3339(seal.sealed_at), seal.restatements,
                       seal.reason.empty() ? "" : "; " + seal.reason));
    }
    for (const SlaRow& row : result_.rows) {
      if (!row.depends_on.empty()) line(sheet, "depends", about(row) + row.depends_on);
      for (const std::string& note : row.notes) line(sheet, "note", about(row) + note);
    }
    for (const std::string& note : result_.notes) line(sheet, "note", note);
    line(sheet, "figures", "Percentages are truncated, never rounded. Overlapping windows count once.");
    set_print(sheet);
  }

  static std::string about(const SlaRow& row) {
    return fmt::format("{}, {}: ", row.period, model::to_string(row.scope));
  }

  static std::string verdicts_of(const std::vector<const SlaRow*>& rows) {
    std::map<SlaRow::Verdict, int> counts;
    for (const SlaRow* row : rows) ++counts[row->verdict];
    std::vector<std::string> parts;
    for (const auto& [verdict, count] : counts)
      parts.push_back(fmt::format("{} {}", count, model::to_string(verdict)));
    return base::join(parts, ", ");
  }

  void write_rows(const std::string& name, const std::vector<const SlaRow*>& rows) {
    lxw_worksheet* page = workbook_add_worksheet(workbook_, name.c_str());
    const Sheet sheet(rows, result_);
    const auto last_row = static_cast<lxw_row_t>(rows.size());
    const auto last_column = static_cast<lxw_col_t>(sheet.columns.size() - 1);
    for (lxw_col_t i = 0; i <= last_column; ++i) {
      const auto& [title, cells] = sheet.columns[i];
      const bool is_number =
          std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.decimals >= 0; });
      worksheet_set_column(page, i, i, width_of(title, cells), nullptr);
      worksheet_write_string(page, 0, i, title.c_str(), is_number ? formats_.number_header : formats_.header);
      for (lxw_row_t row = 0; row < last_row; ++row) put(page, row + 1, i, cells[row]);
    }
    worksheet_set_row(page, 0, 32, nullptr);
    worksheet_freeze_panes(page, 1, 2);
    worksheet_autofilter(page, 0, 0, last_row, last_column);
    tint_verdicts(page, sheet.place_of("verdict"), last_row);
    set_print(page);
    worksheet_repeat_rows(page, 0, 0);
    const bool is_any_burned =
        std::any_of(rows.begin(), rows.end(), [](const SlaRow* row) { return row->best.bad > 0; });
    if (is_any_burned) chart(page, name, rows, sheet);
  }

  void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (cell.text.empty()) return;
    double value = 0;
    if (cell.decimals < 0) {
      worksheet_write_string(sheet, row, column, cell_text(cell.text).c_str(), formats_.text);
    } else {
      std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), value);
      worksheet_write_number(sheet, row, column, value,
                             formats_.number(std::min(cell.decimals, kMostDecimals)));
    }
  }

  void tint_verdicts(lxw_worksheet* sheet, lxw_col_t column, lxw_row_t last_row) {
    const std::pair<SlaRow::Verdict, lxw_format*> tints[] = {{SlaRow::Verdict::met, formats_.good},
                                                             {SlaRow::Verdict::breached, formats_.bad},
                                                             {SlaRow::Verdict::depends, formats_.open},
                                                             {SlaRow::Verdict::no_data, formats_.open}};
    for (const auto& [verdict, format] : tints) {
      std::string quoted = fmt::format("\"{}\"", model::to_string(verdict));
      lxw_conditional_format rule{};
      rule.type = LXW_CONDITIONAL_TYPE_CELL;
      rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
      rule.value_string = quoted.data();
      rule.format = format;
      worksheet_conditional_format_range(sheet, 1, column, last_row, column, &rule);
    }
  }

  void chart(lxw_worksheet* page, const std::string& name, const std::vector<const SlaRow*>& rows,
             const Sheet& sheet) {
    const auto last_row = static_cast<lxw_row_t>(rows.size());
    const bool is_one_period = std::all_of(
        rows.begin(), rows.end(), [&](const SlaRow* row) { return row->period == rows.front()->period; });
    const lxw_col_t service = sheet.place_of("service"), burned = sheet.place_of("burned %");
    lxw_chart* bars = workbook_add_chart(workbook_, LXW_CHART_BAR);
    lxw_chart_series* series = chart_add_series(bars, nullptr, nullptr);
    chart_series_set_categories(series, name.c_str(), 1, is_one_period ? service : lxw_col_t{0}, last_row,
                                service);
    chart_series_set_values(series, name.c_str(), 1, burned, last_row, burned);
    lxw_chart_fill fill{};
    fill.color = 0x3B6EA5;
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
    chart_title_set_name(bars, "Burned part of the error budget, %");
    lxw_chart_font font{};
    font.size = 12;
    font.bold = LXW_TRUE;
    chart_title_set_name_font(bars, &font);
    chart_legend_set_position(bars, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(bars->y_axis);  // of a bar chart the categories; from above as in the table
    chart_axis_set_label_position(bars->x_axis, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    chart_axis_set_min(bars->x_axis, 0);
    chart_axis_set_num_format(bars->x_axis, "0");
    lxw_chart_options options{};
    const double height = 120 + 26.0 * static_cast<double>(std::min<std::size_t>(rows.size(), 40));
    options.x_scale = 1.6;           // of 480 pixels
    options.y_scale = height / 288;  // of 288 pixels
    worksheet_insert_chart_opt(page, last_row + 2, 0, bars, &options);
  }

  const model::SlaResult& result_;
  lxw_workbook* workbook_;
  Formats formats_;
  std::vector<std::pair<std::string, std::vector<const SlaRow*>>> sheets_;
  std::vector<std::string> names_;
  std::map<std::string, std::set<std::string>> organisations_;  // by cluster
  lxw_row_t line_ = 0;
};

std::string first_characters(const std::string& text, std::size_t count) {
  std::size_t end = 0;
  for (; count > 0 && end < text.size(); --count) end += base::code_point_at(text, end).length;
  return text.substr(0, end);
}

}  // namespace

std::vector<std::string> sheet_names(const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  std::set<std::string> taken{"history"};  // a spreadsheet's own
  for (const std::string& each : wanted) {
    std::string name = base::printable(each);
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; }, '-');
    name = std::string(base::trim(first_characters(name, kLongestSheetName)));
    if (name.empty()) name = "sheet";
    std::string free = name;
    for (int i = 2; !taken.insert(base::to_lower(free)).second; ++i) {
      const std::string end = fmt::format(" ({})", i);
      free = first_characters(name, kLongestSheetName - end.size()) + end;
    }
    names.push_back(free);
  }
  return names;
}

void write_sla_xlsx(const model::SlaResult& result, const std::string& path) {
  Book(result, path).write();
}

}  // namespace faultline::render
