#include "render/sla_document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/markdown_escape.hpp"
#include "render/sla_report.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {

namespace {

using model::SlaRow;

std::string title_of(const SlaRow& row) {
  std::string title = row.scope.cluster.is_known() ? row.scope.cluster.slug : "No cluster";
  if (row.scope.organisation.is_known()) title += " (" + row.scope.organisation.label + ')';
  return title;
}

std::string scope_in_cluster(const SlaRow& row) {
  std::string text = row.objective.name;
  if (row.scope.service.is_known()) text = row.scope.service.label;
  if (row.scope.group.is_known()) text = row.scope.group.label + (text.empty() ? "" : " / " + text);
  return text.empty() ? "(all)" : text;
}

class Document {
 public:
  explicit Document(const model::SlaResult& result) : result_(result) {}

  std::string text() {
    std::vector<std::string> periods, titles;
    for (const SlaRow& row : result_.rows) {
      add_new(periods, row.period);
      add_new(titles, title_of(row));
    }
    text_ = "# Availability and error budget";
    if (!periods.empty()) text_ += ", " + escape_inline(base::join(periods, ", "));
    text_ += "\n";
    if (result_.rows.empty()) text_ += "\nNo rows: nothing is known of the period and scope.\n";
    for (const std::string& title : titles) add_table(title);
    add_open_questions();
    add_policies();
    add_list("Seals", seal_lines());
    add_list("Notes", result_.notes);
    const bool is_printed_to_minutes =
        std::any_of(result_.rows.begin(), result_.rows.end(),
                    [](const SlaRow& row) { return row.least.bad != row.most.bad && !has_range(row); });
    if (is_printed_to_minutes)
      text_ += "\nEdges are printed to the minute: a window's figure holds within a minute.\n";
    text_ += "\nPercentages are truncated, never rounded; `down` is weighted.\n";
    return text_;
  }

 private:
  static void add_new(std::vector<std::string>& list, const std::string& text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
  }

  void add_table(const std::string& title) {
    Table table;
    table.columns = {{"period"},
                     {"service"},
                     {"availability %", Align::right},
                     {"objective"},
                     {"verdict"},
                     {"down", Align::right},
                     {"budget", Align::right},
                     {"burned %", Align::right}};
    const bool has_policies = result_.policies.size() > 1;
    if (has_policies) table.columns.push_back({"policy"});
    for (const SlaRow& row : result_.rows) {
      if (title_of(row) != title) continue;
      const SlaText figures = sla_text(row, result_.policy_of(row).decimals);
      table.rows.push_back({{row.period},
                            {scope_in_cluster(row)},
                            {figures.availability},
                            {objective_text(row.objective)},
                            {verdict_text(row)},
                            {with_unit(row, figures.down)},
                            {with_unit(row, amount_text(row, row.budget))},
                            {figures.burned}});
      if (has_policies) table.rows.back().push_back({row.policy});
    }
    text_ += fmt::format("\n## {}\n\n{}", escape_inline(title), to_markdown(table));
  }

  void add_open_questions() {
    std::vector<std::string> lines;
    for (const SlaRow& row : result_.rows) {
      const std::string about = fmt::format("{}, {}: ", row.period, model::to_string(row.scope));
      if (!row.depends_on.empty()) lines.push_back(about + "the verdict depends: " + row.depends_on);
      for (const std::string& note : row.notes) lines.push_back(about + note);
    }
    add_list("Open questions", lines);
  }

  void add_policies() {
    std::vector<std::string> lines;
    for (const model::Policy& policy : result_.policies) {
      lines.push_back(
          fmt::format("{} (digest {})", model::describe(policy), model::digest_of(policy).substr(0, 12)));
    }
    lines.push_back(result_.config_digest.empty() ? "config: defaults" : "config: " + result_.config_digest);
    add_list("How it is counted", lines);
  }

  std::vector<std::string> seal_lines() const {
    std::vector<std::string> lines;
    for (const model::SealMark& seal : result_.seals) {
      lines.push_back(fmt::format("{} by policy {}: seal {} of {}, restatements: {}{}", seal.period,
                                  seal.policy, seal.id, base::format_rfc3339(seal.sealed_at),
                                  seal.restatements, seal.reason.empty() ? "" : "; " + seal.reason));
    }
    return lines;
  }

  void add_list(const char* title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    text_ += fmt::format("\n## {}\n\n", title);
    for (const std::string& line : lines) text_ += "- " + escape_cell(line) + '\n';
  }

  const model::SlaResult& result_;
  std::string text_;
};

}  // namespace

std::string sla_document(const model::SlaResult& result) {
  return Document(result).text();
}

}  // namespace faultline::render
