#include "store/rollup_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <tuple>
#include <unordered_map>

#include "base/error.hpp"
#include "store/facts_key.hpp"
#include "store/facts_loader.hpp"

namespace faultline::store {

namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

void put_varint(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  bytes += static_cast<char>(value);
}

bool take_varint(std::string_view& bytes, std::uint64_t& value) {
  value = 0;
  for (int shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

// By scope, then version; labels decide between scopes that are one, so that the order of rows never does.
bool stream_less(const model::RollupStream& a, const model::RollupStream& b) {
  const auto key = [](const model::RollupStream& s) {
    return std::tie(s.scope, s.version, s.scope.organisation.label, s.scope.cluster.label,
                    s.scope.service.label, s.scope.group.label);
  };
  return key(a) < key(b);
}

model::RollupMinute read_minute(const Statement& statement, const std::string& path) {
  Row row(statement, 1);
  model::RollupMinute minute;
  minute.minute = base::from_micros(row.integer() * kMicrosPerSecond);
  minute.requests = row.integer();
  minute.errors = row.integer();
  minute.slow = row.maybe_integer();
  if (!row.is_null() && !unpack_histogram(statement.bytes(5), minute.latency)) {
    throw base::Error(fmt::format(
        "'{}' is damaged (a latency histogram is none); restore a copy, or ingest the sources again into a "
        "new file",
        path));
  }
  row.skip(1);
  if (row.is_null()) {
    row.skip(5);
  } else {
    model::ErrorLine& first = minute.first_error.emplace();
    first.at = base::from_micros(row.integer());
    first.location = read_location(row);
    first.text = row.text();
  }
  minute.last_error = maybe_instant(row.maybe_integer());
  return minute;
}

}  // namespace

std::string packed_histogram(const model::LatencyHistogram& histogram) {
  std::string bytes;
  std::uint64_t before = 0;
  for (const auto& [bucket, requests] : histogram.counts) {
    assert(bucket >= before && requests > 0);  // ascending, as LatencyHistogram promises
    put_varint(bytes, bucket - before);
    put_varint(bytes, static_cast<std::uint64_t>(requests));
    before = bucket;
  }
  return bytes;
}

bool unpack_histogram(std::string_view bytes, model::LatencyHistogram& histogram) {
  std::uint64_t bucket = 0;
  while (!bytes.empty()) {
    std::uint64_t step = 0, requests = 0;
    if (!take_varint(bytes, step) || !take_varint(bytes, requests)) return false;
    if (step == 0 && !histogram.counts.empty()) return false;
    // Each is checked before the sum, which could otherwise wrap around.
    if (step >= model::kLatencyBuckets || bucket + step >= model::kLatencyBuckets) return false;
    if (requests == 0 || requests > static_cast<std::uint64_t>(INT64_MAX)) return false;
    bucket += step;
    histogram.counts.emplace_back(static_cast<std::uint16_t>(bucket), static_cast<std::int64_t>(requests));
  }
  return true;
}

RollupWriter::RollupWriter(const Database& database)
    : source_(database.prepare(insert_sql("rollup_source", "source_id, lines"))),
      stream_(database.prepare(insert_sql("rollup_stream", "source_id, scope_id, version"))),
      minute_(database.prepare(
          insert_sql("rollup_minute",
                     "stream_id, minute_s, requests, errors, slow, latency, first_error_us, "
                     "first_error_line, first_error_column, first_error_pointer, first_error_text, "
                     "last_error_us"))) {}

void RollupWriter::write(std::int64_t source, const model::SourceRollups& rollups, ScopeWriter& scopes) {
  if (rollups.streams.empty() && rollups.lines == 0) return;
  source_.put(source).put(rollups.lines).run();
  for (const model::RollupStream& stream : rollups.streams) {
    stream_.put(source).put(scopes.id_of(stream.scope)).put(stream.version).run();
    const std::int64_t id = stream_.last_insert_id();
    for (const model::RollupMinute& minute : stream.minutes) write_minute(id, minute);
  }
}

void RollupWriter::write_minute(std::int64_t stream, const model::RollupMinute& minute) {
  const std::int64_t micros = base::to_micros(minute.minute);
  assert(micros % kMicrosPerSecond == 0);  // a minute begins at a whole second
  minute_.put(stream).put(micros / kMicrosPerSecond);
  minute_.put(minute.requests).put(minute.errors).put(minute.slow);
  const std::string latency = packed_histogram(minute.latency);
  if (latency.empty()) {
    minute_.put(std::nullopt);
  } else {
    minute_.put_bytes(latency);
  }
  if (minute.first_error) {
    minute_.put(base::to_micros(minute.first_error->at));
    put_location(minute_, minute.first_error->location);
    minute_.put(minute.first_error->text);
  } else {
    for (int i = 0; i < 5; ++i) minute_.put(std::nullopt);
  }
  minute_.put(maybe_micros(minute.last_error)).run();
}

model::Rollups load_rollups(const Database& database) {
  model::Rollups result;
  std::unordered_map<std::string, std::size_t> places;  // digest -> index
  {
    Statement statement = database.prepare(
        "SELECT digest, lines FROM rollup_source JOIN source ON source.id = source_id ORDER BY digest");
    while (statement.step()) {
      Row row(statement);
      model::SourceRollups& rollups = result.rollups.emplace_back();
      rollups.source_digest = row.text();
      rollups.lines = row.integer();
      places.emplace(rollups.source_digest, result.rollups.size() - 1);
    }
  }
  if (result.rollups.empty()) return result;
  for (model::Source& source : load_sources(database)) {
    if (places.count(source.digest) > 0) result.sources.push_back(std::move(source));
  }

  struct Place {
    std::size_t source, stream;
  };
  std::unordered_map<std::int64_t, Place> streams;  // row id -> where it goes
  const ScopeTable scopes(database);
  Statement statement = database.prepare(
      "SELECT rollup_stream.id, digest, scope_id, version FROM rollup_stream "
      "JOIN source ON source.id = source_id");
  while (statement.step()) {
    Row row(statement);
    const std::int64_t id = row.integer();
    const std::size_t place = places.at(row.text());
    auto& list = result.rollups[place].streams;
    list.emplace_back().scope = scopes.at(row.integer());
    list.back().version = row.text();
    streams.emplace(id, Place{place, list.size() - 1});
  }
  // Along the key: the minutes of a stream stand together, ascending.
  Statement minutes = database.prepare(
      "SELECT stream_id, minute_s, requests, errors, slow, latency, first_error_us, first_error_line, "
      "first_error_column, first_error_pointer, first_error_text, last_error_us "
      "FROM rollup_minute ORDER BY stream_id, minute_s");
  std::int64_t current = -1;
  model::RollupStream* stream = nullptr;
  while (minutes.step()) {
    const std::int64_t id = minutes.integer(0);
    if (id != current) {
      const auto found = streams.find(id);
      if (found == streams.end()) minutes.refuse_value(0, id);
      stream = &result.rollups[found->second.source].streams[found->second.stream];
      current = id;
    }
    stream->minutes.push_back(read_minute(minutes, database.path()));
  }
  for (model::SourceRollups& rollups : result.rollups)
    std::sort(rollups.streams.begin(), rollups.streams.end(), stream_less);
  return result;
}

std::string rollups_key(const Database& database) {
  std::string key(kNoFacts);
  Statement statement =
      database.prepare("SELECT digest FROM rollup_source JOIN source ON source.id = source_id");
  while (statement.step()) key = combined_key(std::move(key), statement.text(0));
  return key;
}

}  // namespace faultline::store
