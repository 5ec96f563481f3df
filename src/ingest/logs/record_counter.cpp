#include "ingest/logs/record_counter.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"

namespace faultline::ingest::logs {

namespace {

constexpr std::size_t kExcerptBytes = 200;
constexpr int kLeastFailure = 500;

// At most `size` bytes, without half a character at the end.
std::string_view cut_utf8(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  const auto is_inside = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  while (size > 0 && is_inside(text[size])) --size;
  return text.substr(0, size);
}

// "https://shop.example/cart?id=1" -> "shop.example", "/cart?id=1"; a bare path stays.
std::pair<std::string_view, std::string_view> split_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == url.npos || url.starts_with('/')) return {{}, url};
  url.remove_prefix(scheme + 3);
  const auto slash = std::min(url.find('/'), url.size());
  return {url.substr(0, slash), url.substr(slash)};
}

}  // namespace

std::string error_excerpt(std::string_view line) {
  // Replacing what is no UTF-8 makes a text longer, never shorter.
  const std::string text = base::to_valid_utf8(base::printable(cut_utf8(line, kExcerptBytes)));
  return std::string(cut_utf8(text, kExcerptBytes));
}

RecordCounter::RecordCounter(const ReadOptions& options, FactSink& sink)
    : options_(options), sink_(sink), rules_(options.logs.paths) {
  std::stable_sort(rules_.begin(), rules_.end(),
                   [](const auto& a, const auto& b) { return a.prefix.size() > b.prefix.size(); });
}

// A prefix that does not begin with a slash begins with a host.
const model::PathRule* RecordCounter::rule_for(const LogRecord& record) const {
  if (rules_.empty()) return nullptr;
  const auto [own_host, path] = split_url(record.path);
  const std::string_view host = own_host.empty() ? record.host : own_host;
  const auto fits = [&, p = path](const model::PathRule& rule) {
    const std::string_view prefix = rule.prefix;
    if (prefix.starts_with('/')) return p.starts_with(prefix);
    return !host.empty() && prefix.starts_with(host) && p.starts_with(prefix.substr(host.size()));
  };
  const auto found = std::find_if(rules_.begin(), rules_.end(), fits);
  return found == rules_.end() ? nullptr : &*found;
}

void RecordCounter::add(const LogRecord& record, int line, std::string_view text) {
  assert(record.at);  // a line without a time is the reader's diagnostic
  StreamKey key{record.cluster, record.service, record.version, options_.organisation};
  if (key.service.empty()) {
    if (const model::PathRule* rule = rule_for(record)) {
      key.service = rule->service;
      if (key.cluster.empty()) key.cluster = rule->cluster;
    }
  }
  if (key.service.empty()) key.service = options_.service;
  if (key.cluster.empty()) key.cluster = options_.cluster;

  model::RollupMinute* minute = table_.find(key, base::floor_minute(*record.at)).minute;
  if (minute == nullptr) return reject_stream(record, line, text);
  ++lines_;
  ++minute->requests;
  if (record.latency_us) minute->latency.add(model::latency_bucket(*record.latency_us));
  const bool is_error = record.status ? *record.status >= kLeastFailure : record.is_severe.value_or(false);
  if (!is_error) return;
  ++minute->errors;
  if (!minute->first_error || *record.at < minute->first_error->at)
    minute->first_error = model::ErrorLine{*record.at, {line, 1, {}}, error_excerpt(text)};
  minute->last_error = std::max(minute->last_error.value_or(*record.at), *record.at);
}

void RecordCounter::reject_stream(const LogRecord& record, int line, std::string_view text) {
  if (too_many_.empty()) {
    const RollupTable::Distinct distinct = table_.distinct();
    std::string_view part = "cluster", field = record.cluster_field;
    std::size_t most = distinct.clusters;
    if (distinct.services > most) {
      part = "service";
      field = record.service_field;
      most = distinct.services;
    }
    if (distinct.versions > most) {
      part = "version";
      field = record.version_field;
      most = distinct.versions;
    }
    too_many_ = fmt::format(
        "more than {} streams, of which '{}' has {} different values as the {}; that is no name of a {}: "
        "say in [logs] fields of the config which field it is",
        kMostStreams, base::printable(field), most, part, part);
  }
  sink_.reject({line, 1, {}}, too_many_, text);
}

void RecordCounter::clear() {
  table_.clear();
  lines_ = 0;
  too_many_.clear();
}

void RecordCounter::finish() {
  model::SourceRollups rollups;
  rollups.lines = lines_;
  rollups.streams = table_.take();
  sink_.rollups(std::move(rollups));
}

}  // namespace faultline::ingest::logs
