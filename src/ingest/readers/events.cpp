// Our own format, for anything that no other reader knows: events as JSON lines, or as CSV.
//
//   {"kind": "deploy", "at": "2026-05-05T01:17:00Z", "service": "checkout", "version": "v41"}
//   kind,at,cluster,service,level          (a header with the names of the fields; RFC 4180 quoting)
//
// Fields and their meaning: schemas/json/event.schema.json. A line that breaks the schema is a diagnostic
// and gives no event, but for a field that the schema does not know: it is told and left out.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/csv_rows.hpp"
#include "ingest/readers/event_fields.hpp"
#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest::formats {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20;  // docs/ingest.md, "Limits"
constexpr std::size_t kMaxJsonDepth = 64;
constexpr std::size_t kSniffedLines = 5;

std::string_view without_mark(std::string_view bytes) {
  return bytes.starts_with("\xef\xbb\xbf") ? bytes.substr(3) : bytes;
}

bool is_too_deep(std::string_view line) {
  std::size_t depth = 0;
  for (const char c : line) {
    if (c == '{' || c == '[') ++depth;
    if (depth > kMaxJsonDepth) return true;
    if ((c == '}' || c == ']') && depth > 0) --depth;
  }
  return false;
}

bool is_csv_header(const std::vector<std::string>& cells) {
  const auto has = [&](std::string_view name) {
    return std::any_of(cells.begin(), cells.end(), [&](const auto& c) { return base::trim(c) == name; });
  };
  return has("kind") && has("at");
}

bool is_json_event(std::string_view line) {
  if (!line.starts_with('{') || line.size() > kMaxLineBytes || is_too_deep(line)) return false;
  const json parsed = json::parse(line, nullptr, false);
  return parsed.is_object() && parsed.contains("kind") && parsed.contains("at");
}

void read_json_lines(std::string_view text, const ReadOptions& options, FactSink& sink) {
  int number = 0;
  for (const std::string_view raw : base::split_lines(text)) {
    ++number;
    const std::string_view line = base::trim(raw);
    if (line.empty()) continue;
    model::Location where{number, 1, {}};
    if (line.size() > kMaxLineBytes) {
      sink.reject(where, fmt::format("a line longer than {} bytes; left out", kMaxLineBytes));
    } else if (is_too_deep(line)) {
      sink.reject(where, fmt::format("JSON nested deeper than {}; left out", kMaxJsonDepth), raw);
    } else {
      try {
        read_event_fields(json::parse(line), raw, where, options, sink);
      } catch (const json::parse_error& error) {
        where.column = static_cast<int>(line.data() - raw.data()) +
                       static_cast<int>(std::max<std::size_t>(error.byte, 1));
        sink.reject(where, "no valid JSON; one object per line is expected", raw);
      }
    }
  }
}

void read_csv(std::string_view text, const ReadOptions& options, FactSink& sink) {
  CsvRows rows(text);
  auto header = rows.next();
  while (header && header->is_blank()) header = rows.next();
  if (!header) return sink.reject({1, 1, {}}, "a header is expected, with the columns 'kind' and 'at'");
  for (std::string& name : header->cells) name = std::string(base::trim(name));
  if (!is_csv_header(header->cells)) {
    return sink.reject({header->line, 1, {}}, "the header has no columns 'kind' and 'at'", header->text);
  }
  for (const std::string& name : header->cells)
    tell_unknown_field(name, header->text, {header->line, 0, {}}, sink);
  while (const auto row = rows.next()) {
    if (row->is_blank()) continue;
    const model::Location where{row->line, 1, {}};
    if (row->is_unclosed || row->cells.size() != header->cells.size()) {
      sink.reject(where,
                  row->is_unclosed ? std::string("a quote is not closed")
                                   : fmt::format("{} cells where the header has {}", row->cells.size(),
                                                 header->cells.size()),
                  row->text);
      continue;
    }
    json fields = json::object();
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
      const std::string_view cell = base::trim(row->cells[i]);
      if (!cell.empty() && is_event_field(header->cells[i]))
        fields[header->cells[i]] = csv_value(header->cells[i], cell);
    }
    read_event_fields(fields, row->text, where, options, sink);
  }
}

// The source is an organisation's where all its events are.
void name_organisation(FactSink& sink) {
  std::string label;
  for (const model::Event& event : sink.facts().events) {
    const std::string own = event.scopes.empty() ? std::string() : event.scopes.front().organisation.label;
    if (own.empty() || (!label.empty() && model::make_name(own) != model::make_name(label))) return;
    if (label.empty()) label = own;
  }
  sink.source().organisation = label;
}

}  // namespace

Sniff sniff_events(const Input& input) {
  const std::string_view text = without_mark(input.bytes);
  std::size_t begin = 0;
  for (std::size_t seen = 0; seen < kSniffedLines && begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = base::trim(text.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) continue;
    if (is_json_event(line)) return Sniff::certain;
    if (seen++ == 0 && !line.starts_with('{') && line.size() <= kMaxLineBytes) {
      const auto header = CsvRows(line).next();
      return header && is_csv_header(header->cells) ? Sniff::certain : Sniff::no;
    }
  }
  return Sniff::no;
}

void read_events(const Input& input, const ReadOptions& options, FactSink& sink) {
  const std::string_view text = without_mark(input.bytes);
  if (base::trim(text).starts_with('{')) {
    read_json_lines(text, options, sink);
  } else {
    read_csv(text, options, sink);
  }
  name_organisation(sink);
}

}  // namespace faultline::ingest::formats
