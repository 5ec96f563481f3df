// RecordCounter: the records of one source's lines, counted into its rollups.
//
// A record with a status is a request, an error from 500 on; without one it is counted, and an error at level
// error and above (model/rollup.hpp). Cluster and service are what the record says; a service that it does
// not name comes from the path rules of the config, then both from --cluster and --service.
//
// Promises:
//  1. Every record that is put in is counted, or becomes a diagnostic.
//  2. The order of records changes no byte, but where the limit of streams is passed.
//
//   RecordCounter counter(options, sink);
//   counter.add(record, line.number, line.text);
//   counter.finish();
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/logs/log_record.hpp"
#include "ingest/logs/rollup_table.hpp"
#include "ingest/reader.hpp"

namespace faultline::ingest::logs {

class RecordCounter {
 public:
  RecordCounter(const ReadOptions& options, FactSink& sink);

  // `text` is kept as evidence where the record is the first error of its minute. `record.at` must be there.
  void add(const LogRecord& record, int line, std::string_view text);
  void clear();
  void finish();  // hands the rollups to the sink, once

 private:
  const model::PathRule* rule_for(const LogRecord& record) const;
  void reject_stream(const LogRecord& record, int line, std::string_view text);

  const ReadOptions& options_;
  FactSink& sink_;
  std::vector<model::PathRule> rules_;  // the longest prefix first
  RollupTable table_;
  std::int64_t lines_ = 0;
  std::string too_many_;  // the diagnostic past the limit, made once
};

// Printable, valid UTF-8, at most 200 bytes.
std::string error_excerpt(std::string_view line);

}  // namespace faultline::ingest::logs
