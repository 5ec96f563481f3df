// A period report as text, Markdown, and as pages of HTML; all three print the same sections.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/period_report.hpp"
#include "render/style.hpp"
#include "render/table.hpp"

namespace faultline::render {

// A heading with sentences and tables under it. Where a table's first column names incidents, its cells are
// ids.
struct ReportSection {
  std::string heading;
  std::vector<std::string> sentences;
  std::vector<Table> tables;
};

std::vector<ReportSection> sections_of(const model::PeriodChapter& chapter, const model::PeriodReport& report,
                                       const Style& style);

std::string period_report_text(const model::PeriodReport& report, const Style& style);
std::string period_report_markdown(const model::PeriodReport& report, const Style& style);

// The site: index.html, a page per incident (timeline_page) and per cluster; links are relative. By file
// name.
struct SitePage {
  std::string name, content;
};
std::vector<SitePage> period_report_site(const model::PeriodReport& report, const Style& style);

}  // namespace faultline::render
