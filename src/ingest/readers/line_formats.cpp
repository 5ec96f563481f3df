// The log formats that schemas/logs/ describes: one reader for all of them, a row of the table for each. What
// such a format is: logs/line_format.hpp; how to add one: docs/logs.md.
//
// A record is a line. A line that no pattern fits is a diagnostic; what a format says is no record (a
// comment) is ignored with the format's reason.
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/logs/line_format.hpp"
#include "ingest/logs/record_counter.hpp"
#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest::formats {

namespace {

constexpr int kSniffedLines = 5;

Sniff sniff_line_format(const logs::LineFormat& format, const Input& input) {
  const std::string_view head = std::string_view(input.bytes).substr(0, kHeadBytes);
  LineStream lines(head);
  int seen = 0, known = 0;
  for (auto line = lines.next(); line && seen < kSniffedLines; line = lines.next()) {
    if (base::trim(line->text).empty() || !format.ignored_for(line->text).empty()) continue;
    ++seen;
    if (!line->is_cut && format.match(line->text)) ++known;
  }
  return known * 2 > seen ? Sniff::certain : Sniff::no;
}

void stream_line_format(const logs::LineFormat& format, LineStream& lines, const ReadOptions& options,
                        FactSink& sink) {
  logs::AssumedZone zone(options, sink);
  logs::LogClock clock(format.layout(), zone);
  logs::RecordCounter counter(options, sink);
  while (const auto line = lines.next()) {
    if (line->is_restart) {
      counter.clear();
      zone.forget();
    }
    const model::Location where{line->number, 1, {}};
    if (line->is_cut) {
      sink.reject(where, fmt::format("a line longer than {} bytes; left out", kMostLineBytes));
      continue;
    }
    if (base::trim(line->text).empty()) continue;
    if (const std::string_view reason = format.ignored_for(line->text); !reason.empty()) {
      sink.ignore(std::string(reason));
      continue;
    }
    const auto groups = format.match(line->text);
    if (!groups) {
      sink.reject(where, fmt::format("no line of the format {}", format.name()), line->text);
      continue;
    }
    const logs::LogRecord record = format.record(*groups, clock, line->number);
    if (record.at) {
      counter.add(record, line->number, line->text);
    } else {
      sink.reject(where, "the time of the line cannot be read", line->text);
    }
  }
  counter.finish();
}

}  // namespace

std::vector<Reader> line_format_readers() {
  std::vector<Reader> readers;
  for (const logs::LineFormat& format : logs::line_formats()) {
    readers.push_back({format.name(), format.title(),
                       [&format](const Input& input) { return sniff_line_format(format, input); }, nullptr,
                       [&format](LineStream& lines, const ReadOptions& options, FactSink& sink) {
                         stream_line_format(format, lines, options, sink);
                       }});
  }
  return readers;
}

}  // namespace faultline::ingest::formats
