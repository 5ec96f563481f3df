// Rollup rows: minute rollups into their tables and back.
//
// A stream (source, scope, version) is a row of a dictionary, a minute a row without rowid under it, so that
// both writing and loading run along the key. A latency histogram is a blob of varints, pairs of
//
//   bucket minus the one before (the first: minus 0), requests in it
//
//   {{88, 3}, {91, 200}} -> 58 03 | 03 c8 01
//
// Minutes of several sources are not summed here: that is done in analyze/observe.
#pragma once

#include <string>
#include <string_view>

#include "model/facts.hpp"
#include "store/codec.hpp"
#include "store/database.hpp"

namespace faultline::store {

std::string packed_histogram(const model::LatencyHistogram& histogram);
// False where the bytes are none: buckets out of order, counts below 1, a varint without an end.
bool unpack_histogram(std::string_view bytes, model::LatencyHistogram& histogram);

class RollupWriter {
 public:
  explicit RollupWriter(const Database& database);

  // Nothing where the source has none. `scopes` writes in the same transaction.
  void write(std::int64_t source, const model::SourceRollups& rollups, ScopeWriter& scopes);

 private:
  void write_minute(std::int64_t stream, const model::RollupMinute& minute);

  Statement source_, stream_, minute_;
};

// Call inside a read transaction, as it reads several tables.
model::Rollups load_rollups(const Database& database);

// Of the set of sources that have rollups.
std::string rollups_key(const Database& database);

}  // namespace faultline::store
