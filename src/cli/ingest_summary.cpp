#include "cli/ingest_summary.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
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

std::vector<render::Cell> row_of(const std::string& name, const std::string& reader,
                                 const IngestedSource& source, const std::string& state) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  return {{name},
          {reader.empty() ? "-" : reader},
          {number(source.read)},
          {number(source.events)},
          {number(source.diagnostics), source.diagnostics > 0 ? render::Tint::yellow : render::Tint::plain},
          {number(source.ignored)},
          {number(source.claims)},
          {state}};
}

nlohmann::ordered_json counts_json(const IngestedSource& source) {
  return {{"read", source.read},       {"events", source.events}, {"diagnostics", source.diagnostics},
          {"ignored", source.ignored}, {"claims", source.claims}, {"remarks", source.remarks}};
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

std::string summary_text(const IngestSummary& summary, const render::Style& style) {
  using render::Align;
  render::Table table;
  table.columns = {{"source", Align::left, 20},   {"reader"},
                   {"read", Align::right},        {"events", Align::right},
                   {"diagnostics", Align::right}, {"ignored", Align::right},
                   {"claims", Align::right},      {"state"}};
  const IngestedSource total = total_of(summary);
  std::size_t known = 0;
  std::map<std::string, std::pair<IngestedSource, std::int64_t>> by_reader;
  for (const IngestedSource& source : summary.sources) {
    known += source.is_known ? 1 : 0;
    auto& [sum, count] = by_reader[source.reader];
    add(sum, source);
    ++count;
  }
  if (summary.sources.size() <= kMostListed) {
    for (const IngestedSource& source : summary.sources) {
      table.rows.push_back(row_of(source.name, source.reader, source, source.is_known ? "known" : "new"));
    }
  } else {
    for (const auto& [reader, sum] : by_reader) {
      table.rows.push_back(row_of(render::counted(sum.second, "source", "sources"), reader, sum.first, ""));
    }
  }
  std::string text = to_text(table, style);
  std::map<std::string, std::int64_t> reasons;
  for (const IngestedSource& source : summary.sources) {
    for (const auto& ignored : source.ignored_by_reason) reasons[ignored.reason] += ignored.count;
  }
  text += fmt::format("\n{}: {} new, {} known\n",
                      render::counted(static_cast<std::int64_t>(summary.sources.size()), "source", "sources"),
                      summary.sources.size() - known, known);
  text += fmt::format("read {} = {} + {} + {} ignored\n", total.read,
                      render::counted(total.events, "event", "events"),
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
    one["state"] = source.is_known ? "known" : "new";
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
