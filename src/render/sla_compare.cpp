#include "render/sla_compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "render/sla_report.hpp"
#include "render/sla_text.hpp"
#include "render/when.hpp"

namespace faultline::render {
namespace {

using model::SlaRow;

using Key = std::tuple<model::Scope, std::string, base::Instant, std::string>;

constexpr std::size_t kMostListed = 12;  // stretches of a scope; JSON has all

Key key_of(const SlaRow& row) {
  return {row.scope, row.objective.name, row.period_start, row.period};
}

std::string weight_text(int tenths) {
  return tenths % 10 == 0 ? std::to_string(tenths / 10) : fmt::format("0.{}", tenths);
}

std::string span_text(base::Instant start, base::Instant end, const Style& style) {
  const std::string from = second_text(start, style), to = second_text(end, style);
  const bool is_same_day = from.substr(0, 10) == to.substr(0, 10);
  return fmt::format("{} to {}", from, is_same_day ? to.substr(11) : to);
}

std::string side_text(const model::SlaDifference::Side& side) {
  std::string text = fmt::format("{} {}", side.policy, weight_text(side.tenths));
  if (!side.why.empty()) text += fmt::format(" ({})", side.why);
  return text;
}

}  // namespace

std::string comparison_table(const model::SlaResult& result, const Style& style) {
  std::map<Key, std::vector<const SlaRow*>> groups;
  for (const SlaRow& row : result.rows) groups[key_of(row)].push_back(&row);
  Table table;
  table.columns = {{"period"},  {"organisation", Align::left, 12},
                   {"cluster"}, {"service", Align::left, 16},
                   {"policy"},  {"availability %"},
                   {"down"},    {"target %", Align::right},
                   {"verdict"}, {"credit %", Align::right}};
  for (const auto& [key, rows] : groups) {
    bool is_first = true;
    for (const SlaRow* row : rows) {
      const SlaText text = sla_text(*row, result.policy_of(*row).decimals);
      const auto once = [&](const std::string& cell) { return is_first ? cell : std::string(); };
      table.rows.push_back({{once(row->period)},
                            {once(row->scope.organisation.is_known() ? row->scope.organisation.label : "-")},
                            {once(place_of(*row))},
                            {once(service_of(*row))},
                            {row->policy, Tint::bold},
                            {text.availability},
                            {with_unit(*row, text.down)},
                            {row->objective.target_text},
                            {verdict_text(*row), tint_of(*row)},
                            {credit_text(*row)}});
      is_first = false;
    }
  }
  return to_text(table, style);
}

std::string differences_text(const model::SlaResult& result, const Style& style) {
  std::string text;
  std::string place;
  std::size_t listed = 0;
  std::int64_t left_out = 0, left_out_seconds = 0;
  const auto close_place = [&] {
    if (left_out > 0)
      text += fmt::format("  and {} more, {} min together (all of them: --format json)\n", left_out,
                          base::truncated_quotient(left_out_seconds, 60, 2));
    listed = 0;
    left_out = left_out_seconds = 0;
  };
  for (const model::SlaDifference& difference : result.differences) {
    const std::string here =
        fmt::format("{}, {}", one_line(model::to_string(difference.scope)), difference.period);
    if (here != place) {
      close_place();
      text += fmt::format("{}why they differ, {}:\n", place.empty() ? "" : "\n", here);
    }
    place = here;
    const auto length = std::chrono::duration_cast<std::chrono::seconds>(difference.end - difference.start);
    if (++listed > kMostListed) {
      ++left_out;
      left_out_seconds += length.count();
      continue;
    }
    std::vector<std::string> sides;
    for (const auto& side : difference.sides) sides.push_back(side_text(side));
    text +=
        "  " +
        wrapped(one_line(fmt::format("{} ({} min) {}: {}", span_text(difference.start, difference.end, style),
                                     base::truncated_quotient(length.count(), 60, 2), difference.words,
                                     base::join(sides, ", "))),
                style.width - 2, 4) +
        '\n';
  }
  close_place();
  if (!text.empty()) text += fmt::format("times in {}\n", zone_label(style));
  // What a period is worth differs as well.
  std::map<Key, std::vector<const SlaRow*>> groups;
  for (const SlaRow& row : result.rows) groups[key_of(row)].push_back(&row);
  for (const auto& [key, rows] : groups) {
    const auto differs = [&](const SlaRow* row) {
      return row->unit == model::SlaUnit::tenths && row->best.total != rows.front()->best.total;
    };
    if (rows.front()->unit != model::SlaUnit::tenths || std::none_of(rows.begin(), rows.end(), differs))
      continue;
    std::vector<std::string> parts;
    for (const SlaRow* row : rows)
      parts.push_back(fmt::format("{} {} min", row->policy, minutes_text(row->best.total)));
    text +=
        wrapped(one_line(fmt::format("the whole differs, {}, {}: {}", model::to_string(rows.front()->scope),
                                     rows.front()->period, base::join(parts, ", "))),
                style.width, 2) +
        '\n';
  }
  return text;
}

}  // namespace faultline::render
