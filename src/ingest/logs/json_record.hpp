// JsonRecord: one JSON object of a log, read into a LogRecord by a FieldMap.
//
// Promises:
//  1. A field that cannot be read as what it should be ("status": "active", "time": "12ms") does not count;
//  the next
//     in the order does.
//  2. What no field asks for is passed over, whatever it holds: a NaN or a number of a hundred digits there
//  costs
//     no record.
//  3. Nothing deeper than kMostJsonDepth is read.
//
//   JsonRecord json(map, clock);
//   if (const std::string wrong = json.read(line.text, line.number, record); !wrong.empty()) ...
//
// The text needs kLinePadding readable bytes behind it (line_stream.hpp). What wraps a record is
// wrapping.hpp.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/logs/field_map.hpp"
#include "ingest/logs/log_clock.hpp"
#include "ingest/logs/log_record.hpp"

namespace faultline::ingest::logs {

inline constexpr std::size_t kMostJsonDepth = 64;

bool is_too_deep(std::string_view json);

class JsonRecord {
 public:
  JsonRecord(const FieldMap& map, LogClock& clock);
  ~JsonRecord();

  // Empty, or what is wrong with the text. The record's views live until the next call.
  std::string read(std::string_view text, int line, LogRecord& record);

 private:
  struct Parser;  // simdjson's, kept out of the header
  struct Value {
    std::string_view text;
    bool is_number = false;
  };
  struct Walk;

  void take(const FieldMap::Entry& entry, Value value);
  void take_part(const FieldMap::Use& use, std::string_view field, Value value);

  const FieldMap& map_;
  LogClock& clock_;
  std::unique_ptr<Parser> parser_;
  std::string path_, valid_;
  // Of the record being read.
  LogRecord* record_ = nullptr;
  int line_ = 0;
  std::array<int, kParts> ranks_{};
  std::string_view program_;
  bool has_numeric_level_ = false;
};

}  // namespace faultline::ingest::logs
