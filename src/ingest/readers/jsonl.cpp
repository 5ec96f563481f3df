// jsonl: an application's log, one JSON object per line, as zap, logrus, pino, bunyan, slog,
// python-json-logger, Serilog and ECS loggers write it; maybe wrapped by Kubernetes, Docker or docker compose
// (logs/wrapping.hpp).
//
//   {"ts": 1772615553.123, "level": "error", "msg": "no route", "service": "checkout", "status": 502}
//
// Which field tells what: logs/field_map.hpp and docs/logs.md. Within a wrapping, a line that is no JSON is
// tried as one of the line formats of schemas/logs/, and else counted at the runtime's time. Deliberately
// ignored: fields that no rollup needs, blank lines.
#include <algorithm>
#include <deque>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/logs/json_record.hpp"
#include "ingest/logs/line_format.hpp"
#include "ingest/logs/record_counter.hpp"
#include "ingest/logs/wrapping.hpp"
#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest::formats {

namespace {

using logs::LogRecord;

constexpr int kSniffedLines = 5;

class JsonLines {
 public:
  JsonLines(const ReadOptions& options, FactSink& sink)
      : sink_(sink),
        zone_(options, sink),
        clock_(logs::TimeLayout::iso(), zone_),
        map_(options.logs),
        json_(map_, clock_),
        counter_(options, sink) {
    for (const logs::LineFormat& format : logs::line_formats())
      formats_.push_back({&format, logs::LogClock(format.layout(), zone_)});
  }

  void read(LineStream& lines) {
    while (const auto line = lines.next()) {
      if (line->is_restart) restart();
      if (line->is_cut) {
        reject(line->number, fmt::format("a line longer than {} bytes; left out", kMostLineBytes), {});
      } else if (!base::trim(line->text).empty()) {
        read_line(*line);
      }
    }
    if (unwrapper_.has_open_part())
      sink_.remark({}, "the last line goes on behind the end; it is not counted");
    counter_.finish();
  }

  // A line that only this reader understands: wrapped by a runtime, or an object with a time and a level, a
  // status or a message.
  bool knows(const Line& line) {
    const logs::Unwrapped unwrapped = unwrapper_.unwrap(line.text);
    if (!unwrapped.time.empty() || unwrapped.is_part) return true;
    const std::string_view text = base::trim(unwrapped.text);
    if (!text.starts_with('{')) return false;
    LogRecord record;
    if (!json_.read(text, line.number, record).empty() || !record.at) return false;
    return record.status || record.is_severe || record.has_message;
  }

 private:
  struct Format {
    const logs::LineFormat* format;
    logs::LogClock clock;
  };

  void restart() {
    counter_.clear();
    unwrapper_.clear();
    zone_.forget();
  }

  void reject(int line, std::string message, std::string_view text) {
    sink_.reject({line, 1, {}}, std::move(message), text);
  }

  void read_line(const Line& line) {
    const logs::Unwrapped unwrapped = unwrapper_.unwrap(line.text);
    if (unwrapped.is_too_long)
      return reject(line.number,
                    fmt::format("parts of a line longer than {} bytes; left out", kMostLineBytes), {});
    if (unwrapped.is_part) return sink_.ignore("a part of a line, joined with its last one");
    const std::string_view text = base::trim(unwrapped.text);
    LogRecord record;
    if (text.starts_with('{')) {
      if (std::string wrong = json_.read(text, line.number, record); !wrong.empty())
        return reject(line.number, std::move(wrong), line.text);
    } else if (!unwrapped.is_wrapped) {
      return reject(line.number, "no JSON object; one per line is expected", line.text);
    } else {
      read_text(text, line.number, record);
    }
    if (!record.at) record.at = clock_.read(unwrapped.time, line.number);
    if (!record.at) {
      return reject(line.number,
                    "no field has a time that can be read; name it in [logs] fields of the config",
                    line.text);
    }
    if (record.service.empty()) record.service = unwrapped.service;
    counter_.add(record, line.number, text);
  }

  void read_text(std::string_view text, int line, LogRecord& record) {
    for (Format& known : formats_) {
      const auto groups = known.format->match(text);
      if (!groups) continue;
      record = known.format->record(*groups, known.clock, line);
      return;
    }
  }

  FactSink& sink_;
  logs::AssumedZone zone_;
  logs::LogClock clock_;
  logs::FieldMap map_;
  logs::JsonRecord json_;
  logs::Unwrapper unwrapper_;
  logs::RecordCounter counter_;
  std::deque<Format> formats_;
};

// Our own events stand one per line too.
bool is_event(std::string_view text) {
  return text.find("\"kind\"") != text.npos && text.find("\"at\"") != text.npos;
}

}  // namespace

Sniff sniff_jsonl(const Input& input) {
  const std::string_view head = std::string_view(input.bytes).substr(0, kHeadBytes);
  const ReadOptions options;
  FactSink sink({}, {}, {}, 0);
  JsonLines reader(options, sink);
  LineStream lines(head);
  int seen = 0, known = 0;
  for (auto line = lines.next(); line && seen < kSniffedLines; line = lines.next()) {
    if (base::trim(line->text).empty()) continue;
    ++seen;
    if (!line->is_cut && !is_event(line->text) && reader.knows(*line)) ++known;
  }
  return known * 2 > seen ? Sniff::certain : Sniff::no;
}

void stream_jsonl(LineStream& lines, const ReadOptions& options, FactSink& sink) {
  JsonLines(options, sink).read(lines);
}

}  // namespace faultline::ingest::formats
