#include "cli/ingest_summary.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "cli/progress.hpp"
#include "render/json.hpp"
#include "render/table.hpp"

namespace faultline::cli {

namespace {

// With more sources than this a line per reader says more than one per file; JSON has them all.
constexpr std::size_t kMostListed = 40;

void add(IngestedSource& total, const IngestedSource& source) {
  total.read += source.read;
  total.events += source.events;
  total.rolled_up += source.rolled_up;
  total.diagnostics += source.diagnostics;
  total.ignored += source.ignored;
  total.claims += source.claims;
  total.remarks += source.remarks;
}

IngestedSource total_of(const IngestSummary& summary) {
  IngestedSource total;
  for (const IngestedSource& source : summary.sources) add(total, source);
  return total;
}

// Documents have no lines that are summed up; the column stands only where a log is among the sources.
enum class RolledUp { none, some };

render::Table empty_table(RolledUp rolled_up) {
  using render::Align;
  render::Table table;
  table.columns = {{"source", Align::left, 20}, {"reader"}, {"read", Align::right}, {"events", Align::right}};
  if (rolled_up == RolledUp::some) table.columns.push_back({"rolled up", Align::right});
  table.columns.insert(
      table.columns.end(),
      {{"diagnostics", Align::right}, {"ignored", Align::right}, {"claims", Align::right}, {"state"}});
  return table;
}

std::vector<render::Cell> row_of(const std::string& name, const std::string& reader,
                                 const IngestedSource& source, const std::string& state, RolledUp rolled_up) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  std::vector<render::Cell> row = {
      {name}, {reader.empty() ? "-" : reader}, {number(source.read)}, {number(source.events)}};
  if (rolled_up == RolledUp::some) row.push_back({number(source.rolled_up)});
  row.push_back(
      {number(source.diagnostics), source.diagnostics > 0 ? render::Tint::yellow : render::Tint::plain});
  row.push_back({number(source.ignored)});
  row.push_back({number(source.claims)});
  row.push_back({state});
  return row;
}

std::string_view word_of(SourceState state) {
  switch (state) {
    case SourceState::added:
      return "new";
    case SourceState::grown:
      return "grown";
    case SourceState::known:
      return "known";
  }
  return "";
}

std::string printed_state(const IngestedSource& source) {
  std::string text(word_of(source.state));
  if (source.state == SourceState::grown) text += fmt::format(" by {}", printed_bytes(source.new_bytes));
  return text;
}

nlohmann::ordered_json counts_json(const IngestedSource& source) {
  return {{"read", source.read},           {"events", source.events},
          {"rolled_up", source.rolled_up}, {"diagnostics", source.diagnostics},
          {"ignored", source.ignored},     {"claims", source.claims},
          {"remarks", source.remarks}};
}

}  // namespace

IngestedSource ingested_source(const model::SourceFacts& facts) {
  IngestedSource source;
  source.name = facts.source.name;
  source.reader = facts.source.reader;
  source.digest = facts.source.digest;
  source.read = facts.source.records_read;
  source.ignored = facts.source.records_ignored;
  source.events = static_cast<std::int64_t>(facts.events.size());
  source.rolled_up = facts.source.records_rolled_up;
  source.claims = static_cast<std::int64_t>(facts.claims.size());
  source.diagnostics = source.read - source.events - source.rolled_up - source.ignored;
  source.remarks = static_cast<std::int64_t>(facts.diagnostics.size()) - source.diagnostics;
  source.ignored_by_reason = facts.ignored;
  return source;
}

void IngestedSource::make_known() {
  IngestedSource known;
  known.name = std::move(name);
  known.reader = std::move(reader);
  known.digest = std::move(digest);
  known.state = SourceState::known;
  *this = std::move(known);
}

std::string summary_text(const IngestSummary& summary, const render::Style& style) {
  const IngestedSource total = total_of(summary);
  const RolledUp rolled_up = total.rolled_up > 0 ? RolledUp::some : RolledUp::none;
  render::Table table = empty_table(rolled_up);
  std::map<SourceState, std::size_t> states;
  std::map<std::string, std::pair<IngestedSource, std::int64_t>> by_reader;
  for (const IngestedSource& source : summary.sources) {
    ++states[source.state];
    auto& [sum, count] = by_reader[source.reader];
    add(sum, source);
    ++count;
  }
  if (summary.sources.size() <= kMostListed) {
    for (const IngestedSource& source : summary.sources) {
      table.rows.push_back(row_of(source.name, source.reader, source, printed_state(source), rolled_up));
    }
  } else {
    for (const auto& [reader, sum] : by_reader) {
      table.rows.push_back(
          row_of(render::counted(sum.second, "source", "sources"), reader, sum.first, "", rolled_up));
    }
  }
  std::string text = to_text(table, style);
  std::map<std::string, std::int64_t> reasons;
  for (const IngestedSource& source : summary.sources) {
    for (const auto& ignored : source.ignored_by_reason) reasons[ignored.reason] += ignored.count;
  }
  text +=
      fmt::format("\n{}: {} new, {}{} known\n",
                  render::counted(static_cast<std::int64_t>(summary.sources.size()), "source", "sources"),
                  states[SourceState::added],
                  states[SourceState::grown] > 0 ? fmt::format("{} grown, ", states[SourceState::grown]) : "",
                  states[SourceState::known]);
  text += fmt::format("read {} = {} + {}{} + {} ignored\n", total.read,
                      render::counted(total.events, "event", "events"),
                      rolled_up == RolledUp::some ? fmt::format("{} rolled up + ", total.rolled_up) : "",
                      render::counted(total.diagnostics, "diagnostic", "diagnostics"), total.ignored);
  for (const auto& [reason, count] : reasons)
    text += fmt::format("  ignored {}: {}\n", count, render::one_line(reason));
  return text + render::counted(summary.incidents, "incident", "incidents") + " in the database\n";
}

std::string summary_json(const IngestSummary& summary) {
  render::Json json = render::Json::object();
  json["sources"] = render::Json::array();
  for (const IngestedSource& source : summary.sources) {
    render::Json one = {{"name", base::to_valid_utf8(source.name)}};
    one["reader"] = source.reader.empty() ? render::Json(nullptr) : render::Json(source.reader);
    one["digest"] = source.digest;
    one["state"] = word_of(source.state);
    if (source.state == SourceState::grown) one["new_bytes"] = source.new_bytes;
    one.update(counts_json(source));
    one["ignored_by_reason"] = render::Json::array();
    for (const auto& ignored : source.ignored_by_reason) {
      one["ignored_by_reason"].push_back({{"reason", ignored.reason}, {"count", ignored.count}});
    }
    json["sources"].push_back(std::move(one));
  }
  json["total"] = counts_json(total_of(summary));
  json["unopened"] = summary.unopened;
  json["incidents"] = summary.incidents;
  return render::printed(json);
}

}  // namespace faultline::cli
